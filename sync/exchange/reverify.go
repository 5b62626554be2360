package exchange

import (
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// VerifyApplied compares what a site knows of a person with the file that was
// applied last, whose time does not matter. A difference is fault.Forged:
// somebody has edited the database. A newer file mends it.
func VerifyApplied(s Store, r Receiver, id ident.UserID) error {
	here, err := s.User(id)
	if err != nil {
		return err
	}
	next, err := openApplied(s, r, id)
	if errors.Is(err, usrfile.ErrRecipient) {
		return nil // the poste's own keys are gone; the file is the one that was applied
	}
	if err == nil {
		err = next.agrees(s, here)
	}
	if _, foreseen := fault.KindOf(err); foreseen {
		return fault.Wrap(err, fault.Forged, "file.edited", fault.Args{"Name": here.Name()})
	}
	return err
}

// openApplied reads the file that the marks say was applied.
func openApplied(s Store, r Receiver, id ident.UserID) (Snapshot, error) {
	file, _, err := s.AppliedFile(id)
	if err != nil {
		return Snapshot{}, err
	}
	envelope, err := inspect(file, usrfile.KindUserData)
	if err != nil {
		return Snapshot{}, err
	}
	chain, err := PinnedChain(s)
	if err != nil {
		return Snapshot{}, err
	}
	m := envelope.Unverified()
	last, _, err := s.Order(stream(mark.Received, usrfile.KindUserData, uuid.UUID(id)))
	if err != nil {
		return Snapshot{}, err
	}
	if m.Digest() != last.Digest {
		return Snapshot{}, differs("file")
	}
	if err := stillGenuine(chain, envelope); err != nil {
		return Snapshot{}, err
	}
	payload, err := m.Open(r.Key)
	if err != nil {
		return Snapshot{}, AsFault(err)
	}
	next, err := decodeSnapshot(&Opened{Message: &m, Payload: payload})
	if err != nil {
		return Snapshot{}, err
	}
	return next, next.readActivation(s)
}

// stillGenuine verifies a signature again. That the key has been replaced since
// changes nothing of what it signed before.
func stillGenuine(chain usrfile.Chain, e *usrfile.Envelope) error {
	for _, link := range chain.Links() {
		for _, issuer := range link.Issuers {
			if issuer.ID() == e.KeyID {
				_, err := e.Verify(issuer.Public)
				return AsFault(err)
			}
		}
	}
	return differs("signer")
}

// agrees compares what decides about rights.
func (snap Snapshot) agrees(s Store, here directory.User) error {
	u := snap.User
	switch {
	case here.Status != u.Status:
		return differs("status")
	case !opens(u.Status):
		return nil
	case here.AccessUntil != u.AccessUntil, here.External != u.External:
		return differs("access-until")
	case here.Factor != u.Factor, here.FactorReset != u.FactorReset:
		return differs("factor")
	case here.Email != u.Email && here.Email != "", here.Login != u.Login && here.Login != "": // empty when taken over by somebody
		return differs("email")
	}
	grants, err := s.Grants(u.ID)
	if err != nil {
		return err
	}
	if !sameGrants(grants, snap.Grants) {
		return differs("role")
	}
	return organisationAgrees(s, snap.Organisation.ID)
}

func sameGrants(a, b []directory.Grant) bool {
	if len(a) != len(b) {
		return false
	}
	byID := make(map[ident.GrantID]directory.Grant, len(a))
	for _, g := range a {
		byID[g.ID] = g
	}
	return !slices.ContainsFunc(b, func(g directory.Grant) bool {
		here, known := byID[g.ID]
		return !known || here.Role != g.Role || !sameDerivation(here.Derived, g.Derived) || here.Scope.Level != g.Scope.Level ||
			here.Scope.Country != g.Scope.Country || here.Scope.Unit != g.Scope.Unit || !sameProjects(here.Scope.Projects, g.Scope.Projects)
	})
}

func sameDerivation(a, b directory.Derivation) bool {
	return a.ID == b.ID && a.Name == b.Name && slices.Equal(a.Rights, b.Rights)
}

func sameProjects(a, b []ident.ProjectID) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.SortFunc(a, compareIDs)
	slices.SortFunc(b, compareIDs)
	return slices.Equal(a, b)
}

// organisationAgrees compares the organisation, with its lease, with its mark:
// the file of somebody else may have brought it.
func organisationAgrees(s Store, id ident.OrganisationID) error {
	org, err := s.Organisation()
	if err != nil {
		return err
	}
	last, seen, err := s.Order(received(organisationMarks, id))
	if err != nil || !seen {
		return err
	}
	digest, err := digestOfWire(organisationMark(org))
	if err == nil && digest != last.Digest {
		return differs("name")
	}
	return err
}

// differs names the detail that was edited.
func differs(detail string) error {
	return fault.New(fault.Forged, "file.edited", fault.Args{"Name": fault.Key("detail." + detail)})
}
