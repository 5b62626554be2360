package directory

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// RegisterHere makes head office's own installation a poste of the organisation,
// or registers a further module on it, within the seats of the licence: it gets a
// number and keys of its own, as any other, so that books can be granted to it. Of
// the request Poste to BoxKey count, but for User, who is by. With renewal the
// keys of the poste have been lost, and it gets those of the request in their
// place.
//
// One person does it, who has the rights to ask and to approve, though nobody
// approves their own request elsewhere. Whoever asks from a site is unknown, and so
// are the keys in the file: a second person, and the comparison of the fingerprint
// by voice, tie them to a workstation that somebody has seen. Here there is no
// file: the keys are drawn in the act, by the machine that holds the directory and
// the keys of the organisation, whose user could issue anything. A fingerprint
// would be compared with itself. What a second look is for elsewhere, that a person
// does not get books by their own word, is kept by granting none: each is given
// with RightBookGrant, and the history names who did what.
func RegisterHere(s Store, by Actor, r Request, renewal bool, now time.Time) (Poste, error) {
	if err := mayRegisterHere(s, by, r, now); err != nil {
		return Poste{}, err
	}
	r.User = by.ID
	known, err := RegistrationOf(s, r)
	if err != nil {
		return Poste{}, err
	}
	has := slices.Contains(known.Poste.Modules, r.Module)
	switch {
	case has && !known.Renewal:
		err = fault.New(fault.Conflict, "directory.registered-here", fault.Args{"Module": r.Module.Label(), "Poste": known.Poste.Number})
	case !has:
		err = takeSeat(s, r.Module)
	}
	if err != nil {
		return Poste{}, err
	}
	poste, verb, err := known.register(s, by, r, renewal, now)
	if err != nil {
		return Poste{}, err
	}
	if verb == VerbRequestApproved { // there was none
		verb = VerbRegisteredHere
	}
	return poste, Note(s, by, by.ID, verb, now, append(r.details(), posteDetail(poste))...)
}

// MayRegisterHere decides whether a person may register head office's own
// installation.
func MayRegisterHere(by Actor, now time.Time) error {
	if err := Can(by, RightModuleApprove, Place{}, now); err != nil {
		return err
	}
	return CanSomewhere(by, RightModuleRequest, now)
}

func mayRegisterHere(s Store, by Actor, r Request, now time.Time) error {
	if err := MayRegisterHere(by, now); err != nil {
		return err
	}
	if err := knownModule(r.Module); err != nil {
		return err
	}
	home, err := s.Home()
	if err == nil && (home.Side != HeadOffice || home.Poste != r.Poste) {
		err = fault.New(fault.Invalid, "directory.register-elsewhere", nil)
	}
	return err
}
