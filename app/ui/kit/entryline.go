package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// entryLine is the line below a table in which the next row is typed: its fields
// stand under the titles.
type entryLine struct {
	widget.BaseWidget
	line    *fyne.Container
	framed  []*framed
	problem *problemLine
}

func newEntryLine(widths *columnWidths, objects []fyne.CanvasObject) *entryLine {
	l := &entryLine{problem: newProblemLine()}
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

// update shows the first problem there is.
func (l *entryLine) update() {
	problem := ""
	for _, f := range l.framed {
		f.Refresh()
		if problem == "" {
			problem = f.field.Problem()
		}
	}
	l.problem.show(problem)
	l.Refresh()
}

func (l *entryLine) CreateRenderer() fyne.WidgetRenderer {
	body := VStack(Gap, l.line, Insets(0, cellPadding, l.problem))
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
