package accounting_test

import (
	"testing"

	"fyne.io/fyne/v2"

	domain "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestListShowsWhoKeepsAJournalAndWhere(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	b.desk.Open(desk.Accounting)
	b.Await("screen journals")
	b.Want("P01/OD", "Opérations diverses", "XOF", "Khady Ndiaye", "· Dakar", "21.11.26", "Ici", "P01/EUR", "EUR")
	b.WantNot("Nouveau journal", "Attribuer")
	b.Chord(fyne.KeyF)
	b.Write("euros")
	b.WantNot("P01/OD")
	b.Key(fyne.KeyReturn, fyne.KeyReturn)
	b.Await("screen journal")
	b.Want("P01/EUR Compte en euros", "Banque · EUR · Khady Ndiaye")
}

func TestAdministratorSetsUpAJournal(t *testing.T) {
	b := atOffice(t)
	b.desk.Open(desk.Accounting)
	b.Await("screen journals")
	b.Want("Aucun journal", "puis attribuez-le")
	b.Chord(fyne.KeyN)
	b.Await("dialog open journal")
	b.Reach("class")
	b.Write("banq")
	b.Key(fyne.KeyTab)
	b.Fill("code", "bq1")
	b.Fill("name", "Banque CBAO")
	b.Reach("account")
	b.Write("5211")
	b.Key(fyne.KeyTab)
	b.Open("mask-cost")
	b.Open("confidential")
	b.Press("Créer le journal")
	b.Await("dialog refused journal")
	b.Want("Consulter les journaux confidentiels") // nobody makes what they could not see
	b.Open("confidential")
	b.Press("Créer le journal")
	b.Await("dialog close journal")
	b.Want("P01/BQ1", "Banque CBAO", "Non confié", "Le journal P01/BQ1 Banque CBAO est créé.")
	j := uitest.Must(b.session.Journal(t.Context(), "P01/BQ1"))(t).Journal
	if j.Class != domain.Bank || j.Account != "5211" || len(j.Allowed) != 1 || j.Allowed[0] != domain.MaskCost {
		t.Errorf("stored %+v", j)
	}
	b.Press("Éditer le journal")
	b.Await("dialog open journal-edit")
	b.Want("Code", "BQ1")
	b.Fill("name", "Banque de Dakar")
	b.Key(fyne.KeyReturn)
	b.Await("dialog close journal-edit")
	b.Want("Banque de Dakar")
}

func TestJournalOfABankAsksForItsAccount(t *testing.T) {
	b := atOffice(t)
	b.desk.Open(desk.Accounting)
	b.Chord(fyne.KeyN)
	b.Await("dialog open journal")
	b.Reach("class")
	b.Write("caisse")
	b.Key(fyne.KeyTab)
	b.Fill("code", "1CA")
	b.Fill("name", "Caisse")
	b.Press("Créer le journal")
	b.Await("field refused account")
	b.Reach("account")
	b.Write("9999")
	b.Press("Créer le journal")
	b.Await("explained Le compte 9999")
	b.Reach("account")
	b.Write("5711")
	b.Press("Créer le journal")
	b.Await("dialog refused journal") // the code begins with a digit
	b.Want("1CA")
}

func TestPeopleAreAssignedToAJournal(t *testing.T) {
	office, _ := worksAs(t, directory.RoleAccountant)
	b := newBench(t, office, office.Session)
	jp := uitest.Must(office.Session.AddUser(t.Context(), directory.User{FirstName: "Jean", LastName: "Mendy"}))(t)
	scope := directory.Scope{Level: directory.LevelAllProjects}
	uitest.Must(office.Session.GrantRole(t.Context(), jp.ID, directory.RoleAccountant, scope))(t)
	b.desk.Open(desk.Accounting)
	b.Press("Attribuer")
	b.Await("dialog open journal-assign")
	b.Want("Responsable", "Khady Ndiaye", "Personne d'autre")
	b.Reach("user")
	b.Write("jean")
	b.Key(fyne.KeyDown, fyne.KeyTab)
	b.Want("Jean Mendy")
	b.Press("Attribuer le journal")
	b.Await("dialog close journal-assign")
	j := uitest.Must(office.Session.Journal(t.Context(), "P01/BQ1"))(t)
	if len(j.Users) != 1 || j.Users[0] != "Jean Mendy" || j.Responsible != "Khady Ndiaye" {
		t.Errorf("stored %+v %q", j.Users, j.Responsible)
	}
	b.Want("Khady Ndiaye +1")
	b.Press("Attribuer")
	b.Await("dialog open journal-assign")
	b.Press("Retirer Jean Mendy")
	b.Press("Attribuer le journal")
	b.Await("dialog close journal-assign")
	if j := uitest.Must(office.Session.Journal(t.Context(), "P01/BQ1"))(t); len(j.Users) != 0 {
		t.Errorf("stored %+v", j.Users)
	}
}

// A project has its menu before it has a journal: a ledger is taken over into it.
func TestMenuOfAProjectWithoutJournals(t *testing.T) {
	b := atOffice(t)
	uitest.Must(b.session.AddProject(t.Context(), directory.Project{Code: "P02", Name: "Écoles"}))(t)
	b.desk.Open(desk.Accounting)
	b.Await("screen journals")
	b.Key(fyne.KeyF9)
	b.Await("dialog open project-choice")
	b.Write("éco")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open project-actions")
	b.Want("P02 Écoles")
}
