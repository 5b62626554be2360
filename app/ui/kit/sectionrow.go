package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const sectionHeight = 32

// sectionRow is a section in the side bar. The selected one has a bar at its
// edge and strong letters, not only another ground.
type sectionRow struct {
	widget.BaseWidget
	section  Section
	selected bool
	hovered  bool
}

func newSectionRow(section Section, selected bool) *sectionRow {
	r := &sectionRow{section: section, selected: selected}
	r.ExtendBaseWidget(r)
	return r
}

func (r *sectionRow) Tapped(*fyne.PointEvent) {
	touch()
	r.section.Open()
}

func (r *sectionRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (r *sectionRow) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
}

func (r *sectionRow) MouseMoved(*desktop.MouseEvent) { touch() }

func (r *sectionRow) MouseOut() {
	r.hovered = false
	r.Refresh()
}

func (r *sectionRow) AccessibilityLabel() string { return r.section.Title }

func (r *sectionRow) CreateRenderer() fyne.WidgetRenderer {
	d := &sectionRowRenderer{
		row: r, ground: canvas.NewRectangle(color.Transparent), edge: canvas.NewRectangle(color.Transparent),
		icon: picture(nil), title: canvas.NewText(r.section.Title, nil), count: canvas.NewText("", nil),
	}
	d.Refresh()
	return d
}

type sectionRowRenderer struct {
	row          *sectionRow
	ground, edge *canvas.Rectangle
	icon         *canvas.Image
	title, count *canvas.Text
}

func (r *sectionRowRenderer) Refresh() {
	text := ColorText
	r.ground.FillColor, r.edge.FillColor = color.Transparent, color.Transparent
	switch {
	case r.row.selected:
		r.ground.FillColor, r.edge.FillColor = theme.Color(ColorSelected), theme.Color(ColorPrimary)
	case r.row.hovered:
		r.ground.FillColor = theme.Color(ColorHover)
	}
	r.icon.Resource = IconIn(r.row.section.Icon, text)
	Style{Color: text, Bold: r.row.selected}.paint(r.title)
	Style{Color: ColorPrimary, Bold: true, Align: fyne.TextAlignTrailing}.paint(r.count)
	r.count.Text = ""
	if r.row.section.Count > 0 {
		r.count.Text = strconv.Itoa(r.row.section.Count)
	}
	r.Layout(r.row.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *sectionRowRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.edge.Resize(fyne.NewSize(3, size.Height))
	icon := theme.IconInlineSize()
	r.icon.Resize(fyne.NewSquareSize(icon))
	r.icon.Move(fyne.NewPos(Margin-2, (size.Height-icon)/2))
	room := size.Width - Margin - icon - 2*8
	if r.count.Text != "" {
		room -= r.count.MinSize().Width
	}
	r.title.Text = Style{Bold: r.row.selected}.fit(r.row.section.Title, room)
	r.title.Resize(fyne.NewSize(room, size.Height))
	r.title.Move(fyne.NewPos(Margin+icon+8, 0))
	r.count.Resize(fyne.NewSize(40, size.Height))
	r.count.Move(fyne.NewPos(size.Width-40-12, 0))
}

func (r *sectionRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(sideWidth/2, sectionHeight)
}

func (r *sectionRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.edge, r.icon, r.title, r.count}
}

func (r *sectionRowRenderer) Destroy() {}
