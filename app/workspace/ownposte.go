package workspace

import (
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// OwnRequest is a request that this poste has made.
type OwnRequest struct {
	Request     directory.Request
	Status      directory.RequestStatus // now
	Fingerprint string
}

// OwnRequests lists what this poste has asked for, newest first.
func (s *Session) OwnRequests(ctx context.Context) ([]OwnRequest, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, now time.Time) ([]OwnRequest, error) {
		home, err := tx.Home()
		if err != nil {
			return nil, err
		}
		return ownRequests(tx, home, "", now)
	})
}

func ownRequests(tx *storage.Tx, home directory.Home, status directory.RequestStatus, now time.Time) ([]OwnRequest, error) {
	requests, err := directory.RequestsAt(tx, status, now)
	var own []OwnRequest
	for _, r := range slices.Backward(requests) {
		if r.Poste == home.Poste {
			own = append(own, OwnRequest{r, r.StatusAt(now), usrfile.RequestFingerprint(r.Digest)})
		}
	}
	return own, err
}

// OwnPostes lists the workstations that the person has registered, which
// everybody may know of.
func (s *Session) OwnPostes(ctx context.Context) ([]directory.Poste, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, _ time.Time) ([]directory.Poste, error) {
		postes, err := tx.Postes()
		return slices.DeleteFunc(postes, func(p directory.Poste) bool { return p.User != by.ID }), err
	})
}

// KeysLost reports that this poste is registered and does not find its keys. Only
// a new registration mends that, see RenewPoste, at head office RenewHere. A
// keyring that does not answer is an error.
func (s *Session) KeysLost(ctx context.Context) (bool, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (bool, error) {
		_, poste, err := homeAndPoste(tx)
		if err != nil || poste.Number == 0 {
			return false, err
		}
		_, err = s.w.registeredKeys(poste)
		if isMissing(err) {
			return true, nil
		}
		return false, err
	})
}
