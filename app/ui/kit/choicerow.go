package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// choiceRow is one line of a list of choices: what it is, and beside it what
// tells it from others.
type choiceRow struct {
	widget.BaseWidget
	ground       *canvas.Rectangle
	text, detail *canvas.Text
	do           func()
}

func newChoiceRow(do func()) *choiceRow {
	r := &choiceRow{
		ground: canvas.NewRectangle(color.Transparent),
		text:   canvas.NewText("", nil), detail: canvas.NewText("", nil), do: do,
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *choiceRow) set(c Choice, marked bool) {
	Body.paint(r.text)
	Style{Color: ColorMuted, Align: fyne.TextAlignTrailing}.paint(r.detail)
	r.text.Text, r.detail.Text = c.Text, c.Detail
	r.ground.FillColor = color.Transparent
	if marked {
		r.ground.FillColor = theme.Color(ColorSelected)
	}
	r.Refresh()
}

func (r *choiceRow) Tapped(*fyne.PointEvent) { r.do() }

func (r *choiceRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer { return &choiceRowRenderer{r} }

type choiceRowRenderer struct{ row *choiceRow }

func (r *choiceRowRenderer) Layout(size fyne.Size) {
	r.row.ground.Resize(size)
	for _, text := range []*canvas.Text{r.row.text, r.row.detail} {
		text.Resize(fyne.NewSize(size.Width-16, size.Height))
		text.Move(fyne.NewPos(8, 0))
	}
}

func (r *choiceRowRenderer) MinSize() fyne.Size {
	width := r.row.text.MinSize().Width + r.row.detail.MinSize().Width + 40
	return fyne.NewSize(max(120, width), RowHeight)
}

func (r *choiceRowRenderer) Refresh() {
	r.row.ground.Refresh()
	r.row.text.Refresh()
	r.row.detail.Refresh()
}

func (r *choiceRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.row.ground, r.row.text, r.row.detail}
}

func (r *choiceRowRenderer) Destroy() {}
