package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// ticksPerSecond is the unit in which Linux gives the time that a process has used.
const ticksPerSecond = 100

// TestWindowAtRest prints which part of a processor the window takes while nobody
// touches it: before sign-in with the cursor in a field, with figures and charts, with
// a long table, with the date and the amount of a voucher half typed, and with the
// list of tasks. `make idle` looks at each for a minute.
func TestWindowAtRest(t *testing.T) {
	d := newDesktop(t)
	data := filepath.Join(t.TempDir(), "exemple")
	ctl(t, data, "demo", data, "--yes")
	w := d.launch(filepath.Join(data, "kolda"))
	w.await("screen welcome.sign-in")
	w.rests("sign-in")
	w.read = 0
	w.signIn("awa.diop@eauvive.example", "eau-vive-kolda")
	w.rests("dashboard")
	w.openBook()
	w.await("grid book")
	w.rests("cash book")
	w.key("ctrl+n")
	w.reach("text")
	w.write("Carburant du forage")
	w.rests("voucher half typed")
	w.reach("day")
	w.rests("its date")
	w.close()

	w = d.launch(filepath.Join(data, "siege"), "--theme", "dark")
	w.signIn("ndeye.fall@eauvive.example", "eau-vive-siege")
	for _, section := range []string{"tasks", "users"} {
		w.section(section)
		w.await("grid " + section)
		w.rests(section)
	}
}

// rests prints which part of a processor the program takes, once the cursor has
// come to rest.
func (w *window) rests(screen string) {
	w.t.Helper()
	during, err := time.ParseDuration(os.Getenv("COMPTOIR_IDLE"))
	if err != nil {
		during = time.Second
	}
	time.Sleep(min(during, 8*time.Second))
	before := w.used()
	time.Sleep(during)
	w.t.Logf("at rest for %v, %s: %.1f %% of a processor", during, screen, 100*(w.used()-before).Seconds()/during.Seconds())
}

// used gives the time of all processors that the program has used.
func (w *window) used() time.Duration {
	w.t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", w.cmd.Process.Pid))
	if err != nil {
		w.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ") // what follows the name of the program, see proc(5)
	fields := strings.Fields(rest)
	var ticks int64
	for _, field := range fields[11:13] { // utime, stime
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			w.t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * time.Second / ticksPerSecond
}
