package workspace

import (
	"cmp"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// visibleProjects lists the projects that the person may see: where they have the
// right to, and those that their own roles name. An external user learns of no
// other.
func visibleProjects(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.Project, error) {
	projects, err := tx.Projects()
	if err != nil {
		return nil, err
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(projects, func(p directory.Project) bool {
		return maySeeProject(by, p, organisation.Country, now) != nil
	}), nil
}

// maySeeProject decides about one project; one without a country lies in that of
// the organisation.
func maySeeProject(by directory.Actor, p directory.Project, country string, now time.Time) error {
	named := func(g directory.Grant) bool { return slices.Contains(g.Scope.Projects, p.ID) }
	if slices.ContainsFunc(by.Grants, named) {
		return nil
	}
	return directory.Can(by, directory.RightProjectView, directory.Place{Project: p.ID, Country: cmp.Or(p.Country, country)}, now)
}

// visibleProject gives the project of a code to those who may see it.
func visibleProject(tx *storage.Tx, by directory.Actor, code string, now time.Time) (directory.Project, error) {
	p, err := tx.ProjectByCode(code)
	if err != nil {
		return directory.Project{}, err
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return directory.Project{}, err
	}
	if err := maySeeProject(by, p, organisation.Country, now); err != nil {
		return directory.Project{}, err
	}
	return p, nil
}
