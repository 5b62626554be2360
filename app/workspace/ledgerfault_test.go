package workspace_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	acct "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/workspace"
)

const manyEntries = 4_000

func manyLedger(stick string) workspace.LedgerImport {
	return workspace.LedgerImport{Path: filepath.Join(stick, "many.csv"), Rules: conversion.Rules{Journal: "P01/OD"}}
}

// takeLedgerAll takes over a ledger and tells how many entries are in, from first on.
func takeLedgerAll(w *workspace.Workspace, stick string, first int) error {
	s, err := w.SignIn(context.Background(), fatou, fatouPassword)
	if err != nil {
		return err
	}
	in := manyLedger(stick)
	in.Tell = func(entries int) {
		if entries >= first {
			fmt.Println(entries)
		}
	}
	_, err = s.ImportLedger(context.Background(), in)
	return err
}

// Killed in the middle of a ledger, at any moment, nothing of it is there.
func TestFaultKilledImportOfALedgerLeavesNothingOrAll(t *testing.T) {
	ctx := t.Context()
	a := accountsKept(t, chart.SYSCOHADA)
	stick := t.TempDir()
	var text strings.Builder
	for i := range manyEntries {
		fmt.Fprintf(&text, "%d,2026-01-05,6011,%d\n%d,2026-01-05,5711,%d\n", i, i+1, i, -i-1)
	}
	check(t, os.WriteFile(filepath.Join(stick, "many.csv"), []byte(text.String()), 0o600))
	check(t, a.Close())
	nothing := 0
	for range rounds() {
		b := *a
		b.office = &office{folder: &folder{dir: t.TempDir(), now: a.now}, book: a.book}
		copyFolder(t, a.dir, b.dir)
		killed(t, "ledger", b.dir, stick, 500*(1+rand.IntN(manyEntries/500)))
		b.reopen(t)
		b.fatou = must[*workspace.Session](t)(b.SignIn(ctx, fatou, fatouPassword))
		_, total, err := b.fatou.JournalPage(ctx, acct.PageFilter{Journal: a.journals["OD"].ID, Limit: 1})
		check(t, err)
		if balances := b.balances(t); total == 0 && len(balances) != 0 || total != 0 && (total != manyEntries || len(balances) != 2) {
			t.Fatalf("%d postings are left, balances %v", total, balances)
		}
		if total == 0 {
			nothing++
			b.takesAll(t, stick)
		}
		must[acct.Report](t)(b.fatou.VerifyPostings(ctx, a.journals["OD"].ID))
		check(t, b.Close())
	}
	t.Logf("%d rounds: of %d ledgers nothing was there, of the others all", rounds(), nothing)
}

// takesAll takes the ledger over again, under the numbers that it has the first time.
func (a *accountsOffice) takesAll(t *testing.T, stick string) {
	t.Helper()
	taken := must[workspace.LedgerTaken](t)(a.fatou.ImportLedger(t.Context(), manyLedger(stick)))
	if taken.Journals[0].First != 1 || taken.Journals[0].Last != manyEntries {
		t.Fatalf("numbers %d to %d", taken.Journals[0].First, taken.Journals[0].Last)
	}
}
