package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Leading sets an object of its own size before one that takes the rest of the
// width, such as an icon before lines of text.
func Leading(gap float32, first, rest fyne.CanvasObject) *fyne.Container {
	return container.New(lead{gap}, first, rest)
}

type lead struct{ gap float32 }

func (l lead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	own := objects[0].MinSize()
	objects[0].Resize(own)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(size.Width-own.Width-l.gap, size.Height))
	objects[1].Move(fyne.NewPos(own.Width+l.gap, 0))
}

func (l lead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first, rest := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(first.Width+l.gap+rest.Width, max(first.Height, rest.Height))
}

// Columns sets objects side by side in so many columns of one width, row by row;
// the objects of a row are of one height.
func Columns(count int, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(columns{count, gap}, objects...)
}

type columns struct {
	count int
	gap   float32
}

func (l columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - l.gap*float32(l.count-1)) / float32(l.count)
	y := float32(0)
	for first := 0; first < len(objects); first += l.count {
		row := objects[first:min(first+l.count, len(objects))]
		for i, o := range row {
			o.Move(fyne.NewPos(float32(i)*(width+l.gap), y))
			o.Resize(fyne.NewSize(width, o.MinSize().Height)) // text breaks at the width
		}
		height := rowHeight(row)
		for _, o := range row {
			o.Resize(fyne.NewSize(width, height))
		}
		y += height + l.gap
	}
}

func (l columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	rows := 0
	for first := 0; first < len(objects); first += l.count {
		row := objects[first:min(first+l.count, len(objects))]
		for _, o := range row {
			size.Width = max(size.Width, o.MinSize().Width)
		}
		size.Height += rowHeight(row)
		rows++
	}
	size.Width = size.Width*float32(l.count) + l.gap*float32(l.count-1)
	size.Height += l.gap * float32(max(0, rows-1))
	return size
}

func rowHeight(row []fyne.CanvasObject) float32 {
	height := float32(0)
	for _, o := range row {
		height = max(height, o.MinSize().Height)
	}
	return height
}
