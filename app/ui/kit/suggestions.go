package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// maxSuggestions is how many choices stand below the field at a time.
const maxSuggestions = 8

// suggestions is the list below a picker. It holds the keyboard while it is
// open, because Fyne gives keys to what lies on top only.
type suggestions struct {
	widget.BaseWidget
	field   *PickerField
	choices []Choice
	cursor  int // -1 when the field's own text stands
	popup   *widget.PopUp
	rows    []*choiceRow
	top     int
}

func newSuggestions(f *PickerField, choices []Choice) *suggestions {
	l := &suggestions{field: f, choices: choices, cursor: -1}
	if f.strict {
		l.cursor = 0
	}
	for i := range min(len(choices), maxSuggestions) {
		l.rows = append(l.rows, newChoiceRow(func() { l.field.take(l.choices[l.top+i]) }))
	}
	l.ExtendBaseWidget(l)
	l.fill()
	return l
}

func (l *suggestions) show() {
	canvas := l.field.services.Window.Canvas()
	l.popup = widget.NewPopUp(l, canvas)
	size := l.popup.MinSize()
	size.Width = max(size.Width, l.field.Size().Width)
	showBelow(l.popup, l.field, size)
	canvas.Focus(l)
}

// fill shows the window of choices that the cursor is in.
func (l *suggestions) fill() {
	if l.cursor >= l.top+len(l.rows) {
		l.top = l.cursor - len(l.rows) + 1
	}
	if l.cursor >= 0 && l.cursor < l.top {
		l.top = l.cursor
	}
	for i, row := range l.rows {
		row.set(l.choices[l.top+i], l.top+i == l.cursor)
	}
}

// TypedKey walks the list, takes, closes, and hands the rest to the field.
func (l *suggestions) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyDown:
		l.walk(1)
	case fyne.KeyUp:
		l.walk(-1)
	case fyne.KeyPageDown:
		l.walk(maxSuggestions)
	case fyne.KeyPageUp:
		l.walk(-maxSuggestions)
	case fyne.KeyEscape:
		l.field.close()
	case fyne.KeyReturn, fyne.KeyEnter:
		l.settle()
		l.field.TypedKey(event)
	case fyne.KeyTab:
		l.settle()
		l.field.services.Window.Canvas().FocusNext()
	default:
		l.field.close()
		l.field.TypedKey(event)
		if event.Name == fyne.KeyBackspace || event.Name == fyne.KeyDelete {
			l.field.open(l.field.Offer(l.field.Text))
		}
	}
}

// settle closes the list and takes what the cursor is on.
func (l *suggestions) settle() {
	l.field.close()
	if l.cursor >= 0 {
		l.field.take(l.choices[l.cursor])
	}
}

func (l *suggestions) walk(steps int) {
	l.cursor = max(0, min(len(l.choices)-1, l.cursor+steps))
	l.fill()
}

// AcceptsTab lets Tab take the choice instead of looking for another object in
// the list.
func (l *suggestions) AcceptsTab() bool { return true }

// TypedRune types on in the field.
func (l *suggestions) TypedRune(r rune) {
	l.field.close()
	l.field.TypedRune(r)
}

// TypedShortcut edits the field.
func (l *suggestions) TypedShortcut(shortcut fyne.Shortcut) {
	l.field.close()
	l.field.TypedShortcut(shortcut)
}

// FocusGained is for Fyne.
func (l *suggestions) FocusGained() { Trace("suggestions open") }

// FocusLost is for Fyne.
func (l *suggestions) FocusLost() {}

// CreateRenderer is for Fyne.
func (l *suggestions) CreateRenderer() fyne.WidgetRenderer {
	rows := VStack(0)
	for _, row := range l.rows {
		rows.Add(row)
	}
	return widget.NewSimpleRenderer(rows)
}
