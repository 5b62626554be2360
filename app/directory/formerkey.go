package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/ident"
)

// FormerKey is a pair of keys that a poste had until it was registered again.
// Nothing that it signs counts any more; it is kept to tell a copy of the old
// folder, or an old disk that came back, from a stranger.
type FormerKey struct {
	Poste    ident.PosteID
	SignKey  [32]byte
	BoxKey   [32]byte
	Replaced time.Time
}

// distrust keeps the keys that the poste has now as former ones.
func distrust(s Store, p Poste, now time.Time) error {
	return s.SaveFormerKey(FormerKey{Poste: p.ID, SignKey: p.SignKey, BoxKey: p.BoxKey, Replaced: now})
}

// shares reports whether one of two keys is the poste's former one.
func (k FormerKey) shares(sign, box [32]byte) bool { return k.SignKey == sign || k.BoxKey == box }
