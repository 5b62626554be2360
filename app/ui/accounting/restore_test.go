package accounting_test

import (
	"testing"

	domain "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// A restore of what was never sent says before it happens what it puts aside, wants
// a reason, and leaves the posting in a branch.
func TestNormalRestorePutsAsideWhatCameAfterTheBackup(t *testing.T) {
	b := atWork(t)
	b.post("P01/OD", "Carburant", 12_500)
	uitest.Must(b.session.BackupJournal(t.Context(), b.id("P01/OD"), domain.BackupManual, "", nil))(t)
	b.post("P01/OD", "Repas", 30_000)
	b.menu("P01/OD", "backups")
	b.Await("journal backups shown")
	b.Press("Restaurer…")
	b.Await("restore shown")
	b.Want("Restaurer le journal P01/OD", "normale", "tout jusqu'à l'écriture 1", "écriture n° 2 du ")
	b.WantNot("critique", "Ramené de la sauvegarde")
	b.Press("Restaurer") // without a reason the dialog stays
	if left := b.posting("P01/OD", 2); left.Posting.Text != "Repas" {
		t.Fatalf("posting 2 is %+v", left)
	}
	b.Fill("reason", "Saisi dans le mauvais journal")
	b.Press("Restaurer")
	b.Await("journal restored")
	b.Want("Le journal P01/OD est ramené à l'écriture 1")
	branches := uitest.Must(b.session.JournalBranches(t.Context(), b.id("P01/OD")))(t)
	if len(branches) != 1 || branches[0].Extent.Postings != 1 {
		t.Fatalf("branches %+v", branches)
	}
	uitest.Must(b.session.VerifyPostings(t.Context(), b.id("P01/OD")))(t)
}
