package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

// Fyne paints the whole window for every shade of a cursor that fades in and out, 14
// times a second, which on a computer without a graphics card takes more than all
// else that a window at rest does. So the cursor comes and goes at once, and stays
// after a while without a key.
const (
	// calmAfter is how long nobody uses the window before the cursor stays.
	calmAfter = 5 * time.Second
	// CalmEvery is how often CalmCursor needs to be called; Fyne lets a cursor be for
	// 300 ms after each key.
	CalmEvery = 200 * time.Millisecond
)

// BlinkPlainly lets cursors come and go at once. They are the only animations here
// with the usual curve, which Fyne lets a program set.
func BlinkPlainly() { fyne.AnimationEaseInOut = atOnce }

// atOnce is a curve of two states.
func atOnce(progress float32) float32 {
	if progress < 0.5 {
		return 0
	}
	return 1
}

// Resting reports whether nobody has used the window for so long that a cursor need
// not blink.
func Resting() bool { return Idle() >= calmAfter }

// CalmCursor lets the cursor of the field with the focus stay in sight for a moment.
func CalmCursor(canvas fyne.Canvas) {
	if field, focused := canvas.Focused().(interface{ calm() }); focused {
		field.calm()
	}
}

// calm types a key that no field knows: all that it does is to keep the cursor.
func (f *TextField) calm() { f.Entry.TypedKey(&fyne.KeyEvent{}) }
