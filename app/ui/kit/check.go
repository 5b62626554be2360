package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Check is a box to tick with its sentence. Space and a tap tick it, Enter goes
// on to the next field; keys that it has no use for go to the window.
type Check struct {
	widget.DisableableWidget
	attention

	// OnChanged is called when the box is ticked or cleared.
	OnChanged func(ticked bool)
	// Required refuses a box that is not ticked, with these words.
	Required string

	services *Services
	text     string
	ticked   bool
	problem  string
	changed  func()
}

// NewCheck gives a box that is not ticked; the name is for the trace.
func NewCheck(s *Services, name, text string) *Check {
	c := &Check{services: s, text: text}
	c.attention = attention{of: c, name: name}
	c.ExtendBaseWidget(c)
	return c
}

// Ticked reports whether the box is ticked.
func (c *Check) Ticked() bool { return c.ticked }

// SetTicked ticks or clears the box.
func (c *Check) SetTicked(ticked bool) {
	if c.ticked == ticked {
		return
	}
	c.ticked = ticked
	c.report("")
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(ticked)
	}
}

// Tapped ticks or clears.
func (c *Check) Tapped(*fyne.PointEvent) {
	touch()
	if !c.Disabled() {
		c.SetTicked(!c.ticked)
	}
}

// TypedKey ticks on Space, goes on with Enter, and forwards the rest.
func (c *Check) TypedKey(event *fyne.KeyEvent) {
	touch()
	switch event.Name {
	case fyne.KeySpace: // comes as a letter too, see attention.TypedRune
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.services.Keys.inDialog() {
			forwardKey(c, event)
			return
		}
		c.services.Window.Canvas().FocusNext()
	default:
		forwardKey(c, event)
	}
}

// Check gives the words of a box that must be ticked and is not.
func (c *Check) Check() string {
	problem := ""
	if !c.ticked {
		problem = c.Required
	}
	c.report(problem)
	return problem
}

// Problem gives what Check found last.
func (c *Check) Problem() string { return c.problem }

// OnProblem is called when Problem changes.
func (c *Check) OnProblem(changed func()) { c.changed = changed }

func (c *Check) report(problem string) {
	if c.problem == problem {
		return
	}
	c.problem = problem
	if c.changed != nil {
		c.changed()
	}
}

// Cursor tells that a tap does something.
func (c *Check) Cursor() desktop.Cursor { return desktop.PointerCursor }

// AccessibilityLabel gives the sentence to a screen reader.
func (c *Check) AccessibilityLabel() string { return c.text }

// CreateRenderer is for Fyne.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{
		check: c, box: canvas.NewRectangle(color.Transparent),
		tick: picture(IconIn("check", ColorOnPrimary)), text: NewParagraph(c.text, Body),
	}
	r.Refresh()
	return r
}

type checkRenderer struct {
	check *Check
	box   *canvas.Rectangle
	tick  *canvas.Image
	text  *Paragraph
}

const (
	boxSize = 18
	boxGap  = 8
)

func (r *checkRenderer) Refresh() {
	c := r.check
	r.box.CornerRadius, r.box.StrokeWidth = 3, 1
	r.box.FillColor, r.box.StrokeColor = theme.Color(ColorSurface), theme.Color(ColorBorder)
	switch {
	case c.ticked && c.Disabled():
		r.box.FillColor = theme.Color(ColorMuted)
	case c.ticked:
		r.box.FillColor, r.box.StrokeColor = theme.Color(ColorPrimary), theme.Color(ColorPrimary)
	case c.hovered:
		r.box.FillColor = theme.Color(ColorHover)
	}
	if c.focused {
		r.box.StrokeColor, r.box.StrokeWidth = theme.Color(ColorFocus), 2
	}
	r.tick.Resource = IconIn("check", ColorOnPrimary)
	r.tick.Hidden = !c.ticked
	r.text.SetStyle(r.style())
	r.box.Refresh()
	r.tick.Refresh()
}

func (r *checkRenderer) style() Style {
	if r.check.Disabled() {
		return Muted
	}
	return Body
}

func (r *checkRenderer) Layout(size fyne.Size) {
	line := Body.measure("x").Height
	y := (max(RowHeight, line) - boxSize) / 2
	r.box.Resize(fyne.NewSquareSize(boxSize))
	r.box.Move(fyne.NewPos(0, y))
	r.tick.Resize(fyne.NewSquareSize(boxSize - 2))
	r.tick.Move(fyne.NewPos(1, y+1))
	r.text.Resize(fyne.NewSize(size.Width-boxSize-boxGap, size.Height))
	r.text.Move(fyne.NewPos(boxSize+boxGap, (max(RowHeight, line)-line)/2))
}

// MinSize is as high as the sentence at the width of the moment.
func (r *checkRenderer) MinSize() fyne.Size {
	line := Body.measure("x").Height
	return fyne.NewSize(boxSize+boxGap+80, r.text.MinSize().Height-line+RowHeight)
}

func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.tick, r.text}
}

func (r *checkRenderer) Destroy() {}
