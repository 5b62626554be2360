package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Panel is a ground of one colour under its content, with an edge if Edge names
// a colour.
type Panel struct {
	widget.BaseWidget
	ground  fyne.ThemeColorName
	edge    fyne.ThemeColorName
	radius  float32
	content fyne.CanvasObject
}

// NewPanel puts content on a ground.
func NewPanel(ground fyne.ThemeColorName, content fyne.CanvasObject) *Panel {
	p := &Panel{ground: ground, content: content}
	p.ExtendBaseWidget(p)
	return p
}

// NewCard puts content on a surface with an edge and space around it.
func NewCard(content fyne.CanvasObject) *Panel {
	p := NewPanel(ColorSurface, Inset(Margin-Gap, content))
	p.edge, p.radius = ColorLine, 4
	return p
}

// SetGround changes the colour of the ground.
func (p *Panel) SetGround(ground fyne.ThemeColorName) {
	p.ground = ground
	p.Refresh()
}

// CreateRenderer is for Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p, ground: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type panelRenderer struct {
	panel  *Panel
	ground *canvas.Rectangle
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.panel.content.Resize(size)
}

func (r *panelRenderer) MinSize() fyne.Size { return r.panel.content.MinSize() }

func (r *panelRenderer) Refresh() {
	r.ground.FillColor = theme.Color(r.panel.ground)
	r.ground.CornerRadius = r.panel.radius
	r.ground.StrokeWidth = 0
	if r.panel.edge != "" {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(r.panel.edge), 1
	}
	r.ground.Refresh()
	r.panel.content.Refresh()
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.panel.content}
}

func (r *panelRenderer) Destroy() {}

// Rule is a thin line between two parts; it takes the width or the height that
// it is given.
func Rule() fyne.CanvasObject {
	p := NewPanel(ColorLine, canvas.NewRectangle(color.Transparent))
	return container.New(thin{}, p)
}

// thin makes its content one unit wide and high at least.
type thin struct{}

func (thin) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
func (thin) MinSize([]fyne.CanvasObject) fyne.Size              { return fyne.NewSquareSize(1) }

// VStack stacks objects with a gap between them.
func VStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// HStack sets objects side by side with a gap between them, each in the middle of
// the height.
func HStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(row{gap}, objects...)
}

// Beside sets objects side by side, all of one width, as high as what is given.
func Beside(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(beside{gap}, objects...)
}

type beside struct{ gap float32 }

func (l beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	width := (size.Width - l.gap*(n-1)) / n
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+l.gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (l beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	n := float32(len(objects))
	size.Width = size.Width*n + l.gap*(n-1)
	return size
}

// Space fills what is left between the objects of a row or a column.
func Space() fyne.CanvasObject { return layout.NewSpacer() }

// Inset leaves the same space on all four sides.
func Inset(space float32, content fyne.CanvasObject) *fyne.Container {
	return Insets(space, space, content)
}

// Insets leaves a space above and below, another left and right.
func Insets(vertical, horizontal float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(vertical, vertical, horizontal, horizontal), content)
}

// row is a line of objects of their own height, centred.
type row struct{ gap float32 }

func (r row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare, spacers := size.Width-r.MinSize(objects).Width, 0
	for _, o := range objects {
		if spacer(o) {
			spacers++
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if spacer(o) {
			x += max(0, spare/float32(spacers))
			continue
		}
		own := o.MinSize()
		o.Resize(own)
		o.Move(fyne.NewPos(x, (size.Height-own.Height)/2))
		x += own.Width + r.gap
	}
}

func (r row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	count := 0
	for _, o := range objects {
		if !o.Visible() || spacer(o) {
			continue
		}
		own := o.MinSize()
		size.Width += own.Width
		size.Height = max(size.Height, own.Height)
		count++
	}
	size.Width += r.gap * float32(max(0, count-1))
	return size
}

func spacer(o fyne.CanvasObject) bool {
	_, is := o.(layout.SpacerObject)
	return is
}

// Width gives content at least a width, and no more than that where it is let.
func Width(width float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(fixed{width}, content)
}

type fixed struct{ width float32 }

func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(min(size.Width, f.width), size.Height))
}

func (f fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.width, objects[0].MinSize().Height)
}

// Height gives content at least a height, such as a table in a dialog.
func Height(height float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(tall{height}, content)
}

type tall struct{ height float32 }

func (t tall) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (t tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, t.height)
}
