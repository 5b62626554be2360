package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// DateField takes a day: `3/2`, `3.2.26`, `+1`, `-1`, `t`. The arrows go a day
// on or back, F4 opens the calendar on the month of the field.
type DateField struct {
	TextField
}

// NewDateField gives an empty field.
func NewDateField(s *Services, name string) *DateField {
	f := &DateField{}
	f.init(s, name)
	f.Verify = func(text string) error {
		_, err := f.parse(text)
		return err
	}
	f.arrange = func(text string) string {
		day, _ := f.parse(text)
		return s.Printer.DayShort(day)
	}
	f.keys = f.step
	f.ActionItem = newTap("calendar", f.openCalendar)
	f.ExtendBaseWidget(f)
	return f
}

func (f *DateField) parse(text string) (calendar.Day, error) {
	return calendar.ParseInput(text, f.services.Today(), true)
}

// Day gives what is typed, no day for an empty field, or fault.Invalid.
func (f *DateField) Day() (calendar.Day, error) {
	if strings.TrimSpace(f.Text) == "" {
		if f.Required {
			return 0, fault.New(fault.Invalid, "field.day", nil)
		}
		return 0, nil
	}
	return f.parse(f.Text)
}

// SetDay shows a day; no day empties the field.
func (f *DateField) SetDay(day calendar.Day) { f.SetText(f.services.Printer.DayShort(day)) }

// current gives the day of the field, or today when there is none to be read.
func (f *DateField) current() calendar.Day {
	if day, err := f.Day(); err == nil && !day.IsZero() {
		return day
	}
	return f.services.Today()
}

func (f *DateField) step(event *fyne.KeyEvent) bool {
	switch event.Name {
	case fyne.KeyUp:
		f.SetDay(f.current() + 1)
	case fyne.KeyDown:
		f.SetDay(f.current() - 1)
	case fyne.KeyF4:
		f.openCalendar()
	default:
		return false
	}
	return true
}

func (f *DateField) openCalendar() {
	if f.Disabled() {
		return
	}
	canvas := f.services.Window.Canvas()
	var popup *widget.PopUp
	month := newMonth(f.services.Printer, f.current(), f.services.Today(), func(day calendar.Day) {
		popup.Hide()
		f.SetDay(day)
	}, func() { popup.Hide() })
	popup = widget.NewPopUp(month.content(), canvas)
	showBelow(popup, f, popup.MinSize())
	canvas.Focus(month)
	Trace("calendar open")
}
