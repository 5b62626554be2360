package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var bookTests = []test{
	{"books are kept and found", keepBooks},
	{"what never changes in a book is refused", fixedBook},
	{"books are filtered", filterBooks},
	{"numbers of books count in their project", bookNumbers},
	{"holdings are the books that a user answers for", holdings},
	{"a book without entries is empty", emptyBook},
}

func keepBooks(t *testing.T, s *storage.Store) {
	book := till("P01", 1)
	whole(t, book)
	bare := till("P01", 2)
	bare.Type, bare.Status, bare.Overdraft, bare.CeilingMinor = cashbook.Receivable, cashbook.Idle, false, 0
	bare.Account, bare.Operator, bare.Wallet = "", "", ""
	bare.Responsible, bare.Deputy, bare.CounterSignatory = ident.UserID{}, ident.UserID{}, ident.UserID{}
	update(t, s, func(tx *storage.Tx) error { return addProjects(tx, "P01") })
	for range 2 {
		for _, b := range []cashbook.Book{book, bare} {
			update(t, s, func(tx *storage.Tx) error { return tx.SaveBook(b) })
			checkBook(t, s, b)
		}
		book.Name, book.Overdraft, book.CeilingMinor, book.Responsible = "Caisse Kolda", false, 7, user("dado")
		book.Account, book.Operator, book.Wallet = "5521", "Orange Money", "P-9"
		book.Deputy, book.CounterSignatory, book.Status, book.Revision = user("awa"), user("binta"), cashbook.Finalised, 4
	}
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Book(bookID("none")); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.BookByRef("P01", 3); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.BookByRef("P02", 1); return err })
}

func checkBook(t *testing.T, s *storage.Store, want cashbook.Book) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		byID, err := tx.Book(want.ID)
		same(t, "book by identifier", byID, want)
		if err != nil {
			return err
		}
		byRef, err := tx.BookByRef(want.ProjectCode, want.Number)
		same(t, "book by reference", byRef, want)
		return err
	})
}

func fixedBook(t *testing.T, s *storage.Store) {
	book := till("P01", 1)
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveBook(book) }) // no such project
	update(t, s, func(tx *storage.Tx) error {
		if err := addProjects(tx, "P01", "P02"); err != nil {
			return err
		}
		return tx.SaveBook(book)
	})
	for _, change := range []func(*cashbook.Book){
		func(b *cashbook.Book) { b.Project = project("P02") },
		func(b *cashbook.Book) { b.Number = 2 },
		func(b *cashbook.Book) { b.Type = cashbook.Bank },
		func(b *cashbook.Book) { b.Currency = "EUR" },
		func(b *cashbook.Book) { b.TimeZone = "Africa/Bamako" },
		func(b *cashbook.Book) { b.ID = bookID("same number") },
	} {
		changed := book
		change(&changed)
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveBook(changed) })
	}
	checkBook(t, s, book)
}

func filterBooks(t *testing.T, s *storage.Store) {
	one, two, other := till("P01", 1), till("P01", 2), till("P02", 1)
	two.Responsible, other.Deputy = user("dado"), user("dado")
	update(t, s, func(tx *storage.Tx) error {
		if err := addProjects(tx, "P02", "P01"); err != nil {
			return err
		}
		for _, b := range []cashbook.Book{other, two, one} {
			if err := tx.SaveBook(b); err != nil {
				return err
			}
		}
		return nil
	})
	for name, c := range map[string]struct {
		filter cashbook.BookFilter
		want   []cashbook.Book
	}{
		"all":               {cashbook.BookFilter{}, []cashbook.Book{one, two, other}},
		"project":           {cashbook.BookFilter{Project: project("P01")}, []cashbook.Book{one, two}},
		"holder":            {cashbook.BookFilter{Holder: user("dado")}, []cashbook.Book{two, other}},
		"both":              {cashbook.BookFilter{Project: project("P02"), Holder: user("dado")}, []cashbook.Book{other}},
		"counter-signatory": {cashbook.BookFilter{Holder: user("coumba")}, nil},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Books(c.filter)
			same(t, name, got, c.want)
			return err
		})
	}
}

func bookNumbers(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		if err := addProjects(tx, "P01", "P02"); err != nil {
			return err
		}
		return tx.SaveBook(till("P01", 6))
	})
	view(t, s, func(tx *storage.Tx) error {
		for code, want := range map[string]int{"P01": 7, "P02": 1} {
			got, err := tx.NextBookNumber(project(code))
			same(t, "next number in "+code, got, want)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func holdings(t *testing.T, s *storage.Store) {
	answers, deputy, both, finalised, signs := till("P01", 2), till("P02", 1), till("P01", 1), till("P01", 3), till("P01", 4)
	deputy.Responsible, deputy.Deputy = ident.UserID{}, user("awa")
	both.Deputy = user("awa")
	finalised.Status = cashbook.Finalised
	signs.Responsible, signs.CounterSignatory = user("binta"), user("awa")
	update(t, s, func(tx *storage.Tx) error {
		if err := addProjects(tx, "P01", "P02"); err != nil {
			return err
		}
		for _, b := range []cashbook.Book{deputy, answers, both, finalised, signs} {
			if err := tx.SaveBook(b); err != nil {
				return err
			}
		}
		return nil
	})
	want := []directory.Holding{
		{Book: both.ID, Ref: "P01/1", Name: "Caisse 1", Project: project("P01")},
		{Book: answers.ID, Ref: "P01/2", Name: "Caisse 2", Project: project("P01")},
		{Book: deputy.ID, Ref: "P02/1", Name: "Caisse 1", Project: project("P02"), Deputy: true},
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Holdings(user("awa"))
		same(t, "holdings", got, want)
		return err
	})
}

func emptyBook(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	empty := model{book: bookID("P011")}
	empty.check(t, s)
	view(t, s, func(tx *storage.Tx) error {
		last, err := tx.LastDay(empty.book)
		same(t, "last day", last, calendar.Day(0))
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Ownership(empty.book); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Voucher(empty.book, 1); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.ReversalOf(empty.book, 1); return err })
}
