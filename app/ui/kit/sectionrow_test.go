package kit_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestLongestSectionStandsWholeAlsoInStrongLetters(t *testing.T) {
	b := newBench(t)
	sh := kit.NewShell(b.Services)
	const longest = "Gestionnaire des utilisateurs"
	sh.SetSections([]kit.Section{{ID: "users", Title: longest, Icon: "users"}})
	for _, selected := range []string{"", "users"} {
		sh.Show(kit.Screen{Name: "x", Section: selected, Content: kit.NewText("", kit.Body)})
		b.wantShown(t, longest)
	}
}
