package kit

import "fyne.io/fyne/v2"

// The titles of a table that can be sorted take the keyboard: arrows go from
// title to title and down to the rows, Enter and Space sort.

// FocusGained shows which title keys act on.
func (h *gridHead) FocusGained() {
	h.focused = true
	if h.sorted >= 0 {
		h.at = h.sorted
	}
	h.step(h.at, 1)
	Trace("focus titles")
	h.Refresh()
}

// FocusLost hides it.
func (h *gridHead) FocusLost() {
	h.focused = false
	h.Refresh()
}

// Disabled keeps Tab from titles that do nothing.
func (h *gridHead) Disabled() bool {
	for _, title := range h.widths.titles {
		if title.sort {
			return false
		}
	}
	return true
}

// Enable is for fyne.Disableable; the columns decide.
func (h *gridHead) Enable() {}

// Disable is for fyne.Disableable.
func (h *gridHead) Disable() {}

// TypedKey goes from title to title and sorts.
func (h *gridHead) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft:
		h.step(h.at-1, -1)
	case fyne.KeyRight:
		h.step(h.at+1, 1)
	case fyne.KeyHome:
		h.step(0, 1)
	case fyne.KeyEnd:
		h.step(len(h.widths.titles)-1, -1)
	case fyne.KeyReturn, fyne.KeyEnter:
		h.order(h.at)
	case fyne.KeyDown:
		h.down()
	case fyne.KeySpace: // comes as a letter too, see TypedRune
	default:
		forwardKey(h, event)
		return
	}
	h.Refresh()
}

// TypedRune is the space that sorts.
func (h *gridHead) TypedRune(r rune) {
	if r == ' ' {
		h.order(h.at)
	}
}

// step goes to the next title from a place on by which one can sort.
func (h *gridHead) step(from, by int) {
	for i := from; i >= 0 && i < len(h.widths.titles); i += by {
		if h.widths.titles[i].sort {
			h.at = i
			return
		}
	}
}
