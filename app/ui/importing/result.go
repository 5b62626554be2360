package importing

import (
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// result says that the file was imported, and leads on.
func (f *Flow) result(a *workspace.Arrival, organisation string) {
	text, hint := f.T("importing.done"), f.T("importing.done.hint")
	switch {
	case a.CodeReply != nil:
		text, hint = codeResult(f.Printer, a.CodeReply)
	case a.Funds != nil:
		text, hint = f.T("importing.done.funds"), f.T("importing.done.funds.hint")
	case a.Reply != nil && a.Reply.Approved:
		text, hint = f.T("importing.done.registered"), f.T("importing.done.registered.hint")
	case a.Reply != nil:
		text, hint = f.T("importing.done.refused"), f.T("importing.done.refused.hint")
	}
	content := kit.VStack(12, kit.NewNotice(f.Printer, kit.Fine, text, hint))
	for _, line := range Summarize(f.Printer, a, organisation).Lines {
		content.Add(f.change(line))
	}
	buttons := f.Applied(a)
	f.Stage(Step{Name: "result", Title: f.T("importing.done.title"), Content: content, Buttons: buttons, Focus: buttons[len(buttons)-1]})
}

// refuse says in one sentence what is wrong with the file and what to do.
func (f *Flow) refuse(err error) {
	text, hint := f.Explain(err)
	again := kit.NewButton(f.T("importing.other-file"), "folder", kit.Primary, f.Choose)
	f.Stage(Step{
		Name: "refused", Title: f.T("importing.refused.title"),
		Content: kit.VStack(12, kit.NewNotice(f.Printer, kit.Refused, text, hint), kit.NewParagraph(f.T("importing.refused.unchanged"), kit.Muted)),
		Buttons: []*kit.Button{kit.NewButton(f.T("importing.back"), "", kit.Plain, f.Leave), again},
		Focus:   again,
	})
}
