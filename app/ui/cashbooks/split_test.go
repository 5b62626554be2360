package cashbooks_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// atPlannedSite is Awa at her poste; the project has a chart, a budget and a
// funding, and the organisation asks for accounts as the policy says.
func atPlannedSite(t *testing.T, asked directory.PreAssignment) *bench {
	t.Helper()
	office := uitest.NewOffice(t)
	s, ctx := office.Session, t.Context()
	project := uitest.Must(s.BookProjects(ctx))(t)[0].ID
	uitest.Must(s.ChooseChart(ctx, project, chart.SYSCOHADA))(t)
	uitest.Must(s.SaveBudgetLines(ctx, project, []chart.BudgetLine{{Code: "A", Label: "Pompes", Active: true}}, 0))(t)
	uitest.Must(s.SaveFunding(ctx, project, chart.Funding{Code: "AFD-24", Label: "Eau potable", Active: true}, 0))(t)
	policy := directory.DefaultPolicy
	policy.PreAssignment = asked
	uitest.Check(t, s.SetPolicy(ctx, policy))
	folder, awa := office.Join()
	reply := uitest.Must(folder.Examine(ctx, nil, office.Answer(awa)))(t)
	uitest.Check(t, folder.Apply(ctx, awa, reply, workspace.Fingerprint{}))
	b := newBench(t, folder, awa)
	b.openTill()
	return b
}

func (b *bench) last() cashbook.Voucher {
	b.T.Helper()
	lines := b.lines()
	return lines[len(lines)-1].Voucher
}

func TestAccountIsTypedWithCompletion(t *testing.T) {
	b := atPlannedSite(t, directory.PreAssignmentRequired)
	b.fields("t", "", "Approvisionnement", "Siège")
	b.Write("5851")
	b.Key(fyne.KeyReturn)
	b.Await("field refused account")
	b.Want("5851")
	b.fields("585", "250000")
	b.Await("voucher recorded 1")
	if got := b.last().Account; got != "585" {
		t.Errorf("the account is %q", got)
	}
	b.fields("", "", "Pompe", "")
	b.Write("6053:afd-24:po") // of « Pompes »
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.fields("", "500")
	b.Await("voucher recorded 2")
	if got := b.last(); got.Account != "6053" || got.Funding != "AFD-24" || got.BudgetLine != "A" {
		t.Errorf("stored %+v", got.Content)
	}
	b.fields("", "", "Sans compte", "", "", "", "5")
	b.Await("field refused account")
	if b.focused() != "focus account" {
		t.Errorf("the keyboard is in %q", b.focused())
	}
}

func TestVoucherIsSplitByKeyboard(t *testing.T) {
	b := atPlannedSite(t, directory.PreAssignmentOptional)
	b.fields("t", "", "Approvisionnement", "", "585", "250000")
	b.Await("voucher recorded 1")
	b.Key(fyne.KeyF6)
	b.Await("field refused out") // there is no amount yet
	b.Chord(fyne.KeyN)
	b.fields("", "", "Loyer", "", "", "")
	b.Write("10001")
	b.Key(fyne.KeyF6)
	b.Await("dialog open split")
	b.Want("Reste : 10 001 F CFA")
	b.fields("6222", "afd-24", "a", "33,33%")
	b.Want("Reste : 6 668 F CFA")
	b.fields("6222", "", "a", "668")
	b.Want("Reste : 6 000 F CFA")
	b.fields("9999", "", "", "")
	b.Want("9999") // refused, and the keyboard is where it is mended
	for range 4 {
		b.Key(fyne.KeyBackspace)
	}
	b.fields("6053", "", "", "")
	b.Await("split taken 3")
	b.Want("Ventilé (3)")
	b.Key(fyne.KeyReturn)
	b.Await("voucher recorded 2")
	want := []cashbook.Part{
		{AmountMinor: -3_333, Account: "6222", Funding: "AFD-24", BudgetLine: "A"},
		{AmountMinor: -668, Account: "6222", BudgetLine: "A"}, {AmountMinor: -6_000, Account: "6053"},
	}
	if got := b.last(); !slices.Equal(got.Parts, want) || got.AmountMinor != -10_001 {
		t.Errorf("stored %+v", got.Content)
	}
}

func TestSplitIsKeptAndGivenUp(t *testing.T) {
	b := atPlannedSite(t, directory.PreAssignmentOptional)
	b.fields("t", "", "Reçu", "", "")
	b.Write("1000")
	b.Key(fyne.KeyF6)
	b.fields("585", "", "", "400")
	b.fields("521", "", "", "600")
	b.Await("split taken 2")
	for range len("1000") {
		b.Key(fyne.KeyBackspace)
	}
	b.Write("900") // which no longer fits
	b.Key(fyne.KeyReturn)
	b.Await("field refused account")
	b.Want("dépasse le montant")
	b.Write("571")
	b.fields("", "")
	b.Await("voucher recorded 1")
	if got := b.last(); got.Account != "571" || len(got.Parts) != 0 || got.AmountMinor != 900 {
		t.Errorf("stored %+v", got.Content)
	}
}

func TestAccountsAreHiddenWhereNobodyWantsThem(t *testing.T) {
	b := atPlannedSite(t, directory.PreAssignmentOff)
	b.WantNot("Compte")
	b.record("1", "t", "", "Approvisionnement", "", "1000")
}
