package directory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// treasurer is a cashier who cancels nothing and writes no batches.
func treasurer() directory.DerivedRole {
	cashier, _ := directory.RoleByID(directory.RoleCashier)
	left := slices.DeleteFunc(cashier.Rights(), func(r directory.Right) bool {
		return r == directory.RightVoucherReverse || r == directory.RightBatchSend
	})
	return directory.DerivedRole{ID: newID[ident.DerivedRoleID](), Name: "Trésorier", Base: directory.RoleCashier, Rights: left}
}

func (h *house) derive(d directory.DerivedRole) directory.DerivedRole {
	h.t.Helper()
	made, err := directory.DeriveRole(h.memory, h.founder, d, now)
	if err != nil {
		h.t.Fatal(err)
	}
	return made
}

func (h *house) giveDerived(user ident.UserID, d directory.DerivedRole) directory.Grant {
	h.t.Helper()
	g := grant(user, in("", h.project.ID))
	g.Derived.ID = d.ID
	g, err := directory.GrantRole(h.memory, h.founder, g, now)
	if err != nil {
		h.t.Fatal(err)
	}
	return g
}

func TestDerivedRoleLeavesRightsOutAndAddsNone(t *testing.T) {
	h := newHouse(t)
	d := h.derive(treasurer())
	if want := "role-derived derived-role=Trésorier role=cashier without=batch-send without=voucher-reverse"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	awa := h.add(directory.StatusActive)
	g := h.giveDerived(awa.ID, d)
	if g.Label() != any("Trésorier") || g.Role != directory.RoleCashier {
		t.Errorf("grant %+v", g)
	}
	if want := "role-granted derived-role=Trésorier level=projects project=P01 Forages P01"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	at := directory.Place{Project: h.project.ID, Country: "SN", Holders: []ident.UserID{awa.ID}}
	awa = h.actor(awa.ID)
	cashier, _ := directory.RoleByID(directory.RoleCashier)
	_, rights, _ := readGrid(t)
	for _, right := range rights {
		want := cashier.Reach(right) != directory.None && right != directory.RightVoucherReverse && right != directory.RightBatchSend
		if got := directory.Can(awa, right, at, now) == nil; got != want {
			t.Errorf("%s is %v, want %v", right, got, want)
		}
	}
}

// A grant whose rights are more than its standard role's gives no more than that,
// whatever a database says.
func TestDerivedGrantNeverExceedsItsBase(t *testing.T) {
	g := directory.Grant{Role: directory.RoleAuditor, Derived: directory.Derivation{
		ID: newID[ident.DerivedRoleID](), Rights: []directory.Right{directory.RightUserView, directory.RightUserManage},
	}}
	if g.Reach(directory.RightUserManage) != directory.None || g.Reach(directory.RightUserView) != directory.Whole || g.Reach(directory.RightBookView) != directory.None {
		t.Error("the grant gives other rights than both have")
	}
}

func TestDeriveRoleRefuses(t *testing.T) {
	h := newHouse(t)
	h.derive(treasurer())
	only := func(role directory.RoleID) directory.Actor { return h.add(directory.StatusActive, whole(role)) }
	for name, c := range map[string]struct {
		by   directory.Actor
		edit func(*directory.DerivedRole)
		kind fault.Kind
		key  string
	}{
		"no right to derive":            {only(directory.RoleAdminProject), func(*directory.DerivedRole) {}, fault.Denied, "directory.no-right"},
		"unknown base":                  {h.founder, func(d *directory.DerivedRole) { d.Base = "king" }, fault.Invalid, "directory.role"},
		"a right that the base has not": {h.founder, func(d *directory.DerivedRole) { d.Rights = append(d.Rights, directory.RightUserManage) }, fault.Invalid, "directory.derived-right"},
		"an unknown right":              {h.founder, func(d *directory.DerivedRole) { d.Rights = append(d.Rights, "fly") }, fault.Invalid, "directory.derived-right"},
		"no right left":                 {h.founder, func(d *directory.DerivedRole) { d.Rights = nil }, fault.Invalid, "directory.derived-empty"},
		"no name":                       {h.founder, func(d *directory.DerivedRole) { d.Name = " " }, fault.Invalid, "directory.text-empty"},
		"a name in use":                 {h.founder, func(d *directory.DerivedRole) { d.Name = "TRESORIER" }, fault.Conflict, "directory.derived-taken"},
		"the name of a standard role":   {h.founder, func(d *directory.DerivedRole) { d.Name = "auditor" }, fault.Conflict, "directory.derived-taken"},
		"of administrators, without the right to make them": {only(directory.RoleAdminUser), func(d *directory.DerivedRole) {
			d.Name, d.Base, d.Rights = "Adjoint", directory.RoleAdminOrganisation, []directory.Right{directory.RightAlarmHandle}
		}, fault.Denied, "directory.no-right"},
	} {
		t.Run(name, func(t *testing.T) {
			d := treasurer()
			d.Name = "Caissier adjoint"
			c.edit(&d)
			_, err := directory.DeriveRole(h, c.by, d, now)
			wantFault(t, err, c.kind, c.key)
		})
	}
	for i := range 499 {
		d := treasurer()
		d.Name = fmt.Sprint("Rôle ", i)
		h.derive(d)
	}
	d := treasurer()
	d.Name = "un de trop"
	_, err := directory.DeriveRole(h, h.founder, d, now)
	wantFault(t, err, fault.Invalid, "directory.derived-many")
}

func TestEditedRoleChangesForEverybodyWhoHasIt(t *testing.T) {
	h := newHouse(t)
	d := h.derive(treasurer())
	awa := h.add(directory.StatusActive)
	h.giveDerived(awa.ID, d)
	stale := d
	d.Name, d.Rights = "Trésorière", []directory.Right{directory.RightVoucherRecord, directory.RightBookView}
	d, err := directory.EditDerived(h, h.founder, d, now)
	if err != nil {
		t.Fatal(err)
	}
	got := h.actor(awa.ID).Grants[0].Derived
	if got.Name != "Trésorière" || !slices.Equal(got.Rights, []directory.Right{directory.RightBookView, directory.RightVoucherRecord}) {
		t.Errorf("the grant says %+v", got)
	}
	_, err = directory.EditDerived(h, h.founder, stale, now)
	wantFault(t, err, fault.Conflict, "test.stale")

	h.holdings[awa.ID] = []directory.Holding{{Ref: "P01/1", Name: "Caisse Kolda", Project: h.project.ID}}
	d.Rights = []directory.Right{directory.RightBookView}
	_, err = directory.EditDerived(h, h.founder, d, now)
	wantFault(t, err, fault.Conflict, "directory.derived-needed")
	if args := err.(*fault.Error).Args; args["Names"] != "Awa Diop" || args["Books"] != "P01/1 Caisse Kolda" {
		t.Errorf("the refusal names %v", args)
	}
	if len(h.actor(awa.ID).Grants[0].Derived.Rights) != 2 {
		t.Error("the refused change was made")
	}
}

func TestRoleThatSomebodyHasIsNotRemoved(t *testing.T) {
	h := newHouse(t)
	d := h.derive(treasurer())
	var grants []directory.Grant
	for range 11 {
		grants = append(grants, h.giveDerived(h.add(directory.StatusActive).ID, d))
	}
	err := directory.RemoveDerived(h, h.founder, d.ID, now)
	wantFault(t, err, fault.Conflict, "directory.derived-held")
	args := err.(*fault.Error).Args
	if names := args["Names"].(string); strings.Count(names, "Awa Diop") != 10 || !strings.HasSuffix(names, ", …") || args["Total"] != 11 {
		t.Errorf("the refusal names %v", args)
	}
	for _, g := range grants {
		if err := directory.RevokeRole(h, h.founder, g.User, g.ID, now); err != nil {
			t.Fatal(err)
		}
	}
	if err := directory.RemoveDerived(h, h.founder, d.ID, now); err != nil {
		t.Fatal(err)
	}
	g := grant(grants[0].User, in("", h.project.ID))
	g.Derived.ID = d.ID
	_, err = directory.GrantRole(h, h.founder, g, now)
	wantFault(t, err, fault.Conflict, "directory.derived-inactive")
	if err := directory.RecoverDerived(h, h.founder, d.ID, now); err != nil {
		t.Fatal(err)
	}
	if _, err = directory.GrantRole(h, h.founder, g, now); err != nil {
		t.Errorf("a recovered role: %v", err)
	}
	acts := len(h.acts)
	if err := directory.RecoverDerived(h, h.founder, d.ID, now); err != nil || len(h.acts) != acts {
		t.Errorf("recovering what is not removed: %v, %d acts more", err, len(h.acts)-acts)
	}
}

// Who has only a part of the role of those who can make administrators is not the
// last of them.
func TestDerivedAdministratorIsNotALastingOne(t *testing.T) {
	h := newHouse(t)
	d := h.derive(directory.DerivedRole{
		ID: newID[ident.DerivedRoleID](), Name: "Adjoint", Base: directory.RoleAdminOrganisation, Rights: []directory.Right{directory.RightAlarmHandle},
	})
	deputy := h.add(directory.StatusActive)
	g := grant(deputy.ID, whole(""))
	g.Derived.ID = d.ID
	if _, err := directory.GrantRole(h, h.founder, g, now); err != nil {
		t.Fatal(err)
	}
	_, err := directory.Deactivate(h, h.founder, h.founder.ID, now)
	wantFault(t, err, fault.Conflict, "directory.last-administrator")
}
