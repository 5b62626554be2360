package dashboard_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/dashboard"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestBoardOfACashier(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	arrival := uitest.Must(site.Examine(ctx, nil, office.Answer(awa)))(t)
	uitest.Check(t, site.Apply(ctx, awa, arrival, office.Fingerprint))
	for _, amount := range []int64{250_000, -12_500} {
		uitest.Must(awa.Record(ctx, office.Book.ID, cashbook.Draft{Day: uitest.Day, Content: cashbook.Content{AmountMinor: amount, Text: "Caisse"}}))(t)
	}

	b := uitest.New(t)
	d := b.Seat(site, awa)
	dashboard.Register(d)
	d.Open(desk.Dashboard)
	b.Await("screen dashboard")
	b.Want("Bonjour, Awa Diop", "21 novembre 2026", "P01/1", "Caisse Kolda", "237 500 F CFA", "2 justificatifs, le dernier du 21 nov. 2026",
		"Rien ne vous attend.", "Module enregistré", "À jour jusqu'au 5 déc. 2026 (14 jours)", "Établies le 21 nov. 2026 à 09:14")
	b.Want("Mouvements", "Solde au fil du temps (XOF)", "Entrées et sorties par mois (XOF)")
	b.Reach("course")
	b.Want("21 nov. 2026 : 237 500 F CFA")
	b.Reach("bars")
	b.Want("novembre 2026 : entrées 250 000 F CFA, sorties 12 500 F CFA")
	b.Open("book P01/1")
	b.Await("opened cashbooks P01/1")
	b.Open("fresh")
	b.Await("opened account import")
}

func TestBoardOfANewOrganisation(t *testing.T) {
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	office.Answer(awa) // decided, so nothing waits
	b := uitest.New(t)
	d := b.Seat(office.Folder, office.Session)
	dashboard.Register(d)
	d.Open(desk.Dashboard)
	b.Want("Bonjour, Moussa Traoré", "Tenu sur un autre poste", "Rien ne vous attend.")
	b.WantNot("Mouvements")
	b.WantNot("0 F CFA") // head office does not know the balance
}

func TestBoardLeadsOn(t *testing.T) {
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	b := uitest.New(t)
	d := b.Seat(site, awa)
	dashboard.Register(d)
	d.Open(desk.Dashboard)
	b.Want("Pas encore confié à un poste", "Demandez le registrement de ce poste")
	b.Open("step register")
	b.Await("opened account register")
}

func TestBoardOfAnAccountant(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	admin := office.Session
	poste := uitest.Must(admin.RegisterHere(ctx, workspace.Wish{Module: directory.ModuleAccounting, Label: "Siège", Location: "Dakar"}))(t)
	scope := directory.Scope{Level: directory.LevelAllProjects}
	uitest.Must(admin.GrantRole(ctx, admin.UserID(), directory.RoleAccountantAdvanced, scope))(t)
	j := uitest.Must(admin.AddJournal(ctx, accounting.Journal{Project: office.Project.ID, Code: "OD", Name: "Opérations diverses", Class: accounting.General}))(t)
	uitest.Must(admin.AssignJournal(ctx, j.ID, admin.UserID(), nil))(t)
	uitest.Must(admin.GrantJournal(ctx, j.ID, poste.ID))(t)
	uitest.Must(admin.SaveDraft(ctx, accounting.Draft{Journal: j.ID, Content: accounting.Content{Mask: accounting.MaskFree, Text: "Loyer"}}))(t)

	b := uitest.New(t)
	d := b.Seat(office.Folder, admin)
	dashboard.Register(d)
	d.Open(desk.Dashboard)
	b.Await("screen dashboard")
	b.Want("Journaux", "P01/OD", "Opérations diverses", "Aucune écriture", "1 brouillon à terminer")
	b.Open("journal P01/OD")
	b.Await("opened accounting P01/OD")
}
