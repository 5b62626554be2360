package workspace

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

// BookCard is a book as lists and the head of its page show it.
type BookCard struct {
	Book             cashbook.Book
	BalanceMinor     int64
	LastDay          calendar.Day
	Vouchers         int64 // numbers given out
	Responsible      string
	Deputy           string
	CounterSignatory string
	Ownership        *ledger.Ownership // nil while no poste keeps the book
	Here             bool              // granted to this poste: vouchers can be entered
	Today            calendar.Day      // in the book's time zone, by trusted time
}

// Books lists the books that the person may see.
func (s *Session) Books(ctx context.Context) ([]BookCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]BookCard, error) {
		books, err := tx.Books(cashbook.BookFilter{})
		if err != nil {
			return nil, err
		}
		var cards []BookCard
		for _, b := range books {
			err := mayView(tx, by, b, now)
			if errors.Is(err, fault.Denied) {
				continue
			}
			if err != nil {
				return nil, err
			}
			card, err := bookCard(tx, b, now)
			if err != nil {
				return nil, err
			}
			cards = append(cards, card)
		}
		return cards, nil
	})
}

func mayView(tx *storage.Tx, by directory.Actor, b cashbook.Book, now time.Time) error {
	return mayBook(tx, by, directory.RightBookView, b, now)
}

// mayBook asks whether the person has a right over a book.
func mayBook(tx *storage.Tx, by directory.Actor, right directory.Right, b cashbook.Book, now time.Time) error {
	at, err := directory.PlaceOf(tx, b.Project, b.Responsible, b.Deputy)
	if err != nil {
		return err
	}
	return directory.Can(by, right, at, now)
}

func bookCard(tx *storage.Tx, b cashbook.Book, now time.Time) (card BookCard, err error) {
	card.Book = b
	if card.BalanceMinor, err = tx.BalanceMinor(b.ID); err != nil {
		return card, err
	}
	if card.LastDay, err = tx.LastDay(b.ID); err != nil {
		return card, err
	}
	head, err := tx.Head(b.ID)
	if err != nil {
		return card, err
	}
	card.Vouchers = head.Number
	if err := card.fillPeople(tx); err != nil {
		return card, err
	}
	zone, err := calendar.Zone(b.TimeZone)
	if err != nil {
		return card, err
	}
	card.Today = calendar.Of(now, zone)
	return card, card.fillOwnership(tx)
}

func (card *BookCard) fillPeople(tx *storage.Tx) (err error) {
	if card.Responsible, err = nameOf(tx, card.Book.Responsible); err != nil {
		return err
	}
	if card.Deputy, err = nameOf(tx, card.Book.Deputy); err != nil {
		return err
	}
	card.CounterSignatory, err = nameOf(tx, card.Book.CounterSignatory)
	return err
}

// nameOf gives a person's name; nothing for nobody, for somebody who was erased,
// and for somebody of whom this poste has not heard yet.
func nameOf(tx *storage.Tx, id ident.UserID) (string, error) {
	if id.IsZero() {
		return "", nil
	}
	u, err := tx.User(id)
	return u.Name(), ignoreMissing(err)
}

func (card *BookCard) fillOwnership(tx *storage.Tx) (err error) {
	card.Ownership, card.Here, err = keeping(tx, card.Book.ID)
	return err
}

// Book gives one book by its name among people, "P01/1".
func (s *Session) Book(ctx context.Context, ref string) (BookCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (BookCard, error) {
		b, err := findBook(tx, ref)
		if err != nil {
			return BookCard{}, err
		}
		if err := mayView(tx, by, b, now); err != nil {
			return BookCard{}, err
		}
		return bookCard(tx, b, now)
	})
}

func findBook(tx *storage.Tx, ref string) (cashbook.Book, error) {
	code, text, found := strings.Cut(ref, "/")
	number, err := strconv.Atoi(text)
	if !found || err != nil {
		return cashbook.Book{}, fault.New(fault.Invalid, "workspace.book-ref", fault.Args{"Text": fault.Excerpt(ref)})
	}
	return tx.BookByRef(code, number)
}

// AddBook adds a book to a project and gives it the next number there.
func (s *Session) AddBook(ctx context.Context, b cashbook.Book) (cashbook.Book, error) {
	id, err := draw[ident.BookID](s.w)
	if err != nil {
		return cashbook.Book{}, err
	}
	b.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Book, error) {
		return cashbook.AddBook(tx, by, b, now)
	})
}

// EditBook changes what may change of a book.
func (s *Session) EditBook(ctx context.Context, b cashbook.Book) (cashbook.Book, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Book, error) {
		return cashbook.EditBook(tx, by, b, now)
	})
}

// AssignBook makes a user responsible for a book or the deputy.
func (s *Session) AssignBook(ctx context.Context, book ident.BookID, user ident.UserID, as cashbook.Duty) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		_, err := cashbook.Assign(tx, by, book, user, as, now)
		return err
	})
}

// Page gives lines of a book's page with their running balance.
func (s *Session) Page(ctx context.Context, filter cashbook.PageFilter) (lines []cashbook.Line, total int, err error) {
	err = s.viewBook(ctx, filter.Book, func(tx *storage.Tx) error {
		lines, total, err = tx.Page(filter)
		return err
	})
	return lines, total, err
}

// viewBook reads in a book that the person may see.
func (s *Session) viewBook(ctx context.Context, id ident.BookID, do func(*storage.Tx) error) error {
	return s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if _, err := visibleBook(tx, by, id, now); err != nil {
			return err
		}
		return do(tx)
	})
}

// EarlierTexts completes a text from the vouchers of the book.
func (s *Session) EarlierTexts(ctx context.Context, book ident.BookID, prefix string, limit int) (texts []string, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		texts, err = tx.EarlierTexts(book, prefix, limit)
		return err
	})
	return texts, err
}

// EarlierRecipients completes a recipient from the vouchers of the book.
func (s *Session) EarlierRecipients(ctx context.Context, book ident.BookID, prefix string, limit int) (names []string, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		names, err = tx.EarlierRecipients(book, prefix, limit)
		return err
	})
	return names, err
}
