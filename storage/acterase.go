package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
)

// eraseActs takes what is personal of a deleted user out of the history: in the
// acts that the user did or that concern the user, and the names of the user
// wherever they stand.
func (t *Tx) eraseActs(u directory.User) error {
	names := namesOf(u)
	where := &conditions{}
	where.add("a.person = %s", id(u.ID))
	where.add("a.subject = %s", id(u.ID))
	for _, name := range names {
		where.add(`a.search LIKE %s ESCAPE '\'`, containing(name))
	}
	acts, err := list(t, readSealed, selectSealed+` WHERE `+where.any(), where.args...)
	for _, s := range acts {
		if s.malformed || !s.Erase(u.ID, names...) {
			continue // a damaged line stays as it is, for the check to tell
		}
		if err := t.saveErased(s.Sealed); err != nil {
			return err
		}
	}
	return err
}

// namesOf gives what a user is called.
func namesOf(u directory.User) (names []string) {
	for _, name := range []string{u.Name(), u.Email, u.Login} {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

func (t *Tx) saveErased(s directory.Sealed) error {
	details, err := encodeSealed(s)
	if err != nil {
		return err
	}
	return t.put(`UPDATE act SET by_name = $2, by_salt = $3, details = $4, search = $5 WHERE seq = $1`,
		s.Seq, s.ByName, salt(s.Name.Salt), details, actSearch(s.Act))
}

// eraseDeleted keeps what a poste still tells of people who were deleted here
// from coming back.
func (t *Tx) eraseDeleted(s *directory.Sealed) error {
	if s.Origin.IsZero() {
		return nil
	}
	for _, person := range []ident.UserID{s.By, s.Subject} {
		var deleted bool
		err := t.value(&deleted, `SELECT EXISTS (SELECT 1 FROM act a LEFT JOIN act_origin o ON o.act = a.seq
			WHERE a.subject = $1 AND a.verb = $2 AND o.act IS NULL)`, id(person), directory.VerbUserDeleted)
		if err != nil {
			return err
		}
		if deleted {
			s.Erase(person)
		}
	}
	return nil
}
