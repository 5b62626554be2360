package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// topBar shows the organisation, the path to the screen, and where to search.
type topBar struct {
	widget.BaseWidget
	shell        *Shell
	organisation *Text
	emblem       *fyne.Container // the organisation's logo, or an icon
	path         *fyne.Container
}

func newTopBar(sh *Shell) *topBar {
	b := &topBar{shell: sh, organisation: NewText("", Strong).Cut(), emblem: container.NewStack(), path: HStack(6)}
	b.setOrganisation("", nil)
	b.ExtendBaseWidget(b)
	return b
}

func (b *topBar) setOrganisation(name string, logo []byte) {
	b.organisation.SetText(name)
	emblem := NewLogo(logo, emblemHeight)
	if emblem == nil {
		emblem = NewIcon("organisation", ColorPrimary)
	}
	b.emblem.Objects = []fyne.CanvasObject{emblem}
	b.emblem.Refresh()
	b.Refresh()
}

const emblemHeight = 28

func (b *topBar) setPath(crumbs []Crumb) {
	b.path.Objects = nil
	for i, crumb := range crumbs {
		if i > 0 {
			b.path.Add(NewText("›", Muted))
		}
		style := Muted
		if i == len(crumbs)-1 {
			style = Strong
		}
		b.path.Add(newLink(crumb.Text, style, crumb.Open))
	}
	b.path.Refresh()
}

func (b *topBar) CreateRenderer() fyne.WidgetRenderer {
	s := b.shell.services
	name := container.New(fixed{sideWidth}, Insets(0, Margin-2,
		container.New(iconAndText{8}, b.emblem, b.organisation)))
	search := newLink(s.T("shell.search"), Muted, func() { s.Keys.Do(ActionSearch) })
	hint := NewPanel(ColorSunken, Insets(4, 8, HStack(8, NewIcon("search", ColorMuted), search, NewText("Ctrl+K", Small))))
	hint.radius = 4
	line := container.New(barLayout{}, name, Insets(0, Margin, b.path), Insets(0, 12, hint))
	return widget.NewSimpleRenderer(NewPanel(ColorSurface, line))
}

// barLayout sets the name over the sections, the path after it, and the search
// at the end.
type barLayout struct{}

func (barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	end := objects[2].MinSize()
	x := float32(0)
	for i, o := range objects {
		own := o.MinSize()
		width := own.Width
		if i == 1 {
			width = size.Width - sideWidth - end.Width
		}
		o.Resize(fyne.NewSize(width, own.Height))
		o.Move(fyne.NewPos(x, (size.Height-own.Height)/2))
		x += width
	}
}

func (barLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width+objects[2].MinSize().Width, barHeight)
}

// iconAndText sets an icon before a line of text that may be cut.
type iconAndText struct{ gap float32 }

func (l iconAndText) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	icon, text := objects[0].MinSize(), objects[1].MinSize()
	objects[0].Resize(icon)
	objects[0].Move(fyne.NewPos(0, (size.Height-icon.Height)/2))
	objects[1].Resize(fyne.NewSize(size.Width-icon.Width-l.gap, text.Height))
	objects[1].Move(fyne.NewPos(icon.Width+l.gap, (size.Height-text.Height)/2))
}

func (l iconAndText) MinSize(objects []fyne.CanvasObject) fyne.Size {
	icon, text := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(icon.Width+l.gap+text.Width, max(icon.Height, text.Height))
}

// link is a text that opens something for the mouse; the keyboard has the keymap
// for it.
type link struct {
	widget.BaseWidget
	text  *Text
	style Style
	open  func()
}

func newLink(text string, style Style, open func()) *link {
	l := &link{text: NewText(text, style), style: style, open: open}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped opens.
func (l *link) Tapped(*fyne.PointEvent) {
	if l.open != nil {
		l.open()
	}
}

// Cursor tells that a tap does something.
func (l *link) Cursor() desktop.Cursor {
	if l.open == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn marks the link.
func (l *link) MouseIn(*desktop.MouseEvent) {
	if l.open != nil {
		marked := l.style
		marked.Color = ColorPrimary
		l.text.SetStyle(marked)
	}
}

// MouseMoved is for Fyne.
func (l *link) MouseMoved(*desktop.MouseEvent) { touch() }

// MouseOut takes the mark away.
func (l *link) MouseOut() { l.text.SetStyle(l.style) }

// CreateRenderer is for Fyne.
func (l *link) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.text) }
