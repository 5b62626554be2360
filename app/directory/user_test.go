package directory_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestAddUser(t *testing.T) {
	h := newHouse(t)
	given := directory.User{
		ID: awaID, Email: "Awa@EauVive.example", FirstName: " Awa ", LastName: "Diop", Job: "Caissière",
		Status: directory.StatusActive, Exported: true, Version: 7, Activation: activation(), // none of these count
	}
	u, err := directory.AddUser(h, h.founder, given, now)
	if err != nil {
		t.Fatal(err)
	}
	want := directory.User{
		ID: awaID, Email: "awa@eauvive.example", FirstName: "Awa", LastName: "Diop", Job: "Caissière",
		Status: directory.StatusEmployee, Created: now, CreatedBy: h.founder.ID, Modified: now, ModifiedBy: h.founder.ID, Version: 1,
	}
	if u != want || h.users[awaID] != want {
		t.Errorf("user\n%+v\nwant\n%+v", u, want)
	}
	if got, want := h.lastAct(), "user-added name=Awa Diop"; got != want {
		t.Errorf("act %q, want %q", got, want)
	}
	if act := h.acts[0]; act.Subject != awaID || act.By != h.founder.ID || act.ByName != "admin@eauvive.example" || act.At != now || act.Poste != 0 {
		t.Errorf("act %+v", act)
	}
}

func TestAddUserRefuses(t *testing.T) {
	h := newHouse(t)
	gone := h.add(directory.StatusArchived)
	for _, c := range []struct {
		user directory.User
		kind fault.Kind
		key  string
	}{
		{directory.User{}, fault.Invalid, "directory.nameless"},
		{directory.User{FirstName: "A\x01"}, fault.Invalid, "directory.text-forbidden"},
		{directory.User{LastName: "D\u202e"}, fault.Invalid, "directory.text-forbidden"},
		{directory.User{Email: "awa"}, fault.Invalid, "directory.email"},
		{directory.User{Login: "a"}, fault.Invalid, "directory.login"},
		{directory.User{Login: "awa", External: true}, fault.Invalid, "directory.partner"},
		{directory.User{Login: "awa", Partner: "Puits d'Or"}, fault.Invalid, "directory.not-external"},
		{directory.User{Login: "awa", Language: "français"}, fault.Invalid, "directory.language"},
		{directory.User{Login: "awa", Format: "fr_FR"}, fault.Invalid, "directory.format"},
		{directory.User{Login: "awa", AccessUntil: -1}, fault.Invalid, "calendar.syntax"},
		{directory.User{Email: "ADMIN@eauvive.example"}, fault.Conflict, "directory.address-taken"},
		{directory.User{Email: gone.Email}, fault.Conflict, "directory.address-taken"},
	} {
		c.user.ID = awaID
		_, err := directory.AddUser(h, h.founder, c.user, now)
		wantFault(t, err, c.kind, c.key)
	}
	for _, role := range directory.Roles() {
		by := h.add(directory.StatusActive, whole(role.ID))
		_, err := directory.AddUser(h, by, directory.User{ID: newID[ident.UserID](), Login: "awa" + string(role.ID)}, now)
		if allowed := role.ID == directory.RoleAdminUser; allowed != (err == nil) {
			t.Errorf("%s adds a user: %v", role.ID, err)
		}
	}
}

func TestFindUserFolds(t *testing.T) {
	h := newHouse(t)
	if u, err := directory.FindUser(h, "  ADMIN@eauvive.Example "); err != nil || u.ID != h.founder.ID {
		t.Errorf("found %v, %v", u.ID, err)
	}
	if _, err := directory.FindUser(h, ""); !errors.Is(err, fault.Missing) {
		t.Errorf("nobody: %v", err)
	}
}

func TestEditUserTellsWhatChanged(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusActive).User
	edited := user
	edited.LastName, edited.Phone, edited.AccessUntil = "Sène", "+221 33 000 00 00", calendar.New(2027, time.March, 31)
	edited.Status, edited.Exported = directory.StatusArchived, true // do not count
	later := now.Add(time.Hour)
	got, err := directory.EditUser(h, h.founder, edited, later)
	if err != nil {
		t.Fatal(err)
	}
	want := user
	want.LastName, want.Phone, want.AccessUntil = edited.LastName, edited.Phone, edited.AccessUntil
	want.Modified, want.ModifiedBy, want.Version = later, h.founder.ID, user.Version+1
	if got != want || h.users[user.ID] != want {
		t.Errorf("user\n%+v\nwant\n%+v", got, want)
	}
	if got, want := h.lastAct(), "user-edited last-name=Diop → Sène phone=– → +221 33 000 00 00 access-until=– → 2027-03-31"; got != want {
		t.Errorf("act %q, want %q", got, want)
	}
}

func TestEditUserWithoutChangeSavesNothing(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusActive).User
	same := user
	same.FirstName = "  Awa"
	if got, err := directory.EditUser(h, h.founder, same, now); err != nil || got != user {
		t.Errorf("user %+v, %v", got, err)
	}
	if len(h.acts) != 0 || h.users[user.ID] != user {
		t.Error("something was saved")
	}
}

func TestEditUserRefuses(t *testing.T) {
	h := newHouse(t)
	other := h.add(directory.StatusActive)
	admin := h.add(directory.StatusActive, whole(directory.RoleAdminUser))
	end := calendar.New(2027, time.March, 31)
	for name, c := range map[string]struct {
		by, of directory.Actor
		edit   func(*directory.User)
		kind   fault.Kind
		key    string
	}{
		"an old version":          {h.founder, other, func(u *directory.User) { u.Version--; u.Job = "x" }, fault.Conflict, "directory.changed-meanwhile"},
		"a future version":        {h.founder, other, func(u *directory.User) { u.Version++; u.Job = "x" }, fault.Conflict, "directory.changed-meanwhile"},
		"another's address":       {h.founder, other, func(u *directory.User) { u.Email = admin.Email }, fault.Conflict, "directory.address-taken"},
		"no address":              {h.founder, other, func(u *directory.User) { u.Email = "" }, fault.Invalid, "directory.no-address"},
		"a wrong name":            {h.founder, other, func(u *directory.User) { u.FirstName = "\x00" }, fault.Invalid, "directory.text-forbidden"},
		"own end of access":       {admin, admin, func(u *directory.User) { u.AccessUntil = end }, fault.Denied, "directory.own-access"},
		"without right":           {other, admin, func(u *directory.User) { u.Job = "x" }, fault.Denied, "directory.no-right"},
		"an administrator":        {admin, h.founder, func(u *directory.User) { u.Email = "moi@b.example" }, fault.Denied, "directory.no-right"},
		"an external with a role": {h.founder, admin, func(u *directory.User) { u.External, u.Partner = true, "Puits d'Or" }, fault.Conflict, "directory.external-role"},
	} {
		t.Run(name, func(t *testing.T) {
			edited := c.of.User
			c.edit(&edited)
			_, err := directory.EditUser(h, c.by, edited, now)
			wantFault(t, err, c.kind, c.key)
			if h.users[c.of.ID] != c.of.User || len(h.acts) != 0 {
				t.Error("the refusal changed something")
			}
		})
	}
}

func TestEmployeesNeedNoAddress(t *testing.T) {
	h := newHouse(t)
	u, err := directory.AddUser(h, h.founder, directory.User{ID: awaID, FirstName: "Awa"}, now)
	if err != nil {
		t.Fatal(err)
	}
	_, err = directory.Activate(h, h.founder, u.ID, activation(), now)
	wantFault(t, err, fault.Invalid, "directory.no-address")
}

func TestDeleteErasesAndRemembersTheAct(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusArchived, in(directory.RoleCashier, h.project.ID))
	if err := directory.Delete(h, h.founder, user.ID, now); err != nil {
		t.Fatal(err)
	}
	if grants, _ := h.Grants(user.ID); len(grants) > 0 {
		t.Error("the roles stay")
	}
	if act := h.acts[0]; act.Verb != directory.VerbUserDeleted || act.Subject != user.ID || len(act.Details) > 0 {
		t.Errorf("act %+v", act)
	}
}

func TestDeleteRefusedWhileBooksAreHeld(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusEmployee)
	h.holdings[user.ID] = []directory.Holding{{Ref: "P01/1", Name: "Caisse Kolda", Project: h.project.ID}}
	err := directory.Delete(h, h.founder, user.ID, now)
	wantFault(t, err, fault.Conflict, "directory.user-needed")
	if f := new(fault.Error); errors.As(err, &f) && f.Args["Books"] != "P01/1 Caisse Kolda" {
		t.Errorf("the refusal names %v", f.Args["Books"])
	}
}
