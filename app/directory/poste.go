package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Module is an installable part of Comptoir.
type Module string

const (
	ModuleCashbook   Module = "cashbook"
	ModuleAccounting Module = "accounting"
)

// PosteStatus says whether a workstation is trusted.
type PosteStatus string

const (
	PosteActive  PosteStatus = "active"
	PosteRevoked PosteStatus = "revoked"
)

// Poste is a registered workstation.
type Poste struct {
	ID         ident.PosteID
	Number     int // given by head office, from 1
	Label      string
	Location   string
	Modules    []Module
	User       ident.UserID // who asked for the registration
	SignKey    [32]byte     // Ed25519 public key
	BoxKey     [32]byte     // X25519 public key
	Registered time.Time
	By         ident.UserID
	LastHeard  time.Time
	Status     PosteStatus
}

// posteNumberMax keeps numbers within the 20 bits that codes have for them.
const posteNumberMax = 1<<20 - 1

// RevokePoste ends the trust in a poste, for good: what it signs from now on is
// refused. Head office's own folder is not revoked from within.
func RevokePoste(s Store, by Actor, id ident.PosteID, reason string, now time.Time) (Poste, error) {
	if err := Can(by, RightPosteManage, Place{}, now); err != nil {
		return Poste{}, err
	}
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
	if reason, err = required("reason", reason, reasonMax); err != nil {
		return Poste{}, err
	}
	poste.Status = PosteRevoked
	if err := s.SavePoste(poste); err != nil {
		return Poste{}, err
	}
	return poste, Note(s, by, poste.User, VerbPosteRevoked, now, posteDetail(poste), Detail{"label", poste.Label}, Detail{"reason", reason})
}
