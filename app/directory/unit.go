package directory

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Unit is a named group of projects, in which roles can hold. A project is in one
// unit or none.
type Unit struct {
	ID        ident.UnitID
	Code      string // unique, as a project's
	Name      string
	Active    bool              // takes projects and roles; one that is off keeps those it has
	Projects  []ident.ProjectID // sorted
	Changed   time.Time
	ChangedBy ident.UserID
	Version   int64 // counts saves; a save with an old one is a fault.Conflict
}

// UnitRef is what a role says of its unit. It stands in the grant, so that a site
// knows of each person what their own file said.
type UnitRef struct {
	ID   ident.UnitID
	Code string
	Name string
}

// Ref gives what a role says of the unit.
func (u Unit) Ref() UnitRef { return UnitRef{u.ID, u.Code, u.Name} }

// String names the unit as people know it.
func (r UnitRef) String() string { return strings.TrimSpace(r.Code + " " + r.Name) }

// Verbs of units.
const (
	VerbUnitAdded    Verb = "unit-added"
	VerbUnitEdited   Verb = "unit-edited"
	VerbUnitRemoved  Verb = "unit-removed"
	VerbProjectMoved Verb = "project-moved" // from one unit to another
)

// unitsMax is how many units an organisation can have.
const unitsMax = 500

// AddUnit adds a unit without projects: ID, Code and Name of u count. A code in use
// is fault.Conflict.
func AddUnit(s Store, by Actor, u Unit, now time.Time) (Unit, error) {
	if err := Can(by, RightProjectManage, Place{}, now); err != nil {
		return Unit{}, err
	}
	all, err := s.Units()
	if err != nil {
		return Unit{}, err
	}
	if len(all) >= unitsMax {
		return Unit{}, fault.New(fault.Invalid, "directory.units", fault.Args{"Max": unitsMax})
	}
	return Unit{ID: u.ID, Code: u.Code, Name: u.Name, Active: true}.save(s, by, all, VerbUnitAdded, now)
}

// EditUnit changes code, name and whether the unit takes more; Version must be the
// one that was read. Its projects and the roles that hold in it stay.
func EditUnit(s Store, by Actor, edited Unit, now time.Time) (Unit, error) {
	old, err := unitFor(s, by, edited.ID, now)
	if err != nil {
		return Unit{}, err
	}
	all, err := s.Units()
	if err != nil {
		return Unit{}, err
	}
	next := old
	next.Code, next.Name, next.Active, next.Version = edited.Code, edited.Name, edited.Active, edited.Version
	return next.save(s, by, all, VerbUnitEdited, now)
}

// RemoveUnit removes a unit; its projects are in none afterwards. It is refused
// with fault.Conflict, naming the people, while roles hold in it.
func RemoveUnit(s Store, by Actor, id ident.UnitID, now time.Time) error {
	u, err := unitFor(s, by, id, now)
	if err != nil {
		return err
	}
	holders, err := s.UnitHolders(id)
	if err != nil {
		return err
	}
	if err := heldByNobody(s, holders, "directory.unit-held", fault.Args{"Unit": u.Ref().String()}); err != nil {
		return err
	}
	if err := s.DeleteUnit(id); err != nil {
		return err
	}
	return Note(s, by, ident.UserID{}, VerbUnitRemoved, now, Detail{"unit", u.Ref().String()})
}

// MoveProject puts a project into a unit, or into none with the zero value: people
// whose roles hold in the units may do more or less from then on. It is refused
// with fault.Conflict, naming people and books, while somebody answers for a book
// of the project by a role in the unit that it would leave.
func MoveProject(s Store, by Actor, project ident.ProjectID, to ident.UnitID, now time.Time) error {
	if err := Can(by, RightProjectManage, Place{}, now); err != nil {
		return err
	}
	p, err := s.Project(project)
	if err != nil {
		return err
	}
	from, err := s.UnitOf(project)
	if ignoreMissing(err) != nil || err == nil && from.ID == to || errors.Is(err, fault.Missing) && to.IsZero() {
		return ignoreMissing(err)
	}
	next, err := unitToTake(s, to)
	if err != nil {
		return err
	}
	if err := letsGo(s, from, p, to); err != nil {
		return err
	}
	if err := s.SaveUnitOf(project, to); err != nil {
		return err
	}
	return Note(s, by, ident.UserID{}, VerbProjectMoved, now, Detail{"project", p.Code + " " + p.Name},
		Detail{"unit", orDash(from.Ref().String()) + " → " + orDash(next.Ref().String())})
}

// unitToTake gives the unit that a project or role is to be put into.
func unitToTake(s Store, id ident.UnitID) (Unit, error) {
	if id.IsZero() {
		return Unit{}, nil
	}
	u, err := s.Unit(id)
	if err == nil && !u.Active {
		err = fault.New(fault.Conflict, "directory.unit-inactive", fault.Args{"Unit": u.Ref().String()})
	}
	return u, err
}

// unitScope gives the scope of a role that is to hold in a unit.
func unitScope(s Store, id ident.UnitID) (Scope, error) {
	u, err := unitToTake(s, id)
	if err != nil {
		return Scope{}, err
	}
	return Scope{Level: LevelUnit, Unit: u.Ref(), Projects: u.Projects}, nil
}

// letsGo decides whether everybody can keep their books once the project has left
// its unit for another.
func letsGo(s Store, from Unit, p Project, to ident.UnitID) error {
	if from.ID.IsZero() {
		return nil
	}
	holders, err := s.UnitHolders(from.ID)
	if err != nil {
		return err
	}
	people, needed, err := whoLoses(s, holders, func(a Actor) Actor { return a.after(p.ID, from.ID, to) })
	if err != nil {
		return err
	}
	return heldByNobody(s, people, "directory.unit-needed", fault.Args{
		"Project": p.Code + " " + p.Name, "Unit": from.Ref().String(), "Books": nameBooks(needed),
	})
}

// after gives the person as they are once the project has moved.
func (a Actor) after(project ident.ProjectID, from, to ident.UnitID) Actor {
	a.Grants = slices.Clone(a.Grants)
	for i, g := range a.Grants {
		if g.Scope.Level != LevelUnit {
			continue
		}
		switch g.Scope.Unit.ID {
		case from:
			a.Grants[i].Scope.Projects = slices.DeleteFunc(slices.Clone(g.Scope.Projects), func(id ident.ProjectID) bool { return id == project })
		case to:
			a.Grants[i].Scope.Projects = append(slices.Clone(g.Scope.Projects), project)
		}
	}
	return a
}

func unitFor(s Store, by Actor, id ident.UnitID, now time.Time) (Unit, error) {
	if err := Can(by, RightProjectManage, Place{}, now); err != nil {
		return Unit{}, err
	}
	return s.Unit(id)
}

// save checks the unit against all others and writes it with its act.
func (u Unit) save(s Store, by Actor, all []Unit, verb Verb, now time.Time) (Unit, error) {
	c := cleaning{}
	c.apply(&u.Code, ParseProjectCode)
	c.required("name", &u.Name, titleMax)
	if c.err != nil {
		return Unit{}, c.err
	}
	for _, other := range all {
		if other.ID != u.ID && other.Code == u.Code {
			return Unit{}, fault.New(fault.Conflict, "directory.unit-taken", fault.Args{"Code": u.Code, "Name": other.Name})
		}
	}
	u.Changed, u.ChangedBy = now, by.ID
	saved, err := s.SaveUnit(u)
	if err != nil {
		return Unit{}, err
	}
	state := "active"
	if !saved.Active {
		state = "inactive"
	}
	return saved, Note(s, by, ident.UserID{}, verb, now, Detail{"unit", saved.Ref().String()}, Detail{"unit-state", state})
}
