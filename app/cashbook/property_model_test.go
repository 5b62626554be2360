package cashbook_test

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// slip is what a number says in the model.
type slip struct {
	day, entered calendar.Day
	amount       int64
	content      cashbook.Content // text, parts and attachments
	kind         cashbook.Kind
	settles      int // index + 1 of the slip that opened the item, or 0
	reverses     int
	partner      [2]int // book and index + 1 of the other leg of a transfer
	count        int    // number of the count whose difference it is, or 0
	seq          int64  // place of what it says in the chain
}

// tally is what a count says in the model.
type tally struct {
	day        calendar.Day
	author     ident.UserID
	slips      int // there were
	difference int64
	anchor     string
	signed     bool
}

// lot is a batch in the model.
type lot struct {
	to           int64 // last entry
	head         ledger.Head
	acknowledged bool
}

// shelf is a book as somebody keeps it on paper: a list of slips, added up anew
// every time.
type shelf struct {
	book    cashbook.Book
	slips   []slip
	entered []calendar.Day // day of each entry of the chain
	days    []calendar.Day // of the voucher of each entry
	counts  []tally
	lots    []lot
}

func (b shelf) clone() shelf {
	b.slips, b.entered, b.days = slices.Clone(b.slips), slices.Clone(b.entered), slices.Clone(b.days)
	b.counts, b.lots = slices.Clone(b.counts), slices.Clone(b.lots)
	return b
}

// add writes a slip down.
func (b *shelf) add(s slip) {
	b.link(s.entered, s.day)
	s.seq = int64(len(b.entered))
	b.slips = append(b.slips, s)
}

func (b *shelf) link(entered, day calendar.Day) {
	b.entered, b.days = append(b.entered, entered), append(b.days, day)
}

// sent gives how many entries are in batches, and the latest day of theirs.
func (b shelf) sent() (seq int64, last calendar.Day) {
	if len(b.lots) > 0 {
		seq = b.lots[len(b.lots)-1].to
	}
	for _, day := range b.days[:seq] {
		last = max(last, day)
	}
	return seq, last
}

// closed gives what the last signed count has closed.
func (b shelf) closed() tally {
	for _, n := range slices.Backward(b.counts) {
		if n.signed {
			return n
		}
	}
	return tally{}
}

// takes reports whether a voucher may be of a day.
func (b shelf) takes(day, today calendar.Day) bool {
	_, last := b.sent()
	return b.book.Status == cashbook.Open && day <= today && day >= b.closed().day && day >= last
}

func (b shelf) cancelled(i int) bool {
	return slices.ContainsFunc(b.slips, func(s slip) bool { return s.reverses == i+1 })
}

func (b shelf) isItem(i int) bool {
	s := b.slips[i]
	return s.reverses == 0 && (s.kind == cashbook.KindItem || b.book.Type == cashbook.Receivable && s.amount > 0)
}

// ordered gives the indices in the order of the page.
func (b shelf) ordered() []int {
	order := make([]int, len(b.slips))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(b.slips[i].day, b.slips[j].day) })
	return order
}

// itemOf gives index + 1 of the item that a slip opens, settles or cancels, or 0.
func (b shelf) itemOf(i int) int {
	if r := b.slips[i].reverses; r != 0 {
		return b.itemOf(r - 1)
	}
	if b.slips[i].settles != 0 {
		return b.slips[i].settles
	}
	if b.isItem(i) {
		return i + 1
	}
	return 0
}

// legal reports whether a book could be as it is: what somebody checks who reads
// its page.
func (b shelf) legal() bool {
	balance, first, rest := int64(0), calendar.Day(0), map[int]int64{}
	for i, s := range b.slips {
		if s.kind == cashbook.KindOpening && !b.cancelled(i) {
			first = s.day
		}
	}
	for _, i := range b.ordered() {
		s := b.slips[i]
		if balance += s.amount; balance < 0 && b.book.StaysPositive() || s.day < first && s.reverses == 0 && s.kind != cashbook.KindOpening {
			return false
		}
		if s.reverses == 0 && !b.fits(i) {
			return false
		}
		if item := b.itemOf(i); item != 0 {
			rest[item] += s.amount
			if opened := b.slips[item-1].amount; rest[item] != 0 && (rest[item] > 0) != (opened > 0) {
				return false
			}
		}
	}
	return true
}

// fits reports whether the book knows such a slip.
func (b shelf) fits(i int) bool {
	s, claims := b.slips[i], b.book.Type == cashbook.Receivable
	switch {
	case claims:
		return (s.amount > 0) == (s.settles == 0) && s.kind != cashbook.KindOrdinary
	case s.kind == cashbook.KindItem:
		return s.amount < 0
	case s.kind == cashbook.KindSettlement:
		return s.amount > 0
	}
	return true
}

// begins reports whether an opening balance may come next.
func (b shelf) begins() bool {
	for i, s := range b.slips {
		if s.reverses == 0 && (s.kind != cashbook.KindOpening || !b.cancelled(i)) {
			return false
		}
	}
	return true
}

// settled reports whether something settles a number and is not cancelled.
func (b shelf) settled(number int) bool {
	for i, s := range b.slips {
		if s.settles == number && !b.cancelled(i) {
			return true
		}
	}
	return false
}

// pays reports whether a slip may settle an item: one that is there and open.
func (b shelf) pays(number int) bool {
	return number >= 1 && number <= len(b.slips) && b.isItem(number-1) && !b.cancelled(number-1)
}

// rest gives what is open of an item, positive.
func (b shelf) rest(number int) (rest int64) {
	for i, s := range b.slips {
		if b.itemOf(i) == number {
			rest += s.amount
		}
	}
	return max(rest, -rest)
}

func (b shelf) total() (sum int64) {
	for _, s := range b.slips {
		sum += s.amount
	}
	return sum
}

// state gives how far a slip has got.
func (b shelf) state(s slip, today calendar.Day) cashbook.State {
	for _, l := range b.lots {
		switch {
		case s.seq > l.to:
		case l.acknowledged:
			return cashbook.AtAccounts
		default:
			return cashbook.Locked
		}
	}
	if s.entered == today {
		return cashbook.EnteredToday
	}
	return cashbook.Entered
}
