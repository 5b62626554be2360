package planning

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// rateLine is one rate of a pair.
type rateLine struct {
	base, quote money.Currency
	chart.Rate
}

// ratesTab shows the rates of every pair, the newest first. They are those of the
// whole organisation.
func (p *project) ratesTab() fyne.CanvasObject {
	t := p.T
	var lines []rateLine
	for _, pair := range p.rates {
		for _, r := range slices.Backward(pair.List) {
			lines = append(lines, rateLine{pair.Base, pair.Quote, r})
		}
	}
	grid := kit.NewGrid(p.Services, "rates", []kit.Column[rateLine]{
		{ID: "pair", Title: t("planning.rate.pair"), Width: 140, Text: func(r rateLine) string { return string(r.base) + " / " + string(r.quote) }},
		{ID: "day", Title: t("planning.from"), Width: 150, Text: func(r rateLine) string { return p.Printer.DayMedium(r.Day) }},
		{ID: "rate", Title: t("detail.exchange-rate"), Width: 180, Align: trailing, Text: func(r rateLine) string { return p.Printer.Decimal(r.Rate.Rate.String()) }},
		{ID: "source", Title: t("detail.source"), Width: 260, Grow: true, Style: func(rateLine) kit.Style { return kit.Muted }, Text: func(r rateLine) string { return r.Source }},
	}, kit.Rows[rateLine](lines))
	grid.Empty = kit.NewEmpty("exchange", t("planning.rates.none"), t("planning.rates.none.hint"), nil)
	return list(p, grid, "planning.rates.about", p.may.rate, p.editRate, func() { p.editRate(rateLine{quote: p.currency}) })
}

// editRate corrects a rate, or adds one.
func (p *project) editRate(r rateLine) {
	base, quote := p.currencyPicker("base", r.base), p.currencyPicker("quote", r.quote)
	rate, source, day := kit.NewTextField(p.Services, "rate"), kit.NewTextField(p.Services, "source"), kit.NewDateField(p.Services, "day")
	rate.Required, rate.MaxRunes, day.Required, source.MaxRunes = true, 30, true, chart.LabelMax
	rate.Verify = func(text string) error { _, err := money.ParseRate(text); return err }
	source.SetText(r.Source)
	day.SetDay(p.Today())
	focus := fyne.Focusable(base)
	if r.Rate.Rate > 0 {
		rate.SetText(p.Printer.Decimal(r.Rate.Rate.String()))
		day.SetDay(r.Day)
		focus = rate
	}
	form := kit.NewForm().Add(p.T("planning.rate.base"), base).Add(p.T("planning.rate.quote"), quote).Add(p.T("detail.exchange-rate"), rate).
		Add(p.T("planning.from"), day).Add(p.T("detail.source"), source)
	p.ask("rate", p.T("planning.rate.title"), form, focus, func() func() error {
		from, to := money.Currency(base.Chosen().ID), money.Currency(quote.Chosen().ID)
		next := chart.Rate{Source: source.Text}
		next.Rate, _ = money.ParseRate(rate.Text)
		next.Day, _ = day.Day()
		return func() error {
			_, err := p.Session.SaveRate(p.Context, from, to, next, p.revision(from, to))
			return err
		}
	})
}

// revision is that of the rates of a pair as they were read.
func (p *project) revision(base, quote money.Currency) int64 {
	for _, pair := range p.rates {
		if pair.Base == base && pair.Quote == quote {
			return pair.Revision
		}
	}
	return 0
}

func (p *project) currencyPicker(name string, chosen money.Currency) *kit.PickerField {
	choices := kit.CurrencyChoices(p.Printer)
	picker := kit.NewStrictPicker(p.Services, name, kit.OfferAll(choices))
	picker.Required = true
	for _, c := range choices {
		if c.ID == string(chosen) {
			picker.Set(c)
		}
	}
	return picker
}
