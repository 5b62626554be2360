package accounting

import (
	"crypto/sha256"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// ruleAudit checks postings against the rules by which they were entered, one after
// the other. Of each it keeps digests, so that memory stays small whatever is in
// them.
type ruleAudit struct {
	journal  Journal
	postings map[int64]standing // by number
	sources  map[voucherKey]int64
	previous ledger.Entry
	buffer   []byte
}

// standing is what an audit keeps of a posting.
type standing struct {
	day      calendar.Day
	opposite fingerprint // of what cancels it
	bond     fingerprint // of voucher number, source and origin, which what replaces it keeps
	source   Source
	fixed    bool // is not reversed: a reversal, a marker, the closing of a year
}

type fingerprint [16]byte

type voucherKey struct {
	book ident.BookID
	seq  int64
}

func newRuleAudit(j Journal) *ruleAudit {
	return &ruleAudit{journal: j, postings: map[int64]standing{}, sources: map[voucherKey]int64{}}
}

// check gives the key of what the program would not have let anybody enter, or
// nothing and keeps the posting in mind.
func (r *ruleAudit) check(p *Posting, before ledger.Head, zone *time.Location) (key string) {
	entered := calendar.Of(p.Entry.Recorded, zone)
	switch {
	case !p.Mask.known():
		return "accounting.damage-mask"
	case p.Entry.Day > entered || p.Entry.Day < firstDay:
		return "accounting.damage-day"
	case p.Voucher == "":
		return "accounting.damage-content"
	}
	if p.Mask == MaskRestore {
		key = r.checkMarker(p, before)
	} else {
		key = r.checkContent(p, entered)
	}
	if key == "" {
		key = r.checkLinks(p)
	}
	if key == "" {
		r.keep(p)
	}
	return key
}

// checkMarker wants nothing in a marker but what it is for.
func (r *ruleAudit) checkMarker(p *Posting, before ledger.Head) string {
	bare := Content{Mask: MaskRestore, Voucher: p.Voucher, VoucherDay: p.VoucherDay, Text: p.Text, Origin: p.Origin, Rate: p.Rate, Restore: p.Restore}
	put := p.Restore.Branch
	if !p.Content.Equal(bare) || p.Entry.Reverses != 0 || put.Seq < 1 || put.Number < before.Number || put.Hash == (ledger.Hash{}) {
		return "accounting.damage-marker"
	}
	return ""
}

// checkContent wants what a person could have entered: in balance in both
// currencies, and every text and code as it is stored.
func (r *ruleAudit) checkContent(p *Posting, entered calendar.Day) string {
	if !p.balances(r.journal) {
		return "accounting.damage-balance"
	}
	clean, err := p.Content.cleaned(r.journal)
	if err != nil || !clean.Equal(p.Content) || p.Restore != (Restore{}) || p.VoucherDay > entered || p.VoucherDay < firstDay {
		return "accounting.damage-content"
	}
	return ""
}

// balances reports whether debits and credits are equal in both currencies.
func (c *Content) balances(j Journal) bool {
	var amount, base int64
	for _, l := range c.Lines {
		amount, base = amount+l.AmountMinor, base+l.BaseMinor
	}
	return amount == 0 && base == 0 && c.Rate > 0 && (j.IsForeign() || c.Rate == money.RateOne)
}

// checkLinks compares a posting with those that it names.
func (r *ruleAudit) checkLinks(p *Posting) string {
	switch {
	case p.Entry.Reverses != 0 && !r.cancels(p):
		return "accounting.damage-reversal"
	case p.Reposts != 0 && !r.replaces(p):
		return "accounting.damage-repost"
	case p.Source != (Source{}) && r.sources[p.Source.key()] != 0:
		return "accounting.damage-source"
	}
	return ""
}

// cancels reports whether p is the exact opposite of what it reverses.
func (r *ruleAudit) cancels(p *Posting) bool {
	of, known := r.postings[p.Entry.Reverses]
	bare := len(p.Attachments) == 0 && p.Source == (Source{}) && p.Reposts == 0 && p.Origin == ""
	return known && bare && !of.fixed && p.Entry.Day >= of.day && r.fingerprint(p.Content) == of.opposite
}

// replaces reports whether p stands for the posting that the one just before it has
// reversed.
func (r *ruleAudit) replaces(p *Posting) bool {
	of, known := r.postings[p.Reposts]
	return known && p.Entry.Reverses == 0 && r.previous.Reverses == p.Reposts && r.bond(p) == of.bond
}

// keep takes a posting that is in order into account.
func (r *ruleAudit) keep(p *Posting) {
	now := standing{
		day: p.Entry.Day, bond: r.bond(p), source: p.Source,
		fixed: p.Entry.Reverses != 0 || p.Mask == MaskRestore || p.Mask == MaskClosing,
	}
	if !now.fixed {
		now.opposite = r.fingerprint(p.Content.reversed())
	}
	r.postings[p.Entry.Number] = now
	if p.Entry.Reverses != 0 {
		delete(r.sources, r.postings[p.Entry.Reverses].source.key())
	}
	if p.Source != (Source{}) {
		r.sources[p.Source.key()] = p.Entry.Number
	}
	r.previous = p.Entry
}

// fingerprint is of a content but its text, which in a reversal is the reason.
func (r *ruleAudit) fingerprint(c Content) fingerprint {
	c.Text = ""
	r.buffer = c.AppendBody(r.buffer[:0])
	sum := sha256.Sum256(r.buffer)
	return fingerprint(sum[:])
}

func (r *ruleAudit) bond(p *Posting) fingerprint {
	return r.fingerprint(Content{Voucher: p.Voucher, Source: p.Source, Origin: p.Origin})
}

func (s Source) key() voucherKey { return voucherKey{s.Book, s.Seq} }
