package workspace

import (
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// CountSheet is what somebody needs to count a till.
type CountSheet struct {
	Book          cashbook.Book
	Today         calendar.Day
	Denominations []money.Denomination // none for a currency that is counted by a total
	BalanceMinor  int64                // of the book
	Head          ledger.Head          // of the book, for cashbook.CountSheet
	Next          int64                // number of the count
}

// CountSheet begins a count of a till. Nothing is written.
func (s *Session) CountSheet(ctx context.Context, book ident.BookID) (CountSheet, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (sheet CountSheet, err error) {
		home, err := tx.Home()
		if err != nil {
			return sheet, err
		}
		if err := cashbook.CanCount(tx, by, home.Poste, book, now); err != nil {
			return sheet, err
		}
		if sheet.Book, err = tx.Book(book); err != nil {
			return sheet, err
		}
		sheet.Denominations = sheet.Book.Currency.Denominations()
		if sheet.Today, err = sheet.Book.Today(now); err != nil {
			return sheet, err
		}
		if sheet.Head, err = tx.Head(book); err != nil {
			return sheet, err
		}
		last, err := tx.LastCount(book)
		if ignoreMissing(err) != nil {
			return sheet, err
		}
		sheet.Next = last.Number + 1
		sheet.BalanceMinor, err = tx.BalanceMinor(book)
		return sheet, err
	})
}

// CountTill keeps what was counted.
func (s *Session) CountTill(ctx context.Context, book ident.BookID, sheet cashbook.CountSheet) (cashbook.Count, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Count, error) {
		home, err := tx.Home()
		if err != nil {
			return cashbook.Count{}, err
		}
		return cashbook.CountTill(tx, by, home.Poste, book, sheet, now)
	})
}

// SignCount is the counter-signature of the signed-in person, who must have given
// the password within the last five minutes. A window opens a session of the
// second person for it.
func (s *Session) SignCount(ctx context.Context, book ident.BookID, number int64) (cashbook.CountSignature, error) {
	if err := s.RecentlyProved(); err != nil {
		return cashbook.CountSignature{}, err
	}
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.CountSignature, error) {
		home, err := tx.Home()
		if err != nil {
			return cashbook.CountSignature{}, err
		}
		return cashbook.SignCount(tx, by, home.Poste, book, number, now)
	})
}

// SignCountOnPaper notes that a count was signed on its printed report.
func (s *Session) SignCountOnPaper(ctx context.Context, book ident.BookID, number int64, p cashbook.PaperSignature) (cashbook.CountSignature, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.CountSignature, error) {
		home, err := tx.Home()
		if err != nil {
			return cashbook.CountSignature{}, err
		}
		return cashbook.SignCountOnPaper(tx, by, home.Poste, book, number, p, now)
	})
}

// BookDifference enters the voucher for the difference of a count.
func (s *Session) BookDifference(ctx context.Context, book ident.BookID, draft cashbook.DifferenceDraft) (cashbook.Recorded, error) {
	return s.writeVoucher(ctx, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Recorded, error) {
		return cashbook.BookDifference(tx, by, poste, book, draft, now)
	})
}

// CountCard is a count with the names of what it mentions and what has become of
// it.
type CountCard struct {
	cashbook.Count
	AuthorName string
	PosteCard  directory.Poste // of number 0 while not known here

	Signature   *cashbook.CountSignature // nil while it is not signed
	SignedBy    string
	RecordedBy  string
	Signatories []Signatory // who may sign; none once it is closed by a later signature
	Booked      int64       // number of the voucher with the difference; 0 for none
	Last        bool        // no later count tells what the till differs by
}

// Signatory is somebody who may counter-sign a count.
type Signatory struct {
	ID   ident.UserID
	Name string
}

// Signed reports whether the count is « signé ».
func (c CountCard) Signed() bool { return c.Signature != nil }

// Open reports whether its difference still has to be booked.
func (c CountCard) Open() bool { return c.Last && c.DifferenceMinor() != 0 && c.Booked == 0 }

// Counts gives the counts of a book, the newest first.
func (s *Session) Counts(ctx context.Context, book ident.BookID) (cards []CountCard, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		cards, err = countCards(tx, book, 1)
		return err
	})
	slices.Reverse(cards)
	return cards, err
}

// CountCard gives a count of a book.
func (s *Session) CountCard(ctx context.Context, book ident.BookID, number int64) (card CountCard, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		if _, err := tx.Count(book, number); err != nil {
			return err
		}
		cards, err := countCards(tx, book, number)
		if err == nil {
			card = cards[0]
		}
		return err
	})
	return card, err
}

func countCards(tx *storage.Tx, book ident.BookID, from int64) ([]CountCard, error) {
	b, err := tx.Book(book)
	if err != nil {
		return nil, err
	}
	counts, err := tx.Counts(book, from)
	if err != nil {
		return nil, err
	}
	signatures, err := tx.CountSignatures(book, from)
	if err != nil {
		return nil, err
	}
	differences, err := tx.Differences(book)
	if err != nil {
		return nil, err
	}
	people := nameBook{tx: tx, known: map[ident.UserID]string{}}
	cards := make([]CountCard, len(counts))
	for i, c := range counts {
		cards[i] = CountCard{Count: c, AuthorName: people.of(c.Author), Last: i == len(counts)-1}
		card := &cards[i]
		if card.PosteCard, err = tx.Poste(c.Poste); ignoreMissing(err) != nil {
			return nil, err
		}
		for _, v := range differences {
			if v.Count == c.Hash {
				card.Booked = v.Entry.Number
			}
		}
		card.addSignatures(b, signatures, &people)
	}
	return cards, people.err
}

// addSignatures finds who signed the count, or who may.
func (c *CountCard) addSignatures(b cashbook.Book, signatures []cashbook.CountSignature, people *nameBook) {
	closed := len(signatures) > 0 && signatures[len(signatures)-1].Number >= c.Number
	for i := range signatures {
		if g := &signatures[i]; g.Number == c.Number {
			c.Signature, c.SignedBy, c.RecordedBy = g, people.of(g.Signatory), people.of(g.Recorder)
		}
	}
	if closed {
		return
	}
	for _, id := range b.Signatories(c.Count) {
		c.Signatories = append(c.Signatories, Signatory{id, people.of(id)})
	}
}

// nameBook finds what people are called, "" for those who are not known here. It
// keeps the first error.
type nameBook struct {
	tx    *storage.Tx
	known map[ident.UserID]string
	err   error
}

func (n *nameBook) of(id ident.UserID) string {
	if name, known := n.known[id]; known || n.err != nil {
		return name
	}
	user, err := n.tx.User(id)
	if n.err = ignoreMissing(err); err == nil {
		n.known[id] = user.Name()
	}
	return n.known[id]
}

// TillDue is a till that should be counted now.
type TillDue struct {
	Book cashbook.Book
	cashbook.CountDue
}

// TillsDue lists the tills that the person could count here and now, and should.
func (s *Session) TillsDue(ctx context.Context) ([]TillDue, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]TillDue, error) {
		books, err := tx.Books(cashbook.BookFilter{Holder: by.ID})
		if err != nil {
			return nil, err
		}
		var list []TillDue
		for _, b := range books {
			due, err := tillDue(tx, by, b, now)
			if err != nil {
				return nil, err
			}
			if due.Reason != cashbook.CountNotDue {
				list = append(list, TillDue{b, due})
			}
		}
		return list, nil
	})
}

// tillDue says why the person should count a till, if they can.
func tillDue(tx *storage.Tx, by directory.Actor, b cashbook.Book, now time.Time) (due cashbook.CountDue, err error) {
	home, err := tx.Home()
	if err != nil {
		return due, err
	}
	if err := cashbook.CanCount(tx, by, home.Poste, b.ID, now); err != nil {
		return due, unforeseen(err)
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return due, err
	}
	return cashbook.CountDueNow(tx, b, organisation.Policy.CountDays, now)
}
