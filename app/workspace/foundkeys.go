package workspace

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

const (
	// issuerValidity is how long an issuer key may sign before it is rotated.
	issuerValidity = 10 * 365 * 24 * time.Hour
	// rootsMax is what the format of a link allows.
	rootsMax = 16
)

// issuerKinds are what head office signs.
var issuerKinds = []usrfile.Kind{usrfile.KindUserData, usrfile.KindReply, usrfile.KindRecord}

// foundKeys draws the organisation's keys, seals them and pins the chain.
func (w *Workspace) foundKeys(tx *storage.Tx, organisation ident.OrganisationID, n NewOrganisation, personal vault.PersonalKey, now time.Time) error {
	wrapping, err := vault.NewWrapping(w.random)
	if err != nil {
		return err
	}
	if personal.Wrapping, err = wrapping.SealFor(personal.Public, w.random); err != nil {
		return err
	}
	if err := tx.SavePersonalKey(personal); err != nil {
		return err
	}
	o := &office{w, wrapping}
	link := usrfile.Link{Version: 1, Organisation: uuid.UUID(organisation), Issued: now, Epoch: 1, Threshold: n.Threshold}
	roots, err := o.drawRoots(tx, n.Roots, 1, now)
	if err != nil {
		return err
	}
	link.Roots = publics(roots)
	if link.Issuers, err = o.addIssuer(tx, nil, issuerKinds, 1, now, now.Add(issuerValidity)); err != nil {
		return err
	}
	if link.HeadOffice, err = o.drawBox(tx, 1, now); err != nil {
		return err
	}
	chain, err := usrfile.NewChain(link, roots...)
	if err != nil {
		return exchange.AsFault(err)
	}
	return o.publish(tx, chain, roots[0], now)
}

// IssuerKinds are the kinds of files that keys of head office sign.
func IssuerKinds() []usrfile.Kind { return slices.Clone(issuerKinds) }

// checkRoots refuses numbers of root keys that no link can have.
func checkRoots(roots, threshold int) error {
	if threshold < 1 || threshold > roots || roots > rootsMax {
		return fault.New(fault.Invalid, "workspace.roots", fault.Args{"Max": rootsMax})
	}
	return nil
}

// drawRoots makes root keys, which lie on this poste until people have taken them
// away.
func (o *office) drawRoots(tx *storage.Tx, count, first int, now time.Time) ([]usrfile.SigningKey, error) {
	roots := make([]usrfile.SigningKey, count)
	for i := range roots {
		key, err := usrfile.NewSigningKey(o.w.random)
		if err != nil {
			return nil, err
		}
		if err := o.seal(tx, rootUse, key.Public(), key.Seed()); err != nil {
			return nil, err
		}
		kept := vault.KeptKey{Public: key.Public(), Use: vault.RootUse, Number: first + i, Made: now}
		if err := tx.SaveKeptKey(kept); err != nil {
			return nil, err
		}
		roots[i] = key
	}
	return roots, nil
}

func publics(keys []usrfile.SigningKey) [][32]byte {
	list := make([][32]byte, len(keys))
	for i, key := range keys {
		list[i] = key.Public()
	}
	return list
}

// addIssuer draws a key that signs the kinds from now on.
func (o *office) addIssuer(tx *storage.Tx, issuers []usrfile.Issuer, kinds []usrfile.Kind, epoch uint32, from, until time.Time) ([]usrfile.Issuer, error) {
	key, err := usrfile.NewSigningKey(o.w.random)
	if err != nil {
		return nil, err
	}
	if err := o.seal(tx, issuerUse, key.Public(), key.Seed()); err != nil {
		return nil, err
	}
	return append(issuers, usrfile.Issuer{Public: key.Public(), Kinds: kinds, From: from, Until: until, Epoch: epoch}), nil
}

// drawBox makes the key to which postes seal what only head office may read.
func (o *office) drawBox(tx *storage.Tx, number int, now time.Time) ([32]byte, error) {
	key, err := usrfile.NewBoxKey(o.w.random)
	if err != nil {
		return [32]byte{}, err
	}
	if err := o.seal(tx, boxUse, key.Public(), key.Seed()); err != nil {
		return [32]byte{}, err
	}
	return key.Public(), tx.SaveKeptKey(vault.KeptKey{Public: key.Public(), Use: vault.HeadOfficeUse, Number: number, Made: now})
}

// publish follows a chain that was made here and keeps its `.key` file, which a
// root key has to sign while one is at hand.
func (o *office) publish(tx *storage.Tx, chain usrfile.Chain, root usrfile.SigningKey, now time.Time) error {
	file, err := draw[ident.FileID](o.w)
	if err != nil {
		return err
	}
	keyFile, err := exchange.EncodeChain(chain, root, file, now)
	if err != nil {
		return err
	}
	if err := tx.SaveKeyFile(keyFile); err != nil {
		return err
	}
	return exchange.PinChain(tx, chain)
}
