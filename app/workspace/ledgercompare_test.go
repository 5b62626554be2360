package workspace_test

import (
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/workspace"
)

// generator writes a synthetic ledger, the same one each time.
const generator = "../../../shared/bench/generate.py"

// TestTrialBalanceIsThatOfLedgerAndHledger imports a large ledger from a journal and
// from CSV, and compares the balance of every account with what two other programs
// work out. The second ledger has amounts of up to 13 digits.
func TestTrialBalanceIsThatOfLedgerAndHledger(t *testing.T) {
	for _, test := range []struct {
		entries int
		factor  int64
	}{{100_000, 1}, {10_000, 1_000_003}} {
		prefix := generated(t, test.entries, test.factor)
		want := map[string]map[string]int64{
			"ledger": ledgerBalances(t, prefix+".journal"), "hledger": hledgerBalances(t, prefix+".journal"),
		}
		if !maps.Equal(want["ledger"], want["hledger"]) || len(want["ledger"]) < 400 {
			t.Fatalf("ledger and hledger have %d and %d accounts, or differ", len(want["ledger"]), len(want["hledger"]))
		}
		a := accountsKept(t, "")
		for i, extension := range []string{".journal", ".csv"} {
			in := workspace.LedgerImport{Path: prefix + extension, Rules: conversion.Rules{Journal: "P01/OD"}}
			if extension == ".csv" {
				in.Rules.Journal = "P01/VE"
			}
			taken := must[workspace.LedgerTaken](t)(a.fatou.ImportLedger(t.Context(), in))
			if taken.Report.Entries != test.entries {
				t.Errorf("%d entries", taken.Report.Entries)
			}
			got := a.balances(t)
			for account := range got {
				got[account] /= int64(i + 1) // both files say the same
			}
			if !maps.Equal(nonZero(got), nonZero(want["ledger"])) {
				t.Errorf("the trial balance of %s is not that of ledger", extension)
			}
		}
	}
}

func nonZero(balances map[string]int64) map[string]int64 {
	balances = maps.Clone(balances)
	maps.DeleteFunc(balances, func(_ string, minor int64) bool { return minor == 0 })
	return balances
}

// generated writes the ledger with every amount multiplied.
func generated(t *testing.T, entries int, factor int64) (prefix string) {
	t.Helper()
	for _, program := range []string{"python3", "ledger", "hledger"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed; .ci/setup test does", program)
		}
	}
	if _, err := os.Stat(generator); err != nil {
		t.Skipf("the generator is not beside the project: %v", err)
	}
	prefix = filepath.Join(t.TempDir(), "big")
	run(t, "python3", generator, strconv.Itoa(entries), prefix)
	if factor != 1 {
		multiply(t, prefix+".journal", regexp.MustCompile(`-?\d+ XOF`), factor)
		multiply(t, prefix+".csv", regexp.MustCompile(`-?\d+\n`), factor)
	}
	return prefix
}

func multiply(t *testing.T, path string, amounts *regexp.Regexp, factor int64) {
	t.Helper()
	longest := 0
	content := must[[]byte](t)(os.ReadFile(path))
	content = amounts.ReplaceAllFunc(content, func(amount []byte) []byte {
		digits := strings.TrimRight(string(amount), " XOF\n")
		minor := must[int64](t)(strconv.ParseInt(digits, 10, 64))
		text := strconv.FormatInt(minor*factor, 10)
		longest = max(longest, len(strings.TrimPrefix(text, "-")))
		return []byte(text + string(amount[len(digits):]))
	})
	if longest != 13 {
		t.Fatalf("the longest amount has %d digits", longest)
	}
	check(t, os.WriteFile(path, content, 0o600))
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// number of an account: "Expenses:C60:A6011" is 6011.
var accountNumber = regexp.MustCompile(`:A(\d+)$`)

func ledgerBalances(t *testing.T, path string) map[string]int64 {
	t.Helper()
	balances := map[string]int64{}
	for line := range strings.Lines(run(t, "ledger", "--args-only", "-f", path, "balance", "--flat", "--no-total", "--format", "%(account);%(quantity(amount))\n")) {
		name, amount, _ := strings.Cut(strings.TrimSpace(line), ";")
		balances[accountNumber.FindStringSubmatch(name)[1]] = must[int64](t)(strconv.ParseInt(amount, 10, 64))
	}
	return balances
}

func hledgerBalances(t *testing.T, path string) map[string]int64 {
	t.Helper()
	balances := map[string]int64{}
	rows := csv.NewReader(strings.NewReader(run(t, "hledger", "-f", path, "balance", "--flat", "--no-total", "-O", "csv")))
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return balances
		}
		check(t, err)
		if row[0] == "account" {
			continue
		}
		amount := strings.TrimSuffix(row[1], " XOF")
		balances[accountNumber.FindStringSubmatch(row[0])[1]] = must[int64](t)(strconv.ParseInt(amount, 10, 64))
	}
}
