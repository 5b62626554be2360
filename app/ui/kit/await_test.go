package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestAwaitKeepsTheDialogUntilTheWorkIsDone(t *testing.T) {
	b := newBench(t)
	var fails error = errDisk
	followed := false
	var dialog *kit.OpenDialog
	dialog = b.Dialogs.Open(kit.Dialog{Name: "work", Title: "Work", Content: kit.NewText("", kit.Body), Confirm: "Go", OnConfirm: func() error {
		return dialog.Await("Working", func() error { return fails }, func() { followed = true })
	}})
	b.key(fyne.KeyReturn)
	b.wantTrace(t, "dialog refused work", "task done")
	if b.Dialogs.Front() != dialog || followed {
		t.Fatal("the dialog has closed over an error")
	}
	fails = nil
	b.key(fyne.KeyReturn)
	b.wantTrace(t, "dialog close work", "task done")
	if b.Dialogs.Front() != nil || !followed {
		t.Error("the dialog is still there after the work was done")
	}
}

func TestFitFollowsTheContent(t *testing.T) {
	b := newBench(t)
	lines := kit.VStack(0, kit.NewText("one", kit.Body))
	dialog := b.Dialogs.Open(kit.Dialog{Name: "list", Title: "List", Content: lines})
	before := lines.Size().Height
	for range 8 {
		lines.Add(kit.NewText("more", kit.Body))
	}
	dialog.Fit()
	if after := lines.Size().Height; after < before+8*lines.Objects[0].MinSize().Height {
		t.Errorf("the content had %v and has %v", before, after)
	}
}
