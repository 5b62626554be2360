package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// OwnRole is a role of the organisation's own and how many people have it.
type OwnRole struct {
	directory.DerivedRole
	Holders int
}

// OwnRoles lists the roles of the organisation's own by name, removed ones too.
func (s *Session) OwnRoles(ctx context.Context) ([]OwnRole, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]OwnRole, error) {
		if err := directory.Can(by, directory.RightUserView, directory.Place{}, now); err != nil {
			return nil, err
		}
		roles, err := tx.DerivedRoles()
		if err != nil {
			return nil, err
		}
		own := make([]OwnRole, len(roles))
		for i, role := range roles {
			holders, err := tx.DerivedHolders(role.ID)
			if err != nil {
				return nil, err
			}
			own[i] = OwnRole{role, len(holders)}
		}
		return own, nil
	})
}

// DeriveRole makes a role of the organisation's own; Name, Base and Rights count.
func (s *Session) DeriveRole(ctx context.Context, d directory.DerivedRole) (directory.DerivedRole, error) {
	id, err := draw[ident.DerivedRoleID](s.w)
	if err != nil {
		return directory.DerivedRole{}, err
	}
	d.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.DerivedRole, error) {
		return directory.DeriveRole(tx, by, d, now)
	})
}

// EditOwnRole changes name and rights; Version must be the one that was read.
func (s *Session) EditOwnRole(ctx context.Context, d directory.DerivedRole) (directory.DerivedRole, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.DerivedRole, error) {
		return directory.EditDerived(tx, by, d, now)
	})
}

// RemoveOwnRole ends that a role can be given, once nobody has it.
func (s *Session) RemoveOwnRole(ctx context.Context, id ident.DerivedRoleID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.RemoveDerived(tx, by, id, now)
	})
}

// RecoverOwnRole makes a removed role one that can be given again.
func (s *Session) RecoverOwnRole(ctx context.Context, id ident.DerivedRoleID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.RecoverDerived(tx, by, id, now)
	})
}

// GrantOwnRole gives a role of the organisation's own within a scope.
func (s *Session) GrantOwnRole(ctx context.Context, user ident.UserID, role ident.DerivedRoleID, scope directory.Scope) (directory.Grant, error) {
	return s.grant(ctx, directory.Grant{User: user, Derived: directory.Derivation{ID: role}, Scope: scope})
}

// grant gives a role of either kind.
func (s *Session) grant(ctx context.Context, g directory.Grant) (directory.Grant, error) {
	id, err := draw[ident.GrantID](s.w)
	if err != nil {
		return directory.Grant{}, err
	}
	g.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Grant, error) {
		return directory.GrantRole(tx, by, g, now)
	})
}
