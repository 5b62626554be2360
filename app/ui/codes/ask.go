package codes

import (
	"context"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// ask is the form of a request.
type ask struct {
	*Flow
	open    []workspace.PosteCode
	items   map[mark.Purpose][]workspace.CodeItem
	purpose *kit.PickerField
	name    *kit.TextField // before sign-in
	item    *kit.PickerField
	stated  struct{ authorisation, beneficiary, project, journal, reason *kit.TextField }
	folder  *kit.FolderField
	form    *kit.Form
	button  *kit.Button
}

func newAsk(f *Flow, codes []workspace.PosteCode, items map[mark.Purpose][]workspace.CodeItem) *ask {
	a := &ask{Flow: f, items: items}
	for _, c := range codes {
		if c.State == mark.VerificationOpen {
			a.open = append(a.open, c)
		}
	}
	a.fields()
	a.button = kit.NewButton(f.T("codes.ask"), "key", kit.Primary, a.try)
	return a
}

// choices are the purposes that can be asked for here and now.
func (a *ask) choices() []kit.Choice {
	var choices []kit.Choice
	for _, p := range []mark.Purpose{mark.PurposeClock, mark.PurposeFactor, mark.PurposeClosing, mark.PurposeRestore} {
		journal := p == mark.PurposeClosing || p == mark.PurposeRestore
		if !journal || len(a.items[p]) > 0 {
			choices = append(choices, kit.Choice{ID: string(p), Text: a.T(string(p.Label())), Detail: a.T("codes.purpose." + string(p))})
		}
	}
	return choices
}

func (a *ask) fields() {
	text := func(name string) *kit.TextField {
		f := kit.NewTextField(a.Services, name)
		f.MaxRunes = 200
		return f
	}
	a.purpose = kit.NewStrictPicker(a.Services, "purpose", kit.OfferAll(a.choices()))
	a.purpose.Required = true
	a.purpose.Set(a.choices()[0])
	a.form = kit.NewForm().Add(a.T("codes.purpose"), a.purpose)
	if a.Session == nil {
		a.name = text("name")
		a.name.Required = true
		a.name.SetText(a.Name)
		a.form.Add(a.T("codes.name"), a.name)
	}
	if offered := a.offered(); len(offered) > 0 {
		a.item = kit.NewStrictPicker(a.Services, "item", kit.OfferAll(offered))
		a.form.Add(a.T("codes.item"), a.item)
	}
	s := &a.stated
	s.authorisation, s.beneficiary, s.project = text("authorisation"), text("beneficiary"), text("project")
	s.journal, s.reason = text("journal"), text("reason")
	s.reason.Required = true
	s.authorisation.PlaceHolder = a.T("codes.authorisation.example")
	s.reason.PlaceHolder = a.T("codes.reason.example")
	a.folder = kit.NewFolderField(a.Services, "code-folder", a.Workspace.Outbox())
	a.form.Add(a.T("detail.authorisation"), s.authorisation).Add(a.T("detail.beneficiary"), s.beneficiary).
		Add(a.T("detail.project"), s.project).Add(a.T("detail.journal"), s.journal).Add(a.T("detail.reason"), s.reason).
		Add(a.T("codes.folder"), a.folder)
}

// offered are the closings and backups that a code can concern.
func (a *ask) offered() (choices []kit.Choice) {
	for _, p := range []mark.Purpose{mark.PurposeClosing, mark.PurposeRestore} {
		for _, i := range a.items[p] {
			choices = append(choices, kit.Choice{ID: string(i.Subject[:]), Text: i.Text, Detail: a.T(string(p.Label()))})
		}
	}
	return choices
}

func (a *ask) show() {
	lines := kit.VStack(12, kit.NewParagraph(a.T("codes.what"), kit.Body))
	for _, c := range a.open {
		key, args := c.Wants()
		enter := kit.NewButton(a.T("codes.answer"), "key", kit.Plain, func() { a.answer(c.Purpose) })
		lines.Add(kit.NewNotice(a.Printer, kit.Neutral, a.T(string(key), args), a.T("codes.waiting", fault.Args{"Code": c.Code, "Count": c.Left()})))
		lines.Add(kit.HStack(8, kit.Space(), enter))
	}
	lines.Add(a.form)
	a.Stage(importing.Step{
		Name: "ask", Title: a.T("codes.title"), Content: lines, Focus: a.purpose, Refresh: a.Open,
		Buttons: []*kit.Button{kit.NewButton(a.T("codes.back"), "", kit.Plain, a.Leave), a.button},
	})
}

// wish gives what the form says.
func (a *ask) wish() (wish workspace.CodeWish, name string) {
	s := a.stated
	wish = workspace.CodeWish{
		Purpose: mark.Purpose(a.purpose.Chosen().ID),
		CodeStatement: directory.CodeStatement{
			Authorisation: s.authorisation.Text, Beneficiary: s.beneficiary.Text, Project: s.project.Text,
			Journal: s.journal.Text, Reason: s.reason.Text,
		},
	}
	if a.item != nil {
		copy(wish.Item[:], a.item.Chosen().ID)
	}
	if a.name != nil {
		name = a.name.Text
	}
	return wish, name
}

func (a *ask) try() {
	if a.running || !a.form.Check() {
		return
	}
	a.running = true
	a.button.SetEnabled(false)
	wish, name := a.wish()
	folder := a.folder.Folder()
	var asked workspace.CodeAsked
	a.Tasks.Run(a.T("codes.asking"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		asked, err = a.Workspace.AskCode(ctx, a.Session, name, wish, folder)
		return err
	}, func(err error) {
		a.running = false
		a.button.SetEnabled(true)
		if a.Refuse(err) {
			return
		}
		kit.Trace("code requested")
		a.asked(wish.Purpose, asked)
	})
}
