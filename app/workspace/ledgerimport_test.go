package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	acct "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// accountsOffice is a head office that keeps its accounts itself: Fatou does, in
// the journals OD, VE and AN of P01.
type accountsOffice struct {
	*office
	fatou    *workspace.Session
	journals map[string]acct.Journal
}

func accountsKept(t *testing.T, base chart.ID) *accountsOffice {
	t.Helper()
	return accountsKeptIn(t, "XOF", base)
}

// accountsKeptIn keeps them in another currency.
func accountsKeptIn(t *testing.T, currency string, base chart.ID) *accountsOffice {
	t.Helper()
	ctx := t.Context()
	a := &accountsOffice{office: foundIn(t, currency), journals: map[string]acct.Journal{}}
	if base != "" {
		must[chart.Choice](t)(a.session.ChooseChart(ctx, a.book.Project, base))
	}
	poste := must[directory.Poste](t)(a.session.RegisterHere(ctx, seat(directory.ModuleAccounting)))
	s := &settled{accounts: &accounts{office: a.office}}
	a.fatou = s.worksHere(t, directory.User{Email: fatou, FirstName: "Fatou", LastName: "Sarr"}, directory.RoleAccountantAdvanced)
	for code, class := range map[string]acct.Class{"OD": acct.General, "VE": acct.Sales, "AN": acct.Opening} {
		j := must[acct.Journal](t)(a.session.AddJournal(ctx, acct.Journal{
			Project: a.book.Project, Code: code, Name: "Journal " + code, Class: class,
		}))
		must[acct.Journal](t)(a.session.AssignJournal(ctx, j.ID, a.fatou.UserID(), nil))
		must[ledger.Ownership](t)(a.session.GrantJournal(ctx, j.ID, poste.ID))
		a.journals[code] = j
	}
	return a
}

// mayAdd lets Fatou change the chart, too.
func (a *accountsOffice) mayAdd(t *testing.T) {
	t.Helper()
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{a.book.Project}}
	must[directory.Grant](t)(a.session.GrantRole(t.Context(), a.fatou.UserID(), directory.RoleFinanceManager, scope))
}

func (a *accountsOffice) balances(t *testing.T) map[string]int64 {
	t.Helper()
	totals := must[[]acct.Total](t)(a.fatou.AccountTotals(t.Context(), acct.TotalFilter{Project: a.book.Project}))
	balances := map[string]int64{}
	for _, total := range totals {
		balances[total.Account] = total.BalanceMinor()
	}
	return balances
}

func writeLedger(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	check(t, os.WriteFile(path, []byte(content), 0o600))
	return path
}

const threeEntries = `2026-01-05 * (F 12) Riz
    Expenses:C60:A6011      750
    Expenses:C60:A6042      500
    Assets:C57:A5711

2026-01-06 Vente
    Assets:C57:A5711   10 EUR @ 656 XOF
    Income:C70:A7011   -6560 XOF
2026-01-07 Achat
    Expenses:C60:A6011      1
    Assets:C57:A5711       -1
`

func TestLedgerIsPreviewedAndTakenOver(t *testing.T) {
	ctx := t.Context()
	a := accountsKept(t, "")
	in := workspace.LedgerImport{Path: writeLedger(t, "2026.journal", threeEntries), Rules: conversion.Rules{Journal: "P01/OD"}}

	preview := must[workspace.LedgerTaken](t)(a.fatou.PreviewLedger(ctx, in))
	if len(a.balances(t)) != 0 {
		t.Error("the preview has left something")
	}
	taken := must[workspace.LedgerTaken](t)(a.fatou.ImportLedger(ctx, in))
	for _, got := range []workspace.LedgerTaken{preview, taken} {
		j := got.Journals[0]
		if got.Format != ledgerfile.Journal || got.Report.Entries != 3 || j.Ref != "P01/OD" || j.First != 1 || j.Last != 3 || len(got.Accounts) != 4 {
			t.Fatalf("taken %+v", got)
		}
		for _, account := range got.Accounts {
			if !account.Same() || account.After.DebitMinor+account.After.CreditMinor == 0 {
				t.Errorf("account %+v", account)
			}
		}
	}
	if b := a.balances(t); b["5711"] != 6560-1250-1 || b["6011"] != 751 || b["6042"] != 500 || b["7011"] != -6560 {
		t.Errorf("balances %v", b)
	}
	lines, total, err := a.fatou.JournalPage(ctx, acct.PageFilter{Journal: a.journals["OD"].ID})
	check(t, err)
	if total != 3 || lines[0].Voucher != "F 12" || lines[0].Origin != "1" || lines[1].Lines[0].Text != "Vente (10.00 EUR)" {
		t.Errorf("%d postings, %+v", total, lines)
	}
	if report, err := a.fatou.VerifyPostings(ctx, a.journals["OD"].ID); err != nil {
		t.Errorf("what was taken over does not verify: %v %+v", err, report)
	}
	_, err = a.fatou.ImportLedger(ctx, in)
	synctest.Refused(t, err, fault.Conflict, "workspace.ledger-again")
	in.Again = true
	must[workspace.LedgerTaken](t)(a.fatou.ImportLedger(ctx, in))
}

func TestFECOfSeveralJournalsIsTakenOver(t *testing.T) {
	const titles = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise\n"
	row := func(journal, number, account, party, amounts string) string {
		return journal + "|X|" + number + "|20260105|" + account + "|Nom|" + party + "|Awa|P1|20260105|Texte|" + amounts + "|||20260201||\n"
	}
	ctx := t.Context()
	a := accountsKept(t, chart.PCG)
	in := workspace.LedgerImport{
		Path: writeLedger(t, "123456789FEC20261231.txt", titles+
			row("ANO", "1", "41100000", "CLI 1", "500,00|0,00")+row("ANO", "1", "10100000", "", "0,00|500,00")+
			row("ANO", "1", "51200000", "", "7,00|0,00")+row("ANO", "1", "51200000", "", "0,00|7,00")+
			row("V1", "1", "41100000", "CLI 1", "100,00|0,00")+row("V1", "1", "70600000", "", "0,00|100,00")),
		Rules: conversion.Rules{Journal: "P01/OD", Journals: map[string]string{"ANO": "P01/AN", "V1": "P01/VE"}},
	}
	preview, err := a.fatou.PreviewLedger(ctx, in)
	synctest.Refused(t, err, fault.Invalid, "ledgerfile.rule")
	if preview.Report.Counts[ledgerfile.KindRule] != 2 { // each of the two entries names an account that the chart lacks
		t.Errorf("%+v", preview.Report.Notes)
	}
	in.CreateAccounts = true
	_, err = a.fatou.ImportLedger(ctx, in)
	synctest.Refused(t, err, fault.Denied, "directory.no-right")
	if len(a.balances(t)) != 0 {
		t.Error("something was taken over")
	}

	a.mayAdd(t)
	taken := must[workspace.LedgerTaken](t)(a.fatou.ImportLedger(ctx, in))
	if strings.Join(taken.Created, " ") != "10100000 41100000 51200000 70600000" {
		t.Errorf("created %v", taken.Created)
	}
	if b := a.balances(t); b["41100000"] != 600 || b["10100000"] != -500 || b["70600000"] != -100 {
		t.Errorf("balances %v", b)
	}
	opening := must[workspace.JournalLine](t)(a.fatou.Posting(ctx, a.journals["AN"].ID, 1))
	if opening.Mask != acct.MaskOpening || opening.Origin != "ANO/1" || opening.Lines[0].Party != "CLI-1" || opening.Lines[0].PartyName != "Awa" {
		t.Errorf("opening %+v", opening)
	}
}

func TestWhatRefusesALedger(t *testing.T) {
	ctx := t.Context()
	a := accountsKept(t, chart.SYSCOHADA)
	entry := "1,2026-01-05,6011,5\n1,2026-01-05,5711,-5\n"
	for name, test := range map[string]struct {
		text  string
		rules conversion.Rules
		kind  fault.Kind
		key   string
	}{
		"no journal":      {entry, conversion.Rules{}, fault.Invalid, "workspace.ledger-journal"},
		"unknown journal": {entry, conversion.Rules{Journal: "P01/ZZ"}, fault.Missing, "storage.journal"},
		"not mapped":      {entry, conversion.Rules{Journals: map[string]string{"VE": "P01/VE"}}, fault.Invalid, "ledgerfile.line"},
		"unknown account": {"1,2026-01-05,6999,5\n1,2026-01-05,5711,-5\n", conversion.Rules{Journal: "P01/OD"}, fault.Invalid, "ledgerfile.rule"},
		"future":          {"1,2027-01-05,6011,5\n1,2027-01-05,5711,-5\n", conversion.Rules{Journal: "P01/OD"}, fault.Invalid, "ledgerfile.rule"},
		"unbalanced":      {"1,2026-01-05,6011,5\n1,2026-01-05,5711,-4\n", conversion.Rules{Journal: "P01/OD"}, fault.Invalid, "ledgerfile.line"},
		"late refusal":    {strings.Repeat(entry, 1) + "2,2026-01-05,6011,x\n", conversion.Rules{Journal: "P01/OD"}, fault.Invalid, "ledgerfile.field"},
	} {
		t.Log(name)
		in := workspace.LedgerImport{Path: writeLedger(t, "x.csv", test.text), Rules: test.rules}
		_, err := a.fatou.ImportLedger(ctx, in)
		synctest.Refused(t, err, test.kind, test.key)
	}
	if len(a.balances(t)) != 0 {
		t.Errorf("half of something was taken over: %v", a.balances(t))
	}
	_, err := a.session.ImportLedger(ctx, workspace.LedgerImport{Path: writeLedger(t, "x.csv", entry), Rules: conversion.Rules{Journal: "P01/OD"}})
	if !errors.Is(err, fault.Denied) {
		t.Errorf("an administrator gets %v", err)
	}
	_, err = a.fatou.ImportLedger(ctx, workspace.LedgerImport{Path: filepath.Join(t.TempDir(), "none"), Rules: conversion.Rules{Journal: "P01/OD"}})
	if !errors.Is(err, fault.Missing) {
		t.Errorf("no file gives %v", err)
	}
}

// TestAccountsOfAnotherLedgerAreMapped gives numbers by a file.
func TestAccountsOfAnotherLedgerAreMapped(t *testing.T) {
	a := accountsKept(t, chart.SYSCOHADA)
	rules, err := conversion.ReadAccounts(strings.NewReader("# ours\nExpenses:Rice;6011\nIncome:*;7011\nCash;5711\n"))
	check(t, err)
	text := "2026-01-05 x\n    Expenses:Rice  5 XOF\n    Cash\n2026-01-06 y\n    Cash  9 XOF\n    Income:Shop:Door  -9 XOF\n"
	in := workspace.LedgerImport{Path: writeLedger(t, "x.journal", text), Rules: conversion.Rules{Journal: "P01/OD", Accounts: rules}}
	must[workspace.LedgerTaken](t)(a.fatou.ImportLedger(t.Context(), in))
	if b := a.balances(t); b["5711"] != 4 || b["6011"] != 5 || b["7011"] != -9 {
		t.Errorf("balances %v", b)
	}
}
