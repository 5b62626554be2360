package kit_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestDateIsReadAndSpelled(t *testing.T) {
	b := newBench(t)
	field, next := kit.NewDateField(b.Services, "day"), kit.NewTextField(b.Services, "next")
	b.put(kit.VStack(0, field, next), field)
	for typed, want := range map[string]string{"3/2": "03.02.26", "3.2.26": "03.02.26", "+1": "23.11.26", "-1": "21.11.26", "t": "22.11.26"} {
		b.Window.Canvas().Focus(field)
		b.chordSelectAll()
		b.write(typed)
		b.key(fyne.KeyTab)
		if field.Text != want || field.Problem() != "" {
			t.Errorf("%s shows %q, %q; want %q", typed, field.Text, field.Problem(), want)
		}
	}
	field.SetText("demain")
	if field.Check() == "" {
		t.Error("demain is a day")
	}
	field.SetText("")
	if d, err := field.Day(); err != nil || !d.IsZero() {
		t.Errorf("empty gives %v, %v", d, err)
	}
	field.Required = true
	if _, err := field.Day(); err == nil {
		t.Error("an empty field that is required gives a day")
	}
}

func TestArrowsGoADayOnAndBack(t *testing.T) {
	b := newBench(t)
	field := kit.NewDateField(b.Services, "day")
	b.put(field, field)
	b.key(fyne.KeyUp)
	if field.Text != "23.11.26" {
		t.Errorf("up from nothing gives %q, want tomorrow", field.Text)
	}
	b.key(fyne.KeyDown, fyne.KeyDown)
	if field.Text != "21.11.26" {
		t.Errorf("down twice gives %q", field.Text)
	}
}

func TestCalendarOpensOnTheMonthOfTheField(t *testing.T) {
	b := newBench(t)
	field := kit.NewDateField(b.Services, "day")
	field.SetDay(calendar.New(2026, time.August, 31))
	b.put(kit.VStack(0, field), field)
	b.key(fyne.KeyF4)
	b.wantShown(t, "août 2026", "lun.", "dim.")
	b.key(fyne.KeyPageDown)
	b.wantShown(t, "septembre 2026")
	b.key(fyne.KeyReturn)
	if field.Text != "30.09.26" {
		t.Errorf("a month after 31 August is %q, want the last of September", field.Text)
	}
	b.key(fyne.KeyF4, fyne.KeyLeft, fyne.KeyUp, fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyPageUp, fyne.KeySpace)
	if field.Text != "01.09.26" {
		t.Errorf("the arrows lead to %q, want 01.09.26", field.Text)
	}
	b.key(fyne.KeyF4)
	b.write("t")
	b.wantShown(t, "novembre 2026")
	b.key(fyne.KeyEscape)
	b.wantHidden(t, "novembre 2026")
	if field.Text != "01.09.26" {
		t.Errorf("Esc chose %q", field.Text)
	}
}

func TestDayIsChosenWithTheMouse(t *testing.T) {
	b := newBench(t)
	field := kit.NewDateField(b.Services, "day")
	b.put(kit.VStack(0, field), nil)
	field.ActionItem.(fyne.Tappable).Tapped(nil)
	b.wantShown(t, "novembre 2026")
	month := b.Window.Canvas().Focused().(fyne.Tappable)
	test.TapAt(month, fyne.NewPos(34*6+5, 10)) // a name of the week
	b.wantShown(t, "novembre 2026")
	test.TapAt(month, fyne.NewPos(34*6+5, 26+5)) // the first Sunday
	if field.Text != "01.11.26" {
		t.Errorf("chosen %q", field.Text)
	}
}

func TestDisabledDateOpensNoCalendar(t *testing.T) {
	b := newBench(t)
	field := kit.NewDateField(b.Services, "day")
	b.put(kit.VStack(0, field), nil)
	field.Disable()
	field.ActionItem.(fyne.Tappable).Tapped(nil)
	if b.Window.Canvas().Overlays().Top() != nil {
		t.Error("a calendar of a disabled field")
	}
}
