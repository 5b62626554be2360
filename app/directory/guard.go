package directory

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// mayManage decides whether by may change the record of u. An administrator's
// record takes the right to make administrators as well: who can change the
// address of an account and activate it anew can take it over.
func mayManage(s Store, by Actor, u User, now time.Time) error {
	if err := Can(by, RightUserManage, Place{}, now); err != nil {
		return err
	}
	if by.ID == u.ID {
		return nil
	}
	return mayTouch(s, by, u, now)
}

// mayTouch refuses whoever may not make administrators to lay a hand on one.
func mayTouch(s Store, by Actor, u User, now time.Time) error {
	grants, err := s.Grants(u.ID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(grants, administrative) {
		return Can(by, RightAdminGrant, Place{}, now)
	}
	return nil
}

func administrative(g Grant) bool {
	role, known := RoleByID(g.Role)
	return known && role.Administrative()
}

// keepsAdministrator refuses, with fault.Conflict, to take the account or the
// role away from the last user who can make administrators for good.
func keepsAdministrator(s Store, u User) error {
	lasting, err := lastingAdministrator(s, u)
	if err != nil || !lasting {
		return err
	}
	active, _, err := s.Users(UserFilter{Statuses: []Status{StatusActive}})
	if err != nil {
		return err
	}
	for _, other := range active {
		if other.ID == u.ID {
			continue
		}
		if lasting, err = lastingAdministrator(s, other); err != nil || lasting {
			return err
		}
	}
	return fault.New(fault.Conflict, "directory.last-administrator", fault.Args{"Name": u.Name()})
}

// lastingAdministrator reports whether the user administers the organisation
// without an end in sight.
func lastingAdministrator(s Store, u User) (bool, error) {
	if u.Status != StatusActive || !u.AccessUntil.IsZero() || u.External {
		return false, nil
	}
	grants, err := s.Grants(u.ID)
	return slices.ContainsFunc(grants, administers), err
}

// administers reports whether the grant is the whole role of those who can make
// administrators; a role derived from it may lack just that.
func administers(g Grant) bool { return g.Role == RoleAdminOrganisation && g.Derived.ID.IsZero() }

// onlyPartnerRoles refuses an external user who has any other role than the
// partner's.
func onlyPartnerRoles(s Store, u User) error {
	grants, err := s.Grants(u.ID)
	if err != nil {
		return err
	}
	for _, g := range grants {
		if g.Role != RolePartner {
			return externalRole(u, g)
		}
	}
	return nil
}

func externalRole(u User, g Grant) error {
	return fault.New(fault.Conflict, "directory.external-role", fault.Args{"Name": u.Name(), "Role": g.Label()})
}

// notOwn refuses to decide on one's own request, with fault.Denied.
func notOwn(by Actor, requester ident.UserID) error {
	if by.ID == requester {
		return fault.New(fault.Denied, "directory.own-request", nil)
	}
	return nil
}
