package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var projectTests = []test{
	{"projects are kept and listed by code", keepProjects},
	{"a project keeps its code and a code its project", projectCodes},
}

func keepProjects(t *testing.T, s *storage.Store) {
	kolda := directory.Project{ID: project("kolda"), Code: "P02", Name: "Forages Kolda", Country: "SN", Created: instant(5)}
	bare := directory.Project{ID: project("bare"), Code: "P01"}
	whole(t, kolda)
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveProject(kolda); err != nil {
			return err
		}
		kolda.Name = "Forages Kolda II"
		if err := tx.SaveProject(kolda); err != nil {
			return err
		}
		return tx.SaveProject(bare)
	})
	view(t, s, func(tx *storage.Tx) error {
		byID, err := tx.Project(kolda.ID)
		same(t, "project by identifier", byID, kolda)
		if err != nil {
			return err
		}
		byCode, err := tx.ProjectByCode("P01")
		same(t, "project by code", byCode, bare)
		if err != nil {
			return err
		}
		all, err := tx.Projects()
		same(t, "projects", all, []directory.Project{bare, kolda})
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Project(project("none")); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.ProjectByCode("p01"); return err })
}

func projectCodes(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addProjects(tx, "P01") })
	other := directory.Project{ID: project("other"), Code: "P01"}
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveProject(other) })
	renamed := directory.Project{ID: project("P01"), Code: "P09"}
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveProject(renamed) })
}
