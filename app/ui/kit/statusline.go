package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/comptoir/comptoir/app/fault"
)

// statusLine shows the facts that are always true somewhere, and at its end
// what is running, how far it is, and how to stop it.
type statusLine struct {
	widget.BaseWidget
	services *Services
	facts    *fyne.Container
	tasks    *fyne.Container
}

func newStatusLine(s *Services) *statusLine {
	l := &statusLine{services: s, facts: HStack(10), tasks: HStack(10)}
	l.ExtendBaseWidget(l)
	return l
}

func (l *statusLine) show(items []StatusItem) {
	l.facts.Objects = nil
	for i, item := range items {
		if i > 0 {
			l.facts.Add(container.New(dividing{}, Rule()))
		}
		l.facts.Add(statusFact(item))
	}
	l.facts.Refresh()
	l.Refresh()
}

func statusFact(item StatusItem) fyne.CanvasObject {
	color := ColorMuted
	if item.Standing != Neutral && item.Standing != "" {
		color = item.Standing.color()
	}
	style := Style{Color: color, Size: theme.SizeNameCaptionText}
	if item.Icon == "" {
		return newLink(item.Text, style, item.Open)
	}
	icon := NewIcon(item.Icon, color)
	icon.SetMinSize(fyne.NewSquareSize(14))
	return HStack(5, icon, newLink(item.Text, style, item.Open))
}

// showTasks redraws what is running.
func (l *statusLine) showTasks() {
	l.tasks.Objects = nil
	for _, task := range l.services.Tasks.Running() {
		l.tasks.Add(NewText(l.describe(task), Style{Color: ColorPrimary, Size: theme.SizeNameCaptionText}))
		l.tasks.Add(newTap("close", task.Cancel))
	}
	l.tasks.Refresh()
	l.Refresh()
}

// describe says what a task does and how far it is.
func (l *statusLine) describe(task *Task) string {
	p := task.Progress()
	if p.Total == 0 {
		return task.Name + "…"
	}
	return l.services.T("shell.progress", fault.Args{"Name": task.Name, "What": p.What, "Done": p.Done, "Total": p.Total})
}

func (l *statusLine) CreateRenderer() fyne.WidgetRenderer {
	line := container.New(statusLayout{}, l.facts, l.tasks)
	return widget.NewSimpleRenderer(NewPanel(ColorSunken, line))
}

// statusLayout sets the facts at the left and the tasks at the right of a line
// of fixed height.
type statusLayout struct{}

func (statusLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		own := o.MinSize()
		x := float32(Margin - 2)
		if i == 1 {
			x = size.Width - own.Width - 8
		}
		o.Resize(fyne.NewSize(own.Width, size.Height))
		o.Move(fyne.NewPos(x, 0))
	}
}

func (statusLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[1].MinSize().Width+2*Margin, statusHeight)
}

// dividing is the size of the rule between two facts.
type dividing struct{}

func (dividing) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
func (dividing) MinSize([]fyne.CanvasObject) fyne.Size              { return fyne.NewSize(1, 12) }
