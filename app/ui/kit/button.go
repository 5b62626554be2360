package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Weight is how much a button asks for attention.
type Weight int

const (
	Plain   Weight = iota // an edge; the usual one
	Primary               // the one thing to do here
	Quiet                 // no edge: tools, links, sections of a bar
	Danger                // destroys something
)

// Button does something when it is tapped, or on Space or Enter. Keys that it
// has no use for go to the window, which Fyne's own button does not do.
type Button struct {
	widget.DisableableWidget
	attention
	text     string
	icon     string
	weight   Weight
	tapped   func()
	trailing bool // the icon stands behind the text
}

// NewButton gives a button with a text, an icon of the family, or both.
func NewButton(text, icon string, weight Weight, tapped func()) *Button {
	b := &Button{icon: icon, weight: weight, tapped: tapped}
	b.of = b
	b.ExtendBaseWidget(b)
	b.SetText(text)
	return b
}

// SetText changes the text.
func (b *Button) SetText(text string) {
	b.text, b.name = text, "button "+text
	b.Refresh()
}

// Text gives the text.
func (b *Button) Text() string { return b.text }

// SetEnabled lets the button be used, or not.
func (b *Button) SetEnabled(enabled bool) {
	if enabled {
		b.Enable()
	} else {
		b.Disable()
	}
}

// Tapped does what the button is for.
func (b *Button) Tapped(*fyne.PointEvent) {
	touch()
	if !b.Disabled() && b.tapped != nil {
		b.tapped()
	}
}

// TypedKey taps on Space and Enter and forwards the rest.
func (b *Button) TypedKey(event *fyne.KeyEvent) {
	touch()
	switch event.Name {
	case fyne.KeySpace: // comes as a letter too, see attention.TypedRune
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		forwardKey(b, event)
	}
}

// AccessibilityLabel gives the text to a screen reader.
func (b *Button) AccessibilityLabel() string { return b.text }

// CreateRenderer is for Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{
		button: b, ground: canvas.NewRectangle(color.Transparent),
		text: canvas.NewText("", nil), icon: picture(nil),
	}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	button *Button
	ground *canvas.Rectangle
	text   *canvas.Text
	icon   *canvas.Image
}

// style gives the colours of the button of the moment.
func (b *Button) style() (text, ground, edge fyne.ThemeColorName) {
	text, ground, edge = ColorText, ColorSurface, ColorBorder
	switch b.weight {
	case Primary:
		text, ground, edge = ColorOnPrimary, ColorPrimary, ColorPrimary
	case Danger:
		text, ground, edge = ColorOnRefused, ColorRefused, ColorRefused
	case Quiet:
		ground, edge = "", ""
	}
	if b.Disabled() {
		text, edge = ColorMuted, ColorLine
		if b.weight != Quiet {
			ground = ColorSunken
		}
	} else if b.hovered && (b.weight == Plain || b.weight == Quiet) {
		ground = ColorHover
	}
	return text, ground, edge
}

func (r *buttonRenderer) Refresh() {
	text, ground, edge := r.button.style()
	r.ground.FillColor, r.ground.StrokeColor = color.Transparent, color.Transparent
	r.ground.CornerRadius, r.ground.StrokeWidth = theme.Size(theme.SizeNameButtonRadius), 1
	if ground != "" {
		r.ground.FillColor = theme.Color(ground)
	}
	if edge != "" {
		r.ground.StrokeColor = theme.Color(edge)
	}
	if r.button.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(ColorFocus), 2
	}
	Style{Color: text, Bold: r.button.weight == Primary || r.button.weight == Danger}.paint(r.text)
	r.text.Text = r.button.text
	r.icon.Hidden = r.button.icon == ""
	if !r.icon.Hidden {
		r.icon.Resource = IconIn(r.button.icon, text)
	}
	r.Layout(r.button.Size())
	r.ground.Refresh()
	r.text.Refresh()
	r.icon.Refresh()
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	if size.IsZero() {
		return
	}
	label, icon, gap := r.parts()
	x := (size.Width - label.Width - icon - gap) / 2
	iconX, textX := x, x+icon+gap
	if r.button.trailing {
		iconX, textX = x+label.Width+gap, x
	}
	r.icon.Resize(fyne.NewSquareSize(icon))
	r.icon.Move(fyne.NewPos(iconX, (size.Height-icon)/2))
	r.text.Resize(label)
	r.text.Move(fyne.NewPos(textX, (size.Height-label.Height)/2))
}

// parts gives the sizes of the text, of the icon and of the gap between them.
func (r *buttonRenderer) parts() (label fyne.Size, icon, gap float32) {
	if r.button.text != "" {
		label = fyne.MeasureText(r.button.text, r.text.TextSize, r.text.TextStyle)
	}
	if r.button.icon != "" {
		icon = theme.IconInlineSize()
		if label.Width > 0 {
			gap = 6
		}
	}
	return label, icon, gap
}

func (r *buttonRenderer) MinSize() fyne.Size {
	label, icon, gap := r.parts()
	side := float32(24)
	if label.Width == 0 {
		side = RowHeight - icon
	} else if r.button.weight == Quiet {
		side = 16
	}
	return fyne.NewSize(label.Width+icon+gap+side, RowHeight)
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.text}
}

func (r *buttonRenderer) Destroy() {}
