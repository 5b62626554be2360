package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// gridKeys is what a table does with the keyboard and the mouse, whatever its
// rows are.
type gridKeys interface {
	length() int
	newRow() *gridRow
	bindRow(n int, row *gridRow)
	key(name fyne.KeyName, shift, ctrl bool) bool
	rune(r rune)
	copy()
	selectAll()
	focusChanged()
}

// gridBody is the list of rows in sight. Fyne's list draws and scrolls it; keys,
// cursor and selection are ours.
type gridBody struct {
	widget.List
	keys        gridKeys
	focused     bool
	shift, ctrl bool
}

func newGridBody(keys gridKeys) *gridBody {
	b := &gridBody{keys: keys}
	b.HideSeparators = true
	b.Length = keys.length
	b.CreateItem = func() fyne.CanvasObject { return keys.newRow() }
	b.UpdateItem = func(n int, o fyne.CanvasObject) { keys.bindRow(n, o.(*gridRow)) }
	b.ExtendBaseWidget(b)
	return b
}

// MinSize lets the table be as low as its place demands.
func (b *gridBody) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	return fyne.NewSize(100, 2*RowHeight)
}

// FocusGained shows the cursor as the one that keys move.
func (b *gridBody) FocusGained() {
	b.focused = true
	Trace("focus grid")
	b.keys.focusChanged()
}

// FocusLost shows the cursor as resting.
func (b *gridBody) FocusLost() {
	b.focused, b.shift, b.ctrl = false, false, false
	b.keys.focusChanged()
}

// KeyDown remembers the modifiers, which Fyne does not tell with a key.
func (b *gridBody) KeyDown(event *fyne.KeyEvent) { b.modifier(event.Name, true) }

// KeyUp forgets them.
func (b *gridBody) KeyUp(event *fyne.KeyEvent) { b.modifier(event.Name, false) }

func (b *gridBody) modifier(name fyne.KeyName, down bool) {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		b.shift = down
	case desktop.KeyControlLeft, desktop.KeyControlRight:
		b.ctrl = down
	}
}

// TypedKey moves, selects and opens; what a table has no use for goes to the
// window.
func (b *gridBody) TypedKey(event *fyne.KeyEvent) {
	touch()
	if !b.keys.key(event.Name, b.shift, b.ctrl) {
		forwardKey(b, event)
	}
}

// TypedRune looks for the row that begins with what is typed.
func (b *gridBody) TypedRune(r rune) {
	touch()
	b.keys.rune(r)
}

// TypedShortcut copies and selects all; other chords go to the window.
func (b *gridBody) TypedShortcut(shortcut fyne.Shortcut) {
	switch s := shortcut.(type) {
	case *fyne.ShortcutCopy:
		b.keys.copy()
	case *fyne.ShortcutSelectAll:
		b.keys.selectAll()
	case *desktop.CustomShortcut:
		if !b.keys.key(s.KeyName, s.Modifier&fyne.KeyModifierShift != 0, true) {
			if k := keysOf(b); k != nil {
				k.typed(s.KeyName, s.Modifier)
			}
		}
	}
}

// reveal scrolls as little as needed to have a row wholly in sight. Rows are of
// one height, so this is whole-number arithmetic until the last step; positions
// are multiples of 28 and thus exact in float32 far beyond a million rows.
func (b *gridBody) reveal(n int) {
	top, bottom := n*RowHeight, (n+1)*RowHeight
	offset, height := b.GetScrollOffset(), b.Size().Height
	switch {
	case float32(top) < offset:
		b.ScrollToOffset(float32(top))
	case float32(bottom) > offset+height:
		b.ScrollToOffset(float32(bottom) - height)
	}
}

// inSight gives how many rows fit.
func (b *gridBody) inSight() int { return max(1, int(b.Size().Height)/RowHeight) }

// tight is the theme of the window without space between the rows of a list.
type tight struct{}

func (tight) base() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Size leaves nothing between rows.
func (t tight) Size(name fyne.ThemeSizeName) float32 {
	if name == theme.SizeNamePadding {
		return 0
	}
	return t.base().Size(name)
}

// Color is that of the window, but for the shadow where rows go on: the bar at
// the side tells that.
func (t tight) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameShadow {
		return color.Transparent
	}
	return t.base().Color(name, variant)
}

// Font is that of the window.
func (t tight) Font(style fyne.TextStyle) fyne.Resource { return t.base().Font(style) }

// Icon is that of the window.
func (t tight) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base().Icon(name) }
