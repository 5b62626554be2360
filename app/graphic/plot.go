package graphic

// Measures of a chart, in parts of the size of its text.
const (
	besideAxis = 0.6  // between the names of an axis and the plot
	lineHeight = 1.6  // of a line of names
	rowApart   = 2.4  // between lines of the grid, at least
	edge       = 0.25 // around the whole
)

// plot is the part of a frame between the axes.
type plot struct {
	Frame
	left, right, top, bottom float64
	values                   Scale
	shapes                   []Shape
}

// newPlot draws the axis of values and its grid. The header is left free for a
// legend.
func newPlot(f Frame, low, high int64, amount func(minor int64) string) *plot {
	p := &plot{Frame: f, right: f.Width - edge*f.TextSize}
	p.top, p.bottom = (lineHeight+0.8)*f.TextSize, f.Height-lineHeight*f.TextSize
	steps := int((p.bottom - p.top) / (rowApart * f.TextSize))
	ticks := Ticks(min(low, 0), max(high, 0), min(max(steps, 2), 8))
	names, widest := make([]string, len(ticks)), 0.0
	for i, tick := range ticks {
		names[i] = amount(tick)
		widest = max(widest, f.Measure(names[i], f.TextSize))
	}
	p.left = widest + besideAxis*f.TextSize
	p.values = Scale{ticks[0], ticks[len(ticks)-1], p.bottom, p.top}
	for i, tick := range ticks {
		y := p.values.At(tick)
		tone := Grid
		if tick == 0 {
			tone = Axis
		}
		p.line(Point{p.left, y}, Point{p.right, y}, 1, tone)
		p.text(Point{widest, y}, names[i], Muted, End)
	}
	return p
}

func (p *plot) line(from, to Point, width float64, tone Tone) {
	p.shapes = append(p.shapes, Line{From: from, To: to, Width: width, Tone: tone})
}

func (p *plot) text(at Point, words string, tone Tone, anchor Anchor) {
	p.shapes = append(p.shapes, Text{At: at, Words: words, Size: p.TextSize, Tone: tone, Anchor: anchor})
}

// name writes below the plot, within the frame, unless it would touch what stands
// there already; it gives where the words end.
func (p *plot) name(x float64, words string, after float64) float64 {
	half := p.Measure(words, p.TextSize) / 2
	x = min(max(x, half), p.Width-half)
	if x-half < after+besideAxis*p.TextSize {
		return after
	}
	p.text(Point{x, p.bottom + lineHeight*p.TextSize*0.55}, words, Muted, Middle)
	return x + half
}

// legend names tones in a line above the plot, from its left on.
func (p *plot) legend(entries ...legendEntry) {
	x, y, side := p.left, p.TextSize*0.8, p.TextSize*0.8
	for _, e := range entries {
		if e.line {
			p.shapes = append(p.shapes, Line{From: Point{x, y}, To: Point{x + 1.6*side, y}, Width: 2, Tone: e.tone, Dashed: e.dashed})
			x += 1.6 * side
		} else {
			p.shapes = append(p.shapes, Rect{At: Point{x, y - side/2}, Width: side, Height: side, Tone: e.tone})
			x += side
		}
		x += p.TextSize * 0.4
		p.text(Point{x, y}, e.words, Muted, Start)
		x += p.Measure(e.words, p.TextSize) + 1.4*p.TextSize
	}
}

type legendEntry struct {
	tone   Tone
	words  string
	line   bool
	dashed bool
}
