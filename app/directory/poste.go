package directory

import (
	"time"

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

// EditPoste changes the label and the location of a poste, as head office sees
// them and the other postes learn them with their next file.
func EditPoste(s Store, by Actor, id ident.PosteID, label, location string, now time.Time) (Poste, error) {
	if err := Can(by, RightPosteManage, Place{}, now); err != nil {
		return Poste{}, err
	}
	poste, err := s.Poste(id)
	if err != nil {
		return Poste{}, err
	}
	was := poste
	if err := poste.name(label, location); err != nil {
		return Poste{}, err
	}
	if poste.Label == was.Label && poste.Location == was.Location {
		return poste, nil
	}
	if err := s.SavePoste(poste); err != nil {
		return Poste{}, err
	}
	return poste, Note(s, by, poste.User, VerbPosteEdited, now, posteDetail(poste), Detail{"label", poste.Label}, Detail{"location", poste.Location})
}

// name gives the poste a label and a location as they are stored and shown.
func (p *Poste) name(label, location string) error {
	p.Label, p.Location = label, location
	c := cleaning{}
	c.required("label", &p.Label, nameMax)
	c.text("location", &p.Location, nameMax)
	return c.err
}
