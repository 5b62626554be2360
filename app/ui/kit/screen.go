package kit

import "fyne.io/fyne/v2"

// Screen is what the shell shows in its middle.
type Screen struct {
	Name    string  // in the trace, such as "cashbook.books"
	Section string  // ID of the section it belongs to
	Crumbs  []Crumb // from the section down to the screen itself
	Content fyne.CanvasObject
	Focus   fyne.Focusable // what the keyboard begins in, or nil
	Keys    Handlers       // what the keys of the keymap do here

	// Leave is asked before another screen comes, when there is something to
	// lose; it calls proceed, now or after a question, or not at all.
	Leave func(proceed func())
	// Closed is called when another screen has come.
	Closed func()
}

// Crumb is a step of the path to a screen. The last one, which is the screen
// itself, opens nothing.
type Crumb struct {
	Text string
	Open func()
}

// Section is an entry at the left of the shell.
type Section struct {
	ID    string
	Title string
	Icon  string
	Count int // things that wait there; 0 shows nothing
	Open  func()
}

// StatusItem is one fact of the status line; a tap opens where it is explained.
type StatusItem struct {
	Text     string
	Icon     string   // empty for none
	Standing Standing // Neutral, unless the person should look
	Open     func()   // nil when there is nothing to open
}
