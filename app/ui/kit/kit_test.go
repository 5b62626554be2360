package kit_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// day is the day on which every test is run: a Sunday.
var day = calendar.New(2026, time.November, 22)

// bench is a window with its services, and what the trace said.
type bench struct {
	*kit.Services
	trace    *strings.Builder
	reported []error
}

// newBench gives a French window of a laptop, in the light look.
func newBench(t testing.TB) *bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.Light))
	printer, err := translation.New("fr", "fr")
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1280, 680))
	b := &bench{trace: &strings.Builder{}}
	report := func(err error) string {
		b.reported = append(b.reported, err)
		return "REF-1"
	}
	b.Services = kit.NewServices(w, printer, kit.NewInlineTasks(), func() calendar.Day { return day }, report)
	kit.TraceTo(b.trace)
	t.Cleanup(func() { kit.TraceTo(nil) })
	return b
}

// put shows objects in the window and the keyboard in the first.
func (b *bench) put(content fyne.CanvasObject, focus fyne.Focusable) {
	b.Window.SetContent(content)
	b.Window.Resize(fyne.NewSize(1280, 680))
	if focus != nil {
		b.Window.Canvas().Focus(focus)
	}
}

// key presses keys where the keyboard is, as the driver does.
func (b *bench) key(names ...fyne.KeyName) {
	for _, name := range names {
		event := &fyne.KeyEvent{Name: name}
		c := b.Window.Canvas()
		focused := c.Focused()
		if tabs, is := focused.(fyne.Tabbable); name == fyne.KeyTab && !(is && tabs.AcceptsTab()) {
			c.FocusNext()
			continue
		}
		if focused != nil {
			focused.TypedKey(event)
		} else {
			c.OnTypedKey()(event)
		}
		if now := c.Focused(); name == fyne.KeySpace && now != nil {
			now.TypedRune(' ') // the driver sends the space as a letter, too
		}
	}
}

// chord presses a key with a modifier where the keyboard is: a field or a table,
// because the canvas of tests takes no chord itself.
func (b *bench) chord(name fyne.KeyName, modifier fyne.KeyModifier) {
	shortcut := &desktop.CustomShortcut{KeyName: name, Modifier: modifier}
	b.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(shortcut)
}

// write types a text where the keyboard is.
func (b *bench) write(text string) {
	for _, r := range text {
		b.Window.Canvas().Focused().TypedRune(r)
	}
}

// wantTrace checks the last lines of the trace.
func (b *bench) wantTrace(t *testing.T, lines ...string) {
	t.Helper()
	if want := strings.Join(lines, "\n") + "\n"; !strings.HasSuffix(b.trace.String(), want) {
		t.Errorf("the trace ends\n%s\nwant\n%s", b.trace, want)
	}
}

// markup is what the window shows, in words.
func (b *bench) markup() string { return test.RenderToMarkup(b.Window.Canvas()) }

// wantShown checks that the window shows texts.
func (b *bench) wantShown(t *testing.T, texts ...string) {
	t.Helper()
	markup := b.markup()
	for _, text := range texts {
		if !strings.Contains(markup, ">"+text+"<") {
			t.Errorf("the window does not show %q", text)
		}
	}
}

// wantHidden checks that the window does not show texts.
func (b *bench) wantHidden(t *testing.T, texts ...string) {
	t.Helper()
	markup := b.markup()
	for _, text := range texts {
		if strings.Contains(markup, ">"+text+"<") {
			t.Errorf("the window shows %q", text)
		}
	}
}

// errDisk is an error that nobody foresaw.
var errDisk = errors.New("disk on fire")
