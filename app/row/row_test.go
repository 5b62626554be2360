package row_test

import (
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/row"
)

func TestRowsWithTheirLines(t *testing.T) {
	r := row.NewReader(strings.NewReader("a;\"b\n;c\"\n\nd\"e;f;g\n"), ';')
	for _, want := range []struct {
		line  int
		cells []string
	}{{1, []string{"a", "b\n;c"}}, {4, []string{`d"e`, "f", "g"}}} {
		cells, err := r.Read()
		if err != nil || !slices.Equal(cells, want.cells) || r.Line() != want.line {
			t.Errorf("line %d: %q, %v; want %v", r.Line(), cells, err, want)
		}
	}
	if _, err := r.Read(); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

// A file of many rows may be of any size; a row may not.
func TestOneRowIsBounded(t *testing.T) {
	many := row.NewReader(strings.NewReader(strings.Repeat(strings.Repeat("x", 999)+"\n", 3*row.Most/1000)), ';')
	count := 0
	for {
		_, err := many.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		count++
	}
	if count != 3*row.Most/1000 {
		t.Errorf("%d rows", count)
	}
	for _, text := range []string{strings.Repeat(";", 32<<20), `"` + strings.Repeat("a\n", 16<<20), strings.Repeat("x", 32<<20)} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := row.NewReader(strings.NewReader(text), ';').Read()
		runtime.ReadMemStats(&after)
		if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; !errors.Is(err, row.ErrTooLong) || taken > 200 {
			t.Errorf("%.10s…: %v, took %d MiB", text, err, taken)
		}
	}
}
