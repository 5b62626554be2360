package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tap is an icon for the mouse that the Tab key passes over, because the
// keyboard has another way to the same thing.
type tap struct {
	widget.BaseWidget
	image *canvas.Image
	do    func()
}

func newTap(icon string, do func()) *tap {
	t := &tap{image: picture(IconIn(icon, ColorMuted)), do: do}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tap) setIcon(icon string) {
	t.image.Resource = IconIn(icon, ColorMuted)
	t.image.Refresh()
}

func (t *tap) Tapped(*fyne.PointEvent) { t.do() }

func (t *tap) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (t *tap) MinSize() fyne.Size { return fyne.NewSquareSize(RowHeight - 2) }

func (t *tap) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewCenter(t.image))
}

// showBelow puts a popup under an object, or above where there is no room.
func showBelow(popup *widget.PopUp, under fyne.CanvasObject, size fyne.Size) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	room := popup.Canvas.Size()
	y := at.Y + under.Size().Height + 1
	if y+size.Height > room.Height && at.Y-size.Height > 0 {
		y = at.Y - size.Height - 1
	}
	popup.ShowAtPosition(fyne.NewPos(max(0, min(at.X, room.Width-size.Width)), y))
	popup.Resize(size)
}
