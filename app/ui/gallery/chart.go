package gallery

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/graphic"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// charts shows the three kinds of them, over the canned movements.
func (g *Gallery) charts() fyne.CanvasObject {
	s := g.services
	amount := func(minor int64) string { return s.Printer.Int(minor) }
	first := calendar.New(2026, 11, 1)
	course := graphic.Course{
		From: first, Until: first + 29, OpeningMinor: 40_000, LimitMinor: 300_000, Amount: amount,
		Name: s.T("gallery.chart.balance"), LimitWords: s.T("gallery.chart.ceiling"),
		Day: func(d calendar.Day, _ bool) string { return s.Printer.DayShort(d) },
		Told: func(d calendar.Day, minor int64) string {
			return s.Printer.DayMedium(d) + " · " + s.Printer.Amount(francs(minor))
		},
	}
	bars := graphic.Bars{Amount: amount, InName: s.T("gallery.chart.in"), OutName: s.T("gallery.chart.out")}
	balance := course.OpeningMinor
	for i, c := range canned {
		balance += c.minor
		day := first + calendar.Day(3*i)
		course.Days = append(course.Days, graphic.DayEnd{Day: day, Minor: balance})
		bars.Groups = append(bars.Groups, graphic.BarGroup{
			Words: s.Printer.DayShort(day), Told: s.Printer.Amount(francs(c.minor)), InMinor: max(c.minor, 0), OutMinor: max(-c.minor, 0),
		})
	}
	gauge := kit.NewDrawing(graphic.Gauge{Minor: 340_000, LimitMinor: 300_000, Told: s.T("gallery.chart.ceiling")}, fyne.NewSize(100, 12))
	return kit.VStack(12, kit.Columns(2, 12,
		kit.NewCard(kit.NewChart("course", s.T("gallery.chart.course"), course, 150)),
		kit.NewCard(kit.NewChart("bars", s.T("gallery.chart.bars"), bars, 150))), gauge)
}
