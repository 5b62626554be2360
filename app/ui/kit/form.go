package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// labelWidth is the width of the labels beside the fields of a form.
const labelWidth = 168

// Form is a column of fields with their labels at the left and, below each,
// what is wrong with it.
type Form struct {
	widget.BaseWidget
	rows   *fyne.Container
	fields []Field
}

// NewForm gives an empty form.
func NewForm() *Form {
	f := &Form{rows: VStack(8)}
	f.ExtendBaseWidget(f)
	return f
}

// Add puts a field with its label below the others.
func (f *Form) Add(label string, field Field) *Form {
	f.fields = append(f.fields, field)
	f.rows.Add(container.New(labelled{labelWidth}, newLabel(label), newChecked(field)))
	return f
}

// AddText puts a value that can not be changed below the others.
func (f *Form) AddText(label string, value fyne.CanvasObject) *Form {
	f.rows.Add(container.New(labelled{labelWidth}, newLabel(label), value))
	return f
}

// Check checks every field, puts the keyboard in the first that is wrong, and
// reports whether all are right.
func (f *Form) Check() bool {
	var first Field
	for _, field := range f.fields {
		if field.Check() != "" && first == nil {
			first = field
		}
	}
	if first == nil {
		return true
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(first); c != nil {
		c.Focus(first)
	}
	return false
}

// CreateRenderer is for Fyne.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.rows) }

// NewLabelled puts a label above one field, for a dialog.
func NewLabelled(label string, field Field) fyne.CanvasObject {
	return VStack(Gap, NewText(label, Muted), newChecked(field))
}

// NewChecked shows a field that needs no label, such as a box to tick, with what
// is wrong with it below.
func NewChecked(field Field) fyne.CanvasObject { return newChecked(field) }

// newLabel gives a label at the height of a field; a long one breaks into lines
// instead of running into its field.
func newLabel(text string) fyne.CanvasObject {
	const width = labelWidth - Gap
	if Muted.measure(text).Width <= width {
		return centred(NewText(text, Muted))
	}
	lines := NewParagraph(text, Muted)
	lines.Resize(fyne.NewSize(width, 0)) // so that it knows its height before it is laid out
	return Insets(5, 0, lines)
}

// centred keeps a line of text at the height of a field.
func centred(text *Text) fyne.CanvasObject { return container.New(rowHigh{}, text) }

type rowHigh struct{}

func (rowHigh) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, height))
	objects[0].Move(fyne.NewPos(0, (RowHeight-height)/2))
}

func (rowHigh) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, RowHeight)
}

// labelled gives a label its width and a field the rest.
type labelled struct{ width float32 }

func (l labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(l.width-Gap, max(RowHeight, objects[0].MinSize().Height)))
	objects[1].Resize(fyne.NewSize(size.Width-l.width, size.Height))
	objects[1].Move(fyne.NewPos(l.width, 0))
}

func (l labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	field := objects[1].MinSize()
	return fyne.NewSize(l.width+field.Width, max(RowHeight, objects[0].MinSize().Height, field.Height))
}
