package exchange

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// EncodeChain makes the `.key` file of a chain, signed by a root key of its newest
// link.
func EncodeChain(chain usrfile.Chain, root usrfile.SigningKey, file ident.FileID, now time.Time) ([]byte, error) {
	data, err := usrfile.EncodeChainFile(chain, uuid.UUID(file), now, root)
	return data, AsFault(err)
}

// ChainName is what a `.key` file is called: "comptoir_7F3K.key" has the first
// group of the fingerprint, which tells two organisations apart in a folder.
func ChainName(t *usrfile.Trust) string {
	group, _, _ := strings.Cut(t.Fingerprint().String(), "-")
	return "comptoir_" + group + usrfile.KindTrustChain.Extension()
}

// ChainPreview is what a person sees before a trust chain is followed.
type ChainPreview struct {
	Message  *usrfile.Message
	Trust    *usrfile.Trust
	Changes  []Change
	Repeated bool // it is followed already
}

// PreviewChain opens a `.key` file for a folder that knows the organisation. It
// must continue the chain that is followed: an older one and one that departs
// from it are fault.Conflict, that of another organisation fault.Forged. A folder
// without organisation does not begin with it, but with user data beside it.
func PreviewChain(s Store, p Parcel) (*ChainPreview, error) {
	envelope, err := inspect(p.File, usrfile.KindTrustChain)
	if err != nil {
		return nil, err
	}
	m, trust, err := usrfile.VerifyChainFile(envelope)
	if err != nil {
		return nil, AsFault(err)
	}
	pinned, err := PinnedChain(s)
	if err != nil {
		return nil, err
	}
	pv := &ChainPreview{Message: m, Trust: trust}
	if err := pv.judge(pinned); err != nil {
		return nil, err
	}
	pv.Changes, err = compareChains(s, pinned, trust.Chain())
	return pv, err
}

// judge holds the chain against the pinned one.
func (pv *ChainPreview) judge(pinned usrfile.Chain) error {
	offered := pv.Trust.Chain()
	switch {
	case pinned.IsZero():
		return fault.New(fault.Invalid, "file.chain-alone", nil)
	case pinned.Links()[0].Organisation != pv.Trust.Organisation():
		return refused(usrfile.ErrOrganisation)
	case !overlap(pinned, offered):
		return fault.New(fault.Conflict, "file.chain-apart", fault.Args{"Known": newestVersion(pinned), "Version": pv.Trust.Version()})
	case offered.Extends(pinned):
		pv.Repeated = pv.Trust.Version() == newestVersion(pinned)
		return nil
	case pinned.Extends(offered):
		return fault.New(fault.Conflict, "order.rollback", nil)
	}
	return forked()
}

// ApplyChain follows the chain that PreviewChain showed in the same transaction.
func ApplyChain(s Store, by directory.Actor, pv *ChainPreview, now time.Time) error {
	if pv.Repeated {
		return nil
	}
	if err := PinChain(s, pv.Trust.Chain()); err != nil {
		return err
	}
	return directory.Note(s, by, ident.UserID{}, directory.VerbChainFollowed, now,
		directory.Detail{Name: "version", Value: strconv.FormatUint(uint64(pv.Trust.Version()), 10)},
		directory.Detail{Name: "signer", Value: pv.Message.Signer().String()})
}

// compareChains tells what following a chain changes.
func compareChains(s Store, pinned, next usrfile.Chain) ([]Change, error) {
	suspended, err := suspendedBy(s, pinned, next)
	if err != nil {
		return nil, err
	}
	before, after := newestLink(pinned), newestLink(next)
	changes := compareIssuers(before, after)
	for _, name := range suspended {
		changes = append(changes, Change{Loss, "suspended", fault.Args{"Name": name}})
	}
	if after.Epoch > before.Epoch {
		changes = append(changes, Change{Note, "epoch", fault.Args{"Epoch": after.Epoch}})
	}
	if after.Threshold != before.Threshold || !sameKeys(before.Roots, after.Roots) {
		changes = append(changes, Change{Note, "roots", fault.Args{"Threshold": after.Threshold, "Roots": len(after.Roots)}})
	}
	if after.HeadOffice != before.HeadOffice {
		changes = append(changes, Change{Note, "head-office-key", nil})
	}
	return changes, nil
}

func newestLink(c usrfile.Chain) usrfile.Link {
	links := c.Links()
	return links[len(links)-1]
}

// compareIssuers tells which keys may sign no more, and which may from now on.
func compareIssuers(before, after usrfile.Link) []Change {
	was, is := trusted(before), trusted(after)
	var changes []Change
	for _, i := range before.Issuers {
		if was[i.ID()] && !is[i.ID()] {
			changes = append(changes, Change{Loss, "issuer-revoked", fault.Args{"Key": i.ID().String()}})
		}
	}
	for _, i := range after.Issuers {
		if is[i.ID()] && !was[i.ID()] {
			changes = append(changes, Change{Note, "issuer", fault.Args{"Key": i.ID().String(), "Until": i.Until}})
		}
	}
	return changes
}

func trusted(l usrfile.Link) map[usrfile.KeyID]bool {
	keys := make(map[usrfile.KeyID]bool, len(l.Issuers))
	for _, i := range l.Issuers {
		keys[i.ID()] = !i.Revoked
	}
	return keys
}

func sameKeys(a, b [][32]byte) bool {
	keys := make(map[[32]byte]bool, len(a))
	for _, key := range a {
		keys[key] = true
	}
	for _, key := range b {
		if !keys[key] {
			return false
		}
	}
	return len(a) == len(b)
}

// suspendedBy names the people whose data the next chain suspends and the pinned
// one does not.
func suspendedBy(s Store, pinned, next usrfile.Chain) ([]string, error) {
	if !distrusts(newestVersion(pinned), next) {
		return nil, nil
	}
	users, _, err := s.Users(directory.UserFilter{Archived: true})
	if err != nil {
		return nil, err
	}
	var names []string
	for _, u := range users {
		file, _, err := s.AppliedFile(u.ID)
		if errors.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		envelope, err := usrfile.Inspect(file)
		if err != nil {
			return nil, AsFault(err)
		}
		if suspends(next, envelope) && !suspends(pinned, envelope) {
			names = append(names, u.Name())
		}
	}
	return names, nil
}

// distrusts tells whether a link after the version suspends anything.
func distrusts(version uint32, next usrfile.Chain) bool {
	for _, link := range next.Links() {
		if link.Version > version && !link.DistrustFrom.IsZero() {
			return true
		}
	}
	return oldestVersion(next) > version // what the links between said is not known
}

// CheckSuspended refuses with fault.Denied a person whose data was set by a key of
// head office that has been revoked since, from a time on at which it was not to
// be trusted any more, see usrfile.Chain.Suspends. Data that is exported again
// ends it. applied is the file that was applied last for the person.
func CheckSuspended(s mark.Store, applied *usrfile.Envelope, name string) error {
	pinned, err := PinnedChain(s)
	if err == nil && suspends(pinned, applied) {
		err = fault.New(fault.Denied, "file.suspended", fault.Args{"Name": name})
	}
	return err
}

func suspends(chain usrfile.Chain, applied *usrfile.Envelope) bool {
	return chain.Suspends(applied.KeyID, applied.Unverified().Issued)
}
