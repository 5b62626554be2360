package cashbook

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Provisional is a voucher that a poste keeps before it is registered and head
// office has granted it the book: « provisoire ». It has no number, is in no
// chain, and can be changed and deleted until it gets one.
type Provisional struct {
	Book    ident.BookID
	Place   int64 // in the order of entry, from 1
	Draft   Draft
	Author  ident.UserID
	Entered time.Time // or changed
}

// maxProvisionals bounds what a book can have without numbers.
const maxProvisionals = 1_000

// CanKeep says what keeps the person from entering provisional vouchers in the
// book here, or nil.
func CanKeep(s Records, by directory.Actor, book ident.BookID, now time.Time) error {
	_, err := openNotebook(s, by, book, now)
	return err
}

// openNotebook is openDesk on a poste that is not registered.
func openNotebook(s Records, by directory.Actor, book ident.BookID, now time.Time) (*desk, error) {
	d, err := openDraft(s, by, book, now)
	if err != nil {
		return nil, err
	}
	home, err := s.Home()
	if err != nil {
		return nil, err
	}
	_, err = s.Poste(home.Poste)
	switch registered := err == nil; {
	case registered || home.Side != directory.Site:
		return nil, fault.New(fault.Denied, "cashbook.provisional-registered", fault.Args{"Book": d.book.Ref()})
	case !errors.Is(err, fault.Missing):
		return nil, err
	}
	return d, nil
}

// openDraft opens a book for somebody who may enter vouchers in it, whoever
// keeps it.
func openDraft(s Records, by directory.Actor, book ident.BookID, now time.Time) (*desk, error) {
	b, err := openableBook(s, by, directory.RightVoucherRecord, book, now)
	if err != nil {
		return nil, err
	}
	today, err := b.Today(now)
	return &desk{store: s, book: b, today: today}, err
}

// AddProvisional keeps a voucher until it can be numbered. It is checked as far
// as possible: what the till holds is known only while nobody else keeps it.
func AddProvisional(s Records, by directory.Actor, book ident.BookID, draft Draft, now time.Time) (Provisional, error) {
	d, err := openNotebook(s, by, book, now)
	if err != nil {
		return Provisional{}, err
	}
	others, err := s.Provisionals(book)
	if err != nil {
		return Provisional{}, err
	}
	if len(others) >= maxProvisionals {
		return Provisional{}, fault.New(fault.Invalid, "cashbook.provisional-full", fault.Args{"Book": d.book.Ref(), "Most": maxProvisionals})
	}
	next := Provisional{Book: book, Place: 1}
	if len(others) > 0 {
		next.Place = others[len(others)-1].Place + 1
	}
	return d.keep(s, by, next, others, draft, now)
}

// ChangeProvisional replaces what a provisional voucher says. Its place in the
// order stays.
func ChangeProvisional(s Records, by directory.Actor, book ident.BookID, place int64, draft Draft, now time.Time) (Provisional, error) {
	d, err := openDraft(s, by, book, now)
	if err != nil {
		return Provisional{}, err
	}
	others, p, err := takeOut(s, book, place)
	if err != nil {
		return Provisional{}, err
	}
	if draft.Day.IsZero() {
		draft.Day = p.Draft.Day
	}
	return d.keep(s, by, p, others, draft, now)
}

// DeleteProvisional forgets a provisional voucher.
func DeleteProvisional(s Records, by directory.Actor, book ident.BookID, place int64, now time.Time) (Provisional, error) {
	if _, err := openDraft(s, by, book, now); err != nil {
		return Provisional{}, err
	}
	_, p, err := takeOut(s, book, place)
	if err != nil {
		return Provisional{}, err
	}
	return p, s.DeleteProvisional(book, place)
}

// takeOut gives the provisional voucher of a place, and the others.
func takeOut(s Store, book ident.BookID, place int64) (others []Provisional, p Provisional, err error) {
	all, err := s.Provisionals(book)
	if err != nil {
		return nil, Provisional{}, err
	}
	i := slices.IndexFunc(all, func(p Provisional) bool { return p.Place == place })
	if i < 0 {
		return nil, Provisional{}, fault.New(fault.Missing, "cashbook.provisional-missing", fault.Args{"Place": place})
	}
	p = all[i]
	return slices.Delete(all, i, i+1), p, nil
}

// keep checks and saves a provisional voucher.
func (d *desk) keep(s Store, by directory.Actor, p Provisional, others []Provisional, draft Draft, now time.Time) (Provisional, error) {
	var err error
	if p.Draft, err = d.checkOrdinary(draft); err != nil {
		return Provisional{}, err
	}
	p.Author, p.Entered = by.ID, now.UTC().Truncate(time.Second)
	if err := d.bears(append(others, p), p); err != nil {
		return Provisional{}, err
	}
	return p, s.SaveProvisional(p)
}

// bears refuses a provisional voucher with which the till would be negative: on
// its own day, or on that of a later one that has been kept already.
func (d *desk) bears(all []Provisional, entered Provisional) error {
	known, err := d.balanceKnown()
	if err != nil || !known || !d.book.StaysPositive() {
		return err
	}
	slices.SortFunc(all, func(a, b Provisional) int {
		return cmp.Or(cmp.Compare(a.Draft.Day, b.Draft.Day), cmp.Compare(a.Place, b.Place))
	})
	sum, reached := int64(0), false
	for _, p := range all {
		outlook, err := d.store.OutlookAt(d.book.ID, Position{Day: p.Draft.Day, Number: math.MaxInt64}, 0)
		if err != nil {
			return err
		}
		sum += p.Draft.AmountMinor
		reached = reached || p.Place == entered.Place
		if balance := outlook.BeforeMinor + sum; reached && balance < 0 {
			return d.shortOf(entered, p, balance)
		}
	}
	return nil
}

func (d *desk) shortOf(entered, at Provisional, balanceMinor int64) error {
	amount := entered.Draft.AmountMinor
	args := fault.Args{
		"Book": d.book.Ref(), "Amount": d.book.amount(max(amount, -amount)), "Day": entered.Draft.Day,
		"Balance": d.book.amount(balanceMinor - amount),
	}
	if at.Place == entered.Place {
		return fault.New(fault.Invalid, "cashbook.negative", args)
	}
	args["Balance"], args["Later"] = d.book.amount(balanceMinor), at.Draft.Day
	return fault.New(fault.Invalid, "cashbook.provisional-later", args)
}

// balanceKnown reports whether everything that was entered in the book is here:
// no poste has ever kept it.
func (d *desk) balanceKnown() (bool, error) {
	_, err := d.store.Ownership(d.book.ID)
	if errors.Is(err, fault.Missing) {
		return true, nil
	}
	return false, err
}
