package planning

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// fundingsTab shows where money of the project comes from.
func (p *project) fundingsTab() fyne.CanvasObject {
	t := p.T
	style := func(f chart.Funding) kit.Style { return state(f.Active) }
	day := func(d calendar.Day) string {
		if d.IsZero() {
			return ""
		}
		return p.Printer.DayMedium(d)
	}
	grid := kit.NewGrid(p.Services, "fundings", []kit.Column[chart.Funding]{
		{ID: "code", Title: t("planning.code"), Width: 150, Style: style, Text: func(f chart.Funding) string { return f.Code }},
		{ID: "label", Title: t("planning.label"), Width: 260, Grow: true, Style: style, Text: func(f chart.Funding) string { return f.Label }},
		{ID: "donor", Title: t("detail.donor"), Width: 200, Style: style, Text: func(f chart.Funding) string { return f.Donor }},
		{ID: "from", Title: t("planning.from"), Width: 130, Style: style, Text: func(f chart.Funding) string { return day(f.From) }},
		{ID: "until", Title: t("planning.until"), Width: 130, Style: style, Text: func(f chart.Funding) string { return day(f.Until) }},
		{ID: "state", Title: t("planning.state"), Width: 120, Style: style, Text: func(f chart.Funding) string { return t(stateKey(f.Active)) }},
	}, kit.Rows[chart.Funding](p.plan.Fundings.List))
	grid.Empty = kit.NewEmpty("cash", t("planning.fundings.none"), t("planning.fundings.none.hint"), nil)
	return list(p, grid, "planning.fundings.about", p.may.budget, p.editFunding, func() { p.editFunding(chart.Funding{Active: true}) })
}

// editFunding changes a funding, or adds one without code.
func (p *project) editFunding(f chart.Funding) {
	code, text, donor := kit.NewTextField(p.Services, "code"), kit.NewTextField(p.Services, "label"), kit.NewTextField(p.Services, "donor")
	code.Required, text.Required, text.MaxRunes, donor.MaxRunes = true, true, chart.LabelMax, chart.LabelMax
	code.Verify = func(typed string) error { _, err := chart.ParseFundingCode(typed); return err }
	text.SetText(f.Label)
	donor.SetText(f.Donor)
	from, until := kit.NewDateField(p.Services, "from"), kit.NewDateField(p.Services, "until")
	if !f.From.IsZero() {
		from.SetDay(f.From)
	}
	if !f.Until.IsZero() {
		until.SetDay(f.Until)
	}
	active := p.check("active", "planning.funding.active", f.Active)
	form, focus, title := kit.NewForm(), fyne.Focusable(code), "planning.funding.add.title"
	if f.Code == "" {
		form.Add(p.T("planning.code"), code)
	} else {
		focus, title = text, "planning.funding.edit.title"
		form.AddText(p.T("planning.code"), kit.Insets(5, 0, kit.NewParagraph(f.Code, kit.Body)))
	}
	form.Add(p.T("planning.label"), text).Add(p.T("detail.donor"), donor).Add(p.T("planning.from"), from).Add(p.T("planning.until"), until).Add("", active)
	p.ask("funding", p.T(title), form, focus, func() func() error {
		next := chart.Funding{Code: f.Code, Label: text.Text, Donor: donor.Text, Active: active.Ticked()}
		if f.Code == "" {
			next.Code = code.Text
		}
		next.From, _ = from.Day()
		next.Until, _ = until.Day()
		return func() error {
			_, err := p.Session.SaveFunding(p.Context, p.ID, next, p.plan.Fundings.Revision)
			return err
		}
	})
}
