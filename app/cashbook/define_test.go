package cashbook_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func bank() cashbook.Book {
	return cashbook.Book{
		ID: ident.BookID{2}, Project: project, Type: cashbook.Bank, Name: " Banque  Kolda ", Currency: "XOF", Overdraft: true,
	}
}

func TestAddBook(t *testing.T) {
	s := newSite()
	got, err := cashbook.AddBook(s, s.actor(admin), bank(), s.now)
	want := cashbook.Book{
		ID: ident.BookID{2}, Project: project, ProjectCode: "P01", Number: 2, Type: cashbook.Bank, Name: "Banque Kolda",
		Currency: "XOF", TimeZone: "Africa/Dakar", Overdraft: true, Status: cashbook.Open, Revision: 1,
	}
	if err != nil || got != want || s.books[want.ID] != want || got.Ref() != "P01/2" {
		t.Errorf("AddBook = %+v, %v, stored %+v", got, err, s.books[want.ID])
	}
	wantAct(t, s, directory.VerbBookAdded, ident.UserID{}, directory.Detail{Name: "book", Value: "P01/2"})
}

// People are chosen by another right than books, so they come in by Assign only.
func TestAddBookTakesNoPeople(t *testing.T) {
	s, b := newSite(), bank()
	b.Responsible, b.Deputy, b.CounterSignatory = awa, binta, moussa
	got, err := cashbook.AddBook(s, s.actor(admin), b, s.now)
	if err != nil || !got.Responsible.IsZero() || !got.Deputy.IsZero() || !got.CounterSignatory.IsZero() {
		t.Errorf("AddBook = %+v, %v", got, err)
	}
}

func TestAddBookRefuses(t *testing.T) {
	tests := map[string]func(*cashbook.Book){
		"cashbook.type":            func(b *cashbook.Book) { b.Type = "purse" },
		"cashbook.overdraft":       func(b *cashbook.Book) { b.Type = cashbook.Cash },
		"cashbook.ceiling":         func(b *cashbook.Book) { b.CeilingMinor = -1 },
		"cashbook.text-missing":    func(b *cashbook.Book) { b.Name = " " },
		"directory.text-long":      func(b *cashbook.Book) { b.Name = strings.Repeat("n", cashbook.MaxName+1) },
		"directory.text-forbidden": func(b *cashbook.Book) { b.Name = "Caisse\x00" },
		"money.currency":           func(b *cashbook.Book) { b.Currency = "FRF" },
		"calendar.zone":            func(b *cashbook.Book) { b.TimeZone = "Local" },
	}
	for key, spoil := range tests {
		s, b := newSite(), bank()
		spoil(&b)
		_, err := cashbook.AddBook(s, s.actor(admin), b, s.now)
		wantFault(t, s, 0, err, fault.Invalid, key)
		if len(s.books) != 1 || len(s.acts) != 0 {
			t.Errorf("%s: refused, but stored", key)
		}
	}
	s := newSite()
	_, err := cashbook.AddBook(s, s.actor(awa), bank(), s.now)
	wantFault(t, s, 0, err, fault.Denied, "directory.no-right")
	s.edit(func(b *cashbook.Book) { b.Number = 9_999 })
	_, err = cashbook.AddBook(s, s.actor(admin), bank(), s.now)
	wantFault(t, s, 0, err, fault.Invalid, "cashbook.books-full")
	b := bank()
	b.Project = ident.ProjectID{9}
	if _, err = cashbook.AddBook(s, s.actor(admin), b, s.now); !errors.Is(err, fault.Missing) {
		t.Errorf("a book of no project: %v", err)
	}
}

func TestEditBook(t *testing.T) {
	s := newSite()
	b := s.books[till]
	b.Name, b.CeilingMinor = "Petite caisse", 300_000
	got, err := cashbook.EditBook(s, s.actor(admin), b, s.now)
	b.Revision = 2
	if err != nil || got != b || s.books[till] != b {
		t.Errorf("EditBook = %+v, %v, want %+v", got, err, b)
	}
	wantAct(t, s, directory.VerbBookEdited, ident.UserID{}, directory.Detail{Name: "ceiling", Value: "300000"})
	if got, err = cashbook.EditBook(s, s.actor(admin), b, s.now); err != nil || got != b || len(s.acts) != 1 {
		t.Errorf("an edit of nothing: %+v, %v, %d acts", got, err, len(s.acts))
	}
}

func TestEditBookRefuses(t *testing.T) {
	tests := []struct {
		key   string
		kind  fault.Kind
		spoil func(*cashbook.Book)
	}{
		{"cashbook.stale", fault.Conflict, func(b *cashbook.Book) { b.Revision = 0 }},
		{"cashbook.stale", fault.Conflict, func(b *cashbook.Book) { b.Revision = 2 }},
		{"cashbook.immutable", fault.Invalid, func(b *cashbook.Book) { b.Type = cashbook.Bank }},
		{"cashbook.immutable", fault.Invalid, func(b *cashbook.Book) { b.Currency = "EUR" }},
		{"cashbook.immutable", fault.Invalid, func(b *cashbook.Book) { b.TimeZone = "UTC" }},
		{"cashbook.immutable", fault.Invalid, func(b *cashbook.Book) { b.Number = 7 }},
		{"cashbook.immutable", fault.Invalid, func(b *cashbook.Book) { b.Project = other }},
		{"cashbook.immutable", fault.Invalid, func(b *cashbook.Book) { b.Responsible = binta }},
		{"cashbook.immutable", fault.Invalid, func(b *cashbook.Book) { b.Status = cashbook.Finalised }},
		{"cashbook.overdraft", fault.Invalid, func(b *cashbook.Book) { b.Overdraft = true }},
		{"cashbook.ceiling", fault.Invalid, func(b *cashbook.Book) { b.CeilingMinor = cashbook.MaxAmountMinor + 1 }},
		{"cashbook.text-missing", fault.Invalid, func(b *cashbook.Book) { b.Name = "" }},
	}
	for _, tt := range tests {
		s := newSite()
		b := s.books[till]
		tt.spoil(&b)
		_, err := cashbook.EditBook(s, s.actor(admin), b, s.now)
		wantFault(t, s, 0, err, tt.kind, tt.key)
		if s.books[till].Revision != 1 || len(s.acts) != 0 {
			t.Errorf("%s: refused, but stored", tt.key)
		}
	}
	s := newSite()
	_, err := cashbook.EditBook(s, s.actor(awa), s.books[till], s.now)
	wantFault(t, s, 0, err, fault.Denied, "directory.no-right")
	if _, err = cashbook.EditBook(s, s.actor(admin), bank(), s.now); !errors.Is(err, fault.Missing) {
		t.Errorf("an edit of no book: %v", err)
	}
}

// wantAct fails unless the last act is by the administrator and says so.
func wantAct(t *testing.T, s *site, verb directory.Verb, subject ident.UserID, says ...directory.Detail) {
	t.Helper()
	if len(s.acts) == 0 {
		t.Fatal("the history is empty")
	}
	act := s.acts[len(s.acts)-1]
	if act.Verb != verb || act.By != admin || act.ByName != "Fatou" || act.Subject != subject || !act.At.Equal(s.now) {
		t.Errorf("the history says %+v", act)
	}
	for _, detail := range says {
		if !slices.Contains(act.Details, detail) {
			t.Errorf("the history says %v, not %v", act.Details, detail)
		}
	}
}
