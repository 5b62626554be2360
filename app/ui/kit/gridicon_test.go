package kit_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestColumnShowsAnIconBeforeItsText(t *testing.T) {
	b := newBench(t)
	rows := kit.Rows[string]{"fine", "none", "refused"}
	grid := kit.NewGrid(b.Services, "states", []kit.Column[string]{{
		ID: "state", Title: "State", Grow: true,
		Text:  func(s string) string { return s },
		Style: func(string) kit.Style { return kit.Style{Color: kit.ColorRefused} },
		Icon: func(s string) string {
			if s == "none" {
				return ""
			}
			return s
		},
	}}, rows)
	b.put(grid, grid.Focus())
	grid.Reload()
	markup := b.markup()
	for _, icon := range []string{"fine-b42318", "refused-b42318"} {
		if strings.Count(markup, icon) != 1 {
			t.Errorf("the table shows the icon %s %d times, want once", icon, strings.Count(markup, icon))
		}
	}
}
