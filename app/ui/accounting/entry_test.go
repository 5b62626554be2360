package accounting_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	domain "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestDebitsAndCreditsAreTypedWithoutTheMouse(t *testing.T) {
	b := atWork(t)
	b.begin("P01/OD")
	b.kind("écriture libre")
	b.fields("t", "F-77", "Fournitures")
	b.fields("6042", "afd-24", "100000+18000") // the account asks for a funding
	b.Want("Il manque 118 000 F CFA au crédit")
	b.fields("4011", "sta")
	b.Key(fyne.KeyF7)
	b.Want("Équilibrée")
	b.Key(fyne.KeyReturn)
	b.Key(fyne.KeyReturn) // on the empty line
	b.Await("posting entered 1")
	p := b.posting("P01/OD", 1)
	want := []domain.Line{
		{Account: "6042", AmountMinor: 118_000, BaseMinor: 118_000, Funding: "AFD-24"},
		{Account: "4011", AmountMinor: -118_000, BaseMinor: -118_000, Party: "sta"},
	}
	if p.Voucher != "F-77" || p.Text != "Fournitures" || !slices.Equal(p.Lines, want) || p.Mask != domain.MaskFree {
		t.Errorf("stored %+v", p.Content)
	}
	b.Want("Écriture n° 1 comptabilisée")
}

func TestWhatIsWrongIsSaidInItsField(t *testing.T) {
	b := atWork(t)
	b.begin("P01/OD")
	b.kind("écriture libre")
	b.fields("t", "", "Fournitures")
	b.fields("9999")
	b.Await("field refused account")
	if b.focused() != "focus account" {
		t.Errorf("the keyboard is in %q", b.focused())
	}
	b.Key(fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace, fyne.KeyBackspace)
	b.fields("5711", "100")
	b.fields("5211", "")
	b.fields("90")
	b.Press("Comptabiliser")
	b.Want("diffèrent de 10 F CFA")
	if _, total, err := b.session.JournalPage(t.Context(), domain.PageFilter{Journal: b.id("P01/OD"), Limit: 1}); err != nil || total != 0 {
		t.Errorf("stored %d, %v", total, err)
	}
}

func TestFormOfACostShowsTheLinesThatItStandsFor(t *testing.T) {
	b := atWork(t)
	b.begin("P01/BQ1")
	b.kind("dépense")
	b.fields("t", "CHQ-7", "Loyer")
	b.Write("300000")
	b.Reach("share-account")
	b.Write("6222")
	b.Want("L'écriture", "5211", "300 000")
	b.Press("Comptabiliser")
	b.Await("posting entered 1")
	p := b.posting("P01/BQ1", 1)
	want := []domain.Line{{Account: "6222", AmountMinor: 300_000, BaseMinor: 300_000}, {Account: "5211", AmountMinor: -300_000, BaseMinor: -300_000}}
	if p.Mask != domain.MaskCost || p.Voucher != "CHQ-7" || !slices.Equal(p.Lines, want) {
		t.Errorf("stored %+v", p.Content)
	}
}

func TestFormIsFilledInByEnterAlone(t *testing.T) {
	b := atWork(t)
	b.begin("P01/BQ1")
	b.kind("dépense")
	b.fields("", "", "Formation", "10001")
	b.fields("6222", "afd-24", "33,33%") // a part; another comes
	b.fields("6053", "", "")
	b.Key(fyne.KeyReturn) // no tax: it posts
	b.Await("posting entered 1")
	p := b.posting("P01/BQ1", 1)
	if len(p.Lines) != 3 || p.Lines[0].AmountMinor != 3_333 || p.Lines[0].Funding != "AFD-24" || p.Lines[1].AmountMinor != 6_668 {
		t.Errorf("stored %+v", p.Lines)
	}
}

func TestForeignJournalTakesARateAndShowsWhatItIsWorth(t *testing.T) {
	b := atWork(t)
	b.begin("P01/EUR")
	b.kind("écriture libre")
	b.fields("", "", "Tranche 1", "655,957")
	b.fields("5215", "1000,50")
	b.Want("656 285")
	b.fields("4621", "afd")
	b.Key(fyne.KeyF7, fyne.KeyReturn, fyne.KeyReturn)
	b.Await("posting entered 1")
	if p := b.posting("P01/EUR", 1); p.Lines[0].BaseMinor != 656_285 || p.Lines[0].AmountMinor != 100_050 {
		t.Errorf("stored %+v", p.Content)
	}
}

func TestLineIsDividedByF6(t *testing.T) {
	b := atWork(t)
	b.begin("P01/OD")
	b.kind("écriture libre")
	b.fields("", "", "Salaires")
	b.fields("6611", "")
	b.Write("100")
	b.Key(fyne.KeyF6)
	b.Await("dialog open parts")
	b.Write("0")
	b.Key(fyne.KeyReturn)
	b.Await("field refused parts")
	b.Key(fyne.KeyBackspace)
	b.Write("3")
	b.Want("34 · 33 · 33")
	b.Key(fyne.KeyReturn)
	b.Await("line divided 3")
	b.Want("Il manque 100 F CFA au crédit")
}

func TestDraftIsKeptFinishedAndDropped(t *testing.T) {
	b := atWork(t)
	b.begin("P01/OD")
	b.kind("écriture libre")
	b.fields("", "", "Loyer")
	b.fields("6222", "", "300000")
	b.Chord(fyne.KeyS)
	b.Await("draft kept")
	b.Key(fyne.KeyEscape)
	b.Await("screen journal")
	b.Want("Brouillons (1)")
	b.Press("Brouillons (1)")
	b.Await("dialog open drafts")
	b.Want("Loyer", "300 000")
	b.Key(fyne.KeyReturn)
	b.Await("screen posting-entry")
	b.Want("Il manque 300 000 F CFA au crédit")
	b.Reach("account")
	b.Reach("party") // of the first line
	b.Reach("account")
	b.Write("5711")
	b.Key(fyne.KeyF7)
	b.Want("Équilibrée")
	b.Press("Comptabiliser")
	b.Await("posting entered 1")
	if drafts := uitest.Must(b.session.Drafts(t.Context(), b.id("P01/OD")))(t); len(drafts) != 0 {
		t.Errorf("drafts are left: %+v", drafts)
	}
}

func TestNothingTypedIsLostByLeaving(t *testing.T) {
	b := atWork(t)
	b.begin("P01/OD")
	b.kind("écriture libre")
	b.fields("", "", "Loyer")
	b.Key(fyne.KeyEscape)
	b.Await("dialog open confirm")
	b.Key(fyne.KeyEscape)
	b.Want("Loyer")
	b.Key(fyne.KeyEscape)
	b.Await("dialog open confirm")
	b.Key(fyne.KeyReturn)
	b.Await("screen journal")
}

// Who has not the advanced right is offered the forms, but not free debits and
// credits.
func TestFreeEntryIsAnAdvancedRight(t *testing.T) {
	office, session := worksAs(t, directory.RoleAccountant)
	b := newBench(t, office, session)
	b.begin("P01/OD")
	b.Reach("kind")
	b.Key(fyne.KeyDown)
	b.Want("Dépense", "Virement interne")
	b.WantNot("Écriture libre", "À-nouveau")
}

// A third party is completed by its code or its name, and keeps its name.
func TestThirdPartyOfEarlierPostingsIsCompleted(t *testing.T) {
	b := atWork(t)
	uitest.Must(b.session.Post(t.Context(), b.id("P01/OD"), domain.Entry{Content: domain.Content{Mask: domain.MaskFree, Text: "Facture", Lines: []domain.Line{
		{Account: "6042", AmountMinor: 5}, {Account: "4011", AmountMinor: -5, Party: "STA", PartyName: "Station Total"},
	}}}))(t)
	b.begin("P01/OD")
	b.kind("écriture libre")
	b.fields("", "", "Règlement")
	b.fields("4011")
	b.Write("total")
	b.Want("Station Total")
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.fields("5")
	b.fields("5211")
	b.Key(fyne.KeyF7, fyne.KeyReturn, fyne.KeyReturn)
	b.Await("posting entered 2")
	if l := b.posting("P01/OD", 2).Lines[0]; l.Party != "STA" || l.PartyName != "Station Total" {
		t.Errorf("stored %+v", l)
	}
}

// What is typed while a posting is being written goes into the next one.
func TestSlowDiskLosesNoKey(t *testing.T) {
	b := atWork(t)
	tasks, release := kit.NewHeldTasks()
	b.begin("P01/OD")
	b.kind("écriture libre")
	b.fields("t", "F-1", "Fournitures")
	b.fields("5711", "5")
	b.fields("5211")
	b.Key(fyne.KeyF7, fyne.KeyReturn)
	b.Tasks = tasks
	b.Key(fyne.KeyReturn)
	b.fields("t", "F-2", "Carburant")
	for release() {
	}
	b.Await("posting entered 1")
	b.Want("F-2", "Carburant")
}
