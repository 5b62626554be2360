package directory

import (
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Actor is a person who wants to do something, with what decides whether they
// may. The zero Actor is the program itself, which may nothing.
type Actor struct {
	User
	Grants []Grant
	Zone   *time.Location // of the organisation; says when the last permitted day ends
	Side   Side           // of the folder in which they act
}

// LoadActor reads all that decides about the user's rights.
func LoadActor(s Store, id ident.UserID) (Actor, error) {
	user, err := s.User(id)
	if err != nil {
		return Actor{}, err
	}
	grants, err := s.Grants(id)
	if err != nil {
		return Actor{}, err
	}
	organisation, err := s.Organisation()
	if err != nil {
		return Actor{}, err
	}
	home, err := s.Home()
	if ignoreMissing(err) != nil {
		return Actor{}, err
	}
	zone, err := calendar.Zone(organisation.TimeZone)
	return Actor{User: user, Grants: grants, Zone: zone, Side: home.Side}, err
}

// Name gives first and last name as they are said; for somebody without a name,
// the e-mail address or login.
func (u User) Name() string {
	name := strings.TrimSpace(u.FirstName + " " + u.LastName)
	if name == "" {
		return u.Address()
	}
	return name
}

// Address gives what the user types to sign in: the e-mail address, else the
// login name.
func (u User) Address() string {
	if u.Email != "" {
		return u.Email
	}
	return u.Login
}

// Place is where something is to be done. The zero Place is the organisation.
type Place struct {
	Project ident.ProjectID
	Country string         // of the project
	Holders []ident.UserID // who answers for the thing there: responsible and deputy
}

// Can is the one decision whether a may do r at a place now: nil, or
// fault.Denied with the reason. Screens ask it to grey out a button, use cases
// ask it again before they act.
func Can(a Actor, r Right, at Place, now time.Time) error {
	if err := a.present(r, now); err != nil {
		return err
	}
	best := notGiven
	for _, grant := range a.Grants {
		best = max(best, a.decide(grant, r, at))
	}
	return best.fault(r)
}

// CanSomewhere decides whether there is any place where a may do r, for what
// belongs to no place: a section of the window, a request for oneself.
func CanSomewhere(a Actor, r Right, now time.Time) error {
	if err := a.present(r, now); err != nil {
		return err
	}
	for _, grant := range a.Grants {
		if a.reach(grant, r) != None {
			return nil
		}
	}
	return notGiven.fault(r)
}

// present decides whether the person may do anything now, and the right counts on
// this side at all.
func (a Actor) present(r Right, now time.Time) error {
	if err := CanSignIn(a, now); err != nil {
		return err
	}
	if a.Side == Site && r.atHeadOffice() {
		return fault.New(fault.Denied, "directory.head-office", fault.Args{"Right": fault.Key("right." + string(r))})
	}
	return nil
}

// CanSignIn decides whether the person may do anything at all: the account is
// active and its access has not ended.
func CanSignIn(a Actor, now time.Time) error {
	if a.Status != StatusActive {
		return fault.New(fault.Denied, "directory.account-inactive", fault.Args{"Status": a.Status.Label()})
	}
	return a.AccessEnded(a.Zone, now)
}

// AccessEnded refuses after the last permitted day, counted in the
// organisation's zone, with fault.Denied. It asks nothing about the status.
func (u User) AccessEnded(zone *time.Location, now time.Time) error {
	if zone == nil {
		zone = time.UTC
	}
	if u.AccessUntil.IsZero() || calendar.Of(now, zone) <= u.AccessUntil {
		return nil
	}
	return fault.New(fault.Denied, "directory.access-ended", fault.Args{"Day": u.AccessUntil})
}

// verdict says how near a grant comes to allowing something; the greatest
// counts.
type verdict int

const (
	notGiven verdict = iota // the role does not have the right
	notHere                 // the role has it, the scope does not cover the place
	notHeld                 // only for what one answers for
	allowed
)

func (a Actor) decide(g Grant, r Right, at Place) verdict {
	reach := a.reach(g, r)
	switch {
	case reach == None:
		return notGiven
	case !g.Scope.Covers(at):
		return notHere
	case reach == Assigned && !slices.Contains(at.Holders, a.ID):
		return notHeld
	}
	return allowed
}

// reach is what a grant carries. An external user has no other role than the
// partner's, whatever a database says.
func (a Actor) reach(g Grant, r Right) Reach {
	if a.External && g.Role != RolePartner {
		return None
	}
	return g.Reach(r)
}

func (v verdict) fault(r Right) error {
	args := fault.Args{"Right": fault.Key("right." + string(r))}
	switch v {
	case allowed:
		return nil
	case notHeld:
		return fault.New(fault.Denied, "directory.not-assigned", args)
	case notHere:
		return fault.New(fault.Denied, "directory.not-here", args)
	}
	return fault.New(fault.Denied, "directory.no-right", args)
}

// PlaceOf gives the place of something in a project. A project without a country
// lies in the organisation's.
func PlaceOf(s Store, project ident.ProjectID, holders ...ident.UserID) (Place, error) {
	p, err := s.Project(project)
	if err != nil {
		return Place{}, err
	}
	at := Place{Project: p.ID, Country: p.Country, Holders: holders}
	if at.Country == "" {
		organisation, err := s.Organisation()
		if err != nil {
			return Place{}, err
		}
		at.Country = organisation.Country
	}
	return at, nil
}
