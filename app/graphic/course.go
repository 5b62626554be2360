package graphic

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
)

// Course is the balance of a book over time. A balance stands until the day of
// the next one, so the line goes in steps.
type Course struct {
	From, Until  calendar.Day
	OpeningMinor int64    // before the first day
	Days         []DayEnd // in order, within the ends
	LimitMinor   int64    // drawn as a line; 0 for none

	Amount     func(minor int64) string                   // beside the axis
	Day        func(day calendar.Day, months bool) string // below it
	Told       func(day calendar.Day, minor int64) string // of a mark
	Name       string                                     // of the line
	LimitWords string                                     // of the limit
}

// DayEnd is the balance at the end of a day.
type DayEnd struct {
	Day   calendar.Day
	Minor int64
}

// column is how wide a part of the frame is that shows its days as one, in parts of
// the size of its text: about a dot of a screen.
const column = 0.1

// Draw lays the course out. Each column of the frame has the lowest, the highest
// and the last balance of its days, so that ten years cost no more than a month.
func (c Course) Draw(f Frame) Picture {
	if c.Until < c.From {
		return Picture{}
	}
	low, high := c.bounds()
	p := newPlot(f, low, high, c.Amount)
	days := Scale{int64(c.From), int64(c.Until) + 1, p.left, p.right}
	c.nameDays(p, days)
	if c.LimitMinor > 0 {
		y := p.values.At(c.LimitMinor)
		p.shapes = append(p.shapes, Line{From: Point{p.left, y}, To: Point{p.right, y}, Width: 1.5, Tone: Limit, Dashed: true})
	}
	p.shapes = append(p.shapes, Polyline{Points: c.steps(p, days), Width: 2, Tone: Balance})
	entries := []legendEntry{{tone: Balance, words: c.Name, line: true}}
	if c.LimitMinor > 0 {
		entries = append(entries, legendEntry{Limit, c.LimitWords, true, true})
	}
	p.legend(entries...)
	return Picture{p.shapes, c.marks(p, days)}
}

func (c Course) bounds() (low, high int64) {
	low, high = min(0, c.OpeningMinor), max(c.LimitMinor, c.OpeningMinor)
	for _, d := range c.Days {
		low, high = min(low, d.Minor), max(high, d.Minor)
	}
	return low, high
}

func (c Course) nameDays(p *plot, days Scale) {
	room := p.right - p.left
	most := int(room / (7 * p.TextSize))
	ticks, months := DayTicks(c.From, c.Until, most)
	after := -p.TextSize
	for _, d := range ticks {
		x := days.At(int64(d))
		p.line(Point{x, p.bottom}, Point{x, p.bottom + 0.3*p.TextSize}, 1, Axis)
		after = p.name(x, c.Day(d, months), after)
	}
}

// steps gives the points of the line.
func (c Course) steps(p *plot, days Scale) []Point {
	at := p.values.At(c.OpeningMinor)
	points := []Point{{p.left, at}}
	add := func(to Point) {
		if last := points[len(points)-1]; last != to {
			points = append(points, to)
		}
	}
	for i := 0; i < len(c.Days); {
		x := days.At(int64(c.Days[i].Day))
		first := i
		for i++; i < len(c.Days) && days.At(int64(c.Days[i].Day)) < x+column*p.TextSize; i++ {
		}
		together := c.Days[first:i]
		add(Point{x, at})
		if len(together) > 1 {
			by := func(a, b DayEnd) int { return cmp.Compare(a.Minor, b.Minor) }
			add(Point{x, p.values.At(slices.MinFunc(together, by).Minor)})
			add(Point{x, p.values.At(slices.MaxFunc(together, by).Minor)})
		}
		at = p.values.At(together[len(together)-1].Minor)
		add(Point{x, at})
	}
	add(Point{p.right, at})
	return points
}

func (c Course) marks(p *plot, days Scale) []Mark {
	if c.Told == nil {
		return nil
	}
	marks := make([]Mark, len(c.Days))
	for i, d := range c.Days {
		marks[i] = Mark{Point{days.At(int64(d.Day)), p.values.At(d.Minor)}, c.Told(d.Day, d.Minor)}
	}
	return marks
}
