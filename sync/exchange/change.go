package exchange

import (
	"maps"
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Sign says whether a change gives or takes.
type Sign string

const (
	Gain Sign = "+" // widens what the user may do
	Loss Sign = "−" // narrows it
	Note Sign = "·" // neither
)

// Change is one line of « Ce qui change ». Its sentence is the translation of
// "change."+Key.
type Change struct {
	Sign Sign
	Key  string
	Args fault.Args
}

// Equal tells whether two changes say the same.
func (c Change) Equal(other Change) bool {
	return c.Sign == other.Sign && c.Key == other.Key && maps.Equal(c.Args, other.Args)
}

// Compare lists what applying next would change in now: losses first, since
// they are what a person must not overlook.
func Compare(now, next Snapshot) []Change {
	changes := slices.Concat(
		compareStatus(now, next), compareAccount(now, next), compareAccess(now, next),
		compareFactor(now, next), compareRoles(now, next), compareBooks(now, next), compareJournals(now, next), comparePlans(now, next), compareOrganisation(now, next), comparePolicy(now, next),
		comparePostes(now, next), compareProfile(now, next), compareFields(now, next))
	if !opens(next.User.Status) {
		soften(changes)
	}
	rank := map[Sign]int{Loss: 0, Gain: 1, Note: 2}
	slices.SortStableFunc(changes, func(a, b Change) int { return rank[a.Sign] - rank[b.Sign] })
	return changes
}

// soften takes the sign from gains of an account that is off: they give nothing.
func soften(changes []Change) {
	for i := range changes {
		if changes[i].Sign == Gain {
			changes[i].Sign = Note
		}
	}
}

// Widens reports whether any change gives something.
func Widens(changes []Change) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return c.Sign == Gain })
}

func compareStatus(now, next Snapshot) []Change {
	if now.User.Status == next.User.Status {
		return nil
	}
	args := fault.Args{"Status": fault.Key("status." + string(next.User.Status))}
	sign := Loss
	if opens(next.User.Status) {
		sign = Gain
	}
	return []Change{{sign, "status", args}}
}

func opens(s directory.Status) bool {
	return s == directory.StatusPending || s == directory.StatusActive
}

func compareAccess(now, next Snapshot) []Change {
	before, after := now.User.AccessUntil, next.User.AccessUntil
	switch {
	case before == after:
		return nil
	case after.IsZero():
		return []Change{{Gain, "access-unlimited", nil}}
	case before.IsZero() || after < before:
		return []Change{{Loss, "access-until", fault.Args{"Day": after}}}
	default:
		return []Change{{Gain, "access-until", fault.Args{"Day": after}}}
	}
}

// compareAccount compares what makes an account of the same status more or less
// than it was: a new code opens it to whoever has the code, and an internal user
// may hold every role.
func compareAccount(now, next Snapshot) []Change {
	var changes []Change
	newCode := !next.Unspent.IsZero() && next.Unspent != now.User.Activation.ID
	if newCode && now.User.Status == next.User.Status {
		changes = append(changes, Change{Gain, "activation", nil})
	}
	switch {
	case now.User.ID.IsZero() || now.User.External == next.User.External:
	case next.User.External:
		changes = append(changes, Change{Loss, "external", fault.Args{"Partner": next.User.Partner}})
	default:
		changes = append(changes, Change{Gain, "internal", nil})
	}
	return changes
}

// compareOrganisation compares what concerns everybody here.
func compareOrganisation(now, next Snapshot) []Change {
	a, b := now.Organisation, next.Organisation
	if a.Policy != b.Policy { // see comparePolicy
		a.Policy, a.Revision = b.Policy, b.Revision
	}
	if a.ID.IsZero() || sameOrganisation(a, b) {
		return nil
	}
	days := fault.Args{"Days": b.LeaseDays}
	switch {
	case a.LeaseDays == b.LeaseDays:
		return []Change{{Note, "organisation", nil}}
	case b.LeaseDays == 0:
		return []Change{{Gain, "lease-unlimited", nil}}
	case a.LeaseDays == 0 || b.LeaseDays < a.LeaseDays:
		return []Change{{Loss, "lease", days}}
	default:
		return []Change{{Gain, "lease", days}}
	}
}

func sameOrganisation(a, b directory.Organisation) bool {
	before, err := digestOfWire(organisationMark(a))
	after, other := digestOfWire(organisationMark(b))
	return err == nil && other == nil && before == after
}

// comparePostes tells of postes that are trusted no more.
func comparePostes(now, next Snapshot) []Change {
	var changes []Change
	for _, p := range next.Postes {
		trusted := func(old directory.Poste) bool { return old.ID == p.ID && old.Status == directory.PosteActive }
		if p.Status == directory.PosteRevoked && slices.ContainsFunc(now.Postes, trusted) {
			changes = append(changes, Change{Loss, "poste-revoked", fault.Args{"Number": p.Number, "Label": p.Label}})
		}
	}
	return changes
}

func compareProfile(now, next Snapshot) []Change {
	a, b := now.User, next.User
	same := a.Email == b.Email && a.Login == b.Login && a.FirstName == b.FirstName && a.LastName == b.LastName &&
		a.Phone == b.Phone && a.Job == b.Job && a.Language == b.Language && a.Format == b.Format && a.Fields == b.Fields
	if same || a.ID.IsZero() {
		return nil
	}
	return []Change{{Note, "profile", nil}}
}
