package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/comptoir/comptoir/app/translation"
)

// Standing is how things stand. It shows as colour, icon and word at once, so
// that nobody depends on the colour.
type Standing string

const (
	Neutral  Standing = "neutral"
	Fine     Standing = "fine"
	Expiring Standing = "expiring"
	Refused  Standing = "refused"
)

func (s Standing) color() fyne.ThemeColorName {
	switch s {
	case Fine:
		return ColorFine
	case Expiring:
		return ColorExpiring
	case Refused:
		return ColorRefused
	}
	return ColorPrimary
}

func (s Standing) ground() fyne.ThemeColorName {
	switch s {
	case Fine:
		return ColorFineSoft
	case Expiring:
		return ColorExpiringSoft
	case Refused:
		return ColorRefusedSoft
	}
	return ColorPrimarySoft
}

// Style gives the text of a cell the colour of the standing; what is neutral is
// muted.
func (s Standing) Style() Style {
	if s == Neutral {
		return Muted
	}
	return Style{Color: s.color()}
}

// Icon names the icon of the standing.
func (s Standing) Icon() string {
	if s == Neutral {
		return "info"
	}
	return string(s)
}

// NewBadge gives an icon and a word in the colour of a standing: the state of a
// file, of the clock, of a line of a table.
func NewBadge(standing Standing, word string) fyne.CanvasObject {
	return HStack(6, NewIcon(standing.Icon(), standing.color()), NewText(word, Style{Color: standing.color()}))
}

// NewNotice is a quiet bar that says how something went and what to do. The
// word of its standing comes first.
func NewNotice(p *translation.Printer, standing Standing, text, hint string) fyne.CanvasObject {
	return newNotice(p, standing, text, hint, nil)
}

func newNotice(p *translation.Printer, standing Standing, text, hint string, close func()) fyne.CanvasObject {
	word := NewText(p.T("standing."+string(standing)), Style{Color: standing.color(), Bold: true})
	lines := VStack(2, NewParagraph(text, Body))
	if hint != "" {
		lines.Add(NewParagraph(hint, Muted))
	}
	head := HStack(6, NewIcon(standing.Icon(), standing.color()), word)
	var end fyne.CanvasObject
	if close != nil {
		end = container.New(top{}, NewButton("", "close", Quiet, close))
	}
	body := container.New(sideBySide{12}, container.New(top{}, head), Insets(1, 0, lines), orNothing(end))
	return NewPanel(standing.ground(), Insets(8, Margin, body))
}

// orNothing stands for an end that is not there.
func orNothing(end fyne.CanvasObject) fyne.CanvasObject {
	if end == nil {
		return VStack(0)
	}
	return end
}

// top keeps its content at its own height.
type top struct{}

func (top) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].MinSize().Height))
}
func (top) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// sideBySide gives the middle of three all the width that the others leave.
type sideBySide struct{ gap float32 }

func (l sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := objects[0].MinSize().Width, objects[2].MinSize().Width
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Resize(fyne.NewSize(size.Width-left-right-2*l.gap, size.Height))
	objects[1].Move(fyne.NewPos(left+l.gap, 0))
	objects[2].Resize(fyne.NewSize(right, size.Height))
	objects[2].Move(fyne.NewPos(size.Width-right, 0))
}

func (l sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(2*l.gap, 0)
	for _, o := range objects {
		own := o.MinSize()
		size.Width += own.Width
		size.Height = max(size.Height, own.Height)
	}
	return size
}

// Notices is the place on the screen where the last notice stands until it is
// closed or another screen comes.
type Notices struct {
	widget.BaseWidget
	printer *translation.Printer
	place   *fyne.Container
	resized func() // makes room around the place; nil where nobody frames it
}

// NewNotices gives an empty place.
func NewNotices(p *translation.Printer) *Notices {
	n := &Notices{printer: p, place: container.NewStack()}
	n.ExtendBaseWidget(n)
	return n
}

// Tell puts a notice in the place of the one before.
func (n *Notices) Tell(standing Standing, text, hint string) {
	n.put(newNotice(n.printer, standing, text, hint, n.Clear))
	Trace("notice " + string(standing) + " " + text)
}

// Clear takes the notice away.
func (n *Notices) Clear() { n.put() }

func (n *Notices) put(notice ...fyne.CanvasObject) {
	n.place.Objects = notice
	n.place.Refresh()
	n.Refresh()
	if n.resized != nil {
		n.resized()
	}
}

// CreateRenderer is for Fyne.
func (n *Notices) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.place) }

// NewIcon is an icon of the family standing by itself.
func NewIcon(name string, color fyne.ThemeColorName) *canvas.Image {
	return picture(IconIn(name, color))
}
