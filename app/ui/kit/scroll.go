package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Scroll shows content that may be higher than its place, and follows the
// keyboard: what takes it comes in sight.
type Scroll struct {
	container.Scroll
}

// NewScroll puts content into a place that scrolls up and down.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{container.Scroll{Direction: container.ScrollVerticalOnly, Content: content}}
	s.ExtendBaseWidget(s)
	return s
}

// reveal brings an object in sight that has just taken the keyboard. Where it
// stands in no Scroll, or in a dialog above, nothing moves.
func reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil || c.Overlays().Top() != nil {
		return
	}
	s := scrollAround(c.Content(), o)
	if s == nil {
		return
	}
	const margin = Margin
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s).Y
	below := top + o.Size().Height + margin - s.Size().Height
	switch {
	case top < margin:
		s.ScrollToOffset(s.Offset.AddXY(0, top-margin))
	case below > 0:
		s.ScrollToOffset(s.Offset.AddXY(0, below))
	}
}

// scrollAround gives the Scroll below root that has the object in it.
func scrollAround(root, o fyne.CanvasObject) *Scroll {
	switch root := root.(type) {
	case *Scroll:
		if contains(root.Content, o) {
			return root
		}
	case *fyne.Container:
		for _, child := range root.Objects {
			if s := scrollAround(child, o); s != nil {
				return s
			}
		}
	case *Panel:
		return scrollAround(root.content, o)
	}
	return nil
}

// contains reports whether an object stands somewhere in the containers, cards
// and tiles of another.
func contains(root, o fyne.CanvasObject) bool {
	if root == o {
		return true
	}
	switch root := root.(type) {
	case *fyne.Container:
		for _, child := range root.Objects {
			if contains(child, o) {
				return true
			}
		}
	case *Panel:
		return contains(root.content, o)
	}
	return false
}
