package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestScreenAnswersBeforeTheProgram(t *testing.T) {
	b := newBench(t)
	said := ""
	b.Keys.Program(kit.ActionRefresh, func() { said += "program " })
	b.put(kit.NewText("", kit.Body), nil)
	b.key(fyne.KeyF5)
	b.Keys.Screen(kit.Handlers{kit.ActionRefresh: func() { said += "screen " }})
	b.key(fyne.KeyF5)
	b.Keys.Screen(nil)
	b.key(fyne.KeyF5, fyne.KeyF2)
	if want := "program screen program "; said != want {
		t.Errorf("F5 three times: %q, want %q", said, want)
	}
}

func TestFieldForwardsWhatItDoesNotUse(t *testing.T) {
	b := newBench(t)
	count := map[kit.Action]int{}
	for _, action := range []kit.Action{kit.ActionHelp, kit.ActionNew, kit.ActionSearch, kit.ActionNext, kit.ActionCancel} {
		b.Keys.Program(action, func() { count[action]++ })
	}
	field := kit.NewTextField(b.Services, "name")
	b.put(field, field)
	b.write("été")
	b.key(fyne.KeyF1)
	b.chord(fyne.KeyN, fyne.KeyModifierControl)
	b.chord(fyne.KeyK, fyne.KeyModifierControl)
	b.chord(fyne.KeyTab, fyne.KeyModifierControl)
	for _, action := range []kit.Action{kit.ActionHelp, kit.ActionNew, kit.ActionSearch, kit.ActionNext} {
		if count[action] != 1 {
			t.Errorf("%s: %d times, want 1", action, count[action])
		}
	}
	if field.Text != "été" {
		t.Errorf("the chords typed: %q", field.Text)
	}
	b.key(fyne.KeyEscape)
	if field.Text != "" || count[kit.ActionCancel] != 0 {
		t.Errorf("Esc leaves %q and cancels %d times, want the text as before", field.Text, count[kit.ActionCancel])
	}
	b.key(fyne.KeyEscape)
	if count[kit.ActionCancel] != 1 {
		t.Error("the second Esc does not reach the window")
	}
}

func TestChordsThatEditStayInTheField(t *testing.T) {
	b := newBench(t)
	field := kit.NewTextField(b.Services, "name")
	b.put(field, field)
	b.write("un deux")
	b.chord(fyne.KeyBackspace, fyne.KeyModifierControl)
	if field.Text == "un deux" {
		t.Error("Ctrl+Backspace deletes no word")
	}
}

func TestDoReportsWhetherAnythingAnswers(t *testing.T) {
	b := newBench(t)
	if b.Keys.Do(kit.ActionPrint) || b.Keys.Offers(kit.ActionPrint) {
		t.Error("nobody prints, yet something answers")
	}
	b.Keys.Program(kit.ActionPrint, func() {})
	if !b.Keys.Do(kit.ActionPrint) || !b.Keys.Offers(kit.ActionPrint) {
		t.Error("printing does not answer")
	}
	b.wantTrace(t, "action print")
}
