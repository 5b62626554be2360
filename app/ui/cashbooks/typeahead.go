package cashbooks

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// maxAhead is how many keys are kept; nobody types further ahead of a disk.
const maxAhead = 400

// typeahead has the keyboard while a voucher is being written and hands on
// afterwards what was typed meanwhile: a slow disk loses no key.
type typeahead struct {
	widget.BaseWidget
	canvas fyne.Canvas
	keys   []func(fyne.Focusable)
}

func newTypeahead(c fyne.Canvas) *typeahead {
	a := &typeahead{canvas: c}
	a.ExtendBaseWidget(a)
	a.Hide() // and so no stop of the Tab key
	return a
}

// catch takes the keyboard.
func (a *typeahead) catch() {
	a.Show()
	a.canvas.Focus(a)
}

// drop forgets what was typed and leaves the keyboard to somebody else.
func (a *typeahead) drop() {
	a.keys = nil
	a.Hide()
}

// release gives the keyboard to a field and types there what was typed.
func (a *typeahead) release(to fyne.Focusable) {
	keys := a.keys
	a.drop()
	a.canvas.Focus(to)
	for _, key := range keys {
		if focused := a.canvas.Focused(); focused != nil {
			key(focused)
		}
	}
}

func (a *typeahead) keep(key func(fyne.Focusable)) {
	if len(a.keys) < maxAhead {
		a.keys = append(a.keys, key)
	}
}

// TypedRune keeps a character.
func (a *typeahead) TypedRune(r rune) {
	a.keep(func(to fyne.Focusable) { to.TypedRune(r) })
}

// TypedKey keeps a key.
func (a *typeahead) TypedKey(event *fyne.KeyEvent) {
	a.keep(func(to fyne.Focusable) {
		tabbable, takes := to.(fyne.Tabbable)
		if event.Name == fyne.KeyTab && !(takes && tabbable.AcceptsTab()) {
			a.canvas.FocusNext()
			return
		}
		to.TypedKey(event)
	})
}

// TypedShortcut keeps a chord.
func (a *typeahead) TypedShortcut(shortcut fyne.Shortcut) {
	a.keep(func(to fyne.Focusable) {
		if shortcutable, takes := to.(fyne.Shortcutable); takes {
			shortcutable.TypedShortcut(shortcut)
		}
	})
}

// AcceptsTab keeps the Tab key, too.
func (a *typeahead) AcceptsTab() bool { return true }

// FocusGained is for Fyne.
func (a *typeahead) FocusGained() {}

// FocusLost is for Fyne.
func (a *typeahead) FocusLost() {}

// MinSize takes no room.
func (a *typeahead) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (a *typeahead) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}
