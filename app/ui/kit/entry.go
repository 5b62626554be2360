package kit

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/comptoir/comptoir/app/fault"
)

// maxRunes bounds what a field takes, unless it says otherwise.
const maxRunes = 200

// Field is anything that a form can hold.
type Field interface {
	fyne.CanvasObject
	fyne.Focusable
	// Check reads what is typed and gives what is wrong with it, or "". The
	// field shows it from then on.
	Check() string
	// Problem gives what Check found last.
	Problem() string
	// OnProblem is called when that changes.
	OnProblem(func())
}

// TextField takes one line of text. Enter goes to the next field, or commits;
// keys that it has no use for go to the window; what is wrong shows when it is
// left.
type TextField struct {
	widget.Entry

	// Required refuses an empty field.
	Required bool
	// MaxRunes bounds the length.
	MaxRunes int
	// Commit is what Enter does instead of going to the next field.
	Commit func()
	// Verify gives an error for a text that is not empty.
	Verify func(text string) error

	services *Services
	name     string
	problem  string
	changed  func()
	arrange  func(text string) string // spelling of a right text when left
	typed    bool                     // something was typed since the last check
	before   string                   // the text when the field was entered
	keys     func(*fyne.KeyEvent) bool
	runes    func(rune) bool
}

// NewTextField gives an empty field; the name is for the trace.
func NewTextField(s *Services, name string) *TextField {
	f := &TextField{}
	f.init(s, name)
	f.ExtendBaseWidget(f)
	return f
}

func (f *TextField) init(s *Services, name string) {
	f.services, f.name, f.MaxRunes = s, name, maxRunes
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
}

// SetText changes the text; it counts as checked. What was selected is selected
// anew: Fyne would keep the ends of a selection in the text before, and every
// rune typed then would replace the one before.
func (f *TextField) SetText(text string) {
	selected := f.SelectedText() != ""
	f.Entry.SetText(text)
	f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if selected {
		f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	f.typed = false
	f.report("")
}

// Problem gives what is wrong, in words, or "".
func (f *TextField) Problem() string { return f.problem }

// OnProblem is called when Problem changes.
func (f *TextField) OnProblem(changed func()) { f.changed = changed }

// Check reads what is typed and gives what is wrong with it, or "".
func (f *TextField) Check() string {
	f.typed = false
	problem := f.verify()
	if problem == "" && f.arrange != nil && f.Text != "" {
		if text := f.arrange(f.Text); text != f.Text {
			f.Entry.SetText(text)
		}
	}
	f.report(problem)
	return problem
}

func (f *TextField) verify() string {
	switch {
	case f.Text == "" && f.Required:
		return f.services.T("field.required")
	case f.Text == "":
		return ""
	case utf8.RuneCountInString(f.Text) > f.MaxRunes:
		return f.services.T("field.long", fault.Args{"Count": f.MaxRunes})
	case f.Verify != nil:
		if err := f.Verify(f.Text); err != nil {
			text, _ := f.services.Explain(err)
			return text
		}
	}
	return ""
}

// Refuse shows an error of the service under the field that caused it, and what
// to do.
func (f *TextField) Refuse(err error) {
	text, hint := f.services.Explain(err)
	f.report(text + " " + hint)
}

func (f *TextField) report(problem string) {
	if f.problem == problem {
		return
	}
	f.problem = problem
	if problem != "" {
		Trace("field refused " + f.name)
	}
	if f.changed != nil {
		f.changed()
	}
}

// FocusGained selects the text, so that typing replaces it.
func (f *TextField) FocusGained() {
	f.Entry.FocusGained()
	f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.before = f.Text
	blinking[f] = struct{}{}
	Trace("focus " + f.name)
}

// FocusLost checks what was typed.
func (f *TextField) FocusLost() {
	f.Entry.FocusLost()
	delete(blinking, f)
	if f.typed {
		f.Check()
	}
}

// TypedRune takes a character, as far as there is room.
func (f *TextField) TypedRune(r rune) {
	touch()
	if f.runes != nil && f.runes(r) {
		return
	}
	if utf8.RuneCountInString(f.Text) < f.MaxRunes || f.SelectedText() != "" {
		f.typed = true
		f.Entry.TypedRune(r)
	}
}

// TypedKey edits, advances on Enter, and forwards what is not for a field.
func (f *TextField) TypedKey(event *fyne.KeyEvent) {
	touch()
	if f.keys != nil && f.keys(event) {
		return
	}
	switch event.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.advance()
	case fyne.KeyEscape:
		f.restore()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown,
		fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		f.services.Keys.typed(event.Name, 0)
	default:
		f.typed = f.typed || event.Name == fyne.KeyBackspace || event.Name == fyne.KeyDelete
		f.Entry.TypedKey(event)
	}
}

// restore is Esc: it takes back what was typed; in a dialog, or with nothing to
// take back, the key goes to the window.
func (f *TextField) restore() {
	if f.services.Keys.inDialog() || f.Text == f.before {
		f.services.Keys.typed(fyne.KeyEscape, 0)
		return
	}
	f.SetText(f.before)
	f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// advance is Enter: it commits, confirms the dialog, or goes to the next field;
// with something wrong it stays.
func (f *TextField) advance() {
	switch {
	case f.Commit != nil:
		f.Commit()
	case f.Check() != "":
	case f.services.Keys.inDialog():
		f.services.Keys.typed(fyne.KeyReturn, 0)
	default:
		f.services.Window.Canvas().FocusNext()
	}
}

// TypedShortcut edits, and forwards chords that are not for a field.
func (f *TextField) TypedShortcut(shortcut fyne.Shortcut) {
	if chord, is := shortcut.(*desktop.CustomShortcut); is && !editing(chord.KeyName) {
		f.services.Keys.typed(chord.KeyName, chord.Modifier)
		return
	}
	f.typed = true
	f.Entry.TypedShortcut(shortcut)
}

// editing tells keys that move or delete by words, with whatever modifier.
func editing(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}
