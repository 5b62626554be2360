package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// plainly takes the no-break spaces out of what the window says.
var plainly = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

// says waits until the window tells something that has the text in it.
func (w *window) says(text string) {
	w.t.Helper()
	for deadline := time.Now().Add(patient); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		lines := w.lines()
		for i := w.read; i < len(lines); i++ {
			said := plainly.Replace(event(lines[i]))
			told := strings.HasPrefix(said, "notice ") || strings.HasPrefix(said, "explained ")
			if told && strings.Contains(said, text) {
				w.read = i + 1
				return
			}
		}
	}
	w.t.Fatalf("the window never said %q", text)
}

// shows waits until the overview has that many users.
func (w *window) shows(people int) {
	w.t.Helper()
	w.settles(fmt.Sprintf("users shown %d", people))
	w.await("grid users")
}

// settles waits until the last event that begins as this one does is this one.
func (w *window) settles(wanted string) {
	w.t.Helper()
	prefix := wanted[:strings.LastIndex(wanted, " ")+1]
	last := ""
	for deadline := time.Now().Add(patient); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		lines := w.lines()
		for i := w.read; i < len(lines); i++ {
			if strings.HasPrefix(event(lines[i]), prefix) {
				last, w.read = event(lines[i]), i+1
			}
		}
		if last == wanted {
			return
		}
	}
	w.t.Fatalf("the window came to %q, not to %q", last, wanted)
}

// back presses Shift+Tab until the part of that name has the focus; what lies
// before the focus is nearer that way.
func (w *window) back(name string) {
	w.t.Helper()
	for range 60 {
		if w.focused() == "focus "+name {
			return
		}
		before := len(w.lines())
		w.key("shift+Tab")
		for range 50 {
			if len(w.lines()) > before {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	w.t.Fatalf("Shift+Tab never came to %q", name)
}

// pressBack presses a button that lies before the focus.
func (w *window) pressBack(button string) {
	w.t.Helper()
	w.back("button " + button)
	w.mark()
	w.key("Return")
}

// into puts a text into a field in place of what stands there.
func (w *window) into(field, text string) {
	w.t.Helper()
	w.reach(field)
	w.key("ctrl+a")
	w.write(text)
}

// pickThen chooses in a field and waits until Enter has led to the next.
func (w *window) pickThen(field, text, next string) {
	w.t.Helper()
	w.reach(field)
	w.mark()
	w.pick(field, text)
	w.await("focus " + next)
}

// tick ticks a box or clears it.
func (w *window) tick(box string) {
	w.t.Helper()
	w.reach(box)
	w.mark()
	w.key("space")
}

// tile opens one of the tiles of a screen.
func (w *window) tile(name, screen string) {
	w.t.Helper()
	w.reach("tile " + name)
	for range 4 { // a virtual screen loses a key now and then
		w.mark()
		w.key("Return")
		if _, open := w.next("screen "+screen, patient/4); open {
			return
		}
	}
	w.t.Fatalf("the tile %q does not open", name)
}

// file answers the dialog that asks for a file or a folder.
func (w *window) file(path string) {
	w.t.Helper()
	w.await("dialog open file")
	w.reach("path")
	w.key("ctrl+a")
	w.write(path)
	w.mark()
	w.key("Return")
	w.await("dialog close file")
}

// export writes what the screen shows as a file, and gives its path.
func (w *window) export(dialog, format, extension, folder string) string {
	w.t.Helper()
	w.mark()
	w.key("ctrl+e")
	w.await("dialog open " + dialog)
	w.reach("export-format")
	w.key("ctrl+a")
	w.write(format)
	w.into("export-folder", folder)
	w.shoot(dialog + "-" + extension)
	w.press("Exporter")
	w.says("Exporté : ")
	return newest(w.t, folder, "."+extension)
}

// shortFolder is a folder whose path is soon typed.
func shortFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "e")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// ask runs a command as the administrator, beside the open window, and reads its
// JSON.
func ask[T any](o *office, args ...string) (answer T) {
	o.t.Helper()
	out := o.ctl(append(args, "--json")...)
	if err := json.Unmarshal([]byte(out), &answer); err != nil {
		o.t.Fatalf("comptoirctl %v: %v in %s", args, err, out)
	}
	return answer
}

// want fails the journey when the data are not what the window said.
func want[T comparable](t *testing.T, what string, got, wanted T) {
	t.Helper()
	if got != wanted {
		t.Errorf("%s: %v, want %v", what, got, wanted)
	}
}

// contents reads a file as text.
func contents(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// save writes a text as a file.
func save(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// workbook writes rows as a spreadsheet of another program.
func workbook(t *testing.T, path string, rows [][]string) {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}
