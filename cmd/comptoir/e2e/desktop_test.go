package e2e

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// screen is the size of an old laptop.
const screen = "1366x768x24"

// repository is the project's root, seen from this package.
const repository = "../../.."

// output gives the folder for screenshots and traces, and skips where nobody
// asked for journeys.
func output(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("COMPTOIR_E2E")
	if dir == "" {
		t.Skip("journeys need a virtual screen: run `make e2e`")
	}
	return dir
}

// desktop is a virtual screen with a window manager and a French keyboard.
type desktop struct {
	t       *testing.T
	display string
	runtime string
}

func newDesktop(t *testing.T) *desktop {
	t.Helper()
	output(t)
	d := &desktop{t: t, runtime: t.TempDir()}
	d.startScreen()
	d.startQuietly("openbox")
	d.do("setxkbmap", "fr")
	return d
}

// startScreen starts Xvfb on a display that it finds free itself.
func (d *desktop) startScreen() {
	d.t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", screen, "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{write}
	d.start(cmd)
	_ = write.Close()
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		d.t.Fatalf("Xvfb gives no display: %v", err)
	}
	d.display = ":" + strings.TrimSpace(number)
}

func (d *desktop) startQuietly(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	d.start(cmd)
	return cmd
}

// start starts a program that ends with the test.
func (d *desktop) start(cmd *exec.Cmd) {
	d.t.Helper()
	cmd.Env = d.environment()
	if err := cmd.Start(); err != nil {
		d.t.Fatalf("%s: %v", cmd.Path, err)
	}
	d.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

func (d *desktop) environment() []string {
	return append(os.Environ(), "DISPLAY="+d.display, "XDG_RUNTIME_DIR="+d.runtime, "HOME="+d.runtime,
		"LANG=fr_FR.UTF-8", "LC_ALL=C.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1", "DBUS_SESSION_BUS_ADDRESS=", "FYNE_SCALE=1")
}

// do runs a short program on the screen.
func (d *desktop) do(name string, args ...string) string {
	d.t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = d.environment()
	out, err := cmd.CombinedOutput()
	if err != nil {
		d.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// shoot takes a screenshot.
func (d *desktop) shoot(name string) {
	d.t.Helper()
	time.Sleep(painting()) // the last frame is painted after its event was traced
	d.do("import", "-window", "root", filepath.Join(output(d.t), name+".png"))
}

// painting is how long a frame may take: longer where more programs run than
// there are processors.
func painting() time.Duration {
	load, busy := 0.0, settle
	if line, err := os.ReadFile("/proc/loadavg"); err == nil {
		_, _ = fmt.Sscanf(string(line), "%g", &load) // no load is told elsewhere than on Linux
	}
	if share := load / float64(runtime.NumCPU()); share > 1 {
		busy = time.Duration(share * float64(settle))
	}
	return min(busy, 5*settle)
}

const (
	settle  = 300 * time.Millisecond
	patient = 40 * time.Second
)

// window is the built program, and how far its trace has been read.
type window struct {
	*desktop
	cmd   *exec.Cmd
	trace string
	read  int // lines
}

// launch opens the program on a data folder.
func (d *desktop) launch(data string, args ...string) *window {
	d.t.Helper()
	w := &window{desktop: d, trace: filepath.Join(d.t.TempDir(), "trace")}
	program, err := filepath.Abs(filepath.Join(repository, "bin", "comptoir"))
	if err != nil {
		d.t.Fatal(err)
	}
	w.cmd = exec.Command(program, append([]string{"--data", data, "--trace", w.trace}, args...)...)
	w.cmd.Stderr = os.Stderr
	d.start(w.cmd)
	d.t.Cleanup(w.explain)
	w.await("screen ")
	w.read = 0
	d.do("xdotool", "search", "--sync", "--onlyvisible", "--name", "Comptoir", "windowfocus", "--sync")
	d.do("wmctrl", "-r", "Comptoir", "-b", "add,maximized_vert,maximized_horz")
	return w
}

// close ends the program as its window's close button does.
func (w *window) close() {
	w.t.Helper()
	if err := w.cmd.Process.Signal(os.Interrupt); err != nil {
		w.t.Fatal(err)
	}
	_ = w.cmd.Wait() // an interrupted program has no status worth reading
}

// explain shows the end of the trace and the screen of a failed journey.
func (w *window) explain() {
	if !w.t.Failed() {
		return
	}
	lines := w.lines()
	w.t.Logf("the last events:\n%s", strings.Join(lines[max(0, len(lines)-25):], "\n"))
	w.shoot("failed-" + strings.ReplaceAll(w.t.Name(), "/", "-"))
}

func (w *window) lines() []string {
	b, err := os.ReadFile(w.trace)
	if err != nil {
		return nil
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

// event cuts the milliseconds off that begin a line of the trace.
func event(line string) string {
	number, rest, found := strings.Cut(line, " ")
	if found && strings.Trim(number, "0123456789") == "" {
		return rest
	}
	return line
}

// await waits for the next event that begins so, and gives it whole.
func (w *window) await(prefix string) string {
	w.t.Helper()
	found, ok := w.next(prefix, patient)
	if !ok {
		w.t.Fatalf("the window never came to %q", prefix)
	}
	return found
}

func (w *window) next(prefix string, within time.Duration) (string, bool) {
	for deadline := time.Now().Add(within); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		lines := w.lines()
		for i := w.read; i < len(lines); i++ {
			if strings.HasPrefix(event(lines[i]), prefix) {
				w.read = i + 1
				return event(lines[i]), true
			}
		}
	}
	return "", false
}

// key presses keys, such as "Return" or "ctrl+n".
func (w *window) key(keys ...string) {
	w.t.Helper()
	w.do("xdotool", append([]string{"key", "--delay", "40"}, keys...)...)
}

// write types a text where the cursor is.
func (w *window) write(text string) {
	w.t.Helper()
	w.do("xdotool", "type", "--delay", "25", text)
}

// reach presses Tab until the part of that name has the focus: "focus amount",
// "focus button Appliquer".
func (w *window) reach(name string) {
	w.t.Helper()
	for range 60 {
		if w.focused() == "focus "+name {
			return
		}
		before := len(w.lines())
		w.key("Tab")
		for range 50 {
			if len(w.lines()) > before {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	w.t.Fatalf("Tab never came to %q", name)
}

// focused gives the last focus event.
func (w *window) focused() string {
	lines := w.lines()
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.HasPrefix(event(lines[i]), "focus ") {
			return plainly.Replace(event(lines[i]))
		}
	}
	return ""
}

// fill reaches a field and types into it.
func (w *window) fill(field, text string) {
	w.t.Helper()
	w.reach(field)
	w.write(text)
}

// press reaches a button and presses it.
func (w *window) press(button string) {
	w.t.Helper()
	w.reach("button " + button)
	w.mark()
	w.key("Return")
}

// mark makes the next await look only at what happens from now on.
func (w *window) mark() { w.read = len(w.lines()) }

// ctl runs comptoirctl, for what a journey needs before it begins.
func ctl(t *testing.T, data string, args ...string) string {
	t.Helper()
	output(t)
	cmd := exec.Command(filepath.Join(repository, "bin", "comptoirctl"), append([]string{"--data", data}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("comptoirctl %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// milliseconds gives the time that begins a line of the trace.
func (w *window) milliseconds(prefix string) (ms int) {
	w.t.Helper()
	for _, line := range w.lines() {
		if strings.HasPrefix(event(line), prefix) {
			if _, err := fmt.Sscanf(line, "%d ", &ms); err != nil {
				w.t.Fatalf("the trace has no time: %q", line)
			}
			return ms
		}
	}
	w.t.Fatalf("no event %q", prefix)
	return 0
}
