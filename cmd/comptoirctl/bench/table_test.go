// Package bench measures Comptoir against what the same machine needs at least
// for the same data, in the same run. `make bench` prints the table and writes it
// to build/bench.json; `make bench ROWS=import` measures the rows whose name
// matches. The files are tests only, so that nothing of it ships.
package bench

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"time"
)

// row is a job that is measured; one file has one row, and says in its comment
// what the reference is and why that is fair.
type row struct {
	name      string // short, for ROWS
	job       string
	reference string
	target    float64 // how many times the reference our figure may be
	rounds    int
	// prepare makes the data, which is not timed, and gives the two sides.
	prepare func(b *testing.B) sides
}

// sides are the two ways through the same data. Each call is one round and gives
// how long it took; the reference has what ours has just made.
type sides struct {
	ours, reference func(b *testing.B) time.Duration
	// absent says why there is no reference on this machine; the row is then told
	// and not measured.
	absent string
	// limits gives further figures of ours with their own bounds, after the
	// rounds; nil for none.
	limits func() []limit
}

// limit is a figure that is bounded by itself.
type limit struct {
	what   string
	figure float64
	unit   string
	most   float64
}

// rows is the table, in its order.
var rows = []row{
	openRow, importOneRow, importManyRow, exportRow,
	importLedgerRow, windowRow, balanceProcessRow, balanceHoweycRow, balanceInsideRow, ledgerPageRow, accountPageRow, postRow, verifyRow, verifyAllRow,
}

// line is a row as it is printed and written.
type line struct {
	Job       string  `json:"job"`
	Unit      string  `json:"unit"`
	Ours      float64 `json:"ours"`
	Reference string  `json:"reference"`
	Bare      float64 `json:"reference_figure"`
	Ratio     float64 `json:"ratio"`
	Target    float64 `json:"target"`
	Met       bool    `json:"met"`
	Absent    string  `json:"absent"` // why there was nothing to compare with
}

// BenchmarkTable measures every row. It asserts nothing: the table is the proof.
func BenchmarkTable(b *testing.B) {
	shared = b.TempDir()
	var lines []line
	for _, r := range slices.Concat(rows, growthRows()) {
		b.Run(r.name, func(b *testing.B) { lines = append(lines, r.measure(b)...) })
	}
	if err := write(lines); err != nil {
		b.Fatal(err)
	}
	print(lines)
}

// measure runs the two sides in turn, since other work on the machine comes and
// goes, and compares each round with the one beside it.
func (r row) measure(b *testing.B) []line {
	s := r.prepare(b)
	if s.absent != "" {
		return []line{{Job: r.job, Unit: "ms", Reference: r.reference, Target: r.target, Absent: s.absent}}
	}
	var ours, bare, ratios []float64
	for range r.rounds {
		runtime.GC()
		a := s.ours(b)
		runtime.GC()
		z := s.reference(b)
		ours, bare = append(ours, milliseconds(a)), append(bare, milliseconds(z))
		ratios = append(ratios, a.Seconds()/z.Seconds())
	}
	l := line{
		Job: r.job, Unit: "ms", Ours: median(ours), Reference: r.reference, Bare: median(bare),
		Ratio: median(ratios), Target: r.target,
	}
	l.Met = l.Ratio <= l.Target
	b.ReportMetric(l.Ratio, "ratio")
	lines := []line{l}
	if s.limits != nil {
		for _, x := range s.limits() {
			lines = append(lines, line{Job: r.job + ": " + x.what, Unit: x.unit, Ours: x.figure, Target: x.most, Met: x.figure <= x.most})
		}
	}
	return lines
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

func median(figures []float64) float64 {
	sorted := slices.Sorted(slices.Values(figures))
	return sorted[len(sorted)/2]
}

// root is the folder of the module, seen from this package.
const root = "../../.."

// write puts the table where `make bench` says, which nobody keeps.
func write(lines []line) error {
	content, err := json.MarshalIndent(struct {
		When    time.Time `json:"when"`
		Go      string    `json:"go"`
		Machine string    `json:"machine"`
		Rows    []line    `json:"rows"`
	}{time.Now().UTC().Truncate(time.Second), runtime.Version(), machine(), lines}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(root, "build"), 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "build", "bench.json"), append(content, '\n'), 0o666)
}

func machine() string {
	return fmt.Sprintf("%s/%s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
}

func print(lines []line) {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "\n%s, %s\njob\tours\treference\tratio\ttarget\t\n", runtime.Version(), machine())
	for _, l := range lines {
		if l.Absent != "" {
			fmt.Fprintf(w, "%s\t–\t%s\t\t≤ %s ×\tabsent: %s\n", l.Job, l.Reference, figure(l.Target), l.Absent)
			continue
		}
		fmt.Fprintf(w, "%s\t%s %s\t%s\t%s\t≤ %s\t%s\n", l.Job, figure(l.Ours), l.Unit,
			cmp.Or(strings.TrimSpace(figureOr(l.Bare, l.Unit)+" "+l.Reference), "–"), figureOr(l.Ratio, "×"), figure(l.Target)+unitOf(l), met(l.Met))
	}
	_ = w.Flush()
}

// unitOf gives the unit of a target: times the reference, where there is one.
func unitOf(l line) string {
	if l.Bare > 0 {
		return " ×"
	}
	return " " + l.Unit
}

func figureOr(f float64, unit string) string {
	if f == 0 {
		return ""
	}
	return figure(f) + " " + unit
}

func figure(f float64) string { return strconv.FormatFloat(f, 'g', 3, 64) }

func met(yes bool) string {
	if yes {
		return "met"
	}
	return "NOT MET"
}

// timed gives how long something takes that must not fail.
func timed(b *testing.B, do func() error) time.Duration {
	b.Helper()
	begin := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin)
}

func must[T any](b *testing.B) func(T, error) T {
	return func(value T, err error) T {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
		return value
	}
}
