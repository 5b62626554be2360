package ledgerfile_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
)

// balanced fails unless every entry that is read adds up to zero, has a day, and
// is counted in the totals.
func balanced(t *testing.T, f ledgerfile.Format, o ledgerfile.Options, text string) []*ledgerfile.Entry {
	t.Helper()
	entries, r, err := read(f, o, text)
	lines, sums := 0, map[ledgerfile.AccountKey]int64{}
	for _, e := range entries {
		var sum int64
		for _, l := range e.Lines {
			sum += l.AmountMinor
			lines++
			sums[ledgerfile.AccountKey{Account: l.Account, Currency: e.Currency}] += l.AmountMinor
			if l.AmountMinor == 0 || l.Account == "" {
				t.Fatalf("a line says nothing: %+v", l)
			}
		}
		if sum != 0 || e.Day.IsZero() || len(e.Lines) == 0 || e.Currency == "" {
			t.Fatalf("%+v adds up to %d", e, sum)
		}
	}
	if err != nil {
		return nil
	}
	if r.Entries != len(entries) || r.Postings != lines || len(r.Totals) != len(sums) || r.RefusedCount != 0 {
		t.Fatalf("%d entries, %d lines, reported %d, %d", len(entries), lines, r.Entries, r.Postings)
	}
	for key, sum := range sums {
		if r.Totals[key].Balance() != sum {
			t.Fatalf("%v: %d, want %d", key, r.Totals[key].Balance(), sum)
		}
	}
	return entries
}

func FuzzFEC(f *testing.F) {
	f.Add(titles, good, true)
	f.Add(titles, entryText("VE", "1", "20240101", "20240201")+entryText("VE", "3", "20240101", "20240201"), false)
	f.Add(strings.ReplaceAll(titles, "|", "\t"), strings.ReplaceAll(good, "|", "\t"), false)
	f.Fuzz(func(t *testing.T, first, rest string, strict bool) {
		balanced(t, ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Strict: strict}, first+rest)
	})
}

func FuzzJournal(f *testing.F) {
	f.Add("2021-01-05 * (F 12) x ; y\n    A:B  1 250 XOF\n    C  \"XOF\" 750\n    D\n")
	f.Add("D 1.000,00 EUR\n2021/1/6 ! x\n A  10 USD @ 655,957 EUR\n B  -6559,57 = 0\n")
	f.Fuzz(func(t *testing.T, text string) {
		balanced(t, ledgerfile.Journal, ledgerfile.Options{}, text)
	})
}

func FuzzTable(f *testing.F) {
	f.Add("transaction,date,account,amount\n1,2021-02-03,6011,1500\n1,2021-02-03,5711,-1500\n")
	f.Add("Date;Compte;Débit;Crédit\n03/02/2021;6011;1 500,00;\n03/02/2021;5711;;1500\n")
	f.Fuzz(func(t *testing.T, text string) {
		balanced(t, ledgerfile.CSV, ledgerfile.Options{Currency: "XOF"}, text)
	})
}

// FuzzStrictFEC: what the strict reader takes, the writer writes, and it reads back
// as the same entries.
func FuzzStrictFEC(f *testing.F) {
	f.Add(good)
	f.Add(entryText("VE", "1", "20240101", "20240201") + entryText("VE", "3", "20240101", "20240201"))
	f.Fuzz(func(t *testing.T, text string) {
		entries := balanced(t, ledgerfile.FEC, ledgerfile.Options{Currency: "EUR", Strict: true}, titles+text)
		if entries == nil {
			return
		}
		for _, e := range entries {
			for _, l := range e.Lines {
				if len(l.Text) > 900 || len(l.AccountName) > 900 || len(l.PartyName) > 900 { // the writer cuts them
					return
				}
			}
		}
		back := rewrite(t, ledgerfile.FECOptions{Currency: "EUR"}, entries)
		for _, e := range append(back, entries...) {
			e.Line = 0
			for i := range e.Lines {
				e.Lines[i].Line = 0
			}
		}
		if got, want := dump(back), dump(entries); got != want {
			t.Fatalf("%s\nwant\n%s", got, want)
		}
	})
}

// rewrite writes entries and reads them back strictly; entries that the writer
// refuses are left out.
func rewrite(t *testing.T, o ledgerfile.FECOptions, entries []*ledgerfile.Entry) []*ledgerfile.Entry {
	t.Helper()
	var out bytes.Buffer
	w := ledgerfile.NewFECWriter(&out, o)
	written := 0
	for _, e := range entries {
		if err := w.Write(e); err == nil {
			written++
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if written == 0 {
		return nil
	}
	back, r, err := read(ledgerfile.FEC, ledgerfile.Options{Currency: o.Currency, Strict: true}, out.String())
	if err != nil || len(back) != written {
		t.Fatalf("%d of %d entries: %v: %s\n%q", len(back), written, err, places(r), out.String())
	}
	return back
}

// FuzzWriteFEC: whatever an entry holds, it is refused or written so that the
// strict reader takes it.
func FuzzWriteFEC(f *testing.F) {
	f.Add("VE", "Ventes", "12", "411000", "C1", "Facture « 1 »", "A", int64(12000), int64(700), uint16(19000), uint16(3), true)
	f.Fuzz(func(t *testing.T, journal, name, number, account, party, text, lettering string, amount, foreign int64, day, later uint16, bar bool) {
		first := calendar.New(1970, time.January, 1) + calendar.Day(day)
		e := &ledgerfile.Entry{
			Journal: journal, JournalName: name, Number: number, Day: first, ValidDay: first + calendar.Day(later), Text: text, Currency: "XOF",
			Lines: []ledgerfile.Line{
				{Account: account, Party: party, PartyName: name, AmountMinor: amount, Lettering: lettering, LetteringDay: first},
				{Account: "571" + account, Text: party, AmountMinor: -amount, Foreign: money.Amount{Minor: foreign, Currency: "EUR"}},
			},
		}
		back := rewrite(t, ledgerfile.FECOptions{Currency: "XOF", Bar: bar}, []*ledgerfile.Entry{e})
		if back != nil && back[0].Lines[0].AmountMinor != amount {
			t.Fatalf("%d became %d", amount, back[0].Lines[0].AmountMinor)
		}
	})
}
