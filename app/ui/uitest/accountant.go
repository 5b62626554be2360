package uitest

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// Khady, whom Accountant gives an account, and her password.
const (
	KhadyName     = "khady@eauvive.example"
	KhadyPassword = "une phrase pour la comptabilité"
)

// Accountant gives Khady a role in the project, and head office's own installation
// the journals, which are hers. It gives her session, the installation, and the
// journals as they are then.
func (o *Office) Accountant(role directory.RoleID, journals ...accounting.Journal) (*workspace.Session, directory.Poste, []accounting.Journal) {
	o.t.Helper()
	ctx, admin := o.t.Context(), o.Session
	Must(admin.ChooseChart(ctx, o.Project.ID, chart.SYSCOHADA))(o.t)
	poste := Must(admin.RegisterHere(ctx, workspace.Wish{Module: directory.ModuleAccounting, Label: "Siège", Location: "Dakar"}))(o.t)
	person := Must(admin.AddUser(ctx, directory.User{Email: KhadyName, FirstName: "Khady", LastName: "Ndiaye", Job: "Comptable"}))(o.t)
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{o.Project.ID}}
	Must(admin.GrantRole(ctx, person.ID, role, scope))(o.t)
	for i, j := range journals {
		j.Project = o.Project.ID
		journals[i] = Must(admin.AddJournal(ctx, j))(o.t)
		Must(admin.AssignJournal(ctx, journals[i].ID, person.ID, nil))(o.t)
		Must(admin.GrantJournal(ctx, journals[i].ID, poste.ID))(o.t)
	}
	code := Must(admin.ActivateUser(ctx, person.ID))(o.t)
	return Must(o.ActivateAccount(ctx, KhadyName, code, KhadyPassword))(o.t), poste, journals
}
