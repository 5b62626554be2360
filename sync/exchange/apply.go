package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// decodeSnapshot reads the payload of opened user data.
func decodeSnapshot(o *Opened) (Snapshot, error) {
	data, err := usrfile.DecodeUserData(o.Payload)
	if err != nil {
		return Snapshot{}, AsFault(err)
	}
	return fromWire(data, o.Message.Organisation, o.Message.Subject)
}

// applySnapshot writes what a `.usr` says, except the marks of its own order.
func applySnapshot(s Store, next Snapshot, o *Opened) error {
	steps := []func() error{
		func() error { return applyOrganisation(s, next.Organisation, o) },
		func() error { return each(next.Projects, s.SaveProject) },
		func() error { return applyUser(s, next.User) },
		func() error { return each(next.People, func(u directory.User) error { return applyPerson(s, u) }) },
		func() error { return applyGrants(s, next.User.ID, next.Grants) },
		func() error { return ApplyPostes(s, next.Postes) },
		func() error { return releaseBooks(s, next) },
		func() error { return ApplyBooks(s, next.Books, o) },
		func() error { return o.takeChain(next.Chain) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func each[T any](list []T, do func(T) error) error {
	for _, item := range list {
		if err := do(item); err != nil {
			return err
		}
	}
	return nil
}

func applyOrganisation(s Store, org directory.Organisation, o *Opened) error {
	newer, err := revision(s, "organisation", org.ID, o, org.Revision, organisationToWire(org))
	if err != nil || !newer {
		return err
	}
	return s.SaveOrganisation(org)
}

// applyUser writes the profile over what is here; what only this folder knows of
// the person stays.
func applyUser(s directory.Store, u directory.User) error {
	here, err := s.User(u.ID)
	if err != nil && !errors.Is(err, fault.Missing) {
		return err
	}
	u.Version, u.Created, u.CreatedBy = here.Version, here.Created, here.CreatedBy
	u.Modified, u.ModifiedBy, u.Exported = here.Modified, here.ModifiedBy, here.Exported
	_, err = s.SaveUser(u)
	return err
}

// applyPerson makes a person known by name. Whoever has user data here is known
// better than that.
func applyPerson(s Store, u directory.User) error {
	_, _, err := s.AppliedFile(u.ID)
	if !errors.Is(err, fault.Missing) {
		return err
	}
	return applyUser(s, u)
}

func applyGrants(s directory.Store, user ident.UserID, grants []directory.Grant) error {
	old, err := s.Grants(user)
	if err != nil {
		return err
	}
	if err := each(old, func(g directory.Grant) error { return s.DeleteGrant(g.ID) }); err != nil {
		return err
	}
	return each(grants, s.SaveGrant)
}

// ApplyPostes writes the signed directory of postes; a revocation stays.
func ApplyPostes(s directory.Store, postes []directory.Poste) error {
	return each(postes, func(p directory.Poste) error {
		here, err := s.Poste(p.ID)
		switch {
		case errors.Is(err, fault.Missing):
			return s.SavePoste(p)
		case err != nil:
			return err
		case here.Status == directory.PosteRevoked:
			return nil // revocation is absolute
		}
		return s.SavePoste(p)
	})
}

// releaseBooks takes the user out of the books that the file no longer names.
func releaseBooks(s Store, next Snapshot) error {
	held, err := s.Books(cashbook.BookFilter{Holder: next.User.ID})
	if err != nil {
		return err
	}
	return each(held, func(b cashbook.Book) error {
		if next.book(b.ID) != nil {
			return nil
		}
		if b.Responsible == next.User.ID {
			b.Responsible = ident.UserID{}
		}
		if b.Deputy == next.User.ID {
			b.Deputy = ident.UserID{}
		}
		return s.SaveBook(b)
	})
}

// ApplyBooks writes definitions and grants of books, each by its own revision.
func ApplyBooks(s Store, books []OwnedBook, o *Opened) error {
	return each(books, func(owned OwnedBook) error {
		definition := BooksToWire([]OwnedBook{{Book: owned.Book}})
		newer, err := revision(s, "book", owned.Book.ID, o, owned.Book.Revision, definition)
		if err != nil {
			return err
		}
		if newer {
			if err := s.SaveBook(owned.Book); err != nil {
				return err
			}
		}
		return applyOwnership(s, owned.Ownership, o)
	})
}

func applyOwnership(s Store, ownership *cashbook.Ownership, o *Opened) error {
	if ownership == nil {
		return nil
	}
	newer, err := revision(s, "ownership", ownership.Book, o, ownership.Epoch, ownershipToWire(ownership))
	if err != nil || !newer {
		return err
	}
	return s.SaveOwnership(*ownership)
}

// revision judges a shared object by its own mark: a lower revision keeps what
// is here, an equal one with other content is refused.
func revision[K any](s mark.Store, name string, id ident.ID[K], o *Opened, number int64, wire any) (newer bool, err error) {
	content, err := json.Marshal(wire)
	if err != nil {
		return false, fmt.Errorf("encoding %s for its mark: %w", name, err)
	}
	object := mark.Stream{Direction: mark.Received, Name: name, Subject: uuid.UUID(id)}
	next := mark.Order{Epoch: o.Message.KeyEpoch, Serial: uint64(number), Digest: digestOf(content)}
	last, seen, err := s.Order(object)
	if err != nil {
		return false, err
	}
	verdict, err := mark.Judge(last, seen, next)
	switch {
	case err != nil && precedes(next, last):
		return false, nil
	case err != nil:
		return false, err
	case verdict == mark.Repeated:
		return false, nil
	}
	return true, s.SaveOrder(object, next)
}

func precedes(a, b mark.Order) bool {
	return a.Epoch < b.Epoch || a.Epoch == b.Epoch && a.Serial < b.Serial
}

func countSign(changes []Change, sign Sign) string {
	n := 0
	for _, c := range changes {
		if c.Sign == sign {
			n++
		}
	}
	return strconv.Itoa(n)
}
