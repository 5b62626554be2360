package workspace

import (
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// expiryWarning is how long before its end the loss of a key is told.
const expiryWarning = 90 * 24 * time.Hour

// Keyring is what the administrators of an organisation know of its keys.
type Keyring struct {
	Fingerprint usrfile.Fingerprint
	Version     uint32 // of the trust chain
	Epoch       uint32
	Issued      time.Time // when the newest link was made
	Threshold   int       // how many root keys sign a new link
	Roots       []OfficeKey
	HeadOffice  OfficeKey // opens what postes seal to head office
	Issuers     []IssuerKey
	Held        int // root keys that lie on this poste
}

// OfficeKey is a key that is kept off the poste, and its copies.
type OfficeKey struct {
	vault.KeptKey
	ID   string // of the public key, as people read it
	Held bool   // it lies on this poste
}

// IsRoot tells a root key from head office's.
func (k OfficeKey) IsRoot() bool { return k.Use == vault.RootUse }

// KeyCopy is an opened copy of a key, from its file or from paper.
type KeyCopy = vault.Backup

// IssuerKey is a key that signs files.
type IssuerKey struct {
	usrfile.Issuer
	ID    string
	Held  bool // it lies on this poste
	State IssuerState
}

// IssuerState says whether an issuer key may sign.
type IssuerState string

const (
	IssuerValid   IssuerState = "valid"
	IssuerEnding  IssuerState = "ending" // within 90 days
	IssuerEnded   IssuerState = "ended"
	IssuerRevoked IssuerState = "revoked"
)

// Keyring gives the state of the organisation's keys.
func (s *Session) Keyring(ctx context.Context) (Keyring, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (Keyring, error) {
		if err := directory.Can(by, directory.RightKeyManage, directory.Place{}, now); err != nil {
			return Keyring{}, err
		}
		return readKeyring(tx, now)
	})
}

// EndingKeys gives the issuer keys with which this poste signs and that end soon,
// or have ended, without another in their place; whoever signs is told.
func (s *Session) EndingKeys(ctx context.Context) ([]IssuerKey, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, now time.Time) ([]IssuerKey, error) {
		if s.office == nil {
			return nil, nil
		}
		ring, err := readKeyring(tx, now)
		return slices.DeleteFunc(ring.Issuers, func(i IssuerKey) bool {
			return !i.Held || i.State != IssuerEnding && i.State != IssuerEnded || ring.replaced(i)
		}), err
	})
}

// replaced tells whether keys without an end in sight sign everything that the
// key does.
func (r Keyring) replaced(key IssuerKey) bool {
	return !slices.ContainsFunc(key.Kinds, func(kind usrfile.Kind) bool {
		return !slices.ContainsFunc(r.Issuers, func(other IssuerKey) bool {
			return other.Held && other.State == IssuerValid && slices.Contains(other.Kinds, kind)
		})
	})
}

func readKeyring(tx *storage.Tx, now time.Time) (Keyring, error) {
	trust, err := pinnedTrust(tx)
	if err != nil {
		return Keyring{}, err
	}
	newest := trust.Newest()
	r := Keyring{
		Fingerprint: trust.Fingerprint(), Version: newest.Version, Epoch: newest.Epoch, Issued: newest.Issued, Threshold: newest.Threshold,
	}
	if err := r.readKept(tx, newest); err != nil {
		return Keyring{}, err
	}
	for _, i := range newest.Issuers {
		held, err := holds(tx, issuerUse, i.Public)
		if err != nil {
			return Keyring{}, err
		}
		r.Issuers = append(r.Issuers, IssuerKey{Issuer: i, ID: i.ID().String(), Held: held, State: stateOf(i, now)})
	}
	return r, nil
}

// readKept finds what is known of the copies of the keys that the link names.
func (r *Keyring) readKept(tx *storage.Tx, newest usrfile.Link) error {
	kept, err := tx.KeptKeys()
	if err != nil {
		return err
	}
	about := make(map[[32]byte]vault.KeptKey, len(kept))
	for _, k := range kept {
		about[k.Public] = k
	}
	for n, public := range newest.Roots {
		k, known := about[public]
		if !known {
			k = vault.KeptKey{Public: public, Use: vault.RootUse, Number: n + 1}
		}
		key, err := officeKey(tx, k)
		if err != nil {
			return err
		}
		if key.Held {
			r.Held++
		}
		r.Roots = append(r.Roots, key)
	}
	slices.SortStableFunc(r.Roots, func(a, b OfficeKey) int { return a.Number - b.Number })
	box, known := about[newest.HeadOffice]
	if !known {
		box = vault.KeptKey{Public: newest.HeadOffice, Use: vault.HeadOfficeUse, Number: 1}
	}
	r.HeadOffice, err = officeKey(tx, box)
	return err
}

func officeKey(tx *storage.Tx, k vault.KeptKey) (OfficeKey, error) {
	held, err := holds(tx, string(k.Use), k.Public)
	return OfficeKey{KeptKey: k, ID: usrfile.KeyIDOf(k.Public).String(), Held: held}, err
}

// holds tells whether the secret of a key lies on this poste.
func holds(tx vault.Store, use string, public [32]byte) (bool, error) {
	_, err := tx.Secret(secretName(use, public))
	return err == nil, ignoreMissing(err)
}

func stateOf(i usrfile.Issuer, now time.Time) IssuerState {
	switch {
	case i.Revoked:
		return IssuerRevoked
	case !now.Before(i.Until):
		return IssuerEnded
	case !now.Before(i.Until.Add(-expiryWarning)):
		return IssuerEnding
	}
	return IssuerValid
}

// FindKey gives the key that a person names: by its number, "1", or by its
// identifier; "head-office" for that of head office.
func (r Keyring) FindKey(name string) (OfficeKey, error) {
	for _, key := range append(slices.Clone(r.Roots), r.HeadOffice) {
		if key.named(name) {
			return key, nil
		}
	}
	return OfficeKey{}, noSuchKey(name)
}

// FindIssuer gives the issuer key of an identifier.
func (r Keyring) FindIssuer(name string) (IssuerKey, error) {
	for _, key := range r.Issuers {
		if sameSymbols(key.ID, name) {
			return key, nil
		}
	}
	return IssuerKey{}, noSuchKey(name)
}

func noSuchKey(name string) error {
	return fault.New(fault.Missing, "workspace.no-key", fault.Args{"Text": fault.Excerpt(name)})
}
