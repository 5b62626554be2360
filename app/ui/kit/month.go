package kit

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
)

const (
	dayWidth, dayHeight = 34, 26
	weeks               = 6
)

// month is the calendar of a date field: one month, in the language of the
// person, kept by the keyboard or the mouse.
type month struct {
	widget.BaseWidget
	printer *translation.Printer
	day     calendar.Day // the cursor
	today   calendar.Day
	chosen  func(calendar.Day)
	closed  func()
	title   *Text
	cells   [7 * weeks]*dayCell
}

type dayCell struct {
	ground *canvas.Rectangle
	text   *canvas.Text
	day    calendar.Day
}

func newMonth(p *translation.Printer, day, today calendar.Day, chosen func(calendar.Day), closed func()) *month {
	m := &month{printer: p, day: day, today: today, chosen: chosen, closed: closed, title: NewText("", Strong)}
	for i := range m.cells {
		m.cells[i] = &dayCell{ground: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	}
	m.ExtendBaseWidget(m)
	m.fill()
	return m
}

// content is the month with its title and the arrows to others.
func (m *month) content() fyne.CanvasObject {
	head := container.NewBorder(nil, nil,
		newTap("left", func() { m.turn(-1) }), newTap("right", func() { m.turn(1) }), container.NewCenter(m.title))
	return Inset(Gap, VStack(Gap, head, m))
}

// first gives the Monday with which the page begins.
func (m *month) first() calendar.Day {
	year, mon, _ := m.day.Date()
	start := calendar.New(year, mon, 1)
	return start - calendar.Day((int(start.Time().Weekday())+6)%7)
}

func (m *month) fill() {
	year, mon, _ := m.day.Date()
	m.title.SetText(m.printer.Month(year, mon))
	first := m.first()
	for i, cell := range m.cells {
		cell.set(first+calendar.Day(i), mon, m)
	}
}

func (c *dayCell) set(day calendar.Day, mon time.Month, m *month) {
	_, own, number := day.Date()
	c.day = day
	style := Style{Align: fyne.TextAlignCenter, Bold: day == m.today}
	ground := ColorRaised
	switch {
	case day == m.day:
		style.Color, ground = ColorOnPrimary, ColorPrimary
	case own != mon:
		style.Color = ColorMuted
	case day == m.today:
		style.Color = ColorPrimary
	}
	style.paint(c.text)
	c.text.Text = strconv.Itoa(number)
	c.ground.FillColor, c.ground.CornerRadius = theme.Color(ground), 4
	c.text.Refresh()
	c.ground.Refresh()
}

func (m *month) move(days int) {
	m.day += calendar.Day(days)
	m.fill()
}

// turn goes months on or back, to the same day or the last there is.
func (m *month) turn(months int) {
	year, mon, day := m.day.Date()
	last := calendar.New(year, mon+time.Month(months)+1, 1) - 1
	wanted := calendar.New(year, mon+time.Month(months), day)
	m.day = min(wanted, last)
	m.fill()
}

// TypedKey moves by days and weeks, turns by months, chooses and closes.
func (m *month) TypedKey(event *fyne.KeyEvent) {
	switch event.Name {
	case fyne.KeyLeft:
		m.move(-1)
	case fyne.KeyRight:
		m.move(1)
	case fyne.KeyUp:
		m.move(-7)
	case fyne.KeyDown:
		m.move(7)
	case fyne.KeyPageUp:
		m.turn(-1)
	case fyne.KeyPageDown:
		m.turn(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.chosen(m.day)
	case fyne.KeyEscape:
		m.closed()
	}
}

// TypedRune goes to today on a t and chooses on a space; see Button.TypedRune.
func (m *month) TypedRune(r rune) {
	switch r {
	case 't':
		m.day = m.today
		m.fill()
	case ' ':
		m.chosen(m.day)
	}
}

// FocusGained is for Fyne.
func (m *month) FocusGained() {}

// FocusLost is for Fyne.
func (m *month) FocusLost() {}

// Tapped chooses a day with the mouse.
func (m *month) Tapped(event *fyne.PointEvent) {
	row := int((event.Position.Y - dayHeight) / dayHeight)
	column := int(event.Position.X / dayWidth)
	if event.Position.Y < dayHeight || row >= weeks || column >= 7 {
		return
	}
	m.chosen(m.cells[row*7+column].day)
}

// CreateRenderer is for Fyne.
func (m *month) CreateRenderer() fyne.WidgetRenderer {
	grid := container.New(pageOfDays{})
	for _, name := range m.printer.Weekdays() {
		label := canvas.NewText(name, nil)
		Style{Color: ColorMuted, Size: theme.SizeNameCaptionText, Align: fyne.TextAlignCenter}.paint(label)
		grid.Add(label)
	}
	for _, cell := range m.cells {
		grid.Add(container.NewStack(cell.ground, cell.text))
	}
	return widget.NewSimpleRenderer(grid)
}

// pageOfDays sets the names of the week and the days below them.
type pageOfDays struct{}

func (pageOfDays) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for i, o := range objects {
		o.Resize(fyne.NewSize(dayWidth, dayHeight))
		o.Move(fyne.NewPos(float32(i%7*dayWidth), float32(i/7*dayHeight)))
	}
}

func (pageOfDays) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(7*dayWidth, (weeks+1)*dayHeight)
}
