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
	// CalmEvery is how often CalmCursors needs to be called; Fyne lets a cursor be for
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

// blinking are the fields with a cursor: the one with the focus, and those that will
// have it again when a dialog or a list in front of them closes. It belongs to the
// goroutine that draws.
var blinking = map[*TextField]struct{}{}

// Resting reports whether nobody has used the window for so long that a cursor need
// not blink.
func Resting() bool { return Idle() >= calmAfter }

// CalmCursors lets every cursor stay in sight for a moment.
func CalmCursors() {
	for field := range blinking {
		field.Entry.TypedKey(&fyne.KeyEvent{}) // of no name: all that it does is to keep the cursor
	}
}
