package directory_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestRevokeRole(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusActive, in(directory.RoleCashier, h.project.ID))
	if err := directory.RevokeRole(h, h.founder, user.ID, user.Grants[0].ID, now); err != nil {
		t.Fatal(err)
	}
	if len(h.actor(user.ID).Grants) != 0 {
		t.Error("the role stays")
	}
	if want := "role-revoked role=cashier level=projects project=P01 Forages P01"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	err := directory.RevokeRole(h, h.founder, user.ID, user.Grants[0].ID, now)
	wantFault(t, err, fault.Missing, "directory.grant")
}

func TestRevokeRoleTakesTheRight(t *testing.T) {
	h := newHouse(t)
	cashier := h.add(directory.StatusActive, in(directory.RoleCashier, h.project.ID))
	admin := h.add(directory.StatusActive, whole(directory.RoleAdminUser))
	wantFault(t, directory.RevokeRole(h, cashier, cashier.ID, cashier.Grants[0].ID, now), fault.Denied, "directory.no-right")
	wantFault(t, directory.RevokeRole(h, admin, h.founder.ID, h.founder.Grants[0].ID, now), fault.Denied, "directory.no-right")
	wantFault(t, directory.RevokeRole(h, admin, admin.ID, cashier.Grants[0].ID, now), fault.Missing, "directory.grant")
	if err := directory.RevokeRole(h, admin, cashier.ID, cashier.Grants[0].ID, now); err != nil {
		t.Error(err)
	}
}

func TestRevokeRoleRefusedWhileABookNeedsIt(t *testing.T) {
	sn := directory.Scope{Level: directory.LevelCountry, Country: "SN"}
	for name, c := range map[string]struct {
		others  []directory.Scope
		refused bool
	}{
		"the only one":                 {nil, true},
		"also for the country":         {[]directory.Scope{sn}, false},
		"also for all projects":        {[]directory.Scope{{Level: directory.LevelAllProjects}}, false},
		"also for another country":     {[]directory.Scope{{Level: directory.LevelCountry, Country: "ML"}}, true},
		"also for a project elsewhere": {[]directory.Scope{{Level: directory.LevelProjects, Projects: []ident.ProjectID{kolda}}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			user := h.add(directory.StatusEmployee, in(directory.RoleCashier, h.project.ID)) // even without account
			h.holdings[user.ID] = []directory.Holding{{Ref: "P01/1", Name: "Caisse Kolda", Project: h.project.ID, Deputy: true}}
			for _, scope := range c.others {
				g := grant(user.ID, directory.Grant{Role: directory.RoleCashier, Scope: scope})
				h.grants[g.ID] = g
			}
			err := directory.RevokeRole(h, h.founder, user.ID, user.Grants[0].ID, now)
			if !c.refused {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantFault(t, err, fault.Conflict, "directory.role-needed")
			if f := new(fault.Error); errors.As(err, &f) && f.Args["Books"] != "P01/1 Caisse Kolda" {
				t.Errorf("the refusal names %v", f.Args["Books"])
			}
		})
	}
}

func TestRevokingAnotherRoleNeedsNoBook(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusActive, in(directory.RoleCashier, h.project.ID), in(directory.RoleAccountant, h.project.ID))
	h.holdings[user.ID] = []directory.Holding{{Ref: "P01/1", Name: "Caisse Kolda", Project: h.project.ID}}
	if err := directory.RevokeRole(h, h.founder, user.ID, user.Grants[1].ID, now); err != nil {
		t.Error(err)
	}
}

// A book that was never covered is no reason to keep another role.
func TestRevokingARoleThatDoesNotCoverTheBook(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusActive, in(directory.RoleAccountant, h.project.ID))
	h.holdings[user.ID] = []directory.Holding{{Ref: "P01/1", Name: "Caisse Kolda", Project: h.project.ID}}
	if err := directory.RevokeRole(h, h.founder, user.ID, user.Grants[0].ID, now); err != nil {
		t.Error(err)
	}
}

func TestARefusalNamesAFewBooks(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusActive, in(directory.RoleCashier, h.project.ID))
	for n := range 500 {
		h.holdings[user.ID] = append(h.holdings[user.ID], directory.Holding{Ref: fmt.Sprintf("P01/%d", n+1), Name: "Caisse", Project: h.project.ID})
	}
	err := directory.RevokeRole(h, h.founder, user.ID, user.Grants[0].ID, now)
	wantFault(t, err, fault.Conflict, "directory.role-needed")
	if f := new(fault.Error); errors.As(err, &f) {
		books := f.Args["Books"].(string)
		if !strings.HasPrefix(books, "P01/1 Caisse, P01/2 Caisse") || !strings.HasSuffix(books, "P01/10 Caisse, …") {
			t.Errorf("the refusal names %s", books)
		}
	}
}
