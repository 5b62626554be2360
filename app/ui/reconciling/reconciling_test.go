package reconciling_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/reconciling"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// bench is Khady, who keeps the journal OD and the bank BQ1 of P01 at head office.
type bench struct {
	*uitest.Bench
	desk    *desk.Desk
	office  *uitest.Office
	khady   *workspace.Session
	general accounting.Journal
	bank    accounting.Journal
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{Bench: uitest.New(t), office: uitest.NewOffice(t)}
	var journals []accounting.Journal
	b.khady, _, journals = b.office.Accountant(directory.RoleAccountantAdvanced,
		accounting.Journal{Code: "OD", Name: "Opérations diverses", Class: accounting.General},
		accounting.Journal{Code: "BQ1", Name: "Banque CBAO", Class: accounting.Bank, Account: "5211"})
	b.general, b.bank = journals[0], journals[1]
	b.desk = b.Seat(b.office.Folder, b.khady)
	return b
}

// owe posts what a third party is owed, or with a negative amount is paid.
func (b *bench) owe(j accounting.Journal, party, voucher, against string, minor int64) {
	b.T.Helper()
	uitest.Must(b.khady.Post(b.T.Context(), j.ID, accounting.Entry{Content: accounting.Content{
		Mask: accounting.MaskFree, Voucher: voucher, Text: "Pièce " + voucher, Lines: []accounting.Line{
			{Account: "4011", AmountMinor: -minor, Party: party, PartyName: "Tiers " + party}, {Account: against, AmountMinor: minor},
		},
	}}))(b.T)
}

func (b *bench) openItems() []workspace.LetteredLine {
	b.T.Helper()
	return uitest.Must(b.khady.LetterPage(b.T.Context(), b.office.Project.ID, "4011", "", 0, true))(b.T).Lines
}

// Lines are lettered by hand where debit and credit of one party are chosen, and
// taken back after a question.
func TestLetteringByHandAndBack(t *testing.T) {
	b := newBench(t)
	b.owe(b.general, "STA", "F-1", "6053", 50_000)
	b.owe(b.bank, "STA", "V-1", "5211", -50_000)
	reconciling.ShowLetters(b.desk, b.office.Project)
	b.Await("screen lettering")
	b.Await("lettering 4011 2")
	b.Chord(fyne.KeyS) // one line alone is no letter
	if n := len(b.openItems()); n != 2 {
		t.Fatalf("%d lines are open", n)
	}
	b.Key(fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	b.Want("Lignes choisies : 2 · débit 50 000 F CFA · crédit 50 000 F CFA · différence 0 F CFA")
	b.Chord(fyne.KeyS)
	b.Await("lettering 4011 0")
	if n := len(b.openItems()); n != 0 {
		t.Errorf("%d lines are open", n)
	}
	b.Open("letter-open")
	b.Await("lettering 4011 2")
	b.Reach("grid")
	b.Chord(fyne.KeyR)
	b.Await("dialog open")
	b.Key(fyne.KeyEscape)
	if n := len(b.openItems()); n != 0 {
		t.Fatal("a letter is taken back without an answer")
	}
	b.Reach("grid")
	b.Chord(fyne.KeyR)
	b.Await("dialog open")
	b.Key(fyne.KeyReturn)
	b.Await("lettering 4011 2")
	if n := len(b.openItems()); n != 2 {
		t.Errorf("%d lines are open", n)
	}
}

// What several parties owe is not lettered together.
func TestLinesOfTwoPartiesAreNotLettered(t *testing.T) {
	b := newBench(t)
	b.owe(b.general, "STA", "F-1", "6053", 50_000)
	b.owe(b.bank, "TOT", "V-1", "5211", -50_000)
	reconciling.ShowLetters(b.desk, b.office.Project)
	b.Await("lettering 4011 2")
	b.Key(fyne.KeySpace, fyne.KeyDown, fyne.KeySpace)
	b.Want("Lignes choisies : 2")
	b.Click("Lettrer (Ctrl+S)")
	if n := len(b.openItems()); n != 2 {
		t.Errorf("%d lines are open", n)
	}
	b.Fill("letter-party", "TOT")
	b.Key(fyne.KeyReturn)
	b.Await("lettering 4011 1")
	b.Want("Tiers TOT")
	b.WantNot("Tiers STA")
}

// Open items lead to their posting, and follow account, party and day.
func TestOpenItemsAreNarrowed(t *testing.T) {
	b := newBench(t)
	b.owe(b.general, "STA", "F-1", "6053", 50_000)
	b.owe(b.general, "TOT", "F-2", "6053", 12_500)
	reconciling.ShowItems(b.desk, b.office.Project)
	b.Await("screen open-items")
	b.Want("Tiers STA", "Tiers TOT")
	b.Fill("items-party", "TOT")
	b.Key(fyne.KeyReturn)
	b.WantNot("Tiers STA")
	b.Fill("items-at", "20.11.26")
	b.Key(fyne.KeyReturn)
	b.WantNot("Tiers TOT")
}

// A statement whose columns nobody can tell asks which they are; an unreadable one is
// refused, and nothing is taken in.
func TestStatementsThatAreNotClear(t *testing.T) {
	b := newBench(t)
	b.owe(b.bank, "STA", "V-1", "5211", -50_000)
	reconciling.ShowBank(b.desk, b.bank)
	b.Await("screen reconciliation")
	path := filepath.Join(t.TempDir(), "x.csv")
	for _, c := range []struct{ content, came, says string }{
		{"\x00\x01\x02", "notice refused", "ni CAMT.053, ni OFX, ni QIF, ni CSV"},
		{"A;B;C\n21/11/2026;Virement;-50 000\n", "dialog open", "Les colonnes A, B, C ne disent pas où sont la date et le montant."},
	} {
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		b.Chord(fyne.KeyN)
		b.Await("dialog open file")
		b.Chord(fyne.KeyA)
		b.Fill("path", path)
		b.Key(fyne.KeyReturn)
		b.Await(c.came)
		b.Want(c.says)
		b.Key(fyne.KeyEscape)
	}
	if list := uitest.Must(b.khady.BankLines(t.Context(), b.bank.ID, 0, 0))(t); len(list) != 0 {
		t.Errorf("%d lines were taken in", len(list))
	}
}
