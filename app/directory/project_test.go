package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestAddProject(t *testing.T) {
	h := newHouse(t)
	p, err := directory.AddProject(h, h.founder, directory.Project{ID: kolda, Code: " p02 ", Name: " Forages  Kolda", Country: "SN"}, now)
	if err != nil {
		t.Fatal(err)
	}
	if p.Code != "P02" || p.Name != "Forages Kolda" || p.Created != now || h.projects[kolda] != p {
		t.Errorf("project %+v", p)
	}
	if got, want := h.lastAct(), "project-added project=P02 Forages Kolda"; got != want {
		t.Errorf("act %q, want %q", got, want)
	}
}

func TestAddProjectRefuses(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		p    directory.Project
		kind fault.Kind
		key  string
	}{
		{directory.Project{Code: "", Name: "x"}, fault.Invalid, "directory.project-code"},
		{directory.Project{Code: "P/1", Name: "x"}, fault.Invalid, "directory.project-code"},
		{directory.Project{Code: "P 1", Name: "x"}, fault.Invalid, "directory.project-code"},
		{directory.Project{Code: "-P1", Name: "x"}, fault.Invalid, "directory.project-code"},
		{directory.Project{Code: "ÉTÉ", Name: "x"}, fault.Invalid, "directory.project-code"},
		{directory.Project{Code: "P0123456789ABCDEF", Name: "x"}, fault.Invalid, "directory.project-code"},
		{directory.Project{Code: "P02", Name: ""}, fault.Invalid, "directory.text-empty"},
		{directory.Project{Code: "P02", Name: "x", Country: "XQ"}, fault.Invalid, "directory.country"},
		{directory.Project{Code: "p01", Name: "x"}, fault.Conflict, "directory.project-taken"},
	} {
		_, err := directory.AddProject(h, h.founder, c.p, now)
		wantFault(t, err, c.kind, c.key)
	}
	local := h.add(directory.StatusActive, in(directory.RoleAdminProject, h.project.ID))
	_, err := directory.AddProject(h, local, directory.Project{ID: newID[ident.ProjectID](), Code: "P03", Name: "x"}, now)
	wantFault(t, err, fault.Denied, "directory.not-here")
	if len(h.acts) != 0 || len(h.projects) != 1 {
		t.Error("a refusal changed something")
	}
}
