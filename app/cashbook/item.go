package cashbook

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// Movement is what a voucher did to an open item: it opened it, settled some of
// it, or cancelled such a voucher.
type Movement struct {
	Item        int64 // number that opened it
	At          Position
	AmountMinor int64
	Reverses    int64
}

// notBeforeOpening refuses days before an opening balance in force, which is what
// came of all of them.
func (d *desk) notBeforeOpening(day calendar.Day) error {
	opening, err := d.store.Opening(d.book.ID)
	switch {
	case errors.Is(err, fault.Missing):
		return nil
	case err == nil && day < opening.Entry.Day:
		return fault.New(fault.Invalid, "cashbook.before-opening", fault.Args{
			"Book": d.book.Ref(), "Day": day, "Opening": opening.Entry.Day, "Number": opening.Entry.Number,
		})
	}
	return err
}

// checkSettles refuses to settle what is no open item, before it was opened, or
// more than is open at any date.
func (d *desk) checkSettles(c Content, at Position) error {
	if c.Settles == 0 {
		return nil
	}
	item, err := d.item(c.Settles)
	if err != nil {
		return err
	}
	if at.Day < item.Entry.Day {
		return fault.New(fault.Invalid, "cashbook.settle-early", fault.Args{
			"Number": c.Settles, "Day": at.Day, "Opened": item.Entry.Day,
		})
	}
	moves, err := d.store.Movements(d.book.ID, c.Settles, endOfDays)
	if err != nil {
		return err
	}
	if lowest := rests(append(moves, Movement{c.Settles, at, c.AmountMinor, 0}), item.AmountMinor); lowest < 0 {
		return d.settledMore(item, max(c.AmountMinor, -c.AmountMinor)+lowest)
	}
	return nil
}

// endOfDays is later than any day of a voucher.
var endOfDays = calendar.New(9999, 12, 31)

// item gives a voucher that opens an item and is in force.
func (d *desk) item(number int64) (Voucher, error) {
	v, err := d.store.Voucher(d.book.ID, number)
	if errors.Is(err, fault.Missing) || err == nil && !d.book.opensItem(v) {
		return Voucher{}, fault.New(fault.Invalid, "cashbook.settle-unknown", fault.Args{"Number": number, "Book": d.book.Ref()})
	}
	if err != nil {
		return Voucher{}, err
	}
	return v, d.notReversed(number)
}

func (d *desk) settledMore(item Voucher, restMinor int64) error {
	return fault.New(fault.Invalid, "cashbook.settle-more", fault.Args{
		"Number": item.Entry.Number, "Recipient": item.Recipient, "Rest": d.book.amount(max(restMinor, 0)),
	})
}

// rests follows what is open of one item in the order of days and numbers, and
// gives the least of it. What the item was opened with says which way it goes.
func rests(moves []Movement, openedMinor int64) (lowest int64) {
	sortMoves(moves)
	rest := int64(0)
	for _, m := range moves {
		if openedMinor < 0 {
			m.AmountMinor = -m.AmountMinor
		}
		rest += m.AmountMinor
		lowest = min(lowest, rest)
	}
	return lowest
}

func sortMoves(moves []Movement) {
	slices.SortFunc(moves, func(a, b Movement) int {
		return cmp.Or(cmp.Compare(a.At.Day, b.At.Day), cmp.Compare(a.At.Number, b.At.Number))
	})
}

// checkChangedItem refuses another amount of an item, or of what settles one, with
// which more would be settled than was open.
func (d *desk) checkChangedItem(v Voucher, amountMinor int64) error {
	number := v.Settles
	if d.book.opensItem(v) {
		number = v.Entry.Number
	}
	if number == 0 || amountMinor == v.AmountMinor {
		return nil
	}
	item, err := d.store.Voucher(d.book.ID, number)
	if err != nil {
		return err
	}
	moves, err := d.store.Movements(d.book.ID, number, endOfDays)
	if err != nil {
		return err
	}
	for i, m := range moves {
		if m.At.Number == v.Entry.Number {
			moves[i].AmountMinor = amountMinor
		}
	}
	lowest := rests(moves, item.AmountMinor)
	switch {
	case lowest >= 0:
		return nil
	case v.Settles != 0:
		return d.settledMore(item, max(amountMinor, -amountMinor)+lowest)
	}
	return fault.New(fault.Invalid, "cashbook.item-settled", fault.Args{
		"Number": number, "Settled": d.book.amount(max(amountMinor, -amountMinor) - lowest),
	})
}

// notSettled refuses to cancel an item of which something is settled.
func (d *desk) notSettled(v Voucher) error {
	if !d.book.opensItem(v) {
		return nil
	}
	moves, err := d.store.Movements(d.book.ID, v.Entry.Number, endOfDays)
	if err != nil {
		return err
	}
	if numbers := inForce(moves); len(numbers) > 0 {
		return fault.New(fault.Invalid, "cashbook.item-reverse", fault.Args{
			"Number": v.Entry.Number, "Settlements": strings.Join(numbers, ", "),
		})
	}
	return nil
}

// inForce gives the numbers that settle an item and are not cancelled.
func inForce(moves []Movement) (numbers []string) {
	for _, m := range moves {
		cancelled := slices.ContainsFunc(moves, func(o Movement) bool { return o.Reverses == m.At.Number })
		if m.Reverses == 0 && m.At.Number != m.Item && !cancelled {
			numbers = append(numbers, strconv.FormatInt(m.At.Number, 10))
		}
	}
	return numbers
}

// Item is an advance or a claim of which something is open.
type Item struct {
	Book        Book
	Voucher     Voucher // that opened it
	OpenedMinor int64   // positive
	RestMinor   int64   // positive
	AgeDays     int     // since the day of the voucher
}

// SettledMinor is what is settled of it.
func (i Item) SettledMinor() int64 { return i.OpenedMinor - i.RestMinor }

// AgeClass says how long an item has been open.
type AgeClass int

// The classes of age: up to 30 days, 60, 90, and more.
const (
	Age30 AgeClass = iota
	Age60
	Age90
	AgeOver90
)

// AgeClasses is how many there are.
const AgeClasses = 4

// Class gives the class of the item's age.
func (i Item) Class() AgeClass {
	switch {
	case i.AgeDays <= 30:
		return Age30
	case i.AgeDays <= 60:
		return Age60
	case i.AgeDays <= 90:
		return Age90
	}
	return AgeOver90
}

// OpenItems gives what is open of a book at the end of a day, the oldest first.
func OpenItems(s Store, b Book, at calendar.Day) ([]Item, error) {
	moves, err := s.Movements(b.ID, 0, at)
	if err != nil {
		return nil, err
	}
	rest := map[int64]int64{}
	var order []int64
	for _, m := range moves {
		if _, known := rest[m.Item]; !known {
			order = append(order, m.Item)
		}
		rest[m.Item] += m.AmountMinor
	}
	var items []Item
	for _, number := range order {
		if rest[number] == 0 {
			continue
		}
		v, err := s.Voucher(b.ID, number)
		if err != nil {
			return nil, err
		}
		items = append(items, Item{
			Book: b, Voucher: v, OpenedMinor: max(v.AmountMinor, -v.AmountMinor),
			RestMinor: max(rest[number], -rest[number]), AgeDays: int(at - v.Entry.Day),
		})
	}
	return items, nil
}
