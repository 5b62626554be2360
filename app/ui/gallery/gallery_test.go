package gallery_test

import (
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/gallery"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// missing is what a text without translation looks like.
var missing = regexp.MustCompile(`\[[a-z]+(\.[a-z0-9-]+)+\]`)

func TestEveryPageInEveryLanguageAndLook(t *testing.T) {
	pages := []string{"table", "million", "fields", "parts", "dialogs", "icons", "empty"}
	for _, language := range translation.Languages() {
		t.Run(language.Code, func(t *testing.T) {
			s, trace := open(t, language.Code)
			for range 2 { // both looks
				for _, page := range append(pages[1:], pages[0]) {
					s.Keys.Do(kit.ActionNext)
					if page == pages[0] {
						break // the section after the last page turns the look
					}
					if !strings.HasSuffix(screens(trace), "gallery."+page) {
						t.Fatalf("on %s, want %s", screens(trace), page)
					}
					markup := test.RenderToMarkup(s.Window.Canvas())
					if gaps := missing.FindAllString(markup, -1); gaps != nil {
						t.Errorf("%s: no text for %v", page, gaps)
					}
				}
				gallery.New(s, kit.Dark)
			}
		})
	}
}

// screens gives the screen shown last.
func screens(trace *strings.Builder) string {
	lines := strings.Split(trace.String(), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if name, is := strings.CutPrefix(lines[i], "screen "); is {
			return name
		}
	}
	return ""
}

func open(t *testing.T, language string) (*kit.Services, *strings.Builder) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme(kit.Light))
	printer, err := translation.New(language, "")
	if err != nil {
		t.Fatal(err)
	}
	trace := &strings.Builder{}
	kit.TraceTo(trace)
	t.Cleanup(func() { kit.TraceTo(nil) })
	w := test.NewTempWindow(t, nil)
	s := kit.NewServices(w, printer, kit.NewInlineTasks(), func() calendar.Day { return 20_779 }, func(error) string { return "REF" })
	gallery.New(s, kit.Light)
	w.Resize(fyne.NewSize(1280, 680))
	return s, trace
}

func TestLookTurns(t *testing.T) {
	s, trace := open(t, "fr")
	s.Keys.Do(kit.ActionPrevious)
	if got := fyne.CurrentApp().Settings().Theme().(*kit.Theme).Look(); got != kit.Dark || !strings.Contains(trace.String(), "look dark") {
		t.Errorf("the look is %s", got)
	}
}
