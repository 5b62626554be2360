package graphic

// Bars shows what came in and went out, side by side for each of several
// periods.
type Bars struct {
	Groups  []BarGroup
	Amount  func(minor int64) string // beside the axis
	InName  string
	OutName string
}

// BarGroup is one period. Both amounts are positive.
type BarGroup struct {
	Words             string // below the bars
	Told              string // of its mark
	InMinor, OutMinor int64
}

// Draw lays the bars out. Names of periods are left out where they would touch.
func (b Bars) Draw(f Frame) Picture {
	if len(b.Groups) == 0 {
		return Picture{}
	}
	high := int64(1)
	for _, g := range b.Groups {
		high = max(high, g.InMinor, g.OutMinor)
	}
	p := newPlot(f, 0, high, b.Amount)
	room := (p.right - p.left) / float64(len(b.Groups))
	width := min(room*0.36, 3*f.TextSize)
	picture, after := Picture{}, -f.TextSize
	for i, g := range b.Groups {
		x := p.left + room*(float64(i)+0.5)
		p.bar(x-width*1.04, width, g.InMinor, In)
		p.bar(x+width*0.04, width, g.OutMinor, Out)
		after = p.name(x, g.Words, after)
		picture.Marks = append(picture.Marks, Mark{Point{x, p.values.At(max(g.InMinor, g.OutMinor))}, g.Told})
	}
	p.legend(legendEntry{tone: In, words: b.InName}, legendEntry{tone: Out, words: b.OutName})
	picture.Shapes = p.shapes
	return picture
}

func (p *plot) bar(x, width float64, minor int64, tone Tone) {
	if minor <= 0 {
		return
	}
	y := p.values.At(minor)
	p.shapes = append(p.shapes, Rect{At: Point{x, y}, Width: width, Height: p.bottom - y, Tone: tone})
}
