package accounting

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// derivedAudit compares what is derived from the postings of a journal with them.
// Lines are compared by the sum of their digests, which does not depend on their
// order; where it differs a second walk finds the line.
type derivedAudit struct {
	journal Journal
	lines   digestSum
	months  map[monthKey]*DerivedMonth
	listed  map[string]int64 // month → postings
	day     calendar.Day     // of the last posting, and its month
	month   string
	hidden  int64 // number of the first posting that pages and searches go wrong by, or 0
	buffer  []byte
}

func newDerivedAudit(j Journal) *derivedAudit {
	return &derivedAudit{journal: j, months: map[monthKey]*DerivedMonth{}, listed: map[string]int64{}}
}

// digestSum adds up digests, modulo 2^64 in each of four lanes, and counts them.
type digestSum struct {
	lanes [4]uint64
	count int64
}

func (d *digestSum) add(digest [32]byte) {
	for i := range d.lanes {
		d.lanes[i] += binary.BigEndian.Uint64(digest[8*i:])
	}
	d.count++
}

// expect takes a posting into account, and whether its listing agrees with it.
func (d *derivedAudit) expect(p *Posting, agrees bool) {
	if d.day != p.Entry.Day {
		d.day, d.month = p.Entry.Day, p.Entry.Day.String()[:len("2026-11")]
	}
	d.listed[d.month]++
	if !agrees && d.hidden == 0 {
		d.hidden = p.Entry.Number
	}
	for place := range p.Lines {
		l := p.derived(&d.journal, place)
		d.lines.add(d.digest(&l))
		d.monthly(&l).add(&l)
	}
}

// monthly gives the sum to which a line of the present month belongs.
func (d *derivedAudit) monthly(l *DerivedLine) *DerivedMonth {
	k := monthKey{l.Account, d.month, l.Opening}
	m, known := d.months[k]
	if !known {
		m = &DerivedMonth{Account: k.account, Month: k.month, Opening: k.opening}
		d.months[k] = m
	}
	return m
}

// digest is of everything in a line.
func (d *derivedAudit) digest(l *DerivedLine) [32]byte {
	b := append(d.buffer[:0], l.Project[:]...)
	for _, text := range [...]string{l.Account, l.Party, l.BudgetLine, l.Funding} {
		b = ledger.AppendText(b, text)
	}
	opening := int64(0)
	if l.Opening {
		opening = 1
	}
	for _, n := range [...]int64{int64(l.Day), l.Number, int64(l.Place), l.Seq, opening, l.AmountMinor, l.BaseMinor} {
		b = ledger.AppendInteger(b, n)
	}
	d.buffer = b
	return sha256.Sum256(b)
}

// check compares what is stored with what was expected.
func (d *derivedAudit) check(s RestoreStore) error {
	var stored digestSum
	err := s.DerivedLines(d.journal.ID, func(l *DerivedLine) error {
		stored.add(d.digest(l))
		return nil
	})
	if err != nil {
		return d.unreadable(err)
	}
	if stored != d.lines {
		return d.findLine(s)
	}
	if err := d.checkMonths(s); err != nil {
		return err
	}
	return d.checkListing(s)
}

// checkListing tells of what pages and searches go wrong by.
func (d *derivedAudit) checkListing(s RestoreStore) error {
	if d.hidden != 0 {
		return fault.New(fault.Forged, "accounting.damage-listing", fault.Args{"Journal": d.journal.Ref(), "Number": d.hidden})
	}
	months, err := s.PostingMonths(d.journal.ID)
	if err != nil {
		return d.unreadable(err)
	}
	for _, month := range slices.Sorted(maps.Keys(d.listed)) {
		if months[month] != d.listed[month] {
			return d.wrongMonth(month)
		}
	}
	for _, month := range slices.Sorted(maps.Keys(months)) {
		if d.listed[month] == 0 {
			return d.wrongMonth(month)
		}
	}
	return nil
}

func (d *derivedAudit) wrongMonth(month string) error {
	return fault.New(fault.Forged, "accounting.damage-listed-month", fault.Args{"Journal": d.journal.Ref(), "Month": month})
}

// checkMonths compares the sums of the months; of differences the first by account
// is told.
func (d *derivedAudit) checkMonths(s RestoreStore) error {
	months, err := s.DerivedMonths(d.journal.ID)
	if err != nil {
		return d.unreadable(err)
	}
	var wrong monthKey
	found := false
	tell := func(k monthKey) {
		if !found || k.account < wrong.account || k.account == wrong.account && k.month < wrong.month {
			wrong, found = k, true
		}
	}
	for _, m := range months {
		k := monthKey{m.Account, m.Month, m.Opening}
		if of := d.months[k]; of == nil || *of != m {
			tell(k)
		}
		delete(d.months, k)
	}
	for k := range d.months {
		tell(k)
	}
	if !found {
		return nil
	}
	return fault.New(fault.Forged, "accounting.damage-month", fault.Args{
		"Journal": d.journal.Ref(), "Account": wrong.account, "Month": wrong.month,
	})
}

// findLine says which posting has a derived line that is missing or not its own.
func (d *derivedAudit) findLine(s RestoreStore) error {
	expected := map[[32]byte]int64{} // → number
	err := s.PostingChain(d.journal.ID, 1, func(p Posting) error {
		for _, l := range p.Derived(d.journal) {
			expected[d.digest(&l)] = p.Entry.Number
		}
		return nil
	})
	if err != nil {
		return err
	}
	wrong, found := int64(0), false
	tell := func(number int64) {
		if !found || number < wrong {
			wrong, found = number, true
		}
	}
	var foreign []int64
	err = s.DerivedLines(d.journal.ID, func(l *DerivedLine) error {
		digest := d.digest(l)
		if _, right := expected[digest]; !right {
			foreign = append(foreign, l.Number)
		}
		delete(expected, digest)
		return nil
	})
	if err != nil {
		return d.unreadable(err)
	}
	for _, number := range expected { // what is missing names the posting more surely than what is too much
		tell(number)
	}
	if !found {
		for _, number := range foreign {
			tell(number)
		}
	}
	return fault.New(fault.Forged, "accounting.damage-derived", fault.Args{"Journal": d.journal.Ref(), "Number": wrong})
}

// unreadable says that what is derived can not even be read.
func (d *derivedAudit) unreadable(err error) error {
	if err == nil || !isUnreadable(err) {
		return err
	}
	return fault.Wrap(err, fault.Forged, "accounting.damage-derived-unreadable", fault.Args{"Journal": d.journal.Ref()})
}
