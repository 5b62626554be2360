package ledgerfile_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/faultrun"
	"github.com/comptoir/comptoir/app/ledgerfile"
)

// Ledgers made of one thing over and over: entries without end, without an end,
// with an account or a journal each: a sentence, and memory that does not grow
// with the file.
func TestFaultBombsTakeLittle(t *testing.T) {
	const size = 8 << 20
	const titles = "entry;date;account;amount;currency\n"
	bombs := map[string]struct {
		format ledgerfile.Format
		head   string
		unit   func(n int) string
		what   string // of the first refusal; "" where there need be none
	}{
		"lines of one entry":   {ledgerfile.Journal, "2026-01-05 a\n", func(int) string { return "  a:b  1 EUR\n" }, "entry-too-long"},
		"entries":              {ledgerfile.Journal, "", func(int) string { return "2026-01-05 a\n  a:b  1 EUR\n  c\n\n" }, ""},
		"accounts":             {ledgerfile.Journal, "", func(n int) string { return fmt.Sprintf("2026-01-05 a\n  a:%d  1 EUR\n  c\n\n", n) }, "too-many"},
		"entries without line": {ledgerfile.Journal, "", func(int) string { return "2026-01-05 a\n" }, "empty"},
		"nonsense":             {ledgerfile.Journal, "", func(int) string { return "?\n" }, "syntax"},
		"one line":             {ledgerfile.Journal, "", func(int) string { return "aaaaaaaa" }, "long-line"},
		"comments":             {ledgerfile.Journal, "", func(int) string { return "; a\n" }, "empty"},
		"scattered entries":    {ledgerfile.CSV, titles, func(n int) string { return fmt.Sprintf("%d;2026-01-05;6011;1,00;EUR\n", n) }, "too-scattered"},
		"cells of a row":       {ledgerfile.CSV, titles, func(int) string { return ";" }, "long-line"},
		"an open quote":        {ledgerfile.CSV, titles + `1;2026-01-05;"`, func(int) string { return "aaaaaaaa" }, "long-line"},
	}
	for name, c := range bombs {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString(c.head)
			for n := 0; b.Len() < size; n++ {
				b.WriteString(c.unit(n))
			}
			text := b.String()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ledgerfile.Read(strings.NewReader(text), c.format, ledgerfile.Options{}, func(*ledgerfile.Entry) error { return nil })
			runtime.ReadMemStats(&after)
			taken := (after.TotalAlloc - before.TotalAlloc) >> 20
			f, foreseen := errors.AsType[*fault.Error](err)
			if err != nil && (!foreseen || !errors.Is(err, fault.Invalid)) || c.what != "" && (!foreseen || fmt.Sprint(f.Args["What"]) != "ledgerfile.kind."+c.what) {
				t.Errorf("%v, want %s", err, c.what)
			}
			if taken > 120 {
				t.Errorf("took %d MiB for %d MiB", taken, size>>20)
			}
			t.Logf("%d MiB allocated, %v", taken, err)
		})
	}
	faultrun.Counted(t, "bombs as ledgers", len(bombs), "of %d MiB each, taken or refused with little", size>>20)
}
