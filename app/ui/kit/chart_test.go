package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/comptoir/comptoir/app/graphic"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// months are bars with a word for each group.
func months(words ...string) graphic.Bars {
	bars := graphic.Bars{Amount: func(int64) string { return "1" }, InName: "in", OutName: "out"}
	for _, word := range words {
		bars.Groups = append(bars.Groups, graphic.BarGroup{Words: word, Told: "told " + word, InMinor: 100, OutMinor: 40})
	}
	return bars
}

func TestChartIsReadFromTheKeyboard(t *testing.T) {
	s := services(t)
	chart := kit.NewChart("months", "Mois", months("a", "b", "c"), 160)
	s.Window.SetContent(chart)
	s.Window.Resize(fyne.NewSize(500, 240))
	press := func(key fyne.KeyName, want string) {
		t.Helper()
		chart.TypedKey(&fyne.KeyEvent{Name: key})
		if got := chart.Words(); got != want {
			t.Errorf("after %s it tells %q, want %q", key, got, want)
		}
	}
	s.Window.Canvas().Focus(chart)
	if got := chart.Words(); got != "told c" {
		t.Errorf("it begins with %q", got)
	}
	press(fyne.KeyLeft, "told b")
	press(fyne.KeyHome, "told a")
	press(fyne.KeyLeft, "told a")
	press(fyne.KeyEnd, "told c")
	press(fyne.KeyRight, "told c")
	s.Window.Canvas().Unfocus()
	if got := chart.Words(); got != "" {
		t.Errorf("out of focus it tells %q", got)
	}
	if label := chart.AccessibilityLabel(); !strings.Contains(label, "Mois: told a; told b; told c") {
		t.Errorf("a screen reader says %q", label)
	}
}

func TestChartIsReadWithTheMouse(t *testing.T) {
	s := services(t)
	chart := kit.NewChart("months", "Mois", months("a", "b", "c"), 160)
	s.Window.SetContent(chart)
	s.Window.Resize(fyne.NewSize(500, 240))
	move := func(x float32) {
		chart.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 80)}})
	}
	move(80)
	first := chart.Words()
	move(490)
	if first != "told a" || chart.Words() != "told c" {
		t.Errorf("from left to right it tells %q, %q", first, chart.Words())
	}
	chart.MouseOut()
	if chart.Words() != "" {
		t.Error("it goes on telling")
	}
	chart.SetChart("Rien", graphic.Bars{})
	move(80)
	chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if chart.Words() != "" {
		t.Error("nothing is told")
	}
}

func TestWordsOfAChartAreNeverCut(t *testing.T) {
	s := services(t)
	words := "entrées 9 999 999 999 999 F CFA, sorties 9 999 999 999 999 F CFA"
	chart := kit.NewChart("months", "Entrées et sorties par mois", months(words), 160)
	s.Window.SetContent(chart)
	s.Window.Resize(fyne.NewSize(300, 240))
	s.Window.Canvas().Focus(chart)
	var lines []string
	for _, o := range test.LaidOutObjects(chart) {
		if text, is := o.(*canvas.Text); is && text.Text != "" && text.TextSize == theme.TextSize() && !text.Hidden {
			lines = append(lines, text.Text)
			if text.MinSize().Width > 300 {
				t.Errorf("%q is wider than the chart", text.Text)
			}
		}
	}
	if got := strings.Join(lines, " "); !strings.Contains(got, "told "+words) {
		t.Errorf("it tells %q", got)
	}
}

func TestDrawingFollowsSizeAndLook(t *testing.T) {
	s := services(t)
	drawing := kit.NewDrawing(graphic.Gauge{Minor: 500, LimitMinor: 300, Told: "trop"}, fyne.NewSize(100, 12))
	s.Window.SetContent(drawing)
	widest := func() (width float32, colour any) {
		for _, o := range test.WidgetRenderer(drawing).Objects() {
			if r, is := o.(*canvas.Rectangle); is && r.Size().Width > width {
				width, colour = r.Size().Width, r.FillColor
			}
		}
		return width, colour
	}
	s.Window.Resize(fyne.NewSize(300, 60))
	small, light := widest()
	s.Window.Resize(fyne.NewSize(600, 60))
	large, _ := widest()
	if large-small != 300 {
		t.Errorf("it is %v, then %v wide", small, large)
	}
	test.ApplyTheme(t, kit.NewTheme(kit.Dark))
	drawing.Refresh()
	if _, dark := widest(); dark == light {
		t.Error("it has the same colours in the dark")
	}
	if drawing.AccessibilityLabel() != "trop" {
		t.Error(drawing.AccessibilityLabel())
	}
}
