package bankfile_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

var update = flag.Bool("update", false, "write the goldens")

// dump writes statements so that every field can be seen in a golden.
func dump(statements []bankfile.Statement) string {
	var out strings.Builder
	for _, s := range statements {
		fmt.Fprintf(&out, "%s number=%q account=%q %s %s..%s\n", s.Format, s.Number, s.Account, s.Currency, s.From, s.To)
		fmt.Fprintf(&out, "  opening %v %s %d\n", s.Opening.Known, s.Opening.Day, s.Opening.Minor)
		for _, l := range s.Lines {
			fmt.Fprintf(&out, "  %d %s | %s %s %d | text=%q party=%q ref=%q bank=%q batch=%q\n", l.Place.Line, l.Place.Element,
				l.Day, l.ValueDay, l.AmountMinor, l.Text, l.Party, l.Reference, l.BankReference, l.Batch)
		}
		fmt.Fprintf(&out, "  closing %v %s %d\n  passed %v\n", s.Closing.Known, s.Closing.Day, s.Closing.Minor, s.Passed)
	}
	return out.String()
}

func TestExamplesAreReadWhole(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d examples, %v", len(files), err)
	}
	currencies := map[string]money.Currency{"bank.csv": "XOF", "quicken.qif": "USD"}
	for _, file := range files {
		if filepath.Ext(file) == ".golden" {
			continue
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, err := bankfile.Read(bytes.NewReader(content), bankfile.Options{Currency: currencies[filepath.Base(file)]})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		compare(t, file+".golden", dump(got))
	}
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != got {
		t.Errorf("%s: %v\n%s\nwant\n%s", path, err, got, want)
	}
}

// keyOf gives the key of a fault and the line it names.
func keyOf(err error) (key string, line any) {
	var f *fault.Error
	if !errors.As(err, &f) {
		return fmt.Sprint(err), nil
	}
	return f.Key, f.Args["Line"]
}

// refused is a file, how it is read, and what is said of it.
type refused struct {
	content string
	options bankfile.Options
	key     string
	line    any
}

func expect(t *testing.T, cases map[string]refused) {
	t.Helper()
	for name, c := range cases {
		got, err := bankfile.Read(strings.NewReader(c.content), c.options)
		key, line := keyOf(err)
		if key != c.key || c.line != nil && line != c.line || got != nil {
			t.Errorf("%s: %v (line %v), %d statements; want %s on line %v", name, err, line, len(got), c.key, c.line)
		}
	}
}

func TestNoStatementsAreRefused(t *testing.T) {
	expect(t, map[string]refused{
		"empty":     {content: "", key: "bankfile.unknown"},
		"binary":    {content: "MZ\x00\x00", key: "bankfile.unknown"},
		"too large": {content: strings.Repeat("a;b\n", bankfile.BytesMost/4+1), key: "bankfile.most-bytes"},
		"HTML":      {content: "<html><body>Session expirée</body></html>", key: "bankfile.unknown"},
	})
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) == 0 {
		f.Fatalf("no examples: %v", err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content, "EUR", "dmy", "comma")
	}
	f.Fuzz(func(t *testing.T, content []byte, currency, order, decimal string) {
		c, err := money.ParseCurrency(currency)
		if err != nil {
			c = ""
		}
		o := bankfile.Options{Currency: c, Order: bankfile.DayFirst, Decimal: bankfile.Point}
		if order == "mdy" || order == "ymd" {
			o.Order = bankfile.Order(order)
		}
		if decimal == "comma" {
			o.Decimal = bankfile.Comma
		}
		statements, err := bankfile.Read(bytes.NewReader(content), o)
		if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
			t.Fatalf("unforeseen: %v", err)
		}
		if err != nil && statements != nil {
			t.Fatal("half read")
		}
		for _, s := range statements {
			if s.Opening.Known && s.Closing.Known && s.Opening.Minor+s.Sum() != s.Closing.Minor {
				t.Fatalf("%d and %d do not lead to %d", s.Opening.Minor, s.Sum(), s.Closing.Minor)
			}
			for _, l := range s.Lines {
				if l.AmountMinor == 0 || l.Day <= 0 || l.Place.Line < 1 || len([]rune(l.Text)) > bankfile.TextMost || s.Currency == "" {
					t.Fatalf("%+v", l)
				}
			}
		}
	})
}
