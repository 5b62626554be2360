package organisation_test

import (
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestTheJournalIsSearchedVerifiedAndExported(t *testing.T) {
	office := uitest.NewOffice(t)
	uitest.Must(office.Session.AddUser(t.Context(), directory.User{FirstName: "Binta", LastName: "Sow"}))(t)
	b := open(t, office.Session)
	b.Open("tile journal")
	b.Await("screen organisation.journal")
	b.Want("Utilisateur ajouté", "Organisation créée")

	b.Fill("journal-search", "binta")
	b.Await("grid history")
	b.Want("Utilisateur ajouté", "Binta Sow")
	b.Fill("journal-search", "xyzzy")
	b.Await("grid history")
	b.Want("Aucun acte ne correspond.")

	b.Press("Vérifier le journal")
	b.Await("dialog open journal-intact")
	r := uitest.Must(office.Session.VerifyJournal(t.Context()))(t)
	b.Want("Ancre du journal\u202f: " + r.Head.Anchor().String())
	b.Press("Fermer")

	b.Fill("journal-search", "binta")
	b.Await("grid history")
	dir := t.TempDir()
	b.Press("Exporter")
	b.Await("dialog open journal-export")
	b.Fill("export-folder", dir)
	b.Press("Exporter")
	b.Await("dialog close journal-export")
	if files, err := filepath.Glob(filepath.Join(dir, "journal*.xlsx")); err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
}
