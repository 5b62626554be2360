package history_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/spreadsheet"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/history"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// bench is the administrator before a history.
type bench struct {
	*uitest.Bench
	desk   *desk.Desk
	office *uitest.Office
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{Bench: uitest.New(t), office: uitest.NewOffice(t)}
	b.desk = b.Seat(b.office.Folder, b.office.Session)
	return b
}

func (b *bench) show(grid *kit.Grid[directory.Act]) {
	b.desk.Shell.Show(kit.Screen{Name: "history", Content: grid, Focus: grid.Focus()})
}

// journal opens the journal of all that was done.
func (b *bench) journal() {
	b.T.Helper()
	history.OpenJournal(b.desk, []kit.Crumb{{Text: "Réglages d'organisation"}})
	b.Await("screen organisation.journal")
}

func TestHistoryOfAUser(t *testing.T) {
	b := newBench(t)
	b.show(history.New(b.desk, b.office.Awa.ID))
	b.Want("Utilisateur ajouté", "Rôle attribué", "Moussa Traoré")
	b.WantNot("Projet ajouté") // about nobody
	b.Key(fyne.KeyReturn)
	b.Await("dialog open act")
	b.Want("Moussa Traoré · acte n° 8", "Valable jusqu'au : 5 déc. 2026") // which the row cuts
}

func TestHistoryOfSomebodyWhoDidNothing(t *testing.T) {
	b := newBench(t)
	b.show(history.New(b.desk, ident.UserID{9}))
	b.Want("Rien n'est encore noté.")
}

// What was done on a poste is told apart from what was done at head office.
func TestHistoryOfAPoste(t *testing.T) {
	b := newBench(t)
	_, awa := b.office.Join()
	b.office.Answer(awa)
	b.show(history.OfPoste(b.desk, 1))
	b.Want("Livre confié à un poste", "Demande de registrement approuvée", "Portable Awa")
	b.WantNot("Projet ajouté")
}

// Each field narrows the journal at once.
func TestJournalIsSearched(t *testing.T) {
	b := newBench(t)
	b.journal()
	b.Want("Projet ajouté", "Utilisateur ajouté", "Awa Diop")
	b.Write("projet aj")
	b.Want("Projet ajouté")
	b.WantNot("Utilisateur ajouté")
	b.Write(" qui n'existe pas")
	b.Want("Aucun acte ne correspond.")

	b.journal()
	b.Reach("journal-person")
	b.Chord(fyne.KeyA)
	b.Write("awa")
	b.Key(fyne.KeyReturn)
	b.Want("Utilisateur ajouté")
	b.WantNot("Projet ajouté")

	b.journal()
	b.Fill("journal-until", "20.11.26")
	b.Key(fyne.KeyReturn)
	b.Want("Aucun acte ne correspond.")
}

func TestJournalIsVerified(t *testing.T) {
	b := newBench(t)
	b.journal()
	b.Press("Vérifier le journal")
	b.Await("dialog open journal-intact")
	b.Want("intact")
}

// The file has what the fields select, and nothing else.
func TestJournalIsExported(t *testing.T) {
	b := newBench(t)
	b.journal()
	b.Write("projet ajouté")
	b.Press("Exporter")
	b.Await("dialog open journal-export")
	b.Key(fyne.KeyReturn)
	b.Await("notice fine Exporté")
	sheet := uitest.Must(spreadsheet.Read(filepath.Join(b.office.Outbox(), "journal.xlsx")))(t)
	if len(sheet.Rows) != 1 || sheet.Rows[0][2] != "Projet ajouté" || sheet.Titles[1] != "Quand" {
		t.Errorf("exported %q %q", sheet.Titles, sheet.Rows)
	}
}
