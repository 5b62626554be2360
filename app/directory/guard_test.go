package directory_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// losses are the ways to lose an administrator of the organisation.
var losses = map[string]func(h *house, of directory.Actor) error{
	"deactivate": func(h *house, of directory.Actor) error {
		_, err := directory.Deactivate(h, h.founder, of.ID, now)
		return err
	},
	"archive": func(h *house, of directory.Actor) error {
		_, err := directory.Archive(h, h.founder, of.ID, now)
		return err
	},
	"revoke the role": func(h *house, of directory.Actor) error {
		for _, g := range of.Grants {
			if g.Role == directory.RoleAdminOrganisation {
				return directory.RevokeRole(h, h.founder, of.ID, g.ID, now)
			}
		}
		return nil
	},
}

func TestTheLastAdministratorStays(t *testing.T) {
	for name, lose := range losses {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			before := h.actor(h.founder.ID)
			wantFault(t, lose(h, h.founder), fault.Conflict, "directory.last-administrator")
			after := h.actor(h.founder.ID)
			if after.User != before.User || len(after.Grants) != len(before.Grants) || len(h.acts) != 0 {
				t.Error("the refusal changed something")
			}
		})
	}
}

func TestWhoCountsAsAnotherAdministrator(t *testing.T) {
	administrator := whole(directory.RoleAdminOrganisation)
	for name, c := range map[string]struct {
		status directory.Status
		grant  directory.Grant
		spoil  func(*directory.User)
		counts bool
	}{
		"active":           {directory.StatusActive, administrator, func(*directory.User) {}, true},
		"pending":          {directory.StatusPending, administrator, func(*directory.User) {}, false},
		"deactivated":      {directory.StatusEmployee, administrator, func(*directory.User) {}, false},
		"archived":         {directory.StatusArchived, administrator, func(*directory.User) {}, false},
		"of users":         {directory.StatusActive, whole(directory.RoleAdminUser), func(*directory.User) {}, false},
		"until the summer": {directory.StatusActive, administrator, func(u *directory.User) { u.AccessUntil = calendar.New(2027, time.July, 1) }, false},
		"external":         {directory.StatusActive, administrator, func(u *directory.User) { u.External, u.Partner = true, "x" }, false},
	} {
		for way, lose := range losses {
			t.Run(name+", "+way, func(t *testing.T) {
				h := newHouse(t)
				other := h.add(c.status, c.grant).User
				c.spoil(&other)
				h.users[other.ID] = other
				if err := lose(h, h.founder); (err == nil) != c.counts {
					t.Errorf("losing the founder gives %v", err)
				}
			})
		}
	}
}

// Somebody else gives the founder an end of access, which nobody does for oneself.
func TestTheLastAdministratorHasNoEnd(t *testing.T) {
	h := newHouse(t)
	users, makers := whole(directory.RoleAdminUser), whole(directory.RoleAdminOrganisation)
	other := h.add(directory.StatusActive, users, makers)
	passing := other.User
	passing.AccessUntil = calendar.New(2027, time.July, 1)
	h.users[other.ID] = passing
	by := h.actor(other.ID)
	edited := h.users[h.founder.ID]
	edited.AccessUntil = calendar.New(2027, time.August, 1)
	_, err := directory.EditUser(h, by, edited, now)
	wantFault(t, err, fault.Conflict, "directory.last-administrator")
	h.users[other.ID] = other.User
	if _, err := directory.EditUser(h, by, edited, now); err != nil {
		t.Errorf("with another one: %v", err)
	}
}
