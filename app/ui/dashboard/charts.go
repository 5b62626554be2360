package dashboard

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

const (
	chartMonths  = 12    // that charts go back
	courseHeight = 150.0 // units
	barsHeight   = 112.0
	gaugeHeight  = 12.0
)

// charts shows one book over the last months; the person chooses which.
type charts struct {
	board
	books  []workspace.BookCard // of which something is known here
	picker *kit.PickerField
	name   *kit.Text // of the book, over the chart that stands apart
	course *kit.Chart
	bars   *kit.Chart
	wishes int
}

// charts gives the course of a book's balance, with the choice of the book, and
// what came in and went out, for the two columns of the board; nothing where no
// book has a voucher here.
func (b board) charts(st state) (course, bars fyne.CanvasObject, shown bool) {
	c := &charts{board: b, name: kit.NewText("", kit.Strong).Cut()}
	for _, book := range st.books {
		if !book.LastDay.IsZero() {
			c.books = append(c.books, book)
		}
	}
	if len(c.books) == 0 {
		return nil, nil, false
	}
	c.picker = kit.NewStrictPicker(b.Services, "chart-book", kit.OfferAll(c.choices()))
	c.picker.Required = true
	c.picker.Set(c.choices()[0])
	c.picker.OnChosen = func(kit.Choice) { c.look() }
	c.course = kit.NewChart("course", "", nil, courseHeight)
	c.bars = kit.NewChart("bars", "", nil, barsHeight)
	head := kit.HStack(8, kit.NewText(b.T("dashboard.charts"), kit.Strong), kit.Space(), kit.Width(260, c.picker))
	c.look()
	return kit.VStack(8, head, kit.NewCard(c.course)), kit.VStack(8, c.name, kit.NewCard(c.bars)), true
}

func (c *charts) choices() []kit.Choice {
	var choices []kit.Choice
	for _, book := range c.books {
		choices = append(choices, kit.Choice{ID: book.Book.Ref(), Text: book.Book.Ref() + " " + book.Book.Name})
	}
	return choices
}

// look shows the book that the field names.
func (c *charts) look() {
	for _, book := range c.books {
		if book.Book.Ref() == c.picker.Chosen().ID {
			c.read(book)
			return
		}
	}
}

func (c *charts) read(book workspace.BookCard) {
	c.wishes++
	wish := c.wishes
	kit.Load(c.Tasks, func() (workspace.Period, error) {
		return c.Session.BookPeriod(c.Context, book.Book.ID, monthsBefore(max(book.Today, book.LastDay)), 0)
	}, func(period workspace.Period, err error) {
		if wish != c.wishes || c.Refuse(err) {
			return
		}
		begin(&period)
		c.name.SetText(c.picker.Chosen().Text)
		c.course.SetChart(statement.CourseTitle(c.Printer, book.Book), statement.Course(c.Printer, book.Book, period))
		c.bars.SetChart(statement.BarsTitle(c.Printer, book.Book), statement.Bars(c.Printer, book.Book, period.Months))
		kit.Trace("charts " + book.Book.Ref())
	})
}

// begin leaves out the time before a book was begun.
func begin(period *workspace.Period) {
	if period.OpeningMinor == 0 && len(period.Days) > 0 {
		period.From = period.Days[0].Day
	}
}

// monthsBefore gives the first day of the months that charts show.
func monthsBefore(today calendar.Day) calendar.Day {
	year, month, _ := today.Date()
	return calendar.New(year, month-chartMonths+1, 1)
}

// gauge shows how full a till is, or nil for a book without ceiling.
func (b board) gauge(c workspace.BookCard) fyne.CanvasObject {
	if c.Book.CeilingMinor == 0 || c.LastDay.IsZero() {
		return nil
	}
	drawing := kit.NewDrawing(statement.Gauge(b.Printer, c.Book, c.BalanceMinor), fyne.NewSize(60, gaugeHeight))
	return kit.VStack(2, drawing, kit.NewText(b.T("dashboard.book.of", fault.Args{"Ceiling": money.Amount{Minor: c.Book.CeilingMinor, Currency: c.Book.Currency}}), kit.Small).Cut())
}
