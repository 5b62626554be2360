package dashboard

import (
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

var now = time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)

// with gives the state of somebody with roles in the whole organisation.
func with(side directory.Side, roles ...directory.RoleID) state {
	st := state{condition: workspace.Condition{Side: side, Now: now}}
	st.actor.Status = directory.StatusActive
	for _, r := range roles {
		st.actor.Grants = append(st.actor.Grants, directory.Grant{Role: r, Scope: directory.Scope{Level: directory.LevelOrganisation}})
	}
	return st
}

func TestStepsLeadOn(t *testing.T) {
	founder := directory.AdministratorRoles()
	book := workspace.BookCard{Book: cashbook.Book{ProjectCode: "P01", Number: 1}, Here: true}
	for name, c := range map[string]struct {
		st   state
		more func(*state)
		want []string
	}{
		"empty organisation": {with(directory.HeadOffice, founder...), func(st *state) { st.people = 1 }, []string{"project", "person"}},
		"a project":          {with(directory.HeadOffice, founder...), func(st *state) { st.projects, st.people = 1, 2 }, []string{"book"}},
		"requests wait": {with(directory.HeadOffice, founder...), func(st *state) {
			st.projects, st.people, st.tasks, st.books = 1, 5, 2, []workspace.BookCard{book}
		}, []string{"tasks"}},
		"auditor":      {with(directory.HeadOffice, directory.RoleAuditor), func(*state) {}, nil},
		"unregistered": {with(directory.Site, directory.RoleCashier), func(*state) {}, []string{"register"}},
		"assistant":    {with(directory.Site, directory.RoleAssistant), func(*state) {}, nil},
		"requested":    {with(directory.Site, directory.RoleCashier), func(st *state) { st.condition.Requested = true }, []string{"reply"}},
		"registered": {with(directory.Site, directory.RoleCashier), func(st *state) {
			st.condition.Poste.Number, st.books = 1, []workspace.BookCard{book}
			st.fresh.Until = now.AddDate(0, 0, 10)
		}, []string{"voucher"}},
		"at work, data ending": {with(directory.Site, directory.RoleCashier), func(st *state) {
			kept := book
			kept.Vouchers = 7
			st.condition.Poste.Number, st.books = 1, []workspace.BookCard{kept}
			st.fresh.Until = now.AddDate(0, 0, 3)
		}, []string{"renew"}},
		"at work, data over": {with(directory.Site, directory.RoleCashier), func(st *state) {
			st.condition.Poste.Number = 1
			st.fresh.Until = now.AddDate(0, 0, -3)
		}, []string{"renew"}},
		"book elsewhere": {with(directory.Site, directory.RoleCashier), func(st *state) {
			elsewhere := book
			elsewhere.Here = false
			st.condition.Poste.Number, st.books = 1, []workspace.BookCard{elsewhere}
		}, nil},
	} {
		c.more(&c.st)
		var got []string
		for _, s := range c.st.steps(time.UTC) {
			got = append(got, s.key)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
