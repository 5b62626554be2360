package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// record gives tabs of which each shows its own word.
func record(current string) *kit.Tabs {
	side := func(id, title string) kit.Tab {
		return kit.Tab{ID: id, Title: title, Build: func() fyne.CanvasObject { return kit.NewText("side of "+id, kit.Body) }}
	}
	return kit.NewTabs([]kit.Tab{side("general", "Général"), side("roles", "Rôles"), side("history", "Historique")}, current)
}

func TestTabsShowOneSideAtATime(t *testing.T) {
	b := newBench(t)
	tabs := record("roles")
	b.put(tabs, tabs.Focus())
	b.wantTrace(t, "tab roles", "focus tabs")
	b.wantShown(t, "Général", "Rôles", "Historique", "side of roles")
	b.wantHidden(t, "side of general")

	tabs.Select("history")
	b.wantShown(t, "side of history")
	if tabs.Current() != "history" {
		t.Errorf("in front is %q", tabs.Current())
	}
	tabs.Select("nowhere")
	b.wantShown(t, "side of history")
}

func TestTabsFollowTheArrows(t *testing.T) {
	b := newBench(t)
	tabs := record("")
	b.put(tabs, tabs.Focus())
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyLeft, "general"}, {fyne.KeyRight, "roles"}, {fyne.KeyRight, "history"}, {fyne.KeyRight, "history"},
		{fyne.KeyHome, "general"}, {fyne.KeyEnd, "history"}, {fyne.KeyLeft, "roles"},
	} {
		b.key(step.key)
		if tabs.Current() != step.want {
			t.Errorf("after %s in front is %q, want %q", step.key, tabs.Current(), step.want)
		}
	}
}

func TestTabsFollowTheMouse(t *testing.T) {
	b := newBench(t)
	tabs := record("")
	b.put(tabs, nil)
	test.TapAt(tabs.Focus().(fyne.Tappable), fyne.NewPos(100, 10))
	if tabs.Current() != "roles" {
		t.Errorf("in front is %q, want roles", tabs.Current())
	}
	test.TapAt(tabs.Focus().(fyne.Tappable), fyne.NewPos(900, 10)) // beside the titles
	if tabs.Current() != "roles" {
		t.Errorf("a tap beside the titles led to %q", tabs.Current())
	}
}

func TestTabGoesFromTheTitlesIntoTheSide(t *testing.T) {
	b := newBench(t)
	tabs := kit.NewTabs([]kit.Tab{{ID: "a", Title: "A", Build: func() fyne.CanvasObject { return kit.NewTextField(b.Services, "inside") }}}, "")
	b.put(kit.NewPage(kit.NewHead("", nil, kit.NewButton("Above", "", kit.Plain, nil)), tabs), tabs.Focus())
	b.key(fyne.KeyTab)
	b.wantTrace(t, "focus inside")
}

func TestTabsForwardKeys(t *testing.T) {
	b := newBench(t)
	tabs := record("")
	b.put(tabs, tabs.Focus())
	refreshed := false
	b.Keys.Screen(kit.Handlers{kit.ActionRefresh: func() { refreshed = true }})
	b.key(fyne.KeyF5)
	if !refreshed {
		t.Error("F5 on the titles did nothing")
	}
}
