package directory

import "github.com/comptoir/comptoir/app/fault"

// Registration is what the approval of a request does to its poste.
type Registration struct {
	Poste   Poste // as it is registered; zero for a new one
	Known   bool  // registered already
	Renewal bool  // with other keys: those that it has would be distrusted
}

// RegistrationOf says what a request asks for. Another poste's keys, keys that
// were replaced once, and a revoked poste are refused: they mean a copied folder
// or a stolen device. Both keys new under a known identity is a poste that has
// lost them, or somebody who pretends to be it: only the comparison of the
// fingerprint by voice tells one from the other.
func RegistrationOf(s Store, r Request) (Registration, error) {
	postes, err := s.Postes()
	if err != nil {
		return Registration{}, err
	}
	var found Registration
	for _, p := range postes {
		sharesOne, sharesBoth := p.SignKey == r.SignKey || p.BoxKey == r.BoxKey, p.SignKey == r.SignKey && p.BoxKey == r.BoxKey
		switch {
		case p.ID != r.Poste && sharesOne, p.ID == r.Poste && sharesOne && !sharesBoth:
			return Registration{}, cloned(p, "directory.poste-cloned")
		case p.ID == r.Poste && p.Status != PosteActive:
			return Registration{}, cloned(p, "directory.poste-revoked")
		case p.ID == r.Poste:
			found = Registration{Poste: p, Known: true, Renewal: !sharesBoth}
		}
	}
	return found, refuseFormer(s, postes, r)
}

// refuseFormer refuses keys that a poste had once.
func refuseFormer(s Store, postes []Poste, r Request) error {
	former, err := s.FormerKeys()
	if err != nil {
		return err
	}
	for _, k := range former {
		if !k.shares(r.SignKey, r.BoxKey) {
			continue
		}
		for _, p := range postes {
			if p.ID == k.Poste {
				return cloned(p, "directory.poste-former-key")
			}
		}
	}
	return nil
}

func cloned(p Poste, key string) error {
	return fault.New(fault.Conflict, key, fault.Args{"Poste": p.Number, "Label": p.Label})
}
