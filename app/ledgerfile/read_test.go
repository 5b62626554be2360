package ledgerfile_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledgerfile"
)

// read reads a text and gives its entries.
func read(f ledgerfile.Format, o ledgerfile.Options, text string) ([]*ledgerfile.Entry, *ledgerfile.Report, error) {
	var all []*ledgerfile.Entry
	r, err := ledgerfile.Read(strings.NewReader(text), f, o, func(e *ledgerfile.Entry) error {
		all = append(all, e.Clone())
		return nil
	})
	return all, r, err
}

// dump writes entries in one way, for comparing.
func dump(entries []*ledgerfile.Entry) string {
	var out strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&out, "%d %s/%s %s valid=%s voucher=%s %s [%s] %s\n", e.Line, e.Journal, e.Number, e.Day, e.ValidDay, e.Voucher, e.VoucherDay, e.Text, e.Currency)
		for _, l := range e.Lines {
			fmt.Fprintf(&out, "  %d %s(%s) %s(%s) %d", l.Line, l.Account, l.AccountName, l.Party, l.PartyName, l.AmountMinor)
			if l.Foreign.Minor != 0 {
				fmt.Fprintf(&out, " = %s %s", l.Foreign, l.Foreign.Currency)
			}
			fmt.Fprintf(&out, " %s%s %s\n", l.Lettering, l.LetteringDay, l.Text)
		}
	}
	return out.String()
}

// places writes notes as kind@line:column.
func places(r *ledgerfile.Report) string {
	var all []string
	for _, n := range r.Notes {
		text := fmt.Sprintf("%s@%d:%d", n.Kind, n.Line, n.Column)
		if n.Verdict == ledgerfile.Repaired {
			text += "→" + n.After
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

func wantInvalid(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, fault.Invalid) {
		t.Errorf("%v, want fault.Invalid", err)
	}
}

func TestDetect(t *testing.T) {
	for _, test := range []struct {
		name, head string
		want       ledgerfile.Format
	}{
		{"111111111FEC20221231.TXT", "JournalCode|JournalLib|EcritureNum|EcritureDate\n", ledgerfile.FEC},
		{"export.txt", "\ufeffjournalcode\tJournalLib\tEcritureNum\n", ledgerfile.FEC},
		{"x.journal", "1,2021-01-01,6042,178\n", ledgerfile.Journal},
		{"x.csv", "1,2021-01-01,6042,178\n", ledgerfile.CSV},
		{"x", "date;compte;montant\n", ledgerfile.CSV},
		{"x", "2021-01-01 * Achat\n    6011  10 XOF\n", ledgerfile.Journal},
		{"x", "; a comment, with commas\n2021-01-01 * Achat\n", ledgerfile.Journal},
	} {
		if got := ledgerfile.Detect(test.name, []byte(test.head)); got != test.want {
			t.Errorf("Detect(%q, %q) = %s, want %s", test.name, test.head, got, test.want)
		}
	}
}

func TestAnErrorOfTheVisitorEndsTheReading(t *testing.T) {
	stop := errors.New("enough")
	calls := 0
	_, err := ledgerfile.Read(strings.NewReader("1,2021-01-01,1,5\n1,2021-01-01,2,-5\n2,2021-01-01,1,5\n2,2021-01-01,2,-5\n"),
		ledgerfile.CSV, ledgerfile.Options{Currency: "XOF"}, func(*ledgerfile.Entry) error { calls++; return stop })
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}

func TestNotesAreListedUpToABoundAndAllCounted(t *testing.T) {
	text := strings.Repeat("1,2021-01-01,1, x\n", 300)
	each := 0
	_, r, err := read(ledgerfile.CSV, ledgerfile.Options{Currency: "XOF", ListMost: 7, Each: func(ledgerfile.Note) { each++ }}, text)
	wantInvalid(t, err)
	if len(r.Notes) != 7 || r.Counts[ledgerfile.KindAmount] != 300 || each != 300 || r.RefusedCount != 300 {
		t.Errorf("%d notes, counted %d, told %d, refused %d", len(r.Notes), r.Counts[ledgerfile.KindAmount], each, r.RefusedCount)
	}
}

func TestBounds(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want ledgerfile.Kind
	}{
		"line":   {"1,2021-01-01,1," + strings.Repeat("9", ledgerfile.LineMost), ledgerfile.KindLongLine},
		"quote":  {"date,account,amount\n2021-01-01,\"" + strings.Repeat("x\n", ledgerfile.LineMost), ledgerfile.KindQuote},
		"entry":  {strings.Repeat("1,2021-01-01,1,1\n", ledgerfile.EntryMost+1), ledgerfile.KindEntryTooLong},
		"utf16":  {"\xff\xfe1\x00,\x00", ledgerfile.KindUTF16},
		"empty":  {"", ledgerfile.KindNoColumn},
		"titles": {"date,account,amount\n", ledgerfile.KindEmpty},
	} {
		_, r, err := read(ledgerfile.CSV, ledgerfile.Options{Currency: "XOF"}, test.text)
		wantInvalid(t, err)
		if r.Counts[test.want] == 0 {
			t.Errorf("%s: %s, want %s", name, places(r), test.want)
		}
	}
}
