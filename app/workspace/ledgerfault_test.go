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
	for range rounds() {
		killed(t, "ledger", a.dir, stick, 500*(1+rand.IntN(manyEntries/500)))
		a.Workspace = nil
		a.reopen(t)
		a.fatou = must[*workspace.Session](t)(a.SignIn(ctx, fatou, fatouPassword))
		_, total, err := a.fatou.JournalPage(ctx, acct.PageFilter{Journal: a.journals["OD"].ID, Limit: 1})
		check(t, err)
		if total == manyEntries { // it was done before it was killed
			return
		}
		if balances := a.balances(t); total != 0 || len(balances) != 0 {
			t.Fatalf("%d postings are left, balances %v", total, balances)
		}
		check(t, a.Close())
	}
	a.Workspace = nil
	a.reopen(t)
	a.fatou = must[*workspace.Session](t)(a.SignIn(ctx, fatou, fatouPassword))
	taken := must[workspace.LedgerTaken](t)(a.fatou.ImportLedger(ctx, manyLedger(stick)))
	if taken.Journals[0].First != 1 || taken.Journals[0].Last != manyEntries {
		t.Errorf("numbers %d to %d", taken.Journals[0].First, taken.Journals[0].Last)
	}
}
