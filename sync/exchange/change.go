package exchange

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
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

// Compare lists what applying next would change in now: losses first, since
// they are what a person must not overlook.
func Compare(now, next Snapshot) []Change {
	changes := slices.Concat(
		compareStatus(now, next), compareAccess(now, next),
		compareRoles(now, next), compareBooks(now, next), compareProfile(now, next))
	rank := map[Sign]int{Loss: 0, Gain: 1, Note: 2}
	slices.SortStableFunc(changes, func(a, b Change) int { return rank[a.Sign] - rank[b.Sign] })
	return changes
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

// compareRoles compares roles place by place: a role that moves from one
// project to another is one loss and one gain.
func compareRoles(now, next Snapshot) []Change {
	before, after := now.roles(), next.roles()
	var changes []Change
	for _, r := range before {
		if !slices.Contains(after, r) {
			changes = append(changes, r.change(Loss))
		}
	}
	for _, r := range after {
		if !slices.Contains(before, r) {
			changes = append(changes, r.change(Gain))
		}
	}
	return changes
}

// rolePlace is one role at one place.
type rolePlace struct {
	role  directory.RoleID
	level directory.Level
	place string // project as "P01 Forages Kolda", country, or empty
}

func (r rolePlace) change(sign Sign) Change {
	return Change{sign, "role." + string(r.level), fault.Args{
		"Role": fault.Key("role." + string(r.role)), "Place": r.place,
	}}
}

func (snap Snapshot) roles() []rolePlace {
	var places []rolePlace
	for _, g := range snap.Grants {
		place := rolePlace{role: g.Role, level: g.Scope.Level, place: g.Scope.Country}
		if g.Scope.Level != directory.LevelProjects {
			places = append(places, place)
			continue
		}
		for _, id := range g.Scope.Projects {
			place.place = snap.projectName(id)
			places = append(places, place)
		}
	}
	return places
}

func (snap Snapshot) projectName(id ident.ProjectID) string {
	for _, p := range snap.Projects {
		if p.ID == id {
			return p.Code + " " + p.Name
		}
	}
	return id.String()
}

func compareBooks(now, next Snapshot) []Change {
	var changes []Change
	for _, o := range now.Books {
		if next.book(o.Book.ID) == nil {
			changes = append(changes, o.change(Loss, "book"))
		}
	}
	for _, o := range next.Books {
		switch old := now.book(o.Book.ID); {
		case old == nil:
			changes = append(changes, o.change(Gain, "book"))
		case old.Book != o.Book:
			changes = append(changes, o.change(Note, "book-definition"))
		}
	}
	return changes
}

func (snap Snapshot) book(id ident.BookID) *OwnedBook {
	i := slices.IndexFunc(snap.Books, func(o OwnedBook) bool { return o.Book.ID == id })
	if i < 0 {
		return nil
	}
	return &snap.Books[i]
}

func (o OwnedBook) change(sign Sign, key string) Change {
	return Change{sign, key, fault.Args{"Ref": o.Book.Ref(), "Name": o.Book.Name}}
}

func compareProfile(now, next Snapshot) []Change {
	a, b := now.User, next.User
	same := a.Email == b.Email && a.Login == b.Login && a.FirstName == b.FirstName && a.LastName == b.LastName &&
		a.Phone == b.Phone && a.Job == b.Job && a.Language == b.Language && a.Format == b.Format
	if same || a.ID.IsZero() {
		return nil
	}
	return []Change{{Note, "profile", nil}}
}
