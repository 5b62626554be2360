package workspace_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	acct "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// TestRealFECsGoInAndOut: what was taken over from a real file goes out as a strict
// one, with the same balance of every account.
func TestRealFECsGoInAndOut(t *testing.T) {
	ctx := t.Context()
	for name, until := range map[string]string{"111111111FEC20221231.TXT": "2023-12-31", "123456789FEC20500930.txt": "2023-04-30"} {
		path := filepath.Join("../../../shared/fec", name)
		if _, err := os.Stat(path); err != nil {
			t.Skipf("the real FEC files are not beside the project: %v", err)
		}
		a := accountsKeptIn(t, "EUR", chart.PCG)
		a.mayAdd(t)
		opening := map[string]string{"AN": "P01/AN", "ANO": "P01/AN"}
		in := workspace.LedgerImport{
			Path: path, CreateAccounts: true, Rules: conversion.Rules{Journal: "P01/OD", Journals: opening},
		}
		strict := in
		strict.Options.Strict = true
		_, err := a.fatou.ImportLedger(ctx, strict)
		synctest.Refused(t, err, fault.Invalid, map[bool]string{true: "ledgerfile.field", false: "ledgerfile.place"}[name[0:3] == "111"])
		if len(a.balances(t)) != 0 {
			t.Fatal("half of a refused file is there")
		}
		taken := must[workspace.LedgerTaken](t)(a.fatou.ImportLedger(ctx, in))
		last := must[calendar.Day](t)(calendar.Parse(until))
		written := must[workspace.FECWritten](t)(a.fatou.ExportFEC(ctx, workspace.FECExport{
			Project: a.book.Project, From: calendar.New(2022, 1, 1), Until: last, SIREN: "123456789",
		}, t.TempDir()))
		if written.Report.Entries != taken.Report.Entries || written.Report.Postings != taken.Report.Postings || written.LeftOut != 0 {
			t.Errorf("%s: %d entries of %d, %d lines of %d", name, written.Report.Entries, taken.Report.Entries, written.Report.Postings, taken.Report.Postings)
		}
		for key, total := range taken.Report.Totals {
			got := written.Report.Totals[ledgerfile.AccountKey{Account: key.Account, Currency: "EUR"}]
			if got == nil || *got != *total {
				t.Errorf("%s: %v: %v, want %v", name, key, got, total)
			}
		}
	}
}

func TestFECHasLettersAndNamesOfAccounts(t *testing.T) {
	ctx := t.Context()
	a := accountsKept(t, chart.SYSCOHADA)
	sale := func(debit, credit string, minor int64) acct.Posting {
		return must[acct.Posting](t)(a.fatou.Post(ctx, a.journals["VE"].ID, acct.Entry{Content: acct.Content{
			Mask: acct.MaskFree, Text: "Vente de riz", Lines: []acct.Line{
				{Account: debit, AmountMinor: minor, Party: "C1", PartyName: "Awa Diop"}, {Account: credit, AmountMinor: -minor, Party: "C1", PartyName: "Awa Diop"},
			},
		}}))
	}
	sale("4111", "7011", 500)
	sale("5711", "4111", 500)
	dir := t.TempDir()
	today := calendar.Of(start, start.Location())
	x := workspace.FECExport{Project: a.book.Project, From: today, Until: today, SIREN: "123456789", Bar: true}
	written := must[workspace.FECWritten](t)(a.fatou.ExportFEC(ctx, x, dir))
	content := must[[]byte](t)(os.ReadFile(written.Path))
	want := "VE|Journal VE|1|20261121|4111|Clients|C1|Awa Diop|VE-1|20261121|Vente de riz|500,00|0,00|||20261121||\r\n"
	if !bytes.Contains(content, []byte(want)) || filepath.Base(written.Path) != "123456789FEC20261121.txt" {
		t.Errorf("%s:\n%s", written.Path, content)
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}
	_, err := a.fatou.ExportFEC(ctx, x, dir)
	synctest.Refused(t, err, fault.Conflict, "workspace.fec-there")
	x.SIREN = ""
	_, err = a.fatou.ExportFEC(ctx, x, dir)
	synctest.Refused(t, err, fault.Missing, "workspace.fec-siren")
	x.SIREN, x.From = "123456789", 0
	_, err = a.fatou.ExportFEC(ctx, x, dir)
	synctest.Refused(t, err, fault.Invalid, "workspace.fec-time")
}
