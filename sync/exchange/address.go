package exchange

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/usrfile"
)

// contested gives the people here who have an address that head office has given
// to somebody else since. It is refused when what is known of them is newer than
// the file: then the file is wrong about it.
func contested(s Store, u directory.User, issued time.Time) ([]directory.User, error) {
	var people []directory.User
	for _, address := range []string{u.Email, u.Login} {
		if address == "" {
			continue
		}
		other, err := s.UserByName(address)
		if errors.Is(err, fault.Missing) || err == nil && other.ID == u.ID {
			continue
		}
		if err != nil {
			return nil, err
		}
		since, err := issueOfApplied(s, other)
		if err != nil {
			return nil, err
		}
		if since.After(issued) {
			return nil, fault.New(fault.Conflict, "directory.address-taken", fault.Args{"Address": address, "Name": other.Name()})
		}
		people = append(people, other)
	}
	return people, nil
}

// issueOfApplied says when the user data of a person here was issued, zero when
// there is none.
func issueOfApplied(s Store, u directory.User) (time.Time, error) {
	file, _, err := s.AppliedFile(u.ID)
	if errors.Is(err, fault.Missing) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return time.Time{}, AsFault(err)
	}
	return envelope.Unverified().Issued, nil
}

// takeAddresses frees the addresses of a user from whoever had them before: an
// address that head office has given to somebody else opens their account no
// more.
func takeAddresses(s Store, u directory.User, issued time.Time) error {
	people, err := contested(s, u, issued)
	if err != nil {
		return err
	}
	for _, other := range people {
		fresh, err := s.User(other.ID) // it may be in the list twice
		if err != nil {
			return err
		}
		if fresh.Email == u.Email {
			fresh.Email = ""
		}
		if fresh.Login == u.Login {
			fresh.Login = ""
		}
		if _, err := s.SaveUser(fresh); err != nil {
			return err
		}
	}
	return nil
}
