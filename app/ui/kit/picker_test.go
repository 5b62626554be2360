package kit_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

var projects = []kit.Choice{
	{ID: "1", Text: "Forages Kolda", Detail: "P01"},
	{ID: "2", Text: "Écoles de Ziguinchor", Detail: "P02"},
	{ID: "3", Text: "Santé Kolda", Detail: "P03"},
}

func pickers(t *testing.T, strict bool) (*bench, *kit.PickerField, *kit.TextField) {
	t.Helper()
	b := newBench(t)
	field := kit.NewPickerField(b.Services, "pick", kit.OfferAll(projects))
	if strict {
		field = kit.NewStrictPicker(b.Services, "pick", kit.OfferAll(projects))
	}
	next := kit.NewTextField(b.Services, "next")
	b.put(kit.VStack(0, field, next), field)
	return b, field, next
}

func TestTypingOffersAndEnterTakes(t *testing.T) {
	b, field, next := pickers(t, false)
	b.write("kol")
	b.wantShown(t, "Forages Kolda", "P01", "Santé Kolda")
	b.wantHidden(t, "Écoles de Ziguinchor")
	b.key(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if field.Text != "Santé Kolda" || field.Chosen().ID != "3" || b.Window.Canvas().Focused() != fyne.Focusable(next) {
		t.Errorf("took %q (%q)", field.Text, field.Chosen().ID)
	}
	b.wantHidden(t, "P01")
}

func TestFreeTextStandsAsTyped(t *testing.T) {
	b, field, _ := pickers(t, false)
	b.write("Kolda")
	b.key(fyne.KeyReturn)
	if field.Text != "Kolda" || field.Problem() != "" {
		t.Errorf("%q, %q: want what was typed", field.Text, field.Problem())
	}
}

func TestListClosesAndEditingGoesOn(t *testing.T) {
	b, field, next := pickers(t, false)
	b.write("ko")
	b.key(fyne.KeyBackspace)
	if field.Text != "k" {
		t.Errorf("Backspace gives %q", field.Text)
	}
	b.wantShown(t, "Forages Kolda")
	b.key(fyne.KeyEscape)
	b.wantHidden(t, "Forages Kolda")
	b.write("o")
	b.chordSelectAll()
	b.write("san")
	if field.Text != "san" {
		t.Errorf("after Ctrl+A %q", field.Text)
	}
	b.key(fyne.KeyDown, fyne.KeyTab)
	if field.Text != "Santé Kolda" || b.Window.Canvas().Focused() != fyne.Focusable(next) {
		t.Errorf("Tab takes %q", field.Text)
	}
}

func TestStrictPickerTakesChoicesOnly(t *testing.T) {
	b, field, _ := pickers(t, true)
	var chosen []string
	field.OnChosen = func(c kit.Choice) { chosen = append(chosen, c.ID) }
	b.write("zig")
	b.key(fyne.KeyReturn)
	if field.Chosen().ID != "2" || field.Text != "Écoles de Ziguinchor" {
		t.Errorf("the first of the list is not taken: %q", field.Text)
	}
	field.SetText("nulle part")
	if field.Check() != "«\u202fnulle part\u202f» n'est pas dans la liste." || field.Chosen().ID != "" {
		t.Errorf("problem %q, chosen %q", field.Problem(), field.Chosen().ID)
	}
	field.SetText("forages kolda")
	if field.Check() != "" || field.Chosen().ID != "1" || field.Text != "Forages Kolda" {
		t.Errorf("typed in full: %q, %q", field.Problem(), field.Text)
	}
	field.SetText("p03")
	if field.Check() != "" || field.Chosen().ID != "3" {
		t.Errorf("typed so that one is left: %q", field.Problem())
	}
	field.SetText("kolda")
	if field.Check() == "" {
		t.Error("two answer to kolda, and one was taken")
	}
	if fmt.Sprint(chosen) != "[2]" {
		t.Errorf("told of %v", chosen)
	}
}

func TestDownOffersEverythingAgain(t *testing.T) {
	b, field, _ := pickers(t, true)
	field.Set(projects[0])
	b.key(fyne.KeyDown)
	b.wantShown(t, "Écoles de Ziguinchor", "Santé Kolda")
	b.key(fyne.KeyPageDown, fyne.KeyUp, fyne.KeyReturn)
	if field.Chosen().ID != "2" {
		t.Errorf("chosen %q", field.Chosen().ID)
	}
	field.Clear()
	if field.Text != "" || field.Chosen().ID != "" {
		t.Error("not cleared")
	}
}

func TestChoiceIsTakenWithTheMouse(t *testing.T) {
	b, field, _ := pickers(t, true)
	field.ActionItem.(fyne.Tappable).Tapped(nil)
	b.wantShown(t, "Forages Kolda")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.Window.Canvas().Focused().(fyne.CanvasObject))
	test.TapCanvas(b.Window.Canvas(), at.AddXY(20, kit.RowHeight+10))
	if field.Chosen().ID != "2" {
		t.Errorf("chosen %q", field.Chosen().ID)
	}
}

func TestLongListScrolls(t *testing.T) {
	b := newBench(t)
	var many []kit.Choice
	for i := range 100 {
		many = append(many, kit.Choice{ID: fmt.Sprint(i), Text: fmt.Sprintf("Compte %02d", i)})
	}
	field := kit.NewStrictPicker(b.Services, "pick", kit.OfferAll(many))
	b.put(kit.VStack(0, field), field)
	b.key(fyne.KeyDown)
	b.wantHidden(t, "Compte 40")
	for range 40 {
		b.key(fyne.KeyDown)
	}
	b.wantShown(t, "Compte 40")
	b.key(fyne.KeyReturn)
	if field.Chosen().ID != "40" {
		t.Errorf("chosen %q", field.Chosen().ID)
	}
}
