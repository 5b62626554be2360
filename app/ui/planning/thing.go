package planning

import (
	"context"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/workspace"
)

// Thing is a project, or an account of one, that the search everywhere finds.
type Thing struct {
	Text    string // « P01 Forages Kolda », « 571 Caisse siège social »
	Project string // code
	Account string // code, or empty
}

// Things gives the projects that the person may see and the accounts on which
// something is posted: those of a built-in chart once, with the first project
// that has chosen it, and the sub-accounts of each project.
func Things(ctx context.Context, s *workspace.Session, language string) ([]Thing, error) {
	all, err := readProjects(ctx, s)
	if err != nil {
		return nil, err
	}
	var things []Thing
	told := map[chart.ID]bool{}
	for _, p := range all {
		things = append(things, Thing{Text: p.Code + " " + p.Name, Project: p.Code})
		if p.plan.Chart == nil {
			continue
		}
		for _, a := range p.plan.Chart.Accounts() {
			if a.Active && !a.Heading && (a.Own || !told[p.plan.Chart.Base]) {
				things = append(things, Thing{Text: a.Code + " " + a.Name(language), Project: p.Code, Account: a.Code})
			}
		}
		told[p.plan.Chart.Base] = true
	}
	return things, nil
}

// ShowThing goes to a project, or to an account in its chart.
func ShowThing(d *desk.Desk, t Thing) {
	p := &project{Desk: d, sought: t.Account}
	p.show(t.Project, "chart", "")
}
