package graphic

// Gauge shows how much of what may be in a till is in it. Beyond the limit the
// bar is the whole and a line shows where the limit is.
type Gauge struct {
	Minor, LimitMinor int64
	Told              string
}

// Draw lays the gauge out over the whole height of the frame.
func (g Gauge) Draw(f Frame) Picture {
	if g.LimitMinor <= 0 {
		return Picture{}
	}
	amount := max(g.Minor, 0)
	whole := Scale{0, max(amount, g.LimitMinor), 0, f.Width}
	limit := whole.At(g.LimitMinor)
	inset := f.Height * 0.2
	bar := func(from, to float64, tone Tone) Shape {
		return Rect{At: Point{from, inset}, Width: to - from, Height: f.Height - 2*inset, Tone: tone}
	}
	shapes := []Shape{bar(0, f.Width, Empty)}
	if within := min(whole.At(amount), limit); within > 0 {
		shapes = append(shapes, bar(0, within, Balance))
	}
	if amount > g.LimitMinor {
		shapes = append(shapes, bar(limit, whole.At(amount), Over))
	}
	x := min(limit, f.Width-1)
	shapes = append(shapes, Line{From: Point{x, 0}, To: Point{x, f.Height}, Width: 2, Tone: Limit})
	return Picture{shapes, []Mark{{Point{whole.At(amount), f.Height / 2}, g.Told}}}
}
