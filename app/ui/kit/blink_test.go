package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestBlinkPlainlyHasNoShades(t *testing.T) {
	usual := fyne.AnimationEaseInOut
	t.Cleanup(func() { fyne.AnimationEaseInOut = usual })
	kit.BlinkPlainly()
	states := map[float32]bool{}
	for progress := float32(0); progress <= 1; progress += 0.01 {
		states[fyne.AnimationEaseInOut(progress)] = true
	}
	if len(states) != 2 || !states[0] || !states[1] {
		t.Errorf("a cursor has the shades %v", states)
	}
}

func TestCalmCursorsChangeNothing(t *testing.T) {
	field := kit.NewTextField(services(t), "name")
	changes := 0
	w := test.NewTempWindow(t, field)
	kit.CalmCursors() // nothing has the focus
	w.Canvas().Focus(field)
	test.Type(field, "Awa Diop")
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
	field.OnChanged = func(string) { changes++ }
	column := field.CursorColumn
	kit.CalmCursors()
	if changes != 0 || field.Text != "Awa Diop" || field.SelectedText() != "Awa Diop" || field.CursorColumn != column {
		t.Errorf("%d changes; %q, %q selected, cursor at %d", changes, field.Text, field.SelectedText(), field.CursorColumn)
	}
	test.Type(field, "B")
	if field.Text != "B" {
		t.Errorf("what is typed over the selection gives %q", field.Text)
	}
}
