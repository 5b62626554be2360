package accounting_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	domain "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// owe posts an amount that a supplier is owed, or with a negative amount is paid.
func (b *bench) owe(ref, voucher, text, against string, minor int64) domain.Posting {
	b.T.Helper()
	return uitest.Must(b.session.Post(b.T.Context(), b.id(ref), domain.Entry{Content: domain.Content{
		Mask: domain.MaskFree, Voucher: voucher, Text: text, Lines: []domain.Line{
			{Account: "4011", AmountMinor: -minor, Party: "STA", PartyName: "Station Total"}, {Account: against, AmountMinor: minor},
		},
	}}))(b.T)
}

func (b *bench) menu(ref, action string) {
	b.T.Helper()
	b.openJournal(ref)
	b.Key(fyne.KeyF9)
	b.Await("dialog open journal-actions")
	b.Open("journal-actions-" + action)
}

func TestStatementIsTakenInAndMatched(t *testing.T) {
	b := atWork(t)
	b.owe("P01/BQ1", "V-100", "Règlement carburant", "5211", -50_000)
	b.owe("P01/BQ1", "V-101", "Règlement huile", "5211", -12_500)
	path := filepath.Join(t.TempDir(), "novembre.csv")
	statement := "Date;Libellé;Montant;Référence\n21/11/2026;Station Total carburant;-50 000;V-100\n21/11/2026;Commission;-500;\n"
	if err := os.WriteFile(path, []byte(statement), 0o600); err != nil {
		t.Fatal(err)
	}
	b.menu("P01/BQ1", "reconcile")
	b.Await("screen reconciliation")
	b.Await("reconciliation 0 2 0")
	b.Want("Aucun relevé importé", "Règlement huile", "Rien à proposer")
	b.Chord(fyne.KeyN)
	b.Await("dialog open file")
	b.Chord(fyne.KeyA)
	b.Fill("path", path)
	b.Key(fyne.KeyReturn)
	b.Await("dialog open statement")
	b.Want("du 21 novembre 2026 au 21 novembre 2026", "lignes nouvelles 2, déjà connues 0")
	if list := uitest.Must(b.session.BankLines(t.Context(), b.id("P01/BQ1"), 0, 0))(t); len(list) != 0 {
		t.Errorf("a look at the file has taken in %d lines", len(list))
	}
	b.Key(fyne.KeyReturn)
	b.Await("statement taken 2")
	b.Await("reconciliation 2 2 1")
	b.Want("Commission", "Confirmer les propositions sûres (1)", "100")
	b.Key(fyne.KeyReturn) // the suggestions have the keyboard
	b.Await("reconciliation 1 1 0")
	b.WantNot("Règlement carburant")
	matches := uitest.Must(b.session.Matches(t.Context(), b.id("P01/BQ1")))(t)
	if len(matches) != 1 || !matches[0].Proposed || len(matches[0].Booked) != 1 || matches[0].Booked[0].Posting.Voucher != "V-100" {
		t.Errorf("matches: %+v", matches)
	}
	// What differs is not offered, and taking a match back brings both lines again.
	b.Press("Rapprochements")
	b.Await("dialog open matches")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open")
	b.Press("Annuler le rapprochement")
	b.Await("reconciliation 2 2 1")
}

func TestLinesAreLettered(t *testing.T) {
	b := atWork(t)
	b.owe("P01/OD", "F-1", "Carburant", "6053", 50_000)
	b.owe("P01/OD", "F-2", "Huile", "6053", 12_500)
	b.owe("P01/BQ1", "V-1", "Règlement", "5211", -62_500)
	b.menu("P01/OD", "letter")
	b.Await("screen lettering")
	b.Await("lettering 4011 3")
	b.Want("Station Total", "F-1", "62 500")
	b.Chord(fyne.KeyT)
	b.Await("dialog open proposals")
	b.Want("solde nul")
	b.Key(fyne.KeyReturn)
	b.Await("lettering 4011 0")
	b.Want("Rien d'ouvert sur ce compte", "Lettrage")
	page := uitest.Must(b.session.LetterPage(t.Context(), b.office.Project.ID, "4011", "", 0, false))(t)
	if len(page.Lines) != 3 || page.Lines[0].Code != "AA" || page.OpenBase != 0 {
		t.Errorf("page: %+v", page)
	}
	b.Open("letter-open")
	b.Await("lettering 4011 3")
	b.Want("AA")
}

func TestOpenItemsLeadToTheirPosting(t *testing.T) {
	b := atWork(t)
	b.owe("P01/OD", "F-1", "Carburant", "6053", 50_000)
	b.owe("P01/OD", "F-2", "Huile", "6053", 12_500)
	b.desk.Open(desk.Accounting)
	b.Await("screen journals")
	b.Key(fyne.KeyF9)
	b.Await("dialog open project-actions")
	b.Open("project-actions-open-items")
	b.Await("screen open-items")
	b.Await("open items 4") // two, what the party owes, what the account bears
	b.Want("Non échu", "Huile", "(62 500)")
	b.Reach("grid")
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.Await("screen journal")
	b.Want("P01/OD", "Huile")
}
