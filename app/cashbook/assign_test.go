package cashbook_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestAssign(t *testing.T) {
	s := newSite()
	assign := func(user ident.UserID, as cashbook.Duty) cashbook.Book {
		t.Helper()
		got, err := cashbook.Assign(s, s.actor(admin), till, user, as, s.now)
		if err != nil || s.books[till] != got {
			t.Fatalf("%v as %s: %+v, %v", user, as, got, err)
		}
		return got
	}
	// Binta waits for her activation, Moussa has no account at all.
	if b := assign(binta, cashbook.Deputy); b.Deputy != binta || b.Revision != 2 {
		t.Errorf("%+v", b)
	}
	wantAct(t, s, directory.VerbBookAssigned, binta,
		directory.Detail{Name: "book", Value: "P01/1"}, directory.Detail{Name: "duty", Value: "deputy"},
		directory.Detail{Name: "person", Value: "Binta"})
	if b := assign(moussa, cashbook.CounterSignatory); b.CounterSignatory != moussa || b.Revision != 3 {
		t.Errorf("%+v", b)
	}
	if b := assign(moussa, cashbook.CounterSignatory); b.Revision != 3 || len(s.acts) != 2 {
		t.Errorf("the same again: %+v, %d acts", b, len(s.acts))
	}
	if b := assign(ident.UserID{}, cashbook.Deputy); !b.Deputy.IsZero() || b.Revision != 4 {
		t.Errorf("%+v", b)
	}
	wantAct(t, s, directory.VerbBookAssigned, binta, directory.Detail{Name: "duty", Value: "deputy"})
	if b := assign(binta, cashbook.Responsible); b.Responsible != binta {
		t.Errorf("%+v", b)
	}
}

func TestAssignRefuses(t *testing.T) {
	s := newSite().edit(func(b *cashbook.Book) { b.CounterSignatory = moussa })
	archived, elsewhere := ident.UserID{8}, ident.UserID{9}
	s.users[archived] = directory.User{ID: archived, FirstName: "Issa", Status: directory.StatusArchived}
	s.grants[archived] = s.grants[awa]
	s.users[elsewhere] = directory.User{ID: elsewhere, FirstName: "Ousmane", Status: directory.StatusActive}
	s.grants[elsewhere] = []directory.Grant{{
		Role:  directory.RoleCashier,
		Scope: directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{other}},
	}}
	tests := []struct {
		key  string
		kind fault.Kind
		user ident.UserID
		as   cashbook.Duty
	}{
		{"cashbook.assign-role", fault.Denied, elsewhere, cashbook.Responsible},
		{"cashbook.assign-role", fault.Denied, admin, cashbook.Deputy},
		{"cashbook.assign-archived", fault.Denied, archived, cashbook.Deputy},
		{"cashbook.assign-archived", fault.Denied, archived, cashbook.CounterSignatory},
		{"cashbook.assign-twice", fault.Invalid, awa, cashbook.Deputy},
		{"cashbook.assign-twice", fault.Invalid, awa, cashbook.CounterSignatory},
		{"cashbook.assign-twice", fault.Invalid, moussa, cashbook.Responsible},
		{"cashbook.duty", fault.Invalid, binta, "owner"},
		{"test.missing", fault.Missing, ident.UserID{7}, cashbook.Deputy},
	}
	for _, tt := range tests {
		_, err := cashbook.Assign(s, s.actor(admin), till, tt.user, tt.as, s.now)
		wantFault(t, s, 0, err, tt.kind, tt.key)
	}
	_, err := cashbook.Assign(s, s.actor(awa), till, binta, cashbook.Deputy, s.now)
	wantFault(t, s, 0, err, fault.Denied, "directory.no-right")
	if s.books[till].Revision != 1 || len(s.acts) != 0 {
		t.Error("refused, but stored")
	}
	s.edit(func(b *cashbook.Book) { b.Status = cashbook.Finalised })
	_, err = cashbook.Assign(s, s.actor(admin), till, binta, cashbook.Deputy, s.now)
	wantFault(t, s, 0, err, fault.Denied, "cashbook.assign-finalised")
	if _, err = cashbook.Assign(s, s.actor(admin), ident.BookID{9}, binta, cashbook.Deputy, s.now); !errors.Is(err, fault.Missing) {
		t.Errorf("a duty in no book: %v", err)
	}
}
