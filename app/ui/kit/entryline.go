package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// EntryLine is the line below a table in which the next row is typed: its fields
// stand under the titles, and below them what is wrong with the first field that
// is, else a hint.
type EntryLine struct {
	widget.BaseWidget
	line    *fyne.Container
	framed  []*framed
	problem *problemLine
	hint    *Paragraph
}

func newEntryLine(widths *columnWidths, objects []fyne.CanvasObject) *EntryLine {
	l := &EntryLine{problem: newProblemLine(), hint: NewParagraph("", Small)}
	l.hint.Hide()
	cells := make([]fyne.CanvasObject, len(objects))
	for i, o := range objects {
		cells[i] = o
		if field, is := o.(Field); is {
			f := newFramed(field)
			l.framed = append(l.framed, f)
			field.OnProblem(l.update)
			cells[i] = f
		}
	}
	l.line = container.New(alignedLayout{widths}, cells...)
	widths.watch(l.line.Refresh)
	l.ExtendBaseWidget(l)
	return l
}

// SetHint says what the fields take while nothing is wrong. Its room is kept, so
// that a problem does not move the rows above.
func (l *EntryLine) SetHint(text string) {
	l.hint.SetText(text)
	l.update()
}

// update shows the first problem there is.
func (l *EntryLine) update() {
	problem := ""
	for _, f := range l.framed {
		f.Refresh()
		if problem == "" {
			problem = f.field.Problem()
		}
	}
	l.problem.show(problem)
	l.hint.Hidden = problem != "" || l.hint.Text() == ""
	l.Refresh()
}

// CreateRenderer is for Fyne.
func (l *EntryLine) CreateRenderer() fyne.WidgetRenderer {
	words := container.New(top{}, container.NewStack(l.problem, l.hint))
	body := VStack(Gap, l.line, Insets(0, cellPadding, words))
	return widget.NewSimpleRenderer(NewPanel(ColorSunken, Insets(6, 0, body)))
}

// alignedLayout sets one object under each title.
type alignedLayout struct{ widths *columnWidths }

func (l alignedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.widths.setRoom(size.Width)
	for i, o := range objects {
		x, width := l.widths.at(i)
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (l alignedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(minColumn, height)
}
