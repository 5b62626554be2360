package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// CreateRenderer is for Fyne: the text stands at the end, under the amounts of a
// table.
func (f *AmountField) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	r := &amountRenderer{WidgetRenderer: f.TextField.CreateRenderer(), field: f}
	for _, o := range r.Objects() {
		switch o.(type) {
		case *canvas.Rectangle, *canvas.Image:
		default:
			r.text = o // ground and edge are drawn by the others
		}
	}
	return r
}

// amountRenderer moves the text of Fyne's field, which begins at the left.
type amountRenderer struct {
	fyne.WidgetRenderer
	field *AmountField
	text  fyne.CanvasObject
}

func (r *amountRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.arrange()
}

func (r *amountRenderer) Refresh() {
	r.arrange() // before, so that the cursor stands where the text ends
	r.WidgetRenderer.Refresh()
}

func (r *amountRenderer) arrange() {
	left, at := r.field.indent(), r.text.Position()
	r.text.Move(fyne.NewPos(left, at.Y))
	r.text.Resize(fyne.NewSize(r.field.Size().Width-left, r.text.Size().Height))
}

// indent is the space before the text.
func (f *AmountField) indent() float32 {
	text := f.Text
	if text == "" {
		text = f.PlaceHolder
	}
	width := fyne.MeasureText(text, theme.TextSize(), f.TextStyle).Width
	return max(0, f.Size().Width-width-theme.InnerPadding()-cellPadding)
}

// MouseDown puts the cursor where the mouse is in the text.
func (f *AmountField) MouseDown(event *desktop.MouseEvent) {
	moved := *event
	moved.Position.X -= f.indent()
	f.TextField.MouseDown(&moved)
}
