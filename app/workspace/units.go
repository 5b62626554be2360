package workspace

import (
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Unit is a unit with how many people have a role that holds in it.
type Unit struct {
	directory.Unit
	Holders int
}

// Units lists the units of the organisation by code, those that are off too.
func (s *Session) Units(ctx context.Context) ([]Unit, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]Unit, error) {
		if err := directory.Can(by, directory.RightProjectView, directory.Place{}, now); err != nil {
			return nil, err
		}
		all, err := tx.Units()
		if err != nil {
			return nil, err
		}
		units := make([]Unit, len(all))
		for i, unit := range all {
			holders, err := tx.UnitHolders(unit.ID)
			if err != nil {
				return nil, err
			}
			units[i] = Unit{unit, len(holders)}
		}
		return units, nil
	})
}

// UnitByCode gives the unit of a code, or fault.Missing.
func (s *Session) UnitByCode(ctx context.Context, code string) (Unit, error) {
	units, err := s.Units(ctx)
	for _, unit := range units {
		if unit.Code == code {
			return unit, nil
		}
	}
	if err == nil {
		err = fault.New(fault.Missing, "workspace.no-unit", fault.Args{"Code": fault.Excerpt(code)})
	}
	return Unit{}, err
}

// AddUnit adds a unit without projects; Code and Name count.
func (s *Session) AddUnit(ctx context.Context, u directory.Unit) (directory.Unit, error) {
	id, err := draw[ident.UnitID](s.w)
	if err != nil {
		return directory.Unit{}, err
	}
	u.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Unit, error) {
		return directory.AddUnit(tx, by, u, now)
	})
}

// EditUnit changes code, name and state; Version must be the one that was read.
func (s *Session) EditUnit(ctx context.Context, u directory.Unit) (directory.Unit, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Unit, error) {
		return directory.EditUnit(tx, by, u, now)
	})
}

// RemoveUnit removes a unit in which no role holds.
func (s *Session) RemoveUnit(ctx context.Context, id ident.UnitID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.RemoveUnit(tx, by, id, now)
	})
}

// SetUnitProjects gives a unit exactly these projects, in one step: the others that
// it had are in none then.
func (s *Session) SetUnitProjects(ctx context.Context, unit ident.UnitID, projects []ident.ProjectID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightProjectManage, directory.Place{}, now); err != nil {
			return err
		}
		had, err := tx.Unit(unit)
		if err != nil {
			return err
		}
		for _, project := range had.Projects {
			if slices.Contains(projects, project) {
				continue
			}
			if err := directory.MoveProject(tx, by, project, ident.UnitID{}, now); err != nil {
				return err
			}
		}
		for _, project := range projects {
			if err := directory.MoveProject(tx, by, project, unit, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// MoveProjects puts projects into a unit, all of them or none, and into no unit
// with the zero value.
func (s *Session) MoveProjects(ctx context.Context, projects []ident.ProjectID, unit ident.UnitID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		for _, project := range projects {
			if err := directory.MoveProject(tx, by, project, unit, now); err != nil {
				return err
			}
		}
		return nil
	})
}
