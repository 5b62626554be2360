package kit_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestHintOfTheEntryLineGivesWayToAProblemWithoutMovingTheRows(t *testing.T) {
	b, grid := showBook(t, 5)
	amount := kit.NewAmountField(b.Services, "amount", "XOF")
	line := grid.Aligned(kit.NewText("+", kit.Muted), amount)
	line.SetHint("Entrée passe au champ suivant")
	grid.SetFoot(line)
	height := line.MinSize().Height
	if !contains(b.markup(), "Entrée passe au champ suivant") {
		t.Error("the hint is not shown")
	}
	amount.SetText("x")
	amount.Check()
	if contains(b.markup(), "Entrée passe au champ suivant") || !contains(b.markup(), "refused-") {
		t.Error("the hint does not give way to the problem")
	}
	if got := line.MinSize().Height; got != height {
		t.Errorf("the line is %v high with a problem, %v without", got, height)
	}
	amount.SetText("12")
	if !contains(b.markup(), "Entrée passe au champ suivant") {
		t.Error("the hint does not come back")
	}
}
