package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/comptoir/comptoir/app/graphic"
)

// chartColors are the colours of charts in both looks. Words and places tell
// apart what colours do: a legend, the side on which a bar stands.
var chartColors = map[graphic.Tone]fyne.ThemeColorName{
	graphic.Ink: ColorText, graphic.Muted: ColorMuted, graphic.Grid: ColorLine, graphic.Axis: ColorBorder,
	graphic.Balance: ColorPrimary, graphic.In: ColorPrimary, graphic.Out: ColorExpiring,
	graphic.Limit: ColorExpiring, graphic.Over: ColorRefused, graphic.Empty: ColorSelected,
}

// Drawing shows a chart that is only looked at, such as a gauge in a card. It
// tells in words what it shows to a screen reader.
type Drawing struct {
	widget.BaseWidget
	chart   graphic.Chart
	least   fyne.Size
	picture graphic.Picture // as it was laid out last
}

// NewDrawing gives a chart that takes the width it gets and needs so much.
func NewDrawing(chart graphic.Chart, least fyne.Size) *Drawing {
	d := &Drawing{chart: chart, least: least}
	d.ExtendBaseWidget(d)
	return d
}

// SetChart shows another chart.
func (d *Drawing) SetChart(chart graphic.Chart) {
	d.chart = chart
	d.Refresh()
}

// AccessibilityLabel tells what the chart shows.
func (d *Drawing) AccessibilityLabel() string {
	text := ""
	for i, mark := range d.picture.Marks {
		if i > 0 {
			text += "; "
		}
		text += mark.Words
	}
	return text
}

// CreateRenderer is for Fyne.
func (d *Drawing) CreateRenderer() fyne.WidgetRenderer { return &drawingRenderer{drawing: d} }

// draw lays the chart out and gives what is drawn.
func (d *Drawing) draw(size fyne.Size) []fyne.CanvasObject {
	d.picture = graphic.Picture{}
	if d.chart == nil || size.Width <= 0 || size.Height <= 0 {
		return nil
	}
	d.picture = d.chart.Draw(graphic.Frame{
		Width: float64(size.Width), Height: float64(size.Height), TextSize: float64(Small.size()),
		Measure: func(words string, size float64) float64 {
			return float64(fyne.MeasureText(words, float32(size), fyne.TextStyle{}).Width)
		},
	})
	var objects []fyne.CanvasObject
	for _, shape := range d.picture.Shapes {
		objects = append(objects, drawn(shape)...)
	}
	return objects
}

// drawn gives a shape as objects of the canvas.
func drawn(shape graphic.Shape) []fyne.CanvasObject {
	switch s := shape.(type) {
	case graphic.Line:
		if s.Dashed {
			return dashes(s)
		}
		return []fyne.CanvasObject{stroke(s.From, s.To, s.Width, chartColor(s.Tone))}
	case graphic.Polyline:
		var objects []fyne.CanvasObject
		for i := 1; i < len(s.Points); i++ {
			objects = append(objects, stroke(s.Points[i-1], s.Points[i], s.Width, chartColor(s.Tone)))
		}
		return objects
	case graphic.Rect:
		r := canvas.NewRectangle(chartColor(s.Tone))
		r.Move(position(s.At))
		r.Resize(fyne.NewSize(float32(s.Width), float32(s.Height)))
		return []fyne.CanvasObject{r}
	case graphic.Text:
		return []fyne.CanvasObject{lettering(s)}
	}
	return nil
}

func chartColor(t graphic.Tone) color.Color { return theme.Color(chartColors[t]) }

func position(p graphic.Point) fyne.Position { return fyne.NewPos(float32(p.X), float32(p.Y)) }

func stroke(from, to graphic.Point, width float64, c color.Color) *canvas.Line {
	l := canvas.NewLine(c)
	l.StrokeWidth = float32(width)
	l.Position1, l.Position2 = position(from), position(to)
	return l
}

// dashes gives a level line in pieces, since the canvas has none.
func dashes(l graphic.Line) []fyne.CanvasObject {
	const dash, apart = 6.0, 4.0
	var objects []fyne.CanvasObject
	for x := l.From.X; x < l.To.X; x += dash + apart {
		end := min(x+dash, l.To.X)
		objects = append(objects, stroke(graphic.Point{X: x, Y: l.From.Y}, graphic.Point{X: end, Y: l.To.Y}, l.Width, chartColor(l.Tone)))
	}
	return objects
}

func lettering(t graphic.Text) *canvas.Text {
	text := canvas.NewText(t.Words, chartColor(t.Tone))
	text.TextSize, text.TextStyle = float32(t.Size), fyne.TextStyle{Bold: t.Bold}
	size := text.MinSize()
	at := position(t.At).Subtract(fyne.NewPos(0, size.Height/2))
	switch t.Anchor {
	case graphic.Middle:
		at.X -= size.Width / 2
	case graphic.End:
		at.X -= size.Width
	}
	text.Move(at)
	text.Resize(size)
	return text
}

type drawingRenderer struct {
	drawing *Drawing
	objects []fyne.CanvasObject
}

func (r *drawingRenderer) Layout(size fyne.Size) { r.objects = r.drawing.draw(size) }

func (r *drawingRenderer) MinSize() fyne.Size { return r.drawing.least }

func (r *drawingRenderer) Refresh() {
	r.Layout(r.drawing.Size())
	canvas.Refresh(r.drawing)
}

func (r *drawingRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *drawingRenderer) Destroy()                     {}
