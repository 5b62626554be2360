package accounting

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inJournal.offer(action[*page]{name: "templates", icon: "copy", place: placeEntry, do: (*page).showTemplates})

var _ = inJournal.offer(action[*page]{
	name: "template-keep", icon: "add", place: placeEntry,
	may: func(p *page) bool { return p.open.Record == nil && p.grid.SelectedCount() > 0 },
	do:  (*page).keepTemplate,
})

// mostKept is how many selected postings are asked for; a group has fewer.
const mostKept = accounting.MaxSteps + 1

// keepTemplate keeps the selected postings as a template: one that comes again, or a
// group that is entered at once.
func (p *page) keepTemplate() {
	p.grid.Selected(mostKept, func(rows []row, err error) {
		if p.Refuse(err) {
			return
		}
		var from []workspace.PostingRef
		for _, r := range rows {
			if copyable(r) && r.Posting.Entry.Number > 0 {
				from = append(from, workspace.PostingRef{Journal: p.open.Journal.ID, Number: r.Posting.Entry.Number})
			}
		}
		p.nameTemplate(from)
	})
}

// nameTemplate asks how the template is called and whose it is.
func (p *page) nameTemplate(from []workspace.PostingRef) {
	name := kit.NewTextField(p.services, "template")
	name.Required, name.MaxRunes = true, accounting.MaxName
	shared := kit.NewCheck(p.services, "shared", p.T("accounting.templates.share"))
	form := kit.NewForm().Add(p.T("accounting.templates.name"), name).Add("", shared)
	p.Ask(desk.Question{
		Name: "template-keep", Title: p.T("accounting.templates.keep"), Confirm: p.T("accounting.templates.keep.do"),
		Content: kit.VStack(12, kit.NewParagraph(p.T("accounting.templates.keep.text", fault.Args{"Postings": len(from)}), kit.Body), form),
		Focus:   name, Check: form.Check,
		Read: func() desk.Answer {
			called, all := name.Text, shared.Ticked()
			return func() (string, error) {
				t, err := p.Session.SavePostingTemplate(p.Context, p.open.Journal.Project, called, all, from)
				return p.T("accounting.templates.kept", fault.Args{"Name": t.Name}), err
			}
		},
		Then: func() { kit.Trace("template kept") },
	})
}

// showTemplates is the dialog « Modèles d'écritures » of the project.
func (p *page) showTemplates() {
	kit.Load(p.Tasks, func() ([]accounting.Template, error) {
		return p.Session.PostingTemplates(p.Context, p.open.Journal.Project)
	}, func(list []accounting.Template, err error) {
		if !p.Refuse(err) {
			p.openTemplates(list)
		}
	})
}

func (p *page) openTemplates(list []accounting.Template) {
	var open *kit.OpenDialog
	grid := kit.NewGrid(p.services, "posting-templates", p.templateColumns(), kit.Rows[accounting.Template](list))
	grid.Empty = kit.NewEmpty("copy", p.T("accounting.templates.none"), p.T("accounting.templates.none.hint"), nil)
	use := func(t accounting.Template) {
		open.Close()
		p.useTemplate(t)
	}
	grid.OnOpen = use
	with := func(do func(accounting.Template)) func() {
		return func() {
			if t, here := grid.Current(); here {
				do(t)
			}
		}
	}
	buttons := kit.HStack(8,
		kit.NewButton(p.T("accounting.templates.use"), "check", kit.Primary, with(use)),
		kit.NewButton(p.T("accounting.templates.remove"), "delete", kit.Plain, with(func(t accounting.Template) {
			open.Close()
			p.removeTemplate(t)
		})))
	open = p.Dialogs.Open(kit.Dialog{
		Name: "posting-templates", Title: p.T("accounting.templates.title", fault.Args{"Project": p.open.Journal.ProjectCode}),
		Width: backupsWidth, Height: backupsHeight, Focus: grid.Focus(),
		Content: container.NewBorder(kit.NewParagraph(p.T("accounting.templates.what"), kit.Muted), kit.Insets(8, 0, buttons), nil, nil, grid),
	})
	grid.Reload()
	kit.Trace(fmt.Sprintf("posting templates %d", len(list)))
}

func (p *page) templateColumns() []kit.Column[accounting.Template] {
	return []kit.Column[accounting.Template]{
		{ID: "name", Title: p.T("accounting.templates.name"), Width: 200, Grow: true, Text: func(t accounting.Template) string { return t.Name }},
		{ID: "for", Title: p.T("accounting.templates.for"), Width: 120, Text: func(t accounting.Template) string {
			if t.Owner.IsZero() {
				return p.T("accounting.templates.shared")
			}
			return p.T("accounting.templates.own")
		}},
		{ID: "postings", Title: p.T("accounting.templates.postings"), Width: 90, Align: fyne.TextAlignTrailing,
			Text: func(t accounting.Template) string { return p.Printer.Int(int64(len(t.Steps))) }},
		{ID: "text", Title: p.T("accounting.page.text"), Width: 300, Text: textsOf, Style: func(accounting.Template) kit.Style { return kit.Muted }},
	}
}

// textsOf gives what the postings of a template say.
func textsOf(t accounting.Template) string {
	texts := make([]string, len(t.Steps))
	for i, step := range t.Steps {
		texts[i] = step.Content.Text
	}
	return strings.Join(texts, " · ")
}

// useTemplate asks for the day, and for the amount where there is one posting, and
// enters all of it or nothing.
func (p *page) useTemplate(t accounting.Template) {
	day := kit.NewDateField(p.services, "day")
	day.Required = true
	day.SetDay(p.open.Today)
	form := kit.NewForm().Add(p.T("accounting.reverse.day"), day)
	amount := kit.NewAmountField(p.services, "amount", p.open.Journal.Currency)
	if single := len(t.Steps) == 1 && t.Steps[0].Journal == p.open.Journal.ID; single {
		form.Add(p.T("accounting.templates.amount"), amount)
	}
	p.Ask(desk.Question{
		Name: "template-use", Title: p.T("accounting.templates.use.title", fault.Args{"Name": t.Name}), Confirm: p.T("accounting.templates.use"),
		Content: kit.VStack(12, kit.NewParagraph(textsOf(t), kit.Body), form), Focus: day, Check: form.Check,
		Read: func() desk.Answer {
			on, _ := day.Day() // checked with the form
			minor := int64(0)
			if amount.Text != "" {
				total, _ := amount.Amount() // likewise
				minor = total.Minor
			}
			return p.postTemplate(t, on, minor)
		},
		Then: func() {
			p.reread()
			kit.Trace("template posted")
		},
	})
}

func (p *page) postTemplate(t accounting.Template, on calendar.Day, minor int64) desk.Answer {
	return func() (string, error) {
		posted, err := p.Session.PostTemplate(p.Context, p.open.Journal.Project, t.Name, on, minor)
		return p.T("accounting.templates.posted", fault.Args{"Name": t.Name, "Postings": len(posted)}), err
	}
}

func (p *page) removeTemplate(t accounting.Template) {
	p.Ask(desk.Question{
		Name: "template-remove", Title: p.T("accounting.templates.remove"), Confirm: p.T("accounting.templates.remove"), Weight: kit.Danger,
		Content: kit.NewParagraph(p.T("accounting.templates.remove.text", fault.Args{"Name": t.Name}), kit.Body),
		Read: func() desk.Answer {
			return func() (string, error) {
				_, err := p.Session.DeletePostingTemplate(p.Context, p.open.Journal.Project, t.Name, t.Owner.IsZero())
				return p.T("accounting.templates.removed", fault.Args{"Name": t.Name}), err
			}
		},
		Then: func() { kit.Trace("template removed") },
	})
}
