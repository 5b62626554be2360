package graphic_test

import (
	"strconv"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/graphic"
)

// frame has letters that are all half as wide as high.
func frame(width, height float64) graphic.Frame {
	return graphic.Frame{Width: width, Height: height, TextSize: 10, Measure: func(words string, size float64) float64 {
		return float64(len(words)) * size / 2
	}}
}

func minor(v int64) string { return strconv.FormatInt(v, 10) }

func course() graphic.Course {
	return graphic.Course{
		From: calendar.New(2026, 11, 1), Until: calendar.New(2026, 11, 30), OpeningMinor: 100, LimitMinor: 400,
		Days:   []graphic.DayEnd{{Day: calendar.New(2026, 11, 3), Minor: 300}, {Day: calendar.New(2026, 11, 10), Minor: 9_999_999_999_999}, {Day: calendar.New(2026, 11, 20), Minor: -50}},
		Amount: minor, Day: func(d calendar.Day, _ bool) string { return d.String() },
		Told: func(d calendar.Day, v int64) string { return d.String() + " " + minor(v) }, Name: "balance", LimitWords: "limit",
	}
}

func bars() graphic.Bars {
	return graphic.Bars{Amount: minor, InName: "in", OutName: "out", Groups: []graphic.BarGroup{
		{Words: "sept.", InMinor: 100, OutMinor: 50}, {Words: "oct.", OutMinor: 200}, {Words: "nov.", InMinor: 9_999_999_999_999, Told: "much"},
	}}
}

// within fails for every shape that leaves the frame, and for words that touch.
func within(t *testing.T, f graphic.Frame, p graphic.Picture) {
	t.Helper()
	inside := func(x, y float64) {
		if x < -0.01 || y < -0.01 || x > f.Width+0.01 || y > f.Height+0.01 {
			t.Errorf("something is at %.1f, %.1f in a frame of %v by %v", x, y, f.Width, f.Height)
		}
	}
	for _, shape := range p.Shapes {
		switch s := shape.(type) {
		case graphic.Line:
			inside(s.From.X, s.From.Y)
			inside(s.To.X, s.To.Y)
		case graphic.Polyline:
			for _, point := range s.Points {
				inside(point.X, point.Y)
			}
		case graphic.Rect:
			inside(s.At.X, s.At.Y)
			inside(s.At.X+s.Width, s.At.Y+s.Height)
		case graphic.Text:
			from := s.At.X - f.Measure(s.Words, s.Size)*float64(s.Anchor)/2
			inside(from, s.At.Y-s.Size/2)
			inside(from+f.Measure(s.Words, s.Size), s.At.Y+s.Size/2)
		}
	}
}

func TestChartsStayInTheirFrame(t *testing.T) {
	for name, chart := range map[string]graphic.Chart{
		"course": course(), "bars": bars(), "gauge": graphic.Gauge{Minor: 500, LimitMinor: 300}, "low gauge": graphic.Gauge{Minor: -5, LimitMinor: 300},
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range [][2]float64{{900, 240}, {320, 120}} {
				f := frame(size[0], size[1])
				picture := chart.Draw(f)
				if len(picture.Shapes) == 0 {
					t.Error("nothing is drawn")
				}
				within(t, f, picture)
			}
		})
	}
}

func TestLabelsAreTheAmountsThemselves(t *testing.T) {
	words := map[string]bool{}
	for _, shape := range bars().Draw(frame(900, 240)).Shapes {
		if text, is := shape.(graphic.Text); is {
			words[text.Words] = true
		}
	}
	for _, want := range []string{"0", "2000000000000", "10000000000000", "sept.", "oct.", "nov.", "in", "out"} {
		if !words[want] {
			t.Errorf("%q is not written: %v", want, words)
		}
	}
}

func TestBarsAreAsHighAsTheirAmounts(t *testing.T) {
	b := bars()
	b.Groups = b.Groups[:2]
	var heights []float64
	for _, shape := range b.Draw(frame(400, 200)).Shapes {
		if r, is := shape.(graphic.Rect); is && r.Width != 8 { // no square of the legend
			heights = append(heights, r.Height)
		}
	}
	if len(heights) != 3 || heights[0] != 2*heights[1] || heights[2] != 2*heights[0] {
		t.Errorf("bars of 100, 50 and 200 are %v high", heights)
	}
}

func TestCourseGoesInSteps(t *testing.T) {
	picture := course().Draw(frame(600, 200))
	for _, shape := range picture.Shapes {
		line, is := shape.(graphic.Polyline)
		if !is {
			continue
		}
		for i := 1; i < len(line.Points); i++ {
			if a, b := line.Points[i-1], line.Points[i]; a.X != b.X && a.Y != b.Y {
				t.Errorf("between %v and %v the balance was neither", a, b)
			}
		}
	}
	if len(picture.Marks) != 3 || picture.Marks[2].Words != "2026-11-20 -50" {
		t.Errorf("it tells %v", picture.Marks)
	}
}

func TestManyDaysCostNoMoreThanTheFrameIsWide(t *testing.T) {
	c := course()
	c.From, c.Days = calendar.New(1990, 1, 1), nil
	for d := c.From; d <= c.Until; d++ {
		c.Days = append(c.Days, graphic.DayEnd{Day: d, Minor: int64(d%7) * 1000})
	}
	for _, shape := range c.Draw(frame(500, 200)).Shapes {
		if line, is := shape.(graphic.Polyline); is && len(line.Points) > 5*500 {
			t.Errorf("%d points for %d days", len(line.Points), len(c.Days))
		}
	}
}

func TestNothingToShowDrawsNothing(t *testing.T) {
	for name, chart := range map[string]graphic.Chart{"course": graphic.Course{From: 2, Until: 1}, "bars": graphic.Bars{}, "gauge": graphic.Gauge{Minor: 5}} {
		if p := chart.Draw(frame(100, 100)); len(p.Shapes)+len(p.Marks) != 0 {
			t.Errorf("%s: %v", name, p)
		}
	}
}

func TestEveryToneIsKnown(t *testing.T) {
	known := map[graphic.Tone]bool{}
	for _, tone := range graphic.Tones() {
		known[tone] = true
	}
	for _, chart := range []graphic.Chart{course(), bars(), graphic.Gauge{Minor: 5, LimitMinor: 3}} {
		for _, shape := range chart.Draw(frame(600, 200)).Shapes {
			tone := graphic.Tone("")
			switch s := shape.(type) {
			case graphic.Line:
				tone = s.Tone
			case graphic.Polyline:
				tone = s.Tone
			case graphic.Rect:
				tone = s.Tone
			case graphic.Text:
				tone = s.Tone
			}
			if !known[tone] {
				t.Errorf("%q is no tone", tone)
			}
		}
	}
}
