package exchange

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// PinnedChain gives the trust chain that this folder holds, the zero chain when
// it holds none.
func PinnedChain(s mark.Store) (usrfile.Chain, error) {
	if r, remembers := s.(*Recall); remembers {
		return r.pinnedChain()
	}
	return pinnedChain(s)
}

func pinnedChain(s mark.Store) (usrfile.Chain, error) {
	pinned, err := s.TrustChain()
	if err != nil || pinned == nil {
		return usrfile.Chain{}, err
	}
	chain, err := usrfile.DecodeChain(pinned)
	return chain, AsFault(err)
}

// OpenChain reads a whole `.key` file. Its outer signature must be by a root key
// of the newest link, and grants nothing by itself.
func OpenChain(keyFile []byte) (usrfile.Chain, *usrfile.Trust, error) {
	envelope, err := inspect(keyFile, usrfile.KindTrustChain)
	if err != nil {
		return usrfile.Chain{}, nil, err
	}
	_, trust, err := usrfile.VerifyChainFile(envelope)
	if err != nil {
		return usrfile.Chain{}, nil, AsFault(err)
	}
	return trust.Chain(), trust, nil
}

// useChain finds the chain by which the file is judged: the newest one that
// continues the pinned one, among the `.key` files beside it.
func (o *Opened) useChain(pinned usrfile.Chain, keyFiles [][]byte) error {
	var known trusts
	if !pinned.IsZero() {
		trust, err := pinned.Verify()
		if err != nil {
			return AsFault(err)
		}
		known = trusts{trust}
	}
	offered, damaged := offeredTrusts(keyFiles, o.Envelope.Unverified().Organisation)
	for _, trust := range offered {
		if pinned.IsZero() || trust.Chain().Extends(pinned) {
			known = known.with(trust)
		}
	}
	var err error
	switch {
	case len(known) == 0 && damaged != nil:
		return damaged
	case len(known) == 0:
		return fault.New(fault.Forged, "file.no-chain", nil)
	case pinned.IsZero():
		known = known.judging(o.Envelope)
	}
	if o.Trust, err = known.only(); err != nil {
		return err
	}
	if o.Trust.Version() > newestVersion(pinned) {
		o.NewChain = usrfile.EncodeChain(o.Trust.Chain())
		o.raised = raises(o.Trust.Newest(), pinned)
	}
	return nil
}

// raises gives when a link was made that is of a higher epoch than what is
// pinned; else, and at first contact, nothing.
func raises(next usrfile.Link, pinned usrfile.Chain) time.Time {
	if links := pinned.Links(); len(links) > 0 && next.Epoch > links[len(links)-1].Epoch {
		return next.Issued
	}
	return time.Time{}
}

// following gives the clock as it stands once the chain is followed.
func (o *Opened) following(clock Clock) Clock {
	if !o.raised.IsZero() {
		clock.Times = clock.Times.Follow(o.raised)
	}
	return clock
}

// PinChain follows a chain that was verified and continues the pinned one. A
// higher epoch takes back what the earlier one said about the time.
func PinChain(s mark.Store, next usrfile.Chain) error {
	pinned, err := PinnedChain(s)
	if err != nil {
		return err
	}
	links := next.Links()
	if at := raises(links[len(links)-1], pinned); !at.IsZero() {
		times, err := s.Times()
		if err != nil {
			return err
		}
		if err := s.SaveTimes(times.Follow(at)); err != nil {
			return err
		}
	}
	return s.SaveTrustChain(usrfile.EncodeChain(next))
}

// offeredTrusts gives what the `.key` files say that are of the organisation
// which the file claims to be from, and what is wrong with one of the others.
func offeredTrusts(keyFiles [][]byte, claimed uuid.UUID) (offered []*usrfile.Trust, damaged error) {
	for _, keyFile := range keyFiles {
		_, trust, err := OpenChain(keyFile)
		switch {
		case err != nil:
			damaged = err
		case trust.Organisation() == claimed:
			offered = append(offered, trust)
		}
	}
	return offered, damaged
}

// trusts are chains of which none continues another.
type trusts []*usrfile.Trust

func (list trusts) with(t *usrfile.Trust) trusts {
	for i, known := range list {
		switch {
		case known.Chain().Extends(t.Chain()):
			return list
		case t.Chain().Extends(known.Chain()):
			return slices.Replace(list, i, i+1, t)
		}
	}
	return append(list, t)
}

// judging gives the chains by which the file is genuine, or any when there are
// none: whoever can write on a stick can lay a chain under our name beside ours.
func (list trusts) judging(e *usrfile.Envelope) trusts {
	genuine := slices.DeleteFunc(slices.Clone(list), func(t *usrfile.Trust) bool {
		_, err := t.Verify(e)
		return err != nil
	})
	if len(genuine) == 0 {
		return list[:1]
	}
	return genuine
}

// only refuses two truths: whoever holds the root keys has signed both.
func (list trusts) only() (*usrfile.Trust, error) {
	if len(list) > 1 {
		return nil, forked()
	}
	return list[0], nil
}

func forked() error { return fault.New(fault.Conflict, "file.chain-fork", nil) }

// TakeChain follows the chain that travels inside of a payload as it follows one
// beside the file: forwards only. SaveChain pins it.
func (o *Opened) TakeChain(offered usrfile.Chain) error {
	followed := o.Trust.Chain()
	switch {
	case !overlap(followed, offered), followed.Extends(offered):
		return nil
	case !offered.Extends(followed):
		return forked()
	}
	if _, err := offered.Verify(); err != nil {
		return AsFault(err)
	}
	o.NewChain = usrfile.EncodeChain(offered)
	return nil
}

// overlap reports whether the chains have links of the same version. A long chain
// has lost its oldest links, and can not be compared with a much older one.
func overlap(a, b usrfile.Chain) bool {
	return !a.IsZero() && !b.IsZero() &&
		oldestVersion(a) <= newestVersion(b) && oldestVersion(b) <= newestVersion(a)
}

func oldestVersion(c usrfile.Chain) uint32 { return c.Links()[0].Version }

func newestVersion(c usrfile.Chain) (version uint32) {
	for _, link := range c.Links() {
		version = link.Version
	}
	return version
}
