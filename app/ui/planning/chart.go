package planning

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

const trailing = fyne.TextAlignTrailing

// chartTab shows the accounts, or asks for a chart where there is none.
func (p *project) chartTab() fyne.CanvasObject {
	p.keys = kit.Handlers{}
	if p.plan.Chart == nil {
		return p.noChart()
	}
	t := p.T
	grid := kit.NewGrid(p.Services, "accounts", []kit.Column[chart.Account]{
		{ID: "code", Title: t("planning.account"), Width: 120, Style: accountStyle, Text: func(a chart.Account) string { return a.Code }},
		{ID: "name", Title: t("planning.name"), Width: 380, Grow: true, Style: accountStyle, Text: func(a chart.Account) string { return a.Name(p.Printer.Language()) }},
		{ID: "within", Title: t("planning.within"), Width: 260, Style: func(chart.Account) kit.Style { return kit.Muted }, Text: func(a chart.Account) string { return a.Within }},
		{ID: "state", Title: t("planning.entries"), Width: 190, Style: accountStyle, Text: func(a chart.Account) string { return t(a.State()) }},
	}, kit.Rows[chart.Account](p.plan.Chart.Accounts()))
	search := kit.NewTextField(p.Services, "search")
	search.PlaceHolder = t("planning.account.search")
	search.OnChanged = func(text string) { grid.SetSource(kit.Rows[chart.Account](p.plan.Chart.Search(text))) }
	search.Commit = func() { p.Window.Canvas().Focus(grid.Focus()) }
	grid.Empty = kit.NewEmpty("search", t("planning.account.none"), t("planning.account.none.hint"), nil)
	tools := kit.HStack(8, kit.Width(320, search), kit.Space())
	p.keys[kit.ActionFind] = func() { p.Window.Canvas().Focus(search) }
	if p.may.chart {
		grid.OnOpen = func(a chart.Account) { p.editAccount(a, false) }
		add := func() {
			above, _ := grid.Current()
			p.editAccount(chart.Account{Code: above.Code, Active: true, Cashbook: true, Accounting: true}, true)
		}
		p.keys[kit.ActionNew] = add
		tools.Add(kit.NewButton(t("planning.chart.change"), "settings", kit.Plain, p.chooseChart))
		tools.Add(kit.NewButton(t("planning.account.edit"), "edit", kit.Plain, func() {
			if a, here := grid.Current(); here {
				p.editAccount(a, false)
			}
		}))
		tools.Add(kit.NewButton(t("planning.account.add"), "add", kit.Primary, add))
	}
	head := kit.VStack(8, kit.NewText(p.aboutChart(), kit.Muted), tools)
	if p.plan.Chart.Stale() {
		head.Add(kit.NewNotice(p.Printer, kit.Expiring, t("planning.chart.stale"), t("planning.chart.stale.hint")))
	}
	grid.Reload()
	if p.sought != "" {
		search.SetText(p.sought)
		p.sought = ""
	}
	return container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, grid))
}

func accountStyle(a chart.Account) kit.Style {
	switch {
	case !a.Active:
		return kit.Muted
	case a.Heading:
		return kit.Strong
	}
	return kit.Body
}

// aboutChart says which chart it is, and from which text.
func (p *project) aboutChart() string {
	return p.T("planning.chart.about", fault.Args{"Title": p.plan.Chart.Table.Title, "Day": p.plan.Chart.Table.From})
}

func (p *project) noChart() fyne.CanvasObject {
	var choose *kit.Button
	if p.may.chart {
		choose = kit.NewButton(p.T("planning.chart.choose"), "book", kit.Primary, p.chooseChart)
	}
	return kit.NewEmpty("book", p.T("planning.chart.none"), p.T("planning.chart.none.hint"), choose)
}

// chooseChart asks for the project's chart of accounts.
func (p *project) chooseChart() {
	var choices []kit.Choice
	for _, id := range chart.IDs() {
		table, _ := chart.TableOf(id)
		choices = append(choices, kit.Choice{ID: string(id), Text: table.Title, Detail: p.T("planning.chart.from", fault.Args{"Day": table.From})})
	}
	picker := kit.NewStrictPicker(p.Services, "chart", kit.OfferAll(choices))
	picker.Required = true
	for _, c := range choices {
		if p.plan.Chart != nil && c.ID == string(p.plan.Chart.Base) || p.plan.Chart == nil && c.ID == string(chart.SYSCOHADA) {
			picker.Set(c)
		}
	}
	form := kit.NewForm().Add(p.T("detail.chart"), picker)
	p.ask("chart", p.T("planning.chart.choose"), form, picker, func() func() error {
		base := chart.ID(picker.Chosen().ID)
		return func() error { _, err := p.Session.ChooseChart(p.Context, p.ID, base); return err }
	})
}

// editAccount changes an account, or adds a sub-account below the one of the code.
func (p *project) editAccount(a chart.Account, added bool) {
	code := kit.NewTextField(p.Services, "code")
	code.Required, code.MaxRunes = true, chart.CodeMax
	code.Verify = func(text string) error {
		if known, there := p.plan.Chart.Account(text); there {
			return fault.New(fault.Conflict, "chart.account-exists", fault.Args{"Code": text, "Name": known.Name(p.Printer.Language())})
		}
		return nil
	}
	code.SetText(a.Code)
	form := kit.NewForm()
	focus := fyne.Focusable(code)
	if added {
		form.Add(p.T("planning.account"), code)
	} else {
		form.AddText(p.T("planning.account"), kit.Insets(5, 0, kit.NewParagraph(a.Code+" "+a.Label, kit.Body)))
	}
	names := p.nameFields(form, a.Names)
	if !added {
		focus = names["fr"]
	}
	active := p.check("active", "planning.account.active", a.Active)
	cashbook := p.check("cashbook", "planning.account.cashbook", a.Cashbook)
	accounting := p.check("accounting", "planning.account.accounting", a.Accounting)
	form.Add("", active)
	if !a.Heading {
		form.Add("", cashbook).Add("", accounting)
	}
	title := "planning.account.edit.title"
	if added {
		title = "planning.account.add.title"
	}
	p.ask("account", p.T(title), form, focus, func() func() error {
		d := chart.Difference{Code: code.Text, Active: active.Ticked(), Cashbook: cashbook.Ticked(), Accounting: accounting.Ticked()}
		for language, field := range names {
			d.Names = append(d.Names, chart.Name{Language: language, Text: field.Text})
		}
		return func() error { _, err := p.Session.SaveAccount(p.Context, p.ID, d, p.plan.Chart.Revision); return err }
	})
}

// nameFields adds a field to the form for the name in each language.
func (p *project) nameFields(form *kit.Form, names []chart.Name) map[string]*kit.TextField {
	fields := map[string]*kit.TextField{}
	for _, language := range []string{"fr", "en", "es", "pt", "de"} {
		field := kit.NewTextField(p.Services, "name-"+language)
		field.MaxRunes = chart.LabelMax
		for _, n := range names {
			if n.Language == language {
				field.SetText(n.Text)
			}
		}
		fields[language] = field
		form.Add(p.T("planning.account.name."+language), field)
	}
	return fields
}

func (p *project) check(name, key string, ticked bool) *kit.Check {
	c := kit.NewCheck(p.Services, name, p.T(key))
	c.SetTicked(ticked)
	return c
}

// ask opens a dialog with a form. read takes what the form says and gives what
// writes it, away from the goroutine that draws.
func (p *project) ask(name, title string, form *kit.Form, focus fyne.Focusable, read func() func() error) {
	var dialog *kit.OpenDialog
	dialog = p.Dialogs.Open(kit.Dialog{
		Name: name, Title: title, Content: form, Width: 560, Focus: focus, Confirm: p.T("planning.save"),
		OnConfirm: func() error {
			if !form.Check() {
				dialog.Fit()
				return kit.ErrStay
			}
			return dialog.Await(p.T("planning.saving"), read(), func() { p.again(p.T("planning.saved")) })
		},
	})
}
