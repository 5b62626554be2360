package workspace

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Amendment is what a new link of the trust chain changes.
type Amendment struct {
	NewIssuer     []usrfile.Kind // a new key signs these from now on, and those before end where it signs all of theirs
	Until         time.Time      // end of the new key; zero for ten years
	Revoke        []string       // issuer keys that are given up for ever, by identifier
	DistrustFrom  time.Time      // what the revoked keys set from then on is suspended; zero for nothing
	RaiseEpoch    bool           // leaves far-ahead serials and times behind
	AddRoots      int
	DropRoots     []string // by identifier
	Threshold     int      // zero keeps it
	NewHeadOffice bool     // a new key to which postes seal
}

// Amend makes the next link of the trust chain, all in one transaction. It needs
// the root keys that the newest link and the new one ask for: those that lie on
// this poste, and those whose copies people have brought.
func (s *Session) Amend(ctx context.Context, a Amendment, copies []vault.Backup) (Keyring, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (Keyring, error) {
		if err := s.mayManageKeys(by, now); err != nil {
			return Keyring{}, err
		}
		if err := s.w.believedClock(tx); err != nil {
			return Keyring{}, err
		}
		trust, err := pinnedTrust(tx)
		if err != nil {
			return Keyring{}, err
		}
		c := &ceremony{office: s.office, tx: tx, asked: a, chain: trust.Chain(), before: trust.Newest(), now: now}
		if err := c.carryOut(copies); err != nil {
			return Keyring{}, err
		}
		if err := c.note(by); err != nil {
			return Keyring{}, err
		}
		return readKeyring(tx, now)
	})
}

// ceremony is one link being made.
type ceremony struct {
	*office
	tx     *storage.Tx
	asked  Amendment
	chain  usrfile.Chain
	before usrfile.Link
	next   usrfile.Link
	drawn  []usrfile.SigningKey // new root keys
	now    time.Time
}

func (c *ceremony) carryOut(copies []vault.Backup) error {
	c.next = c.before
	c.next.Version, c.next.Issued, c.next.DistrustFrom = c.before.Version+1, c.now, c.asked.DistrustFrom
	c.next.Issuers, c.next.Roots = slices.Clone(c.before.Issuers), slices.Clone(c.before.Roots)
	for _, step := range []func() error{c.check, c.revoke, c.raise, c.rotate, c.changeRoots, c.changeBox} {
		if err := step(); err != nil {
			return err
		}
	}
	signers, err := c.signers(copies)
	if err != nil {
		return err
	}
	longer, err := c.chain.Extend(c.next, signers...)
	if err != nil {
		return exchange.AsFault(err)
	}
	outer := slices.IndexFunc(signers, func(k usrfile.SigningKey) bool { return slices.Contains(c.next.Roots, k.Public()) })
	if err := c.publish(c.tx, longer, signers[outer], c.now); err != nil {
		return err
	}
	return c.forget()
}

// check refuses what makes no sense before any key is drawn.
func (c *ceremony) check() error {
	a := c.asked
	nothing := len(a.NewIssuer)+len(a.Revoke)+len(a.DropRoots)+a.AddRoots == 0 && !a.RaiseEpoch && !a.NewHeadOffice &&
		(a.Threshold == 0 || a.Threshold == c.before.Threshold)
	switch {
	case nothing:
		return fault.New(fault.Invalid, "workspace.no-amendment", nil)
	case a.AddRoots < 0 || a.AddRoots > rootsMax:
		return checkRoots(a.AddRoots, 1)
	case !a.DistrustFrom.IsZero() && (len(a.Revoke) == 0 || a.DistrustFrom.After(c.now)):
		return fault.New(fault.Invalid, "workspace.distrust", nil)
	case !a.Until.IsZero() && !a.Until.After(c.now):
		return fault.New(fault.Invalid, "workspace.issuer-until", nil)
	}
	return nil
}

// revoke marks issuer keys for ever.
func (c *ceremony) revoke() error {
	for _, name := range c.asked.Revoke {
		n := slices.IndexFunc(c.next.Issuers, func(i usrfile.Issuer) bool { return sameSymbols(i.ID().String(), name) })
		if n < 0 {
			return noSuchKey(name)
		}
		if c.next.Issuers[n].Revoked {
			return fault.New(fault.Conflict, "workspace.issuer-revoked", fault.Args{"Key": c.next.Issuers[n].ID().String()})
		}
		c.next.Issuers[n].Revoked = true
	}
	return nil
}

// raise gives the link and every key that goes on signing the next epoch.
func (c *ceremony) raise() error {
	if !c.asked.RaiseEpoch {
		return nil
	}
	c.next.Epoch++
	for n := range c.next.Issuers {
		if !c.next.Issuers[n].Revoked {
			c.next.Issuers[n].Epoch = c.next.Epoch
		}
	}
	return nil
}

// rotate draws a key for the kinds asked for, and for those that nobody would
// sign any more after the revocation. A key all of whose work it takes over ends.
func (c *ceremony) rotate() error {
	var kinds []usrfile.Kind
	for _, kind := range issuerKinds {
		if slices.Contains(c.asked.NewIssuer, kind) || !c.signed(kind) {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	for n, i := range c.next.Issuers {
		relieved := !slices.ContainsFunc(i.Kinds, func(k usrfile.Kind) bool { return !slices.Contains(kinds, k) })
		end := c.now.Add(time.Second) // what it has signed in this second stands
		if relieved && !i.Revoked && i.Until.After(end) && i.From.Before(end) {
			c.next.Issuers[n].Until = end
		}
	}
	until := c.asked.Until
	if until.IsZero() {
		until = c.now.Add(issuerValidity)
	}
	issuers, err := c.addIssuer(c.tx, c.next.Issuers, kinds, c.next.Epoch, c.now, until)
	c.next.Issuers = withoutOldest(issuers)
	return err
}

// signed tells whether a key that is left may sign the kind now.
func (c *ceremony) signed(kind usrfile.Kind) bool {
	return slices.ContainsFunc(c.next.Issuers, func(i usrfile.Issuer) bool {
		return !i.Revoked && slices.Contains(i.Kinds, kind) && c.now.Before(i.Until)
	})
}

// issuersMax is what the format of a link allows.
const issuersMax = 16

// withoutOldest leaves out the keys that ended first when there are too many;
// they are as good as revoked then.
func withoutOldest(issuers []usrfile.Issuer) []usrfile.Issuer {
	for len(issuers) > issuersMax {
		oldest := 0
		for n, i := range issuers {
			if i.Until.Before(issuers[oldest].Until) {
				oldest = n
			}
		}
		issuers = slices.Delete(issuers, oldest, oldest+1)
	}
	return issuers
}

// changeRoots draws root keys, and leaves others out.
func (c *ceremony) changeRoots() error {
	for _, name := range c.asked.DropRoots {
		n := slices.IndexFunc(c.next.Roots, func(public [32]byte) bool { return sameSymbols(usrfile.KeyIDOf(public).String(), name) })
		if n < 0 {
			return noSuchKey(name)
		}
		c.next.Roots = slices.Delete(c.next.Roots, n, n+1)
	}
	if c.asked.Threshold != 0 {
		c.next.Threshold = c.asked.Threshold
	}
	if err := checkRoots(len(c.next.Roots)+c.asked.AddRoots, c.next.Threshold); err != nil {
		return err
	}
	first, err := c.nextNumber(vault.RootUse)
	if err != nil {
		return err
	}
	c.drawn, err = c.drawRoots(c.tx, c.asked.AddRoots, first, c.now)
	c.next.Roots = append(c.next.Roots, publics(c.drawn)...)
	return err
}

// nextNumber gives the number of the next key of a use; none is used twice.
func (c *ceremony) nextNumber(use vault.Use) (int, error) {
	kept, err := c.tx.KeptKeys()
	number := 1
	for _, k := range kept {
		if k.Use == use {
			number = max(number, k.Number+1)
		}
	}
	return number, err
}

// changeBox draws head office's key. What was sealed to the one before is opened
// with that, which stays.
func (c *ceremony) changeBox() error {
	if !c.asked.NewHeadOffice {
		return nil
	}
	number, err := c.nextNumber(vault.HeadOfficeUse)
	if err != nil {
		return err
	}
	c.next.HeadOffice, err = c.drawBox(c.tx, number, c.now)
	return err
}

// signers gives the root keys at hand that count for the link before or for the
// new one, or says how many are missing.
func (c *ceremony) signers(copies []vault.Backup) ([]usrfile.SigningKey, error) {
	atHand, err := c.roots(c.tx) // the new ones too
	if err != nil {
		return nil, err
	}
	for _, b := range copies {
		key := usrfile.SigningKeyFromSeed(b.Root.Bytes())
		if b.Root.IsZero() || !slices.Contains(c.before.Roots, key.Public()) {
			return nil, fault.New(fault.Invalid, "workspace.foreign-copy", nil)
		}
		atHand = append(atHand, key)
	}
	var signers []usrfile.SigningKey
	old, own := 0, 0
	for _, key := range atHand {
		public := key.Public()
		isOld, isOwn := slices.Contains(c.before.Roots, public), slices.Contains(c.next.Roots, public)
		if slices.Contains(publics(signers), public) || !isOld && !isOwn {
			continue
		}
		signers = append(signers, key)
		if isOld {
			old++
		}
		if isOwn {
			own++
		}
	}
	if old < c.before.Threshold || own < c.next.Threshold {
		return nil, fault.New(fault.Denied, "workspace.roots-missing", fault.Args{
			"Need": c.before.Threshold, "Have": old, "NeedNew": c.next.Threshold, "HaveNew": own,
		})
	}
	return signers, nil
}

// forget takes the keys from this poste that sign no more.
func (c *ceremony) forget() error {
	for _, i := range c.before.Issuers {
		n := slices.IndexFunc(c.next.Issuers, func(next usrfile.Issuer) bool { return next.Public == i.Public })
		if n >= 0 && !c.next.Issuers[n].Revoked && c.next.Issuers[n].Until == i.Until {
			continue
		}
		if err := c.tx.DeleteSecret(secretName(issuerUse, i.Public)); err != nil {
			return err
		}
	}
	for _, public := range c.before.Roots {
		if slices.Contains(c.next.Roots, public) {
			continue
		}
		if err := c.tx.DeleteSecret(secretName(rootUse, public)); err != nil {
			return err
		}
		if err := c.tx.DeleteKeptKey(public); err != nil {
			return err
		}
	}
	return nil
}

// note writes the line of the history that says what the new link changed.
func (c *ceremony) note(by directory.Actor) error {
	details := []directory.Detail{{Name: "version", Value: strconv.FormatUint(uint64(c.next.Version), 10)}}
	add := func(name, value string) {
		if value != "" {
			details = append(details, directory.Detail{Name: name, Value: value})
		}
	}
	var rotated []string
	for _, i := range c.next.Issuers {
		if !slices.ContainsFunc(c.before.Issuers, func(old usrfile.Issuer) bool { return old.Public == i.Public }) {
			rotated = append(rotated, i.ID().String())
		}
	}
	add("rotated", strings.Join(rotated, ", "))
	add("revoked", strings.Join(c.asked.Revoke, ", "))
	if !c.asked.DistrustFrom.IsZero() {
		add("distrust-from", c.asked.DistrustFrom.UTC().Format(time.RFC3339))
	}
	if c.next.Epoch != c.before.Epoch {
		add("key-epoch", strconv.FormatUint(uint64(c.next.Epoch), 10))
	}
	if !slices.Equal(c.next.Roots, c.before.Roots) || c.next.Threshold != c.before.Threshold {
		add("roots", strconv.Itoa(len(c.next.Roots)))
		add("threshold", strconv.Itoa(c.next.Threshold))
	}
	if c.asked.NewHeadOffice {
		add("head-office-key", usrfile.KeyIDOf(c.next.HeadOffice).String())
	}
	return directory.Note(c.tx, by, ident.UserID{}, directory.VerbChainExtended, c.now, details...)
}
