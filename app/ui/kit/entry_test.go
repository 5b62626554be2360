package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestEnterGoesToTheNextFieldAndCommitsAtTheEnd(t *testing.T) {
	b := newBench(t)
	first, last := kit.NewTextField(b.Services, "first"), kit.NewTextField(b.Services, "last")
	committed := 0
	last.Commit = func() { committed++ }
	b.put(kit.VStack(0, first, last), first)
	b.write("un")
	b.key(fyne.KeyReturn)
	b.write("deux")
	b.key(fyne.KeyEnter)
	if first.Text != "un" || last.Text != "deux" || committed != 1 {
		t.Errorf("%q, %q, committed %d times", first.Text, last.Text, committed)
	}
	b.wantTrace(t, "focus first", "focus last")
}

func TestWrongFieldKeepsEnter(t *testing.T) {
	b := newBench(t)
	first, last := kit.NewTextField(b.Services, "first"), kit.NewTextField(b.Services, "last")
	first.Required = true
	b.put(kit.VStack(0, first, last), first)
	b.key(fyne.KeyReturn)
	if b.Window.Canvas().Focused() != fyne.Focusable(first) || first.Problem() == "" {
		t.Error("Enter leaves an empty field that is required")
	}
	b.write("x")
	b.key(fyne.KeyReturn)
	if b.Window.Canvas().Focused() != fyne.Focusable(last) || first.Problem() != "" {
		t.Errorf("a right field does not let go: %q", first.Problem())
	}
}

func TestFieldSaysWhatIsWrongWhenItIsLeft(t *testing.T) {
	b := newBench(t)
	first, last := kit.NewTextField(b.Services, "first"), kit.NewTextField(b.Services, "last")
	first.Verify = func(string) error { return fault.New(fault.Invalid, "field.day", nil) }
	told := 0
	first.OnProblem(func() { told++ })
	b.put(kit.VStack(0, first, last), first)
	b.key(fyne.KeyTab)
	if first.Problem() != "" {
		t.Errorf("a field not touched complains: %q", first.Problem())
	}
	b.Window.Canvas().Focus(first)
	b.write("x")
	b.key(fyne.KeyTab)
	if first.Problem() != "La date manque." || told != 1 {
		t.Errorf("left with %q, told %d times", first.Problem(), told)
	}
	b.wantTrace(t, "focus first", "explained La date manque.", "field refused first", "focus last")
	first.SetText("autre")
	if first.Problem() != "" {
		t.Error("a text that is set counts as wrong")
	}
	first.Refuse(fault.New(fault.Invalid, "field.amount", nil))
	if !strings.HasPrefix(first.Problem(), "Le montant manque.") {
		t.Errorf("refused with %q", first.Problem())
	}
}

func TestFieldIsBounded(t *testing.T) {
	b := newBench(t)
	field := kit.NewTextField(b.Services, "name")
	field.MaxRunes = 5
	b.put(field, field)
	b.write("étéété")
	if field.Text != "étéét" {
		t.Errorf("took %q, want 5 characters", field.Text)
	}
	b.chordSelectAll()
	b.write("x")
	if field.Text != "x" {
		t.Errorf("typing over the selection gives %q", field.Text)
	}
	field.SetText(strings.Repeat("é", 6)) // as pasting does
	if field.Check() != "Ce texte dépasse 5 caractères." {
		t.Errorf("six characters: %q", field.Problem())
	}
}

func TestFocusSelectsTheText(t *testing.T) {
	b := newBench(t)
	field := kit.NewTextField(b.Services, "name")
	field.SetText("ancien")
	b.put(field, field)
	b.write("n")
	if field.Text != "n" {
		t.Errorf("typing gives %q, want the old text replaced", field.Text)
	}
}

func TestPasswordNeverShowsUnlessAsked(t *testing.T) {
	b := newBench(t)
	field := kit.NewPasswordField(b.Services, "password")
	b.put(field, field)
	b.write("secret")
	if contains(b.markup(), "secret") || contains(b.trace.String(), "secret") {
		t.Error("the password shows")
	}
	field.ActionItem.(fyne.Tappable).Tapped(nil)
	if !contains(b.markup(), "secret") {
		t.Error("the eye shows nothing")
	}
	field.ActionItem.(fyne.Tappable).Tapped(nil)
	if contains(b.markup(), "secret") {
		t.Error("the eye does not close")
	}
}

func TestTabPassesOverTheIconsInFields(t *testing.T) {
	b := newBench(t)
	day, secret, last := kit.NewDateField(b.Services, "day"), kit.NewPasswordField(b.Services, "secret"), kit.NewTextField(b.Services, "last")
	pick := kit.NewPickerField(b.Services, "pick", kit.OfferAll(nil))
	b.put(kit.VStack(0, day, secret, pick, last), day)
	b.key(fyne.KeyTab, fyne.KeyTab, fyne.KeyTab)
	b.wantTrace(t, "focus day", "focus secret", "focus pick", "focus last")
}

func TestCodeIsCopied(t *testing.T) {
	b := newBench(t)
	code := kit.NewCode(b.Services, "7F3K-2M9Q")
	b.put(kit.VStack(0, b.Notices, code), nil)
	b.wantShown(t, "7F3K-2M9Q", "Copier")
	b.Window.Canvas().FocusNext()
	b.key(fyne.KeySpace)
	if got := fyne.CurrentApp().Clipboard().Content(); got != "7F3K-2M9Q" {
		t.Errorf("on the clipboard: %q", got)
	}
	code.SetCode("XXXX")
	b.wantShown(t, "XXXX", "Terminé")
}

func TestTextThatIsSetAwayTakesItsSelectionAlong(t *testing.T) {
	b := newBench(t)
	field := kit.NewTextField(b.Services, "name")
	field.SetText("999")
	b.put(field, field) // the text is selected
	field.SetText("")
	b.write("1000")
	if field.Text != "1000" {
		t.Errorf("typed 1000 into an emptied field, got %q", field.Text)
	}
}
