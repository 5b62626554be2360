package directory_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// life is what each function does in each status: the status it leads to, yes
// where it leads nowhere, no where it is refused, once after an earlier export
// only.
const life = `
            employee pending  active   archived
activate    pending  no       no       no
confirm     no       active   no       no
deactivate  no       employee employee no
archive     archived archived archived no
retrieve    no       no       no       employee
delete      yes      no       no       yes
download    once     yes      yes      once
`

type step func(h *house, id ident.UserID) error

// steps are the use cases behind the functions.
var steps = map[string]step{
	"activate": func(h *house, id ident.UserID) error {
		_, err := directory.Activate(h, h.founder, id, activation(), now)
		return err
	},
	"confirm": func(h *house, id ident.UserID) error {
		_, err := directory.ConfirmActivation(h, h.founder, id, now)
		return err
	},
	"deactivate": func(h *house, id ident.UserID) error {
		_, err := directory.Deactivate(h, h.founder, id, now)
		return err
	},
	"archive": func(h *house, id ident.UserID) error {
		_, err := directory.Archive(h, h.founder, id, now)
		return err
	},
	"retrieve": func(h *house, id ident.UserID) error {
		_, err := directory.Retrieve(h, h.founder, id, now)
		return err
	},
	"delete":   func(h *house, id ident.UserID) error { return directory.Delete(h, h.founder, id, now) },
	"download": func(h *house, id ident.UserID) error { return directory.CanDownload(h.users[id]) },
}

func activation() directory.Activation {
	return directory.NewActivation(newID[ident.ActivationID](), [32]byte{1}, now)
}

func TestLifeOfAUser(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(life), "\n")
	statuses := strings.Fields(lines[0])
	if len(lines) != 1+len(steps) || len(statuses) != 4 {
		t.Fatalf("the table has %d functions and %d statuses", len(lines)-1, len(statuses))
	}
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		for i, status := range statuses {
			t.Run(cells[0]+" in "+status, func(t *testing.T) {
				for _, exported := range []bool{false, true} {
					checkStep(t, cells[0], directory.Status(status), cells[i+1], exported)
				}
			})
		}
	}
}

func checkStep(t *testing.T, name string, status directory.Status, want string, exported bool) {
	t.Helper()
	h := newHouse(t)
	user := h.add(status).User
	user.Exported = exported
	h.users[user.ID] = user
	offered := user.Offers(directory.Function(name))
	err := steps[name](h, user.ID)
	if (offered == nil) != (err == nil) {
		t.Errorf("offered %v, but doing it gives %v", offered, err)
	}
	if want == "no" || want == "once" && !exported {
		wantFault(t, err, fault.Conflict, "directory.cannot-"+name)
		if h.users[user.ID] != user || len(h.acts) != 0 {
			t.Error("the refusal changed something")
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	after, there := h.users[user.ID]
	switch want {
	case "yes", "once":
		if there != (name != "delete") {
			t.Errorf("user there: %v", there)
		}
	default:
		if after.Status != directory.Status(want) || after.Version != user.Version+1 || after.ModifiedBy != h.founder.ID || after.Modified != now {
			t.Errorf("user after: %+v", after)
		}
	}
	if name != "download" && len(h.acts) != 1 {
		t.Errorf("%d acts", len(h.acts))
	}
}

func TestFunctionsOfAccountsTakeTheRight(t *testing.T) {
	for name, do := range steps {
		if name == "download" {
			continue // asks about the status only
		}
		h := newHouse(t)
		user := h.add(directory.StatusPending)
		h.founder = h.add(directory.StatusActive, whole(directory.RoleAuditor))
		err := do(h, user.ID)
		wantFault(t, err, fault.Denied, "directory.no-right")
		if err := do(h, newID[ident.UserID]()); !errors.Is(err, fault.Missing) {
			t.Errorf("%s of nobody: %v", name, err)
		}
	}
}

// An administrator's account can be taken over by whoever can change its address
// and activate it anew.
func TestAdministratorsAreManagedByThoseWhoMakeThem(t *testing.T) {
	for name, do := range steps {
		if name == "download" {
			continue
		}
		h := newHouse(t)
		target := h.add(directory.StatusActive, whole(directory.RoleAdminFinance))
		h.founder = h.add(directory.StatusActive, whole(directory.RoleAdminUser))
		wantFault(t, do(h, target.ID), fault.Denied, "directory.no-right")
	}
}
