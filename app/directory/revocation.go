package directory

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Cause says in a word why the trust in a poste ends.
type Cause string

const (
	CauseLost    Cause = "lost"
	CauseStolen  Cause = "stolen"
	CauseBroken  Cause = "broken"
	CauseRetired Cause = "retired" // taken out of use
	CauseOther   Cause = "other"
)

// Causes gives the words in the order in which they are offered.
func Causes() []Cause {
	return []Cause{CauseLost, CauseStolen, CauseBroken, CauseRetired, CauseOther}
}

// Revocation is the end of the trust in a poste, for good.
type Revocation struct {
	Poste  ident.PosteID
	Cause  Cause
	Reason string // in the person's own words
	At     time.Time
	By     ident.UserID
}

// RevokePoste ends the trust in a poste, for good: what it signs from now on is
// refused. Head office's own folder is not revoked from within.
func RevokePoste(s Store, by Actor, id ident.PosteID, cause Cause, reason string, now time.Time) (Poste, error) {
	if err := Can(by, RightPosteManage, Place{}, now); err != nil {
		return Poste{}, err
	}
	poste, err := revocable(s, id)
	if err != nil {
		return Poste{}, err
	}
	if !slices.Contains(Causes(), cause) {
		return Poste{}, fault.New(fault.Invalid, "directory.cause", fault.Args{"Text": fault.Excerpt(string(cause))})
	}
	if reason, err = required("reason", reason, reasonMax); err != nil {
		return Poste{}, err
	}
	poste.Status = PosteRevoked
	if err := s.SavePoste(poste); err != nil {
		return Poste{}, err
	}
	if err := s.SaveRevocation(Revocation{Poste: id, Cause: cause, Reason: reason, At: now, By: by.ID}); err != nil {
		return Poste{}, err
	}
	return poste, Note(s, by, poste.User, VerbPosteRevoked, now, posteDetail(poste),
		Detail{"label", poste.Label}, Detail{"cause", string(cause)}, Detail{"reason", reason})
}

// revocable gives a poste in which the trust can end.
func revocable(s Store, id ident.PosteID) (Poste, error) {
	poste, err := s.Poste(id)
	if err != nil {
		return Poste{}, err
	}
	home, err := s.Home()
	if err != nil {
		return Poste{}, err
	}
	args := fault.Args{"Poste": poste.Number, "Label": poste.Label}
	switch {
	case home.Poste == id:
		return Poste{}, fault.New(fault.Conflict, "directory.own-poste", args)
	case poste.Status == PosteRevoked:
		return Poste{}, fault.New(fault.Conflict, "directory.poste-revoked", args)
	}
	return poste, nil
}

// Label is the key of the cause's word.
func (c Cause) Label() fault.Key { return fault.Key("cause." + string(c)) }
