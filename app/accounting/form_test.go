package accounting_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

var formDay = calendar.New(2026, 3, 14)

// formBasis is a bank journal in francs of a project with the chart.
func formBasis(t *testing.T, base chart.ID, class accounting.Class) accounting.Basis {
	t.Helper()
	j := accounting.Journal{ProjectCode: "P01", Code: "BQ1", Class: class, Currency: "XOF", Base: "XOF"}
	plan := &chart.Plan{}
	if base != "" {
		opened, err := chart.Open(chart.Choice{Base: base})
		if err != nil {
			t.Fatal(err)
		}
		plan.Chart = opened
	}
	if j.IsTreasury() {
		j.Account = plan.Chart.Usual(chart.UseBank)
		if base == "" {
			j.Account = "521"
		}
	}
	taxes := []directory.Contribution{
		{Name: "TVA 18 %", Rate: 180_000, First: formDay - 100, Last: formDay - 1, Account: "4452"},
		{Name: "TVA 18 %", Rate: 200_000, First: formDay, Account: "4452"},
		{Name: "TVA collectée", Rate: 180_000, First: formDay, Account: "4431"},
		{Name: "BRS", Rate: 50_000, First: formDay - 10, Account: "447"},
		{Name: "Sans compte", Rate: 50_000, First: formDay - 10},
	}
	return accounting.Basis{Journal: j, Plan: plan, Day: formDay, Taxes: taxes}
}

// told writes lines as people would: account, amount and what else they say.
func told(lines []accounting.Line) string {
	var all []string
	for _, l := range lines {
		text := fmt.Sprintf("%s %d", l.Account, l.AmountMinor)
		for _, more := range []string{l.Funding, l.BudgetLine, l.Tax, l.Party, l.PartyName} {
			if more != "" {
				text += " " + more
			}
		}
		if !l.Due.IsZero() {
			text += " " + l.Due.String()
		}
		all = append(all, text)
	}
	return strings.Join(all, " | ")
}

func share(account string) []cashbook.Share { return []cashbook.Share{{Account: account}} }

func TestEachFormGivesBalancedLines(t *testing.T) {
	due := formDay + 30
	for _, c := range []struct {
		name  string
		chart chart.ID
		class accounting.Class
		form  accounting.Form
		want  string
	}{
		{"cost", chart.SYSCOHADA, accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 1000, Shares: share("6053"), PartyName: "Sow"}, "6053 1000 Sow | 521 -1000"},
		{"cost given back", chart.SYSCOHADA, accounting.Bank, accounting.Form{Mask: accounting.MaskCost, Way: cashbook.In, AmountMinor: 1000, Shares: share("6053")}, "6053 -1000 | 521 1000"},
		{"income", chart.SYCEBNL, accounting.Cash, accounting.Form{Mask: accounting.MaskIncome, AmountMinor: 5, Shares: share("711")}, "711 -5 | 521 5"},
		{"supply", chart.SYSCOHADA, accounting.Bank, accounting.Form{Mask: accounting.MaskSupply, AmountMinor: 7}, "585 -7 | 521 7"},
		{"transfer", chart.PCG, accounting.Bank, accounting.Form{Mask: accounting.MaskTransfer, AmountMinor: 7}, "58 7 | 512 -7"},
		{"advance", chart.SYSCOHADA, accounting.Cash, accounting.Form{Mask: accounting.MaskAdvance, AmountMinor: 7, Party: "S01", Due: due}, "4211 7 S01 2026-04-13 | 521 -7"},
		{"received", chart.SYCEBNL, accounting.Bank, accounting.Form{Mask: accounting.MaskReceived, AmountMinor: 7, Shares: []cashbook.Share{{Account: "462", Funding: "AFD-24"}}, Party: "AFD"}, "462 -7 AFD-24 AFD | 521 7"},
		{"return", chart.SYCEBNL, accounting.Bank, accounting.Form{Mask: accounting.MaskReturn, AmountMinor: 7, Shares: share("462")}, "462 7 | 521 -7"},
		{"settlement paid", chart.PCG, accounting.Bank, accounting.Form{Mask: accounting.MaskSettlement, AmountMinor: 7, Shares: share("401"), Party: "F1"}, "401 7 F1 | 512 -7"},
		{"settlement come in", chart.PCG, accounting.Bank, accounting.Form{Mask: accounting.MaskSettlement, Way: cashbook.In, AmountMinor: 7, Shares: share("411"), Party: "C1"}, "411 -7 C1 | 512 7"},
		{"purchase", chart.PCG, accounting.Purchases, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 7, Shares: share("606"), Party: "F1", Due: due}, "606 7 | 401 -7 F1 2026-04-13"},
		{"sale", chart.SYSCOHADA, accounting.Sales, accounting.Form{Mask: accounting.MaskIncome, AmountMinor: 7, Shares: share("7011"), Party: "C1"}, "7011 -7 | 4111 7 C1"},
		{"« décompte »", chart.SYSCOHADA, accounting.General, accounting.Form{Mask: accounting.MaskSettlement, AmountMinor: 7, Against: "4211", Shares: share("6181"), Party: "S01"}, "6181 7 | 4211 -7 S01"},
		{"no chart", "", accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 7, Shares: share("X9")}, "X9 7 | 521 -7"},
		{"split by percentage", chart.PCG, accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 100, Shares: []cashbook.Share{
			{Account: "606", BudgetLine: "A", Percent: 333_300}, {Account: "606", BudgetLine: "B", Percent: 333_300}, {Account: "613"},
		}}, "606 33 A | 606 33 B | 613 34 | 512 -100"},
		{"split by hand", chart.PCG, accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 100, Shares: []cashbook.Share{
			{Account: "606", AmountMinor: 130}, {Account: "609", AmountMinor: -30},
		}}, "606 130 | 609 -30 | 512 -100"},
		{"split equally", chart.PCG, accounting.Bank, accounting.Form{Mask: accounting.MaskCost, Equal: true, AmountMinor: 100, Shares: []cashbook.Share{
			{Account: "606"}, {Account: "613"}, {Account: "615"},
		}}, "606 34 | 613 33 | 615 33 | 512 -100"},
	} {
		b := formBasis(t, c.chart, c.class)
		if b.Journal.IsTreasury() && c.class == accounting.Cash {
			b.Journal.Account = "521"
		}
		got, err := c.form.Content(b)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if told(got.Lines) != c.want {
			t.Errorf("%s gives %s, want %s", c.name, told(got.Lines), c.want)
		}
		wantBack(t, c.name, b, got)
	}
}

// wantBack wants content to lead back to a form that gives it again.
func wantBack(t *testing.T, name string, b accounting.Basis, c accounting.Content) {
	t.Helper()
	back, ok := c.Form(b)
	if !ok {
		t.Errorf("%s: no form leads to %s", name, told(c.Lines))
		return
	}
	again, err := back.Content(b)
	if err != nil || !again.Equal(c) {
		t.Errorf("%s: the form gives %s back, %v", name, told(again.Lines), err)
	}
}

func TestTaxesAreExactToTheUnit(t *testing.T) {
	for _, c := range []struct {
		name  string
		form  accounting.Form
		want  string
		fault string
	}{
		{"included, rate of the day", accounting.Form{AmountMinor: 1200, Taxes: []accounting.Tax{{Code: "tva-18"}}}, "6053 1000 | 4452 200 TVA-18 | 521 -1200", ""},
		{"included, rounded", accounting.Form{AmountMinor: 1000, Taxes: []accounting.Tax{{Code: "TVA-18"}}}, "6053 833 | 4452 167 TVA-18 | 521 -1000", ""},
		{"withheld", accounting.Form{AmountMinor: 1010, Taxes: []accounting.Tax{{Code: "BRS", Withheld: true}}}, "6053 1010 | 447 -51 BRS | 521 -959", ""},
		{"both", accounting.Form{AmountMinor: 1200, Taxes: []accounting.Tax{{Code: "TVA-18"}, {Code: "BRS", Withheld: true}}}, "6053 1000 | 4452 200 TVA-18 | 447 -50 BRS | 521 -1150", ""},
		{"of the voucher", accounting.Form{AmountMinor: 1200, Taxes: []accounting.Tax{{Code: "TVA-18", AmountMinor: 199}}}, "6053 1001 | 4452 199 TVA-18 | 521 -1200", ""},
		{"less than a unit", accounting.Form{AmountMinor: 2, Taxes: []accounting.Tax{{Code: "TVA-18"}}}, "6053 2 | 521 -2", ""},
		{"given back", accounting.Form{Way: cashbook.In, AmountMinor: 1200, Taxes: []accounting.Tax{{Code: "TVA-18"}}}, "6053 -1000 | 4452 -200 TVA-18 | 521 1200", ""},
		{"unknown", accounting.Form{AmountMinor: 2, Taxes: []accounting.Tax{{Code: "TPS"}}}, "", "accounting.tax-unknown"},
		{"without account", accounting.Form{AmountMinor: 2, Taxes: []accounting.Tax{{Code: "sans-compte"}}}, "", "accounting.tax-account"},
		{"more than all", accounting.Form{AmountMinor: 20, Taxes: []accounting.Tax{{Code: "TVA-18", AmountMinor: 20}}}, "", "accounting.tax-large"},
		{"negative", accounting.Form{AmountMinor: 20, Taxes: []accounting.Tax{{Code: "TVA-18", AmountMinor: -2}}}, "", "accounting.tax-large"},
	} {
		b := formBasis(t, chart.SYSCOHADA, accounting.Bank)
		c.form.Mask, c.form.Shares = accounting.MaskCost, share("6053")
		got, err := c.form.Content(b)
		if c.fault != "" {
			wantFault(t, err, c.fault)
			continue
		}
		if err != nil || told(got.Lines) != c.want {
			t.Errorf("%s gives %s, %v, want %s", c.name, told(got.Lines), err, c.want)
		}
		wantBack(t, c.name, b, got)
	}
	b := formBasis(t, chart.SYSCOHADA, accounting.Bank)
	b.Day = formDay - 200
	_, err := accounting.Form{Mask: accounting.MaskCost, AmountMinor: 9, Shares: share("6053"), Taxes: []accounting.Tax{{Code: "TVA-18"}}}.Content(b)
	wantFault(t, err, "accounting.tax-day")
}

func wantFault(t *testing.T, err error, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != key {
		t.Errorf("refused with %v, want %s", err, key)
	}
}

func TestFormsRefuseWhatMakesNoSense(t *testing.T) {
	whole := share("6053")
	for _, c := range []struct {
		class accounting.Class
		form  accounting.Form
		want  string
	}{
		{accounting.Bank, accounting.Form{Mask: accounting.MaskFree, AmountMinor: 1}, "accounting.mask"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskCost, Shares: whole}, "accounting.form-amount"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: -1, Shares: whole}, "accounting.form-amount"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 1}, "accounting.line-account"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 1, Shares: share("7011")}, "accounting.form-account"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskIncome, AmountMinor: 1, Shares: whole}, "accounting.form-account"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 1, Shares: whole, Against: "571"}, "accounting.form-treasury"},
		{accounting.General, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 1, Shares: whole}, "accounting.form-against-missing"},
		{accounting.Purchases, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 1, Shares: whole, Party: "F", Against: "521"}, "accounting.form-against"},
		{accounting.Purchases, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 1, Shares: whole}, "accounting.form-party"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskAdvance, AmountMinor: 1}, "accounting.form-party"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskReceived, AmountMinor: 1, Shares: share("462")}, "accounting.form-funding"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskTransfer, AmountMinor: 1, Taxes: []accounting.Tax{{Code: "BRS"}}}, "accounting.form-tax"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 10, Shares: []cashbook.Share{{Account: "6053", AmountMinor: 9}}}, "cashbook.shares-short"},
		{accounting.Bank, accounting.Form{Mask: accounting.MaskCost, AmountMinor: 10, Equal: true, Shares: []cashbook.Share{{Account: "6053", AmountMinor: 9}}}, "accounting.form-equal"},
	} {
		b := formBasis(t, chart.SYSCOHADA, c.class)
		b.Plan.Fundings.List = []chart.Funding{{Code: "AFD-24", Active: true}}
		_, err := c.form.Content(b)
		wantFault(t, err, c.want)
	}
}

// Whatever a chart calls usual goes with the rule that takes it.
func TestUsualAccountsFitTheirRules(t *testing.T) {
	for _, id := range chart.IDs() {
		for _, class := range accounting.Classes() {
			b := formBasis(t, id, class)
			for _, mask := range accounting.Masks() {
				r, known := accounting.RuleOf(mask, b.Journal, b.Plan.Chart)
				if known && r.Account != "" && !r.TakesAccount(r.Account) || known && r.Against != "" && !r.TakesAgainst(r.Against) {
					t.Errorf("%s %s %s: %+v", id, class, mask, r)
				}
				for _, account := range []string{r.Account, r.Against} {
					if err := b.Plan.CheckAccount(account, directory.ModuleAccounting); err != nil {
						t.Errorf("%s %s %s: %v", id, class, mask, err)
					}
				}
			}
		}
	}
}

func TestSketchKeepsWhatIsKnown(t *testing.T) {
	b := formBasis(t, chart.SYSCOHADA, accounting.Bank)
	f := accounting.Form{Mask: accounting.MaskCost, AmountMinor: 10, Text: "Papier", Shares: []cashbook.Share{{Account: "6053", AmountMinor: 4}}}
	c := f.Sketch(b)
	if c.Text != "Papier" || told(c.Lines) != "6053 4 | 521 -10" {
		t.Errorf("the sketch is %q %s", c.Text, told(c.Lines))
	}
	if _, ok := c.Form(b); ok {
		t.Error("an unbalanced sketch passes for a form")
	}
	if c := (accounting.Form{Mask: accounting.MaskCost, Text: "x"}).Sketch(b); c.Text != "x" || len(c.Lines) != 2 {
		t.Errorf("the sketch of nothing is %+v", c)
	}
}

func TestContentOfTwoSidesIsNoForm(t *testing.T) {
	b := formBasis(t, chart.SYSCOHADA, accounting.Bank)
	f := accounting.Form{Mask: accounting.MaskCost, AmountMinor: 10, Text: "Papier", Shares: share("6053")}
	made, err := f.Content(b)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*accounting.Content){
		"text on a line": func(c *accounting.Content) { c.Lines[0].Text = "autre" },
		"free":           func(c *accounting.Content) { c.Mask = accounting.MaskFree },
		"a side twice":   func(c *accounting.Content) { c.Lines = append(c.Lines, c.Lines...) },
		"the sides swapped": func(c *accounting.Content) {
			slices.Reverse(c.Lines)
		},
	} {
		c := made
		c.Lines = slices.Clone(made.Lines)
		change(&c)
		if f, ok := c.Form(b); ok {
			if again, err := f.Content(b); err == nil {
				t.Errorf("%s passes for the form of %s", name, told(again.Lines))
			}
		}
	}
}

func TestForeignFormsAreWorthTheAverage(t *testing.T) {
	b := formBasis(t, chart.SYSCOHADA, accounting.Bank)
	b.Journal.Currency = "EUR"
	rate := func(text string) money.Rate {
		r, err := money.ParseRate(text)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	post := func(f accounting.Form) accounting.Content {
		t.Helper()
		c, err := f.Content(b)
		if err != nil {
			t.Fatal(err)
		}
		own := c.Lines[len(c.Lines)-1]
		b.Stock = b.Stock.After(own.AmountMinor, own.BaseMinor)
		return c
	}
	in := accounting.Form{Mask: accounting.MaskIncome, AmountMinor: 100_00, Shares: share("7011"), Rate: rate("655.957")}
	if c := post(in); c.Rate != in.Rate || b.Stock != (accounting.Stock{AmountMinor: 100_00, BaseMinor: 65_596}) {
		t.Errorf("money in gives %+v at %s", b.Stock, c.Rate)
	}
	in.Rate = rate("600")
	post(in) // 200,00 EUR for 125 596
	out := accounting.Form{Mask: accounting.MaskCost, AmountMinor: 30_01, Shares: []cashbook.Share{{Account: "6053", Percent: 500_000}, {Account: "6051"}}}
	c := post(out)
	if got := c.Lines[0].BaseMinor + c.Lines[1].BaseMinor; got != 18_846 || c.Lines[2].BaseMinor != -18_846 { // 125 596 × 30.01 ÷ 200 = 18 845.68
		t.Errorf("30,01 EUR are worth %d: %+v", got, c.Lines)
	}
	out.AmountMinor = 169_99
	if c := post(out); c.Lines[2].BaseMinor != -106_750 || b.Stock != (accounting.Stock{}) {
		t.Errorf("the last takes %+v and leaves %+v", c.Lines[2], b.Stock)
	}
	_, err := out.Content(b)
	wantFault(t, err, "accounting.rate-missing")
	b.Proposed = rate("650")
	if c := post(out); c.Lines[2].BaseMinor != -110_494 { // 169.99 × 650 = 110 493.5, half to even
		t.Errorf("an overdraft is worth %+v", c.Lines[2])
	}
}
