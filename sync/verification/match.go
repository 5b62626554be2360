package verification

import (
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// candidate is something that head office would permit.
type candidate struct {
	usrfile.Verification
	subject [32]byte
	item    string
}

// maxCandidates keeps a code of 27 bits of facts from fitting two of them.
const maxCandidates = 10_000

// match finds what a code asks for among everything that head office would permit
// on its poste. caller is who is on the telephone, zero when nobody asked: then
// everybody may be, and nobody for somebody else.
func match(s Store, f Facts, r usrfile.VerificationRequest, poste directory.Poste, caller ident.UserID, now time.Time) (candidate, error) {
	candidates, err := candidatesOf(s, f, r, poste, caller, now)
	if err != nil {
		return candidate{}, err
	}
	if len(candidates) > maxCandidates {
		return candidate{}, fault.New(fault.Invalid, "verification.caller-needed", fault.Args{"Count": len(candidates)})
	}
	facts := make([]usrfile.Verification, len(candidates))
	for i, c := range candidates {
		facts[i] = c.Verification
	}
	found, err := r.Match(facts)
	if err != nil {
		return candidate{}, exchange.AsFault(err)
	}
	return candidates[found], nil
}

func candidatesOf(s Store, f Facts, r usrfile.VerificationRequest, poste directory.Poste, caller ident.UserID, now time.Time) ([]candidate, error) {
	people, err := people(s)
	if err != nil {
		return nil, err
	}
	base, err := about(s, poste, mark.Purpose(r.Purpose.String()), [32]byte{}, caller)
	if err != nil {
		return nil, err
	}
	if r.Purpose == usrfile.PurposeFactor {
		return factorCandidates(base, people), nil
	}
	subjects, err := subjectsOf(s, f, r.Purpose, poste, now)
	if err != nil {
		return nil, err
	}
	if !caller.IsZero() {
		people = []ident.UserID{caller}
	}
	var all []candidate
	for _, c := range subjects {
		for _, user := range people {
			c.Verification = base
			c.Subject, c.Requester = usrfile.Subject{Purpose: r.Purpose, Value: c.subject}, uuid.UUID(user)
			all = append(all, c)
		}
	}
	return all, nil
}

// subjectsOf gives the days, closings or restores that head office would permit.
func subjectsOf(s Store, f Facts, p usrfile.Purpose, poste directory.Poste, now time.Time) ([]candidate, error) {
	var all []candidate
	if p == usrfile.PurposeClock {
		for _, day := range usrfile.ClockSubjects(now) {
			all = append(all, candidate{subject: day.Value})
		}
		return all, nil
	}
	items, err := f.AtOffice(s, poste.ID, mark.Purpose(p.String()))
	for _, i := range items {
		all = append(all, candidate{subject: i.Subject, item: i.Text})
	}
	return all, err
}

// factorCandidates are everybody's own factor, or everybody's for the caller.
func factorCandidates(base usrfile.Verification, people []ident.UserID) []candidate {
	named := base.Requester != uuid.Nil
	all := make([]candidate, len(people))
	for i, user := range people {
		v := base
		v.Subject = usrfile.FactorSubject(uuid.UUID(user))
		if !named {
			v.Requester = uuid.UUID(user)
		}
		all[i] = candidate{Verification: v}
	}
	return all
}

// people gives everybody who may sit at a poste. Of some head office has not heard
// yet that their account is active.
func people(s Store) ([]ident.UserID, error) {
	users, _, err := s.Users(directory.UserFilter{Statuses: []directory.Status{directory.StatusActive, directory.StatusPending}})
	ids := make([]ident.UserID, len(users))
	for i, u := range users {
		ids[i] = u.ID
	}
	return ids, err
}

// posteOf finds the poste of a code by its number.
func posteOf(s Store, number int) (directory.Poste, error) {
	postes, err := s.Postes()
	if err != nil {
		return directory.Poste{}, err
	}
	at := slices.IndexFunc(postes, func(p directory.Poste) bool { return p.Number == number })
	if at < 0 {
		return directory.Poste{}, fault.New(fault.Missing, "verification.no-poste", fault.Args{"Poste": number})
	}
	return postes[at], trusted(postes[at])
}

// trusted refuses a poste that was revoked.
func trusted(p directory.Poste) error {
	if p.Status != directory.PosteActive {
		return fault.New(fault.Conflict, "directory.poste-revoked", fault.Args{"Poste": p.Number, "Label": p.Label})
	}
	return nil
}

// known gives a request that head office has already.
func known(s Store, code string) (directory.CodeRequest, bool, error) {
	r, err := s.CodeRequest(code)
	if errors.Is(err, fault.Missing) {
		return r, false, nil
	}
	return r, err == nil, err
}
