package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// framed is a field with a frame in the colour of refusal while something is
// wrong with it.
type framed struct {
	widget.BaseWidget
	field Field
	frame *canvas.Rectangle
}

func newFramed(field Field) *framed {
	f := &framed{field: field, frame: canvas.NewRectangle(color.Transparent)}
	f.frame.CornerRadius, f.frame.StrokeWidth = 4, 2
	f.ExtendBaseWidget(f)
	return f
}

// NewFramed shows a field by itself, with a frame while something is wrong with it;
// changed, which may be nil, is told when that changes, to say it elsewhere.
func NewFramed(field Field, changed func()) fyne.CanvasObject {
	f := newFramed(field)
	field.OnProblem(func() {
		f.Refresh()
		if changed != nil {
			changed()
		}
	})
	return f
}

// Refresh shows the frame or hides it.
func (f *framed) Refresh() {
	f.frame.Hidden = f.field.Problem() == ""
	f.frame.StrokeColor = theme.Color(ColorRefused)
	f.BaseWidget.Refresh()
}

// CreateRenderer is for Fyne.
func (f *framed) CreateRenderer() fyne.WidgetRenderer {
	f.frame.Hidden = f.field.Problem() == ""
	return widget.NewSimpleRenderer(container.NewStack(container.NewThemeOverride(f.field, plain{}), f.frame))
}

// plain is the theme of the window without the bar and the shadow that Fyne
// shows in a field with more text than room.
type plain struct{ tight }

// Size leaves no room for a bar.
func (p plain) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0
	}
	return p.base().Size(name)
}

// problemLine is what is wrong with a field, as icon and words.
type problemLine struct {
	widget.BaseWidget
	text *Paragraph
	mark *canvas.Image
}

func newProblemLine() *problemLine {
	l := &problemLine{
		text: NewParagraph("", Style{Color: ColorRefused, Size: theme.SizeNameCaptionText}),
		mark: picture(IconIn("refused", ColorRefused)),
	}
	l.mark.SetMinSize(fyne.NewSquareSize(14))
	l.ExtendBaseWidget(l)
	l.Hide()
	return l
}

// show tells a problem, or goes away.
func (l *problemLine) show(problem string) {
	l.text.SetText(problem)
	if problem == "" {
		l.Hide()
	} else {
		l.Show()
	}
}

func (l *problemLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(sideBySide{5}, container.New(top{}, l.mark), l.text, VStack(0)))
}

// checked is a field of a form with its problem below.
type checked struct {
	widget.BaseWidget
	field   *framed
	problem *problemLine
}

func newChecked(field Field) *checked {
	c := &checked{field: newFramed(field), problem: newProblemLine()}
	field.OnProblem(c.update)
	c.ExtendBaseWidget(c)
	c.update()
	return c
}

func (c *checked) update() {
	c.problem.show(c.field.field.Problem())
	c.field.Refresh()
	c.Refresh()
}

func (c *checked) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(VStack(2, c.field, c.problem))
}
