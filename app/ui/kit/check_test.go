package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// services gives the services of a test window in French.
func services(t *testing.T) *kit.Services {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.Light))
	p, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1000, 600))
	return kit.NewServices(w, p, kit.NewInlineTasks(), func() calendar.Day { return 0 }, func(error) string { return "" })
}

func TestCheckIsTickedByTapAndSpace(t *testing.T) {
	s := services(t)
	c := kit.NewCheck(s, "read", "J'ai lu ces huit groupes")
	c.Required = "Lisez-les d'abord."
	told := 0
	c.OnChanged = func(bool) { told++ }
	s.Window.SetContent(c)

	if c.Check() == "" || c.Problem() != "Lisez-les d'abord." {
		t.Errorf("a box that is not ticked passes: %q", c.Problem())
	}
	test.Tap(c)
	if !c.Ticked() || c.Problem() != "" {
		t.Errorf("after a tap: ticked %v, %q", c.Ticked(), c.Problem())
	}
	s.Window.Canvas().Focus(c)
	c.TypedRune(' ')
	c.Disable()
	test.Tap(c)
	if c.Ticked() || told != 2 {
		t.Errorf("after Space and a tap while disabled: ticked %v, told %d times", c.Ticked(), told)
	}
}

func TestCheckForwardsKeys(t *testing.T) {
	s := services(t)
	c := kit.NewCheck(s, "read", "Lu")
	next := kit.NewButton("Suite", "", kit.Plain, nil)
	s.Window.SetContent(kit.VStack(4, c, next))
	cancelled := false
	s.Keys.Screen(kit.Handlers{kit.ActionCancel: func() { cancelled = true }})

	s.Window.Canvas().Focus(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !cancelled || s.Window.Canvas().Focused() != next {
		t.Errorf("cancelled %v, focus %v", cancelled, s.Window.Canvas().Focused())
	}
}
