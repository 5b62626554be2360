package paper

import (
	"github.com/comptoir/comptoir/app/graphic"
)

// Picture is a chart with its title.
type Picture struct {
	Title  string
	Height float64 // millimetres
	Chart  graphic.Chart
}

// tones are the colours of charts on white paper; they keep apart when printed
// in grey.
var tones = map[graphic.Tone]tone{
	graphic.Ink: ink, graphic.Muted: muted, graphic.Grid: {0xE3, 0xDE, 0xD5}, graphic.Axis: {0x8A, 0x8F, 0x96},
	graphic.Balance: primary, graphic.In: primary, graphic.Out: {0xD9, 0x9A, 0x4E},
	graphic.Limit: {0x9A, 0x67, 0x00}, graphic.Over: {0xB4, 0x23, 0x18}, graphic.Empty: {0xEC, 0xE8, 0xE0},
}

// Letters of charts in points, and what they are in millimetres.
const (
	chartSize  = 7.5
	pointSize  = 25.4 / 72
	pixelWidth = 0.2 // of a line that is one wide
)

// picture sets a chart over the width of the page, on a new one where it has no
// room.
func (d *tablePages) picture(p Picture) {
	d.need(p.Height + 12)
	d.space(4)
	d.style("B", bodySize-1, ink)
	d.pdf.CellFormat(d.width, lineHeight, p.Title, "", 1, "L", false, 0, "")
	c := &canvas{d.document, wideMargin, d.pdf.GetY() + 1}
	drawn := p.Chart.Draw(graphic.Frame{Width: d.width, Height: p.Height, TextSize: chartSize * pointSize, Measure: c.measure})
	for _, s := range drawn.Shapes {
		c.draw(s)
	}
	d.pdf.SetXY(wideMargin, c.y+p.Height)
}

// canvas draws shapes from a corner on.
type canvas struct {
	*document
	x, y float64
}

func (c *canvas) measure(words string, size float64) float64 {
	c.pdf.SetFont(fontFamily, "", size/pointSize)
	return c.pdf.GetStringWidth(words)
}

func (c *canvas) draw(shape graphic.Shape) {
	switch s := shape.(type) {
	case graphic.Line:
		c.pen(s.Tone, s.Width)
		if s.Dashed {
			c.pdf.SetDashPattern([]float64{1.6, 1}, 0)
		}
		c.pdf.Line(c.x+s.From.X, c.y+s.From.Y, c.x+s.To.X, c.y+s.To.Y)
		c.pdf.SetDashPattern(nil, 0)
	case graphic.Polyline:
		c.pen(s.Tone, s.Width)
		for i := 1; i < len(s.Points); i++ {
			c.pdf.Line(c.x+s.Points[i-1].X, c.y+s.Points[i-1].Y, c.x+s.Points[i].X, c.y+s.Points[i].Y)
		}
	case graphic.Rect:
		t := tones[s.Tone]
		c.pdf.SetFillColor(t[0], t[1], t[2])
		c.pdf.Rect(c.x+s.At.X, c.y+s.At.Y, s.Width, s.Height, "F")
	case graphic.Text:
		c.words(s)
	}
}

func (c *canvas) pen(t graphic.Tone, width float64) {
	colour := tones[t]
	c.pdf.SetDrawColor(colour[0], colour[1], colour[2])
	c.pdf.SetLineWidth(width * pixelWidth)
	c.pdf.SetLineCapStyle("round")
}

func (c *canvas) words(t graphic.Text) {
	weight := ""
	if t.Bold {
		weight = "B"
	}
	c.style(weight, t.Size/pointSize, tones[t.Tone])
	width := c.pdf.GetStringWidth(t.Words)
	x := c.x + t.At.X
	switch t.Anchor {
	case graphic.Middle:
		x -= width / 2
	case graphic.End:
		x -= width
	}
	c.pdf.Text(x, c.y+t.At.Y+t.Size*0.35, t.Words) // the foot of letters is as far below their middle
}
