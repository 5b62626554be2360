package workspace

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

// Keeping is one line of who kept a book: a grant to a poste, the end of one, or
// what a person did about the book.
type Keeping struct {
	ledger.Ownership
	Event  cashbook.EventKind // what a person did; empty for head office's word
	Poste  directory.Poste    // to which the book was given, or from which it was taken
	Person string             // who registered that poste, or did it
	Lost   string             // numbers that were lost, "12–14", or ""
}

// What gives the word for what happened: granted, withdrawn, returned, or that of
// an event.
func (k Keeping) What() string {
	switch {
	case k.Event != "":
		return string(k.Event)
	case k.Kept():
		return "granted"
	case k.Reason != "":
		return "withdrawn"
	}
	return "returned"
}

// BranchCard is a branch of a book with the poste that wrote it.
type BranchCard struct {
	cashbook.Branch
	Poste  directory.Poste
	Person string
}

// BookHistory is who kept a book, what was lost, and what was kept apart.
type BookHistory struct {
	Keepings []Keeping
	Lost     []ledger.Lost
	Branches []BranchCard
}

// BookHistory gives the ownership of a book from the first epoch on.
func (s *Session) BookHistory(ctx context.Context, book ident.BookID) (h BookHistory, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		h, err = readBookHistory(tx, book)
		return err
	})
	return h, err
}

func readBookHistory(tx *storage.Tx, book ident.BookID) (h BookHistory, err error) {
	if h, err = readKeepings(tx, book); err != nil {
		return h, err
	}
	branches, err := tx.Branches(book)
	for _, b := range branches {
		card := BranchCard{Branch: b}
		if card.Poste, card.Person, err = posteAndPerson(tx, b.Poste); err != nil {
			return h, err
		}
		h.Branches = append(h.Branches, card)
	}
	return h, err
}

// readKeepings reads who kept a cash book or a journal.
func readKeepings(tx *storage.Tx, book ident.BookID) (h BookHistory, err error) {
	history, err := tx.Ownerships(book)
	if err != nil {
		return h, err
	}
	h.Lost = ledger.LostNumbers(history)
	keeper := ident.PosteID{}
	for _, o := range history {
		if o.Kept() {
			keeper = o.Poste
		}
		k := Keeping{Ownership: o, Lost: lostWith(h.Lost, o.Epoch)}
		if k.Poste, k.Person, err = posteAndPerson(tx, keeper); err != nil {
			return h, err
		}
		h.Keepings = append(h.Keepings, k)
	}
	return h, h.addEvents(tx, book)
}

// addEvents puts what people did after the word of head office under which they
// did it.
func (h *BookHistory) addEvents(tx *storage.Tx, book ident.BookID) error {
	events, err := tx.BookEvents(book)
	if err != nil {
		return err
	}
	for _, e := range events {
		k := Keeping{Event: e.Kind, Ownership: ledger.Ownership{Book: book, Epoch: e.Epoch, Granted: e.At, Reason: e.Reason}}
		if k.Poste, _, err = posteAndPerson(tx, e.Poste); err != nil {
			return err
		}
		if k.Person, err = nameOf(tx, e.Person); err != nil {
			return err
		}
		h.Keepings = append(h.Keepings, k)
	}
	slices.SortStableFunc(h.Keepings, func(a, b Keeping) int { return cmp.Compare(a.Epoch, b.Epoch) })
	return nil
}

func lostWith(lost []ledger.Lost, epoch int64) string {
	for _, l := range lost {
		if l.Epoch == epoch {
			return cashbook.NumberRange(l.From, l.To)
		}
	}
	return ""
}

func posteAndPerson(tx *storage.Tx, id ident.PosteID) (directory.Poste, string, error) {
	poste, err := tx.Poste(id)
	if ignoreMissing(err) != nil {
		return directory.Poste{}, "", err
	}
	person, err := nameOf(tx, poste.User)
	return poste, person, err
}

// BranchVouchers gives the entries of a branch in their order, to be read only.
func (s *Session) BranchVouchers(ctx context.Context, book ident.BookID, epoch int64) (vouchers []cashbook.Voucher, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		return tx.BranchChain(book, epoch, 1, func(v cashbook.Voucher) error {
			vouchers = append(vouchers, v)
			return nil
		})
	})
	return vouchers, err
}

// BookPostes lists the postes to which a book can be given.
func (s *Session) BookPostes(ctx context.Context, book ident.BookID) ([]directory.Poste, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.Poste, error) {
		return cashbook.AblePostes(tx, by, book, now)
	})
}
