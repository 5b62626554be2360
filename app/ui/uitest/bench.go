// Package uitest drives screens without a display, as a person would: by the
// keyboard, waiting for what the trace tells. Tests only.
package uitest

import (
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

// Day is the day on which every test is run.
var Day = calendar.New(2026, time.November, 21)

// Bench is a window of a laptop with its services, and what the trace said.
type Bench struct {
	*kit.Services
	T        *testing.T
	Reported []error // unforeseen errors
	trace    *strings.Builder
	read     int // bytes of the trace that Await has seen
}

// New furnishes a French window in the light look.
func New(t *testing.T) *Bench {
	t.Helper()
	return In(t, "fr")
}

// In furnishes a window in a language.
func In(t *testing.T, language string) *Bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.Light))
	printer, err := translation.New(language, "")
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1366, 740))
	b := &Bench{T: t, trace: &strings.Builder{}}
	b.Services = kit.NewServices(w, printer.In(time.UTC), kit.NewInlineTasks(), func() calendar.Day { return Day }, b.report)
	kit.TraceTo(b.trace)
	t.Cleanup(func() { kit.TraceTo(nil) })
	return b
}

func (b *Bench) report(err error) string {
	b.Reported = append(b.Reported, err)
	return "REF-1"
}

// Trace gives everything that the trace said.
func (b *Bench) Trace() string { return b.trace.String() }

// Await checks that the trace has said a line that begins so since the last
// Await, and gives the line.
func (b *Bench) Await(prefix string) string {
	b.T.Helper()
	for _, line := range strings.SplitAfter(b.trace.String()[b.read:], "\n") {
		b.read += len(line)
		if strings.HasPrefix(line, prefix) {
			return strings.TrimSuffix(line, "\n")
		}
	}
	b.T.Fatalf("the window never came to %q; the trace ends\n%s\nunforeseen: %v", prefix, tail(b.trace.String()), b.Reported)
	return ""
}

func tail(trace string) string {
	lines := strings.Split(trace, "\n")
	return strings.Join(lines[max(0, len(lines)-20):], "\n")
}

// Key presses keys where the keyboard is, as the driver does.
func (b *Bench) Key(names ...fyne.KeyName) {
	c := b.Window.Canvas()
	for _, name := range names {
		focused := c.Focused()
		if tabs, is := focused.(fyne.Tabbable); name == fyne.KeyTab && !(is && tabs.AcceptsTab()) {
			c.FocusNext()
			continue
		}
		if focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: name})
		} else {
			c.OnTypedKey()(&fyne.KeyEvent{Name: name})
		}
		if now := c.Focused(); name == fyne.KeySpace && now != nil {
			now.TypedRune(' ') // the driver sends the space as a letter, too
		}
	}
}

// Chord presses a key with Ctrl.
func (b *Bench) Chord(name fyne.KeyName) {
	shortcut := &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl}
	if focused, is := b.Window.Canvas().Focused().(fyne.Shortcutable); is {
		focused.TypedShortcut(shortcut)
		return
	}
	b.Window.Canvas().(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(shortcut)
}

// Click taps where a text stands.
func (b *Bench) Click(text string) {
	b.T.Helper()
	c := b.Window.Canvas()
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	at, found := find(root, fyne.NewPos(0, 0), text)
	if !found {
		b.T.Fatalf("%q stands nowhere", text)
	}
	b.read = b.trace.Len()
	test.TapCanvas(c, at)
}

// find gives the middle of the first visible object of that label, seen from an
// object that stands at a position.
func find(o fyne.CanvasObject, at fyne.Position, label string) (fyne.Position, bool) {
	if !o.Visible() {
		return at, false
	}
	at = at.Add(o.Position())
	if labelled, is := o.(interface{ AccessibilityLabel() string }); is && labelled.AccessibilityLabel() == label {
		return at.AddXY(o.Size().Width/2, o.Size().Height/2), true
	}
	for _, child := range childrenOf(o) {
		if middle, found := find(child, at, label); found {
			return middle, true
		}
	}
	return at, false
}

func childrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// Write types a text where the keyboard is.
func (b *Bench) Write(text string) {
	for _, r := range text {
		b.Window.Canvas().Focused().TypedRune(r)
	}
}

// Reach presses Tab until the part of that name has the keyboard: "amount",
// "button Appliquer".
func (b *Bench) Reach(name string) {
	b.T.Helper()
	for range 80 {
		if b.focused() == "focus "+name {
			return
		}
		b.Key(fyne.KeyTab)
	}
	b.T.Fatalf("Tab never came to %q; the trace ends\n%s", name, tail(b.trace.String()))
}

// focused gives the last focus event of the trace.
func (b *Bench) focused() string {
	trace := b.trace.String()
	at := strings.LastIndex("\n"+trace, "\nfocus ")
	if at < 0 {
		return ""
	}
	line, _, _ := strings.Cut(trace[at:], "\n")
	return line
}

// Fill reaches a field and types into it.
func (b *Bench) Fill(field, text string) {
	b.T.Helper()
	b.Reach(field)
	b.Write(text)
}

// Press reaches a button and presses it.
func (b *Bench) Press(button string) {
	b.T.Helper()
	b.Reach("button " + button)
	b.read = b.trace.Len()
	b.Key(fyne.KeyReturn)
}

// Open reaches a tile, a box or the like and opens it with Space.
func (b *Bench) Open(name string) {
	b.T.Helper()
	b.Reach(name)
	b.read = b.trace.Len()
	b.Key(fyne.KeySpace)
}
