package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Tile is a card that opens something: an icon, what it is, and a sentence about
// it. It takes the keyboard like a button.
type Tile struct {
	widget.BaseWidget
	attention
	title   string
	content fyne.CanvasObject
	open    func()
}

// NewTile gives a card with an icon, a title and a sentence; the name is for the
// trace.
func NewTile(name, icon, title, text string, open func()) *Tile {
	image := NewIcon(icon, ColorPrimary)
	image.SetMinSize(fyne.NewSquareSize(20))
	lines := VStack(2, NewText(title, Strong).Cut())
	if text != "" {
		lines.Add(NewParagraph(text, Muted))
	}
	return NewTileOf(name, title, Leading(12, Insets(1, 0, image), lines), open)
}

// NewTileOf gives a card with content of one's own; the title is for a screen
// reader.
func NewTileOf(name, title string, content fyne.CanvasObject, open func()) *Tile {
	t := &Tile{title: title, content: Inset(Margin-Gap, content), open: open}
	t.attention = attention{of: t, name: name}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped opens.
func (t *Tile) Tapped(*fyne.PointEvent) {
	touch()
	if t.open != nil {
		t.open()
	}
}

// TypedKey opens on Space and Enter and forwards the rest.
func (t *Tile) TypedKey(event *fyne.KeyEvent) {
	touch()
	switch event.Name {
	case fyne.KeySpace: // comes as a letter too, see attention.TypedRune
	case fyne.KeyReturn, fyne.KeyEnter:
		t.Tapped(nil)
	case fyne.KeyDown, fyne.KeyRight:
		fyne.CurrentApp().Driver().CanvasForObject(t).FocusNext()
	case fyne.KeyUp, fyne.KeyLeft:
		fyne.CurrentApp().Driver().CanvasForObject(t).FocusPrevious()
	default:
		forwardKey(t, event)
	}
}

// Cursor tells that a tap does something.
func (t *Tile) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel gives the title to a screen reader.
func (t *Tile) AccessibilityLabel() string { return t.title }

// CreateRenderer is for Fyne.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	r := &tileRenderer{tile: t, ground: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type tileRenderer struct {
	tile   *Tile
	ground *canvas.Rectangle
}

func (r *tileRenderer) Refresh() {
	r.ground.CornerRadius, r.ground.StrokeWidth = 4, 1
	r.ground.FillColor, r.ground.StrokeColor = theme.Color(ColorSurface), theme.Color(ColorLine)
	if r.tile.hovered {
		r.ground.FillColor, r.ground.StrokeColor = theme.Color(ColorHover), theme.Color(ColorBorder)
	}
	if r.tile.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(ColorFocus), 2
	}
	r.ground.Refresh()
	r.tile.content.Refresh()
}

func (r *tileRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.tile.content.Resize(size)
}

func (r *tileRenderer) MinSize() fyne.Size { return r.tile.content.MinSize() }

func (r *tileRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.tile.content}
}

func (r *tileRenderer) Destroy() {}
