package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectProject = `SELECT id, code, name, country, created FROM project `

func readProject(row scanner) (p directory.Project, err error) {
	err = row.Scan(toID(&p.ID), &p.Code, &p.Name, &p.Country, instantColumn{&p.Created})
	return p, err
}

// Project gives a project, or fault.Missing.
func (t *Tx) Project(project ident.ProjectID) (directory.Project, error) {
	return recall(t, "project", project, func() (directory.Project, error) {
		return one(t, fault.New(fault.Missing, "storage.project", fault.Args{"Code": project.String()}), readProject,
			selectProject+`WHERE id = $1`, id(project))
	})
}

// ProjectByCode gives the project of a code, or fault.Missing.
func (t *Tx) ProjectByCode(code string) (directory.Project, error) {
	return one(t, fault.New(fault.Missing, "storage.project", fault.Args{"Code": fault.Excerpt(code)}), readProject,
		selectProject+`WHERE code = $1`, code)
}

// Projects gives all projects by code.
func (t *Tx) Projects() ([]directory.Project, error) {
	return recallCopied(t, "projects", nil, slices.Clone[[]directory.Project], func() ([]directory.Project, error) {
		return list(t, readProject, selectProject+`ORDER BY code`)
	})
}

// SaveProject inserts a project or changes its name and country. Another code
// for a known project, or a known code for another project, is a fault.Conflict.
func (t *Tx) SaveProject(p directory.Project) error {
	changed, err := t.exec(`
		INSERT INTO project (id, code, name, country, created) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, country = excluded.country, created = excluded.created
		WHERE project.code = excluded.code`,
		id(p.ID), p.Code, p.Name, p.Country, instant(p.Created))
	if err == nil && changed == 0 {
		return fault.New(fault.Conflict, "storage.immutable", fault.Args{"Name": p.Code})
	}
	return err
}
