package importing

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// preview shows what the file would change; nothing has been written.
func (f *Flow) preview(a *workspace.Arrival, organisation string) {
	summary := Summarize(f.Printer, a, organisation)
	leave := "importing.cancel"
	if a.Repeated {
		leave = "importing.close"
	}
	cancel := kit.NewButton(f.T(leave), "", kit.Plain, f.Leave)
	step := Step{
		Name: "preview", Title: summary.File,
		Content: kit.VStack(12, facts(summary.Facts), kit.Rule(), f.changeList(a, summary)),
		Buttons: []*kit.Button{cancel}, Focus: cancel,
	}
	if !a.Repeated {
		apply := kit.NewButton(f.T("importing.apply"), "check", kit.Primary, func() { f.apply(a, organisation) })
		step.Buttons, step.Focus = append(step.Buttons, apply), apply
	}
	f.Stage(step)
}

// facts sets what is known about a file in two columns.
func facts(list []Fact) fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(list))
	for i, fact := range list {
		cells[i] = kit.Leading(8, kit.Width(96, kit.NewText(fact.Label, kit.Muted)), kit.NewParagraph(fact.Value, kit.Strong))
	}
	return kit.Columns(2, 16, cells...)
}

func (f *Flow) changeList(a *workspace.Arrival, s Summary) fyne.CanvasObject {
	if a.Repeated {
		return kit.NewNotice(f.Printer, kit.Neutral, f.T("importing.repeated"), f.T("importing.repeated.hint"))
	}
	lines := kit.VStack(8, kit.NewText(f.T("importing.changes"), kit.Strong))
	if len(s.Lines) == 0 {
		lines.Add(kit.NewParagraph(f.T("importing.changes.none"), kit.Muted))
	}
	for _, line := range s.Lines {
		lines.Add(f.change(line))
	}
	return lines
}

// change is a line of « Ce qui change »: sign, word and text.
func (f *Flow) change(line Line) fyne.CanvasObject {
	icon, color, word := "edit", kit.ColorMuted, "importing.sign.note"
	switch line.Sign {
	case kit.Fine:
		icon, color, word = "add", kit.ColorFine, "importing.sign.gain"
	case kit.Refused:
		icon, color, word = "remove", kit.ColorRefused, "importing.sign.loss"
	}
	sign := kit.HStack(6, kit.NewIcon(icon, color), kit.Width(72, kit.NewText(f.T(word), kit.Style{Color: color})))
	return kit.Leading(8, sign, kit.NewParagraph(line.Text, kit.Body))
}
