package exchange

import (
	"time"

	"github.com/comptoir/comptoir/usrfile"
)

// Issuer signs for head office.
type Issuer struct {
	Key    usrfile.SigningKey
	Others []usrfile.SigningKey // of head office as well, for what Key may not sign
	Trust  *usrfile.Trust
}

// choose gives the key that may sign the kind now, and what the chain says of it;
// of several the one that has been valid for the shortest time. What no site
// would take is not written: the error is about Key then.
func (i Issuer) choose(kind usrfile.Kind, now time.Time) (usrfile.SigningKey, usrfile.Issuer, error) {
	key, best := i.Key, usrfile.Issuer{}
	for _, candidate := range append([]usrfile.SigningKey{i.Key}, i.Others...) {
		known, err := i.about(candidate, kind, now)
		if err == nil && known.From.After(best.From) {
			key, best = candidate, known
		}
	}
	known, err := i.about(key, kind, now)
	return key, known, AsFault(err)
}

// about gives what the chain says of a key, with the epoch that it assigns to it.
func (i Issuer) about(key usrfile.SigningKey, kind usrfile.Kind, now time.Time) (usrfile.Issuer, error) {
	var epoch uint32
	for _, known := range i.Trust.Newest().Issuers {
		if known.Public == key.Public() {
			epoch = known.Epoch
		}
	}
	return i.Trust.Issuer(key.ID(), kind, now, epoch)
}
