package bench

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// fewTransactions make about a hundred lines.
const fewTransactions = 45

// windowRow opens the window on a data folder with a million lines, on a virtual
// screen with OpenGL in software: from the start of the program to the screen that
// asks who is there, with the cursor in its first field. The reference opens the same
// program on a folder with a hundred lines: what is in a folder must not matter.
// `make bench` builds the program first.
var windowRow = row{
	name: "window", job: "open a folder with a million lines, to the first screen",
	reference: "the same with a hundred", target: 1.2, rounds: 7,
	prepare: func(b *testing.B) sides {
		s, absent := newScreen(b)
		if absent != "" {
			return sides{absent: absent}
		}
		large := readMillion(b)
		large.close(b)
		small := newBooks(b)
		_, csv, _ := synthetic(b, b.TempDir(), fewTransactions)
		if err := small.take(b, csv); err != nil {
			b.Fatal(err)
		}
		small.close(b)
		s.open(b, small.dir) // the first start makes caches
		var times, memory []float64
		return sides{
			ours: func(b *testing.B) time.Duration {
				o := s.open(b, large.dir)
				times, memory = append(times, o.took.Seconds()), append(memory, o.peakMB)
				return o.took
			},
			reference: func(b *testing.B) time.Duration { return s.open(b, small.dir).took },
			limits: func() []limit {
				return []limit{
					{"time", median(times), "s", 0.5},
					{"memory", median(memory), "MB", 200},
				}
			},
		}
	},
}

// screen is a virtual screen.
type screen struct{ program, display, home string }

// newScreen starts one, or says what is missing for it.
func newScreen(b *testing.B) (s screen, absent string) {
	s.home = b.TempDir()
	s.program = must[string](b)(filepath.Abs(filepath.Join(root, "bin", "comptoir")))
	if _, err := os.Stat(s.program); err != nil {
		return s, "the window is not built"
	}
	if _, err := exec.LookPath("Xvfb"); err != nil {
		return s, "there is no screen: Xvfb is not installed"
	}
	read, write, err := os.Pipe()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{write}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	_ = write.Close()
	s.display = ":" + strings.TrimSpace(must[string](b)(bufio.NewReader(read).ReadString('\n')))
	return s, ""
}

// opened is what opening a window took.
type opened struct {
	took   time.Duration // until the screen was ready
	peakMB float64       // most memory until then
}

// open opens the window on a folder and closes it once its first screen is ready.
func (s screen) open(b *testing.B, dir string) opened {
	b.Helper()
	trace := filepath.Join(b.TempDir(), "trace")
	cmd := exec.Command(s.program, "--data", dir, "--trace", trace)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display, "HOME="+s.home, "XDG_RUNTIME_DIR="+s.home,
		"LIBGL_ALWAYS_SOFTWARE=1", "DBUS_SESSION_BUS_ADDRESS=", "FYNE_SCALE=1")
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	for time.Since(begin) < time.Minute {
		if ready(trace) {
			break
		}
		time.Sleep(2 * time.Millisecond)
	}
	o := opened{took: time.Since(begin), peakMB: peak(cmd.Process.Pid)}
	if !ready(trace) {
		b.Fatal("the window shows nothing")
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil { // closes it as its close button does
		b.Fatal(err)
	}
	_ = cmd.Wait() // an interrupted program has no status worth reading
	return o
}

// ready reports whether the trace of a window tells of the first screen.
func ready(trace string) bool {
	content, err := os.ReadFile(trace)
	return err == nil && strings.Contains(string(content), "screen welcome.sign-in")
}

// peak gives the most memory that a running program held.
func peak(pid int) (megabytes float64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if m := highWater.FindSubmatch(status); err == nil && m != nil {
		kilobytes, _ := strconv.ParseFloat(string(m[1]), 64)
		megabytes = kilobytes / 1024
	}
	return megabytes
}
