package ledgerfile_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/ledgerfile"
)

var update = flag.Bool("update", false, "write the goldens anew")

// realFECs are files as users send them; the project commits no copy.
const realFECs = "../../../shared/fec"

// realFEC gives one of them, or skips the test where they are not.
func realFEC(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(realFECs, name))
	if err != nil {
		t.Skipf("the real FEC files are not beside the project: %v", err)
	}
	return content
}

var realNames = map[string]string{"111111111FEC20221231.TXT": "|", "123456789FEC20500930.txt": "\t"}

// naive adds up a FEC with no more than strings: the 12th field and the 13th of
// each line, in centimes, by the 5th.
func naive(t *testing.T, content []byte, separator string) map[string][2]int64 {
	t.Helper()
	totals := map[string][2]int64{}
	for i, line := range strings.Split(strings.TrimRight(string(content), "\r\n"), "\n") {
		fields := strings.Split(line, separator)
		if i == 0 {
			continue
		}
		sum := totals[strings.TrimSpace(fields[4])]
		for side := range 2 {
			var francs, centimes int64
			if _, err := fmt.Sscanf(fields[11+side], "%d,%d", &francs, &centimes); err != nil {
				t.Fatalf("line %d: %v", i+1, err)
			}
			sum[side] += francs*100 + centimes
		}
		totals[strings.TrimSpace(fields[4])] = sum
	}
	return totals
}

func TestRealFECs(t *testing.T) {
	for name, separator := range realNames {
		content := realFEC(t, name)
		var repairs []ledgerfile.Note
		r, err := ledgerfile.Read(bytes.NewReader(content), ledgerfile.FEC, ledgerfile.Options{
			Currency: "EUR", Name: name, Each: func(n ledgerfile.Note) { repairs = append(repairs, n) },
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		before, after := naive(t, content, separator), map[string][2]int64{}
		for key, total := range r.Totals {
			after[key.Account] = [2]int64{total.DebitMinor, total.CreditMinor}
		}
		if !maps.Equal(before, after) {
			t.Errorf("%s: totals before %v, after %v", name, before, after)
		}
		if r.RepairedCount+r.NotedCount != len(repairs) || r.Encoding == "" || r.Separator != separator {
			t.Errorf("%s: %d repaired, %d noted, %d told", name, r.RepairedCount, r.NotedCount, len(repairs))
		}
		golden(t, name, summary(r))
	}
}

func TestRealFECsAreRefusedInStrictMode(t *testing.T) {
	for name := range realNames {
		content := realFEC(t, name)
		calls := 0
		r, err := ledgerfile.Read(bytes.NewReader(content), ledgerfile.FEC, ledgerfile.Options{Strict: true, Currency: "EUR", Name: name},
			func(*ledgerfile.Entry) error { calls++; return nil })
		wantInvalid(t, err)
		if calls != 0 {
			t.Errorf("%s: %d entries are handed on before the refusal", name, calls)
		}
		golden(t, name+".strict", summary(r))
	}
}

// TestRealFECsRoundTrip: what is read tolerantly is written strictly, with the
// same totals.
func TestRealFECsRoundTrip(t *testing.T) {
	for name := range realNames {
		var out bytes.Buffer
		w := ledgerfile.NewFECWriter(&out, ledgerfile.FECOptions{Currency: "EUR"})
		before, err := ledgerfile.Read(bytes.NewReader(realFEC(t, name)), ledgerfile.FEC, ledgerfile.Options{Currency: "EUR"}, w.Write)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		after, err := ledgerfile.Read(&out, ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Strict: true}, nil)
		if err != nil || after.Entries != before.Entries || after.Postings != before.Postings {
			t.Fatalf("%s: %v: %s", name, err, places(after))
		}
		for key, total := range before.Totals {
			if got := after.Totals[key]; got == nil || *got != *total {
				t.Errorf("%s: %v: %v, want %v", name, key, got, total)
			}
		}
	}
}

// summary writes what a report says, with the first two notes of each kind.
func summary(r *ledgerfile.Report) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%s, %q, %d lines, %d entries, %d postings, %s to %s, %d accounts, %d journals\n",
		r.Encoding, r.Separator, r.Lines, r.Entries, r.Postings, r.First, r.Last, len(r.Totals), len(r.Journals))
	fmt.Fprintf(&out, "%d repaired, %d noted, %d refused\n", r.RepairedCount, r.NotedCount, r.RefusedCount)
	for _, k := range r.Kinds() {
		fmt.Fprintf(&out, "%s %s: %d\n", r.Verdict(k), k, r.Counts[k])
		shown := 0
		for _, n := range r.Notes {
			if n.Kind == k && shown < 2 {
				shown++
				fmt.Fprintf(&out, "  %d:%d %s %q → %q\n", n.Line, n.Column, n.Field, n.Before, n.After)
			}
		}
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || got != string(want) {
		t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, want)
	}
}
