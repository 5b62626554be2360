package workspace

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// Person is a user's record with all its tabs.
type Person struct {
	User     directory.User
	Grants   []directory.Grant
	Holdings []directory.Holding
	Projects []directory.Project // to name the scopes of the grants
}

// Users lists users.
func (s *Session) Users(ctx context.Context, filter directory.UserFilter) (users []directory.User, total int, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightUserView, directory.Place{}, now); err != nil {
			return err
		}
		users, total, err = tx.Users(filter)
		return err
	})
	return users, total, err
}

// Person gives one user's record; everybody may see their own.
func (s *Session) Person(ctx context.Context, id ident.UserID) (Person, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (p Person, err error) {
		if id != s.user {
			if err := directory.Can(by, directory.RightUserView, directory.Place{}, now); err != nil {
				return p, err
			}
		}
		if p.User, err = tx.User(id); err != nil {
			return p, err
		}
		if p.Grants, err = tx.Grants(id); err != nil {
			return p, err
		}
		if p.Holdings, err = tx.Holdings(id); err != nil {
			return p, err
		}
		p.Projects, err = visibleProjects(tx, by, now)
		return p, err
	})
}

// FindUser gives the user of an e-mail address or login.
func (s *Session) FindUser(ctx context.Context, name string) (directory.User, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.User, error) {
		u, err := directory.FindUser(tx, name)
		if err == nil && u.ID != s.user {
			err = directory.Can(by, directory.RightUserView, directory.Place{}, now)
		}
		if err != nil {
			return directory.User{}, err
		}
		return u, nil
	})
}

// AddUser adds an employee without account.
func (s *Session) AddUser(ctx context.Context, u directory.User) (directory.User, error) {
	id, err := draw[ident.UserID](s.w)
	if err != nil {
		return directory.User{}, err
	}
	u.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.User, error) {
		return directory.AddUser(tx, by, u, now)
	})
}

// EditUser changes the profile of a user; Version must be the one that was read.
func (s *Session) EditUser(ctx context.Context, u directory.User) (directory.User, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.User, error) {
		return directory.EditUser(tx, by, u, now)
	})
}

// ActivateUser prepares an account and gives the activation code. It is shown
// this once and travels separately from the `.usr`.
func (s *Session) ActivateUser(ctx context.Context, id ident.UserID) (code string, err error) {
	secret, err := usrfile.NewActivationCode(s.w.random)
	if err != nil {
		return "", err
	}
	activation, err := draw[ident.ActivationID](s.w)
	if err != nil {
		return "", err
	}
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		organisation, err := tx.Organisation()
		if err != nil {
			return err
		}
		digest := usrfile.ActivationDigest(uuid.UUID(organisation.ID), uuid.UUID(id), uuid.UUID(activation), secret)
		_, err = directory.Activate(tx, by, id, directory.NewActivation(activation, digest, now), now)
		return err
	})
	if err != nil {
		return "", err
	}
	return secret.String(), nil
}

// DeactivateUser switches an account off.
func (s *Session) DeactivateUser(ctx context.Context, id ident.UserID) error {
	return s.changeStatus(ctx, id, directory.Deactivate)
}

// ArchiveUser puts a user who has left into the archive.
func (s *Session) ArchiveUser(ctx context.Context, id ident.UserID) error {
	return s.changeStatus(ctx, id, directory.Archive)
}

// RetrieveUser takes a user out of the archive.
func (s *Session) RetrieveUser(ctx context.Context, id ident.UserID) error {
	return s.changeStatus(ctx, id, directory.Retrieve)
}

// ConfirmActivation notes at head office that a user has activated the account
// on a poste.
func (s *Session) ConfirmActivation(ctx context.Context, id ident.UserID) error {
	return s.changeStatus(ctx, id, directory.ConfirmActivation)
}

type transition func(directory.Store, directory.Actor, ident.UserID, time.Time) (directory.User, error)

func (s *Session) changeStatus(ctx context.Context, id ident.UserID, change transition) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		_, err := change(tx, by, id, now)
		return err
	})
}

// DeleteUser erases a user's personal data.
func (s *Session) DeleteUser(ctx context.Context, id ident.UserID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.Delete(tx, by, id, now)
	})
}

// GrantRole gives a role within a scope.
func (s *Session) GrantRole(ctx context.Context, user ident.UserID, role directory.RoleID, scope directory.Scope) (directory.Grant, error) {
	return s.grant(ctx, directory.Grant{User: user, Role: role, Scope: scope})
}

// RevokeRole takes a grant back.
func (s *Session) RevokeRole(ctx context.Context, user ident.UserID, grant ident.GrantID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.RevokeRole(tx, by, user, grant, now)
	})
}

// Projects lists the projects that the person may see.
func (s *Session) Projects(ctx context.Context) ([]directory.Project, error) {
	return viewing(ctx, s, visibleProjects)
}

// ProjectByCode gives one project to those who may see it.
func (s *Session) ProjectByCode(ctx context.Context, code string) (directory.Project, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Project, error) {
		return visibleProject(tx, by, code, now)
	})
}

// AddProject adds a project; its code never changes.
func (s *Session) AddProject(ctx context.Context, p directory.Project) (directory.Project, error) {
	id, err := draw[ident.ProjectID](s.w)
	if err != nil {
		return directory.Project{}, err
	}
	p.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Project, error) {
		return directory.AddProject(tx, by, p, now)
	})
}

// History lists acts, newest first; everybody may read their own.
func (s *Session) History(ctx context.Context, filter directory.HistoryFilter) (acts []directory.Act, total int, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if filter.Subject != s.user {
			if err := directory.Can(by, directory.RightHistoryView, directory.Place{}, now); err != nil {
				return err
			}
		}
		acts, total, err = tx.Acts(filter)
		return err
	})
	return acts, total, err
}

// Postes lists the registered workstations.
func (s *Session) Postes(ctx context.Context) ([]directory.Poste, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) ([]directory.Poste, error) {
		return tx.Postes()
	})
}
