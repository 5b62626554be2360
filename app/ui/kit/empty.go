package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewEmpty stands where there is nothing yet: what would be here, what to do
// next, and the button that does it.
func NewEmpty(icon, text, hint string, action *Button) fyne.CanvasObject {
	image := NewIcon(icon, ColorMuted)
	image.SetMinSize(fyne.NewSquareSize(32))
	lines := VStack(8, container.NewCenter(image), container.NewCenter(NewText(text, Strong)))
	lines.Add(Width(420, NewParagraph(hint, Style{Color: ColorMuted, Align: fyne.TextAlignCenter})))
	if action != nil {
		lines.Add(Insets(4, 0, container.NewCenter(action)))
	}
	return lines
}
