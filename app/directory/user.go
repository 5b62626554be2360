package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// AddUser adds an employee without account: ID and profile of u count, the rest
// is set here. It gives the user as stored. An address in use is
// fault.Conflict.
func AddUser(s Store, by Actor, u User, now time.Time) (User, error) {
	if err := Can(by, RightUserManage, Place{}, now); err != nil {
		return User{}, err
	}
	added := User{ID: u.ID, Status: StatusEmployee, Created: now, CreatedBy: by.ID, Modified: now, ModifiedBy: by.ID}.takeProfile(u)
	if err := cleanProfile(&added); err != nil {
		return User{}, err
	}
	if err := addressFree(s, added); err != nil {
		return User{}, err
	}
	added, err := takeValues(s, User{}, added)
	if err != nil {
		return User{}, err
	}
	added, err = s.SaveUser(added)
	if err != nil {
		return User{}, err
	}
	return added, Note(s, by, added.ID, VerbUserAdded, now, Detail{"name", added.Name()})
}

// EditUser changes the profile of a user; nothing else of edited counts but ID
// and Version. A version that is not the stored one is fault.Conflict. The
// history names the fields that really changed; without any, nothing is saved.
func EditUser(s Store, by Actor, edited User, now time.Time) (User, error) {
	old, err := s.User(edited.ID)
	if err != nil {
		return User{}, err
	}
	if err := mayManage(s, by, old, now); err != nil {
		return User{}, err
	}
	if edited.Version != old.Version {
		return User{}, changedMeanwhile(s, old, edited)
	}
	next := old.takeProfile(edited)
	if err := cleanProfile(&next); err != nil {
		return User{}, err
	}
	if next, err = takeValues(s, old, next); err != nil {
		return User{}, err
	}
	details := changes(profile, old, next)
	values, err := valueChanges(s, old, next)
	if err != nil {
		return User{}, err
	}
	if details = append(details, values...); len(details) == 0 {
		return old, nil
	}
	if err := mayEdit(s, by, old, next); err != nil {
		return User{}, err
	}
	return save(s, by, next, VerbUserEdited, now, details...)
}

// mayEdit refuses changes of a profile that take away what must stay.
func mayEdit(s Store, by Actor, old, next User) error {
	if by.ID == old.ID && next.AccessUntil != old.AccessUntil {
		return fault.New(fault.Denied, "directory.own-access", nil)
	}
	if hasAccount(old) && next.Address() == "" {
		return fault.New(fault.Invalid, "directory.no-address", fault.Args{"Name": next.Name()})
	}
	if next.External && !old.External {
		if err := onlyPartnerRoles(s, next); err != nil {
			return err
		}
	}
	if !next.AccessUntil.IsZero() && old.AccessUntil.IsZero() {
		if err := keepsAdministrator(s, old); err != nil {
			return err
		}
	}
	return addressFree(s, next)
}

func hasAccount(u User) bool { return u.Status == StatusPending || u.Status == StatusActive }

// save stores a changed user and tells the history.
func save(s Store, by Actor, u User, verb Verb, now time.Time, details ...Detail) (User, error) {
	u.Modified, u.ModifiedBy = now, by.ID
	saved, err := s.SaveUser(u)
	if err != nil {
		return User{}, err
	}
	return saved, Note(s, by, saved.ID, verb, now, details...)
}

// Delete erases a user who has no live account, with roles and credentials. The
// identifier stays wherever accounts mention it. It is refused while the user
// holds books, naming them.
func Delete(s Store, by Actor, id ident.UserID, now time.Time) error {
	u, err := s.User(id)
	if err != nil {
		return err
	}
	if err := mayManage(s, by, u, now); err != nil {
		return err
	}
	if err := u.Offers(FunctionDelete); err != nil {
		return err
	}
	holdings, err := s.Holdings(id)
	if err != nil {
		return err
	}
	if len(holdings) > 0 {
		return fault.New(fault.Conflict, "directory.user-needed", fault.Args{"Name": u.Name(), "Books": nameBooks(holdings)})
	}
	if err := s.DeleteUser(id); err != nil {
		return err
	}
	return Note(s, by, id, VerbUserDeleted, now)
}
