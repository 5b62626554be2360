package kit_test

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestEveryIconDrawsSomething(t *testing.T) {
	b := newBench(t)
	if len(kit.Icons()) < 40 {
		t.Fatalf("only %d icons", len(kit.Icons()))
	}
	for _, name := range kit.Icons() {
		drawn := kit.NewIcon(name, kit.ColorText)
		b.Window.SetContent(drawn)
		b.Window.Resize(fyne.NewSize(32, 32))
		if inked(b.Window.Canvas().Capture()) < 20 {
			t.Errorf("%s draws nothing", name)
		}
	}
}

// inked counts the dark dots.
func inked(picture image.Image) int {
	dark := 0
	bounds := picture.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if r, _, _, _ := picture.At(x, y).RGBA(); r < 0x8000 {
				dark++
			}
		}
	}
	return dark
}

func TestIconsHaveOneStroke(t *testing.T) {
	newBench(t)
	for _, name := range kit.Icons() {
		svg := string(kit.Icon(name).Content())
		for _, want := range []string{`viewBox="0 0 24 24"`, `stroke-width="1.75"`, `fill="none"`, `stroke-linecap="round"`} {
			if !contains(svg, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if contains(svg, "currentColor") {
			t.Errorf("%s has no colour", name)
		}
	}
}

func TestIconFollowsTheLook(t *testing.T) {
	app := test.NewTempApp(t)
	icon := kit.Icon("cash")
	app.Settings().SetTheme(kit.NewTheme(kit.Light))
	light := icon.Name()
	app.Settings().SetTheme(kit.NewTheme(kit.Dark))
	if icon.Name() == light {
		t.Errorf("%s in both looks: caches would mix them up", light)
	}
}

func TestUnknownIconStopsTheProgram(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown icon is silently nothing")
		}
	}()
	kit.Icon("no-such-icon")
}

func TestThemeGivesOurIcons(t *testing.T) {
	newBench(t)
	th := kit.NewTheme(kit.Light)
	if name := th.Icon("arrowDropDown").Name(); name[:5] != "down-" {
		t.Errorf("drop-down icon is %s", name)
	}
	if th.Icon("mailSend") == nil {
		t.Error("an icon that we do not have is nothing")
	}
	var _ fyne.Theme = th
}
