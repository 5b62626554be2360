package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestEnterConfirmsAndEscCancels(t *testing.T) {
	b := newBench(t)
	confirmed, cancelled := 0, 0
	ask := func() {
		b.Dialogs.Open(kit.Dialog{
			Name: "ask", Title: "Question", Content: kit.NewText("Oui ?", kit.Body), Confirm: "Oui",
			OnConfirm: func() error { confirmed++; return nil }, OnCancel: func() { cancelled++ },
		})
	}
	ask()
	b.wantShown(t, "Question", "Oui", "Annuler")
	b.key(fyne.KeyReturn)
	ask()
	b.key(fyne.KeyEscape)
	if confirmed != 1 || cancelled != 1 || b.Dialogs.Front() != nil {
		t.Errorf("confirmed %d, cancelled %d times", confirmed, cancelled)
	}
	b.wantHidden(t, "Question")
	b.wantTrace(t, "dialog open ask", "dialog close ask")
}

func TestEnterClosesWhatOnlyTells(t *testing.T) {
	b := newBench(t)
	aside := kit.NewButton("Annuler ce justificatif", "", kit.Plain, func() { t.Error("Enter does what stands aside") })
	b.Dialogs.Open(kit.Dialog{Name: "tell", Title: "Justificatif n° 2", Content: kit.NewText("Carburant", kit.Body), Aside: aside})
	b.key(fyne.KeyReturn)
	if b.Dialogs.Front() != nil {
		t.Error("the dialog is still open")
	}
}

func TestEnterInAFieldConfirms(t *testing.T) {
	b := newBench(t)
	field := kit.NewTextField(b.Services, "name")
	field.Required = true
	confirmed := false
	b.Dialogs.Open(kit.Dialog{
		Name: "ask", Title: "Nom", Content: kit.NewLabelled("Nom", field), Confirm: "Oui", Focus: field,
		OnConfirm: func() error { confirmed = true; return nil },
	})
	b.key(fyne.KeyReturn)
	if confirmed {
		t.Error("an empty field was confirmed")
	}
	b.wantShown(t, "Ce champ est obligatoire.")
	b.write("Awa")
	b.key(fyne.KeyReturn)
	if !confirmed {
		t.Error("Enter in the field does not confirm")
	}
}

func TestKeyboardStaysInTheDialog(t *testing.T) {
	b := newBench(t)
	behind := kit.NewTextField(b.Services, "behind")
	b.put(behind, behind)
	b.Keys.Program(kit.ActionNew, func() { t.Error("Ctrl+N reached the screen behind") })
	inside := kit.NewTextField(b.Services, "inside")
	b.Dialogs.Open(kit.Dialog{Name: "ask", Title: "Q", Content: inside, Confirm: "Oui", Focus: inside})
	for range 4 {
		b.key(fyne.KeyTab)
		if b.Window.Canvas().Focused() == fyne.Focusable(behind) {
			t.Fatal("Tab leaves the dialog")
		}
	}
	b.Window.Canvas().Focus(inside)
	b.chord(fyne.KeyN, fyne.KeyModifierControl)
	b.key(fyne.KeyEscape)
	if b.Window.Canvas().Focused() != fyne.Focusable(behind) {
		t.Error("the keyboard is not back where it was")
	}
}

func TestKeysReachTheScreenAgain(t *testing.T) {
	b := newBench(t)
	refreshed := 0
	b.Keys.Program(kit.ActionRefresh, func() { refreshed++ })
	b.put(kit.NewText("", kit.Body), nil)
	b.Dialogs.Inform("Note", "Voilà.")
	b.key(fyne.KeyF5)
	if refreshed != 0 {
		t.Error("F5 reached the screen behind")
	}
	b.key(fyne.KeyEscape, fyne.KeyF5)
	if refreshed != 1 {
		t.Error("F5 is lost after the dialog")
	}
}

func TestRefusedAnswerStaysInWords(t *testing.T) {
	b := newBench(t)
	answer := error(fault.New(fault.Invalid, "field.day", nil))
	b.Dialogs.Open(kit.Dialog{Name: "ask", Title: "Q", Content: kit.NewText("", kit.Body), Confirm: "Oui", OnConfirm: func() error { return answer }})
	b.key(fyne.KeyReturn)
	b.wantShown(t, "La date manque.", "Q")
	b.wantTrace(t, "dialog refused ask")
	answer = kit.ErrStay
	b.key(fyne.KeyReturn)
	b.wantShown(t, "Q")
	answer = nil
	b.key(fyne.KeyReturn)
	b.wantHidden(t, "Q")
}

func TestDialogsWaitForTheirTurn(t *testing.T) {
	b := newBench(t)
	b.Dialogs.Inform("Premier", "un")
	b.Dialogs.Inform("Second", "deux")
	third := b.Dialogs.Open(kit.Dialog{Name: "third", Title: "Tiers", Content: kit.NewText("", kit.Body)})
	b.wantShown(t, "Premier", "Fermer")
	b.wantHidden(t, "Second", "Tiers")
	third.Close() // before it ever came
	b.key(fyne.KeyEscape)
	b.wantShown(t, "Second")
	b.Dialogs.OpenOver(kit.Dialog{Name: "over", Title: "Devant", Content: kit.NewText("", kit.Body)})
	b.wantShown(t, "Second", "Devant")
	b.key(fyne.KeyReturn, fyne.KeyReturn)
	b.wantHidden(t, "Devant", "Second", "Tiers")
}

func TestTypedConfirmation(t *testing.T) {
	b := newBench(t)
	destroyed := 0
	b.Dialogs.ConfirmTyped("Suppression", "Tout sera effacé.", "Supprimer", func() { destroyed++ })
	b.write("confirmer")
	b.key(fyne.KeyReturn)
	if destroyed != 0 {
		t.Error("the wrong word destroys")
	}
	b.chordSelectAll()
	b.write("CONFIRMER")
	b.key(fyne.KeyReturn)
	if destroyed != 1 || b.Dialogs.Front() != nil {
		t.Errorf("destroyed %d times", destroyed)
	}
}

// chordSelectAll presses Ctrl+A.
func (b *bench) chordSelectAll() {
	b.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
}

func TestConfirmAndRefuse(t *testing.T) {
	b := newBench(t)
	done := false
	b.Dialogs.Confirm("Annuler le n° 2", "Une écriture inverse est faite.", "Continuer", func() { done = true })
	b.wantShown(t, "Annuler le n° 2", "Continuer")
	b.key(fyne.KeyReturn)
	if !done {
		t.Error("Confirm does nothing")
	}
	b.Dialogs.Refuse(fault.New(fault.Invalid, "field.amount", nil))
	b.wantShown(t, "Opération refusée", "Le montant manque.", "Fermer")
	b.key(fyne.KeyReturn)
	b.wantHidden(t, "Opération refusée")
}

func TestDialogFitsTheWindow(t *testing.T) {
	b := newBench(t)
	b.Dialogs.Open(kit.Dialog{Name: "big", Title: "Grand", Content: kit.NewText("", kit.Body), Width: 5000, Height: 5000})
	size := b.Window.Canvas().Size()
	for _, overlay := range b.Window.Canvas().Overlays().List() {
		if got := overlay.Size(); got.Width > size.Width || got.Height > size.Height {
			t.Errorf("%v in a window of %v", got, size)
		}
	}
}
