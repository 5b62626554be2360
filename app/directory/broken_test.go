package directory_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
)

// broken is a store of which one call fails, as a disk does.
type broken struct {
	*memory
	left   int // calls that still work
	failed bool
}

var errBroken = errors.New("the disk is gone")

func try[T any](b *broken, do func() (T, error)) (value T, err error) {
	b.left--
	if b.left == -1 {
		b.failed = true
		return value, errBroken
	}
	return do()
}

func try0(b *broken, do func() error) error {
	_, err := try(b, func() (struct{}, error) { return struct{}{}, do() })
	return err
}

func (b *broken) Organisation() (directory.Organisation, error) {
	return try(b, b.memory.Organisation)
}

func (b *broken) SaveOrganisation(o directory.Organisation) error {
	return try0(b, func() error { return b.memory.SaveOrganisation(o) })
}

func (b *broken) Project(id ident.ProjectID) (directory.Project, error) {
	return try(b, func() (directory.Project, error) { return b.memory.Project(id) })
}

func (b *broken) ProjectByCode(code string) (directory.Project, error) {
	return try(b, func() (directory.Project, error) { return b.memory.ProjectByCode(code) })
}

func (b *broken) SaveProject(p directory.Project) error {
	return try0(b, func() error { return b.memory.SaveProject(p) })
}

func (b *broken) User(id ident.UserID) (directory.User, error) {
	return try(b, func() (directory.User, error) { return b.memory.User(id) })
}

func (b *broken) UserByName(name string) (directory.User, error) {
	return try(b, func() (directory.User, error) { return b.memory.UserByName(name) })
}

func (b *broken) Users(f directory.UserFilter) ([]directory.User, int, error) {
	users, err := try(b, func() ([]directory.User, error) {
		users, _, err := b.memory.Users(f)
		return users, err
	})
	return users, len(users), err
}

func (b *broken) SaveUser(u directory.User) (directory.User, error) {
	return try(b, func() (directory.User, error) { return b.memory.SaveUser(u) })
}

func (b *broken) DeleteUser(id ident.UserID) error {
	return try0(b, func() error { return b.memory.DeleteUser(id) })
}

func (b *broken) Grants(id ident.UserID) ([]directory.Grant, error) {
	return try(b, func() ([]directory.Grant, error) { return b.memory.Grants(id) })
}

func (b *broken) DerivedRole(id ident.DerivedRoleID) (directory.DerivedRole, error) {
	return try(b, func() (directory.DerivedRole, error) { return b.memory.DerivedRole(id) })
}

func (b *broken) DerivedRoles() ([]directory.DerivedRole, error) {
	return try(b, b.memory.DerivedRoles)
}

func (b *broken) SaveDerivedRole(d directory.DerivedRole) (directory.DerivedRole, error) {
	return try(b, func() (directory.DerivedRole, error) { return b.memory.SaveDerivedRole(d) })
}

func (b *broken) DerivedHolders(id ident.DerivedRoleID) ([]ident.UserID, error) {
	return try(b, func() ([]ident.UserID, error) { return b.memory.DerivedHolders(id) })
}

func (b *broken) Unit(id ident.UnitID) (directory.Unit, error) {
	return try(b, func() (directory.Unit, error) { return b.memory.Unit(id) })
}

func (b *broken) Units() ([]directory.Unit, error) { return try(b, b.memory.Units) }

func (b *broken) SaveUnit(u directory.Unit) (directory.Unit, error) {
	return try(b, func() (directory.Unit, error) { return b.memory.SaveUnit(u) })
}

func (b *broken) DeleteUnit(id ident.UnitID) error {
	return try0(b, func() error { return b.memory.DeleteUnit(id) })
}

func (b *broken) UnitOf(id ident.ProjectID) (directory.Unit, error) {
	return try(b, func() (directory.Unit, error) { return b.memory.UnitOf(id) })
}

func (b *broken) SaveUnitOf(project ident.ProjectID, unit ident.UnitID) error {
	return try0(b, func() error { return b.memory.SaveUnitOf(project, unit) })
}

func (b *broken) UnitHolders(id ident.UnitID) ([]ident.UserID, error) {
	return try(b, func() ([]ident.UserID, error) { return b.memory.UnitHolders(id) })
}

func (b *broken) SaveGrant(g directory.Grant) error {
	return try0(b, func() error { return b.memory.SaveGrant(g) })
}

func (b *broken) DeleteGrant(id ident.GrantID) error {
	return try0(b, func() error { return b.memory.DeleteGrant(id) })
}

func (b *broken) Holdings(id ident.UserID) ([]directory.Holding, error) {
	return try(b, func() ([]directory.Holding, error) { return b.memory.Holdings(id) })
}

func (b *broken) Poste(id ident.PosteID) (directory.Poste, error) {
	return try(b, func() (directory.Poste, error) { return b.memory.Poste(id) })
}

func (b *broken) Postes() ([]directory.Poste, error) { return try(b, b.memory.Postes) }

func (b *broken) NextPosteNumber() (int, error) { return try(b, b.memory.NextPosteNumber) }

func (b *broken) SavePoste(p directory.Poste) error {
	return try0(b, func() error { return b.memory.SavePoste(p) })
}

func (b *broken) FormerKeys() ([]directory.FormerKey, error) { return try(b, b.memory.FormerKeys) }

func (b *broken) SaveFormerKey(k directory.FormerKey) error {
	return try0(b, func() error { return b.memory.SaveFormerKey(k) })
}

func (b *broken) SaveRevocation(r directory.Revocation) error {
	return try0(b, func() error { return b.memory.SaveRevocation(r) })
}

func (b *broken) Licence(m directory.Module) (directory.Licence, error) {
	return try(b, func() (directory.Licence, error) { return b.memory.Licence(m) })
}

func (b *broken) SaveLicence(l directory.Licence) error {
	return try0(b, func() error { return b.memory.SaveLicence(l) })
}

func (b *broken) Requests(status directory.RequestStatus) ([]directory.Request, error) {
	return try(b, func() ([]directory.Request, error) { return b.memory.Requests(status) })
}

func (b *broken) Home() (directory.Home, error) { return try(b, b.memory.Home) }

func (b *broken) SaveHome(h directory.Home) error {
	return try0(b, func() error { return b.memory.SaveHome(h) })
}

func (b *broken) Request(digest [32]byte) (directory.Request, error) {
	return try(b, func() (directory.Request, error) { return b.memory.Request(digest) })
}

func (b *broken) SaveRequest(r directory.Request) error {
	return try0(b, func() error { return b.memory.SaveRequest(r) })
}

func (b *broken) AppendAct(a directory.Act) error {
	return try0(b, func() error { return b.memory.AppendAct(a) })
}

// prepared makes a house ready for a use case and gives the use case.
type prepared func(t *testing.T, h *house) func(s directory.Store) error

// uses are all use cases, each in a way that works.
var uses = map[string]prepared{
	"found": func(_ *testing.T, h *house) func(directory.Store) error {
		*h.memory = *newMemory()
		return func(s directory.Store) error { _, err := directory.Found(s, founding(), now); return err }
	},
	"add a project": func(_ *testing.T, h *house) func(directory.Store) error {
		p := directory.Project{ID: kolda, Code: "P02", Name: "Kolda"}
		return func(s directory.Store) error { _, err := directory.AddProject(s, h.founder, p, now); return err }
	},
	"add a unit": func(_ *testing.T, h *house) func(directory.Store) error {
		u := directory.Unit{ID: newID[ident.UnitID](), Code: "SUD", Name: "Sud"}
		return func(s directory.Store) error { _, err := directory.AddUnit(s, h.founder, u, now); return err }
	},
	"edit a unit": func(_ *testing.T, h *house) func(directory.Store) error {
		u := h.unit("SUD")
		return func(s directory.Store) error { _, err := directory.EditUnit(s, h.founder, u, now); return err }
	},
	"remove a unit": func(_ *testing.T, h *house) func(directory.Store) error {
		u := h.unit("SUD")
		return func(s directory.Store) error { return directory.RemoveUnit(s, h.founder, u.ID, now) }
	},
	"move a project": func(_ *testing.T, h *house) func(directory.Store) error {
		from, to := h.unit("SUD", h.project.ID), h.unit("NORD")
		h.give(h.add(directory.StatusActive).ID, inUnit(directory.RoleCashier, from.ID))
		return func(s directory.Store) error {
			return directory.MoveProject(s, h.founder, h.project.ID, to.ID, now)
		}
	},
	"grant a role in a unit": func(_ *testing.T, h *house) func(directory.Store) error {
		g := grant(h.add(directory.StatusActive).ID, inUnit(directory.RoleCashier, h.unit("SUD").ID))
		return func(s directory.Store) error { _, err := directory.GrantRole(s, h.founder, g, now); return err }
	},
	"add a user": func(_ *testing.T, h *house) func(directory.Store) error {
		u := directory.User{ID: awaID, Email: "awa@eauvive.example", Login: "awa"}
		return func(s directory.Store) error { _, err := directory.AddUser(s, h.founder, u, now); return err }
	},
	"edit a user": func(_ *testing.T, h *house) func(directory.Store) error {
		admin := whole(directory.RoleAdminOrganisation)
		h.add(directory.StatusActive, admin)
		u := h.add(directory.StatusActive, admin).User
		u.AccessUntil, u.Login = calendar.New(2030, 1, 1), "awa"
		return func(s directory.Store) error { _, err := directory.EditUser(s, h.founder, u, now); return err }
	},
	"make a user external": func(_ *testing.T, h *house) func(directory.Store) error {
		u := h.add(directory.StatusActive, in(directory.RolePartner, h.project.ID)).User
		u.External, u.Partner = true, "Puits d'Or"
		return func(s directory.Store) error { _, err := directory.EditUser(s, h.founder, u, now); return err }
	},
	"activate": step1(directory.StatusEmployee, func(h *house, s directory.Store, id ident.UserID) error {
		_, err := directory.Activate(s, h.founder, id, activation(), now)
		return err
	}),
	"complete": step1(directory.StatusPending, func(_ *house, s directory.Store, id ident.UserID) error {
		_, err := directory.CompleteActivation(s, id, now)
		return err
	}),
	"deactivate an administrator": func(_ *testing.T, h *house) func(directory.Store) error {
		id := h.add(directory.StatusActive, whole(directory.RoleAdminOrganisation)).ID
		return func(s directory.Store) error { _, err := directory.Deactivate(s, h.founder, id, now); return err }
	},
	"delete": step1(directory.StatusArchived, func(h *house, s directory.Store, id ident.UserID) error {
		return directory.Delete(s, h.founder, id, now)
	}),
	"grant": step1(directory.StatusEmployee, func(h *house, s directory.Store, id ident.UserID) error {
		_, err := directory.GrantRole(s, h.founder, grant(id, in(directory.RoleCashier, h.project.ID)), now)
		return err
	}),
	"revoke": func(_ *testing.T, h *house) func(directory.Store) error {
		a := h.add(directory.StatusActive, in(directory.RoleCashier, h.project.ID), whole(directory.RoleAdminOrganisation))
		h.holdings[a.ID] = []directory.Holding{{Ref: "P01/1", Project: h.project.ID}}
		cashier, admin := a.Grants[0], a.Grants[1]
		everywhere := grant(a.ID, scoped(directory.RoleCashier, directory.LevelAllProjects, ""))
		h.grants[everywhere.ID] = everywhere
		return func(s directory.Store) error {
			if err := directory.RevokeRole(s, h.founder, a.ID, cashier.ID, now); err != nil {
				return err
			}
			return directory.RevokeRole(s, h.founder, a.ID, admin.ID, now)
		}
	},
	"derive a role, edit, remove and recover it": func(_ *testing.T, h *house) func(directory.Store) error {
		d := treasurer()
		return func(s directory.Store) error {
			made, err := directory.DeriveRole(s, h.founder, d, now)
			if err == nil {
				made, err = directory.EditDerived(s, h.founder, made, now)
			}
			if err == nil {
				err = directory.RemoveDerived(s, h.founder, made.ID, now)
			}
			if err == nil {
				err = directory.RecoverDerived(s, h.founder, made.ID, now)
			}
			return err
		}
	},
	"take a right from a role": func(t *testing.T, h *house) func(directory.Store) error {
		d := h.derive(treasurer())
		a := h.add(directory.StatusActive)
		h.giveDerived(a.ID, d)
		h.giveDerived(h.add(directory.StatusActive).ID, d)
		d.Rights = []directory.Right{directory.RightBookView}
		return func(s directory.Store) error { _, err := directory.EditDerived(s, h.founder, d, now); return err }
	},
	"give a role of the organisation's own": step1(directory.StatusEmployee, func(h *house, s directory.Store, id ident.UserID) error {
		d := h.derive(treasurer())
		g := grant(id, in("", h.project.ID))
		g.Derived.ID = d.ID
		_, err := directory.GrantRole(s, h.founder, g, now)
		return err
	}),
	"receive": func(_ *testing.T, h *house) func(directory.Store) error {
		r := request(h)
		return func(s directory.Store) error { _, err := directory.ReceiveRequest(s, r); return err }
	},
	"approve": func(t *testing.T, h *house) func(directory.Store) error {
		r := request(h)
		receive(t, h, r)
		return func(s directory.Store) error {
			_, err := directory.ApproveRequest(s, h.founder, r.Digest, directory.Approval{}, now)
			return err
		}
	},
	"renew": func(t *testing.T, h *house) func(directory.Store) error {
		r := request(h)
		receive(t, h, r)
		approve(t, h, r)
		again := renewal(r)
		receive(t, h, again)
		return func(s directory.Store) error {
			_, err := directory.ApproveRequest(s, h.founder, again.Digest, directory.Approval{Renewal: true}, now)
			return err
		}
	},
	"replace a request": func(t *testing.T, h *house) func(directory.Store) error {
		r := request(h)
		receive(t, h, r)
		again := renewal(r)
		return func(s directory.Store) error { _, err := directory.ReceiveRequest(s, again); return err }
	},
	"set seats": func(_ *testing.T, h *house) func(directory.Store) error {
		return func(s directory.Store) error {
			if _, err := directory.SetSeats(s, h.founder, directory.ModuleCashbook, 3, now); err != nil {
				return err
			}
			_, err := directory.CancelLicence(s, h.founder, directory.ModuleCashbook, now)
			return err
		}
	},
	"edit a poste": func(t *testing.T, h *house) func(directory.Store) error {
		r := request(h)
		receive(t, h, r)
		poste := approve(t, h, r)
		return func(s directory.Store) error {
			_, err := directory.EditPoste(s, h.founder, poste.ID, "Bureau", "Kolda", now)
			return err
		}
	},
	"refuse": func(t *testing.T, h *house) func(directory.Store) error {
		r := request(h)
		receive(t, h, r)
		return func(s directory.Store) error {
			_, err := directory.RefuseRequest(s, h.founder, r.Digest, "non", now)
			return err
		}
	},
	"revoke a poste": func(t *testing.T, h *house) func(directory.Store) error {
		r := request(h)
		receive(t, h, r)
		poste := approve(t, h, r)
		return func(s directory.Store) error {
			_, err := directory.RevokePoste(s, h.founder, poste.ID, directory.CauseStolen, "volé", now)
			return err
		}
	},
	"find a place": func(_ *testing.T, h *house) func(directory.Store) error {
		return func(s directory.Store) error { _, err := directory.PlaceOf(s, h.project.ID); return err }
	},
}

// step1 is a use case on a user of a status.
func step1(status directory.Status, do func(h *house, s directory.Store, id ident.UserID) error) prepared {
	return func(_ *testing.T, h *house) func(directory.Store) error {
		id := h.add(status).ID
		return func(s directory.Store) error { return do(h, s, id) }
	}
}

// Whichever call to the store fails, the use case fails, so that its transaction
// is taken back.
func TestNoFailureOfTheStoreIsSwallowed(t *testing.T) {
	for name, prepare := range uses {
		t.Run(name, func(t *testing.T) {
			for works := 0; ; works++ {
				h := newHouse(t)
				use := prepare(t, h)
				s := &broken{memory: h.memory, left: works}
				err := use(s)
				if !s.failed {
					if err != nil || works < 2 {
						t.Errorf("without a failure, %d calls: %v", works, err)
					}
					return
				}
				if !errors.Is(err, errBroken) {
					t.Errorf("call %d fails, the use case gives %v", works+1, err)
				}
			}
		})
	}
}
