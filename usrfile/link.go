package usrfile

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Limits of a chain.
const (
	maxRoots   = 16
	maxIssuers = 16
	maxLinks   = 16
)

// linkLabel stands in front of the link bytes that roots sign.
const linkLabel = "comptoir/link/v1\x00"

// Link is one version of what an organisation trusts.
type Link struct {
	Version      uint32 // from 1; each link is exactly one more than the one before
	Organisation uuid.UUID
	Issued       time.Time  // when it was made
	Epoch        uint32     // raised to leave far-ahead serials of a stolen key behind
	DistrustFrom time.Time  // what a revoked key set at or after this is suspended; zero for none
	Threshold    int        // how many roots must sign
	Roots        [][32]byte // Ed25519 public keys
	Issuers      []Issuer
	HeadOffice   [32]byte // X25519 public key of head office
}

// Issuer is a key that signs files for head office.
type Issuer struct {
	Public  [32]byte // Ed25519
	Kinds   []Kind   // that it may sign, ascending
	From    time.Time
	Until   time.Time // exclusive
	Epoch   uint32
	Revoked bool // for ever
}

// ID gives the key's identifier.
func (i Issuer) ID() KeyID { return KeyIDOf(i.Public) }

// linkJSON is a link as it travels, keys in the documented order.
type linkJSON struct {
	Version      uint32           `json:"version"`
	Organisation uuid.UUID        `json:"organisation"`
	Issued       Instant          `json:"issued"`
	Epoch        uint32           `json:"epoch"`
	DistrustFrom Instant          `json:"distrust_from"`
	Threshold    int              `json:"threshold"`
	Roots        List[Bytes32]    `json:"roots"`
	Issuers      List[issuerJSON] `json:"issuers"`
	HeadOffice   Bytes32          `json:"head_office"`
}

type issuerJSON struct {
	Public  Bytes32    `json:"public"`
	Kinds   List[Kind] `json:"kinds"`
	From    Instant    `json:"from"`
	Until   Instant    `json:"until"`
	Epoch   uint32     `json:"epoch"`
	Revoked bool       `json:"revoked"`
}

func (l Link) toJSON() linkJSON {
	j := linkJSON{
		Version: l.Version, Organisation: l.Organisation, Issued: InstantOf(l.Issued), Epoch: l.Epoch,
		DistrustFrom: InstantOf(l.DistrustFrom), Threshold: l.Threshold, HeadOffice: l.HeadOffice,
	}
	for _, root := range l.Roots {
		j.Roots = append(j.Roots, root)
	}
	for _, i := range l.Issuers {
		j.Issuers = append(j.Issuers, issuerJSON{
			Public: i.Public, Kinds: i.Kinds, From: InstantOf(i.From), Until: InstantOf(i.Until),
			Epoch: i.Epoch, Revoked: i.Revoked,
		})
	}
	return j
}

func (j linkJSON) link() Link {
	l := Link{
		Version: j.Version, Organisation: j.Organisation, Issued: j.Issued.Time(), Epoch: j.Epoch,
		DistrustFrom: j.DistrustFrom.Time(), Threshold: j.Threshold, HeadOffice: j.HeadOffice,
	}
	for _, root := range j.Roots {
		l.Roots = append(l.Roots, root)
	}
	for _, i := range j.Issuers {
		l.Issuers = append(l.Issuers, Issuer{
			Public: i.Public, Kinds: i.Kinds, From: i.From.Time(), Until: i.Until.Time(),
			Epoch: i.Epoch, Revoked: i.Revoked,
		})
	}
	return l
}

// check holds a link against the rules that concern it alone.
func (l Link) check() error {
	switch {
	case l.Version == 0:
		return refuse(ErrChainLink, "version 0")
	case isZero(l.Organisation):
		return refuse(ErrChainLink, "no organisation")
	case len(l.Roots) > maxRoots || len(l.Issuers) > maxIssuers:
		return refuse(ErrTooLarge, "%d roots and %d issuers", len(l.Roots), len(l.Issuers))
	case l.Threshold < 1 || l.Threshold > len(l.Roots):
		return refuse(ErrChainLink, "threshold %d of %d roots", l.Threshold, len(l.Roots))
	case l.Issued.IsZero() || !validTime(l.Issued):
		return refuse(ErrChainLink, "issued %v", l.Issued)
	case !validTime(l.DistrustFrom):
		return refuse(ErrChainLink, "distrust from %v", l.DistrustFrom)
	}
	for _, i := range l.Issuers {
		if err := i.check(l.Epoch); err != nil {
			return err
		}
	}
	if err := l.checkKeys(); err != nil {
		return err
	}
	return CheckBoxPublic(l.HeadOffice)
}

// checkKeys refuses weak keys, and two keys with one identifier, which a file
// could not tell apart.
func (l Link) checkKeys() error {
	seen := make(map[KeyID]bool, maxRoots+maxIssuers)
	for _, public := range l.publicKeys() {
		if err := CheckSigningPublic(public); err != nil {
			return err
		}
		if seen[KeyIDOf(public)] {
			return refuse(ErrChainDuplicate, "key %s", KeyIDOf(public))
		}
		seen[KeyIDOf(public)] = true
	}
	return nil
}

func (l Link) publicKeys() [][32]byte {
	keys := slices.Clone(l.Roots)
	for _, i := range l.Issuers {
		keys = append(keys, i.Public)
	}
	return keys
}

func (i Issuer) check(linkEpoch uint32) error {
	switch {
	case i.From.IsZero() || !validTime(i.From) || !validTime(i.Until) || !i.From.Before(i.Until):
		return refuse(ErrChainLink, "issuer %s valid from %v until %v", i.ID(), i.From, i.Until)
	case i.Epoch > linkEpoch:
		return refuse(ErrChainLink, "issuer %s of epoch %d in a link of epoch %d", i.ID(), i.Epoch, linkEpoch)
	case len(i.Kinds) == 0:
		return refuse(ErrChainLink, "issuer %s may sign nothing", i.ID())
	}
	for n, kind := range i.Kinds {
		if !issuable[kind] || n > 0 && i.Kinds[n-1] >= kind {
			return refuse(ErrChainLink, "issuer %s: kinds %v", i.ID(), i.Kinds)
		}
	}
	return nil
}

// clone shares nothing with the link.
func (l Link) clone() Link {
	l.Roots, l.Issuers = slices.Clone(l.Roots), slices.Clone(l.Issuers)
	for i := range l.Issuers {
		l.Issuers[i].Kinds = slices.Clone(l.Issuers[i].Kinds)
	}
	return l
}

func validTime(t time.Time) bool {
	return t.IsZero() || unix(t) > 0 && unix(t) <= maxSeconds && wholeSecond(t)
}

func (l Link) hasRoot(public [32]byte) bool { return slices.Contains(l.Roots, public) }

func (l Link) issuer(id KeyID) (Issuer, bool) {
	for _, i := range l.Issuers {
		if i.ID() == id {
			return i, true
		}
	}
	return Issuer{}, false
}
