package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// cellIcon and cellIconGap are the size of an icon in a cell and the space
// behind it.
const (
	cellIcon    = 14
	cellIconGap = 6
)

// paintIcon shows the icon of a cell in the colour of its text, or hides the one
// of the row that stood here before.
func (r *gridRowRenderer) paintIcon(column int, c cell) {
	image := r.icons[column]
	if c.icon == "" {
		if image != nil {
			image.Hidden = true
		}
		return
	}
	if image == nil {
		image = picture(nil)
		if r.icons == nil {
			r.icons = map[int]*canvas.Image{}
		}
		r.icons[column] = image
		r.objects = append(r.objects, image)
	}
	color := c.style.Color
	if color == "" {
		color = ColorText
	}
	image.Hidden = false
	image.Resource = IconIn(c.icon, color)
}

// placeIcon sets the icon of a column before its text and gives where the text
// begins and what room it has.
func (r *gridRowRenderer) placeIcon(column int, left, room, height float32) (textLeft, textRoom float32) {
	if image := r.icons[column]; image != nil {
		image.Resize(fyne.NewSquareSize(cellIcon))
		image.Move(fyne.NewPos(left, (height-1-cellIcon)/2))
	}
	return left + cellIcon + cellIconGap, room - cellIcon - cellIconGap
}
