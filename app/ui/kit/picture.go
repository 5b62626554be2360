package kit

import (
	"fmt"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Steps of the enlargement of a picture, in pixels of the picture for a unit; 0
// fits it into its place.
var zooms = []float32{0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3}

// pictureStep is how far an arrow moves an enlarged picture, in units.
const pictureStep = 60

// Picture shows a picture fitted into its place, or enlarged and moved: + and −,
// 0 to fit it again, the arrows, a double tap.
type Picture struct {
	widget.BaseWidget
	scroll  *container.Scroll
	drawn   *canvas.Image
	edge    *canvas.Rectangle
	pixels  fyne.Size
	zoom    int // in zooms
	changed func()
}

// NewPicture shows a picture; changed is called when its enlargement has changed,
// and may be nil.
func NewPicture(picture image.Image, changed func()) *Picture {
	size := picture.Bounds().Size()
	p := &Picture{
		drawn: canvas.NewImageFromImage(picture), edge: canvas.NewRectangle(color.Transparent), changed: changed,
		pixels: fyne.NewSize(float32(size.X), float32(size.Y)),
	}
	p.drawn.FillMode = canvas.ImageFillContain
	p.drawn.ScaleMode = canvas.ImageScaleSmooth
	p.scroll = container.NewScroll(container.New(pictureLayout{p}, p.drawn))
	p.ExtendBaseWidget(p)
	return p
}

// Zoom gives the enlargement in percent, 0 while the picture is fitted.
func (p *Picture) Zoom() int { return int(zooms[p.zoom] * 100) }

// Enlarge makes the picture larger or smaller by steps.
func (p *Picture) Enlarge(steps int) {
	from := p.zoom
	if from == 0 && steps > 0 { // to the first one that is larger than fitted
		for from < len(zooms)-1 && zooms[from+1] <= p.fitted() {
			from++
		}
	}
	p.set(max(0, min(len(zooms)-1, from+steps)))
}

// Fit shows the whole picture.
func (p *Picture) Fit() { p.set(0) }

func (p *Picture) set(zoom int) {
	if p.zoom == zoom {
		return
	}
	p.zoom = zoom
	Trace(fmt.Sprintf("picture zoom %d", p.Zoom()))
	p.scroll.Content.Refresh()
	p.scroll.Refresh()
	if p.changed != nil {
		p.changed()
	}
}

// fitted gives the enlargement at which the whole picture is seen.
func (p *Picture) fitted() float32 {
	room := p.scroll.Size()
	return min(1, room.Width/p.pixels.Width, room.Height/p.pixels.Height)
}

// pictureLayout gives an enlarged picture its size, and one that is smaller than
// its place the middle of it.
type pictureLayout struct{ of *Picture }

func (l pictureLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	zoom := zooms[l.of.zoom]
	return fyne.NewSize(l.of.pixels.Width*zoom, l.of.pixels.Height*zoom)
}

func (l pictureLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	zoom := zooms[l.of.zoom]
	if zoom == 0 {
		zoom = l.of.fitted()
	}
	own := fyne.NewSize(l.of.pixels.Width*zoom, l.of.pixels.Height*zoom)
	objects[0].Resize(own)
	objects[0].Move(fyne.NewPos(max(0, (size.Width-own.Width)/2), max(0, (size.Height-own.Height)/2)))
}

// TypedKey enlarges and moves, and forwards the rest.
func (p *Picture) TypedKey(event *fyne.KeyEvent) {
	touch()
	switch event.Name {
	case fyne.KeyUp:
		p.move(0, -pictureStep)
	case fyne.KeyDown:
		p.move(0, pictureStep)
	case fyne.KeyLeft:
		p.move(-pictureStep, 0)
	case fyne.KeyRight:
		p.move(pictureStep, 0)
	case fyne.KeyPageUp:
		p.move(0, -p.scroll.Size().Height)
	case fyne.KeyPageDown:
		p.move(0, p.scroll.Size().Height)
	case fyne.KeyPlus, fyne.KeyMinus, fyne.Key0: // come as letters too, on every keyboard
	default:
		forwardKey(p, event)
	}
}

// TypedRune enlarges.
func (p *Picture) TypedRune(r rune) {
	switch r {
	case '+', '=':
		p.Enlarge(1)
	case '-':
		p.Enlarge(-1)
	case '0', 'à': // the same key without Shift on a French keyboard
		p.Fit()
	}
}

func (p *Picture) move(x, y float32) {
	p.scroll.ScrollToOffset(fyne.NewPos(max(0, p.scroll.Offset.X+x), max(0, p.scroll.Offset.Y+y)))
}

// DoubleTapped changes between the whole and its pixels.
func (p *Picture) DoubleTapped(*fyne.PointEvent) {
	touch()
	if p.zoom == 0 {
		p.Enlarge(1)
		return
	}
	p.Fit()
}

// Tapped takes the keyboard.
func (p *Picture) Tapped(*fyne.PointEvent) {
	touch()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// FocusGained is for Fyne.
func (p *Picture) FocusGained() {
	Trace("focus picture")
	p.ring(theme.Color(ColorFocus))
}

// FocusLost is for Fyne.
func (p *Picture) FocusLost() { p.ring(color.Transparent) }

func (p *Picture) ring(c color.Color) {
	p.edge.StrokeColor, p.edge.StrokeWidth = c, 2
	p.edge.Refresh()
}

// CreateRenderer is for Fyne.
func (p *Picture) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(NewPanel(ColorSunken, p.scroll), p.edge))
}
