package workspace

import (
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Names of head office's secrets in the vault.
const (
	rootSecret   = "root"        // Ed25519 seed, signs the trust chain
	issuerSecret = "issuer"      // Ed25519 seed, signs files
	boxSecret    = "head-office" // X25519 seed, opens what is sealed to head office
)

// issuerValidity is how long an issuer key may sign before it is rotated.
const issuerValidity = 10 * 365 * 24 * time.Hour

// office is head office's keys, unlocked by the password of an administrator.
type office struct {
	root   usrfile.SigningKey
	issuer usrfile.SigningKey
	box    usrfile.BoxKey
}

// drawOffice makes the keys of a new organisation.
func (w *Workspace) drawOffice() (*office, error) {
	root, err := usrfile.NewSigningKey(w.random)
	if err != nil {
		return nil, err
	}
	issuer, err := usrfile.NewSigningKey(w.random)
	if err != nil {
		return nil, err
	}
	box, err := usrfile.NewBoxKey(w.random)
	return &office{root, issuer, box}, err
}

// chain makes the first link of the organisation's trust chain: one root key,
// one issuer key for everything that head office signs.
func (o *office) chain(organisation ident.OrganisationID, now time.Time) (usrfile.Chain, error) {
	chain, err := usrfile.NewChain(usrfile.Link{
		Version: 1, Organisation: uuid.UUID(organisation), Issued: now, Epoch: 1, Threshold: 1,
		Roots: [][32]byte{o.root.Public()}, HeadOffice: o.box.Public(),
		Issuers: []usrfile.Issuer{{
			Public: o.issuer.Public(), Kinds: []usrfile.Kind{usrfile.KindUserData, usrfile.KindReply, usrfile.KindRecord},
			From: now, Until: now.Add(issuerValidity), Epoch: 1,
		}},
	}, o.root)
	return chain, exchange.AsFault(err)
}

// save seals the keys with the wrapping key.
func (o *office) save(tx vault.Store, wrapping vault.Wrapping, w *Workspace) error {
	for name, seed := range map[string][32]byte{
		rootSecret: o.root.Seed(), issuerSecret: o.issuer.Seed(), boxSecret: o.box.Seed(),
	} {
		sealed, err := wrapping.Seal(name, seed[:], w.random)
		if err != nil {
			return err
		}
		if err := tx.SaveSecret(name, sealed); err != nil {
			return err
		}
	}
	return nil
}

// openOffice opens the keys with the wrapping key.
func openOffice(tx vault.Store, wrapping vault.Wrapping) (*office, error) {
	var seeds [3][32]byte
	for i, name := range []string{rootSecret, issuerSecret, boxSecret} {
		sealed, err := tx.Secret(name)
		if err != nil {
			return nil, err
		}
		seed, err := wrapping.Open(name, sealed)
		if err != nil {
			return nil, err
		}
		copy(seeds[i][:], seed)
	}
	return &office{
		root: usrfile.SigningKeyFromSeed(seeds[0]), issuer: usrfile.SigningKeyFromSeed(seeds[1]),
		box: usrfile.BoxKeyFromSeed(seeds[2]),
	}, nil
}

// issuer gives the session's right to sign, or says why it has none.
func (s *Session) issuer(tx *storage.Tx) (exchange.Issuer, error) {
	if s.office == nil {
		return exchange.Issuer{}, fault.New(fault.Denied, "workspace.no-keys", nil)
	}
	if err := s.w.believedClock(tx); err != nil {
		return exchange.Issuer{}, err
	}
	chain, err := exchange.PinnedChain(tx)
	if err != nil {
		return exchange.Issuer{}, err
	}
	trust, err := chain.Verify()
	return exchange.Issuer{Key: s.office.issuer, Trust: trust}, exchange.AsFault(err)
}

// fingerprint gives the fingerprint of the organisation's trust chain, which
// people compare aloud at first contact.
func fingerprint(tx *storage.Tx) (usrfile.Fingerprint, error) {
	chain, err := exchange.PinnedChain(tx)
	if err != nil {
		return usrfile.Fingerprint{}, err
	}
	if chain.IsZero() {
		return usrfile.Fingerprint{}, fault.New(fault.Missing, "workspace.empty", nil)
	}
	trust, err := chain.Verify()
	if err != nil {
		return usrfile.Fingerprint{}, exchange.AsFault(err)
	}
	return trust.Fingerprint(), nil
}

func isMissing(err error) bool { return errors.Is(err, fault.Missing) }
