package cashbook_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
)

// planned is a site whose project has a chart, a budget and a funding of this year.
func planned() *site {
	s := newSite()
	project := s.books[till].Project
	table, _ := chart.TableOf(chart.SYSCOHADA)
	s.charts = map[ident.ProjectID]chart.Choice{project: {Project: project, Base: chart.SYSCOHADA, Hash: table.Hash}}
	s.budgets = map[ident.ProjectID]chart.Budget{project: {Lines: []chart.BudgetLine{{Code: "A", Active: true}, {Code: "A.1", Active: true}}}}
	s.fundings = map[ident.ProjectID]chart.Fundings{project: {List: []chart.Funding{{Code: "AFD-24", Active: true, From: today - 9}}}}
	return s
}

func TestVouchersNameWhatTheProjectHas(t *testing.T) {
	part := func(account, line string, minor int64) cashbook.Part {
		return cashbook.Part{Account: account, BudgetLine: line, AmountMinor: minor}
	}
	for _, c := range []struct {
		content cashbook.Content
		key     string // empty when it is allowed
	}{
		{cashbook.Content{}, ""},
		{cashbook.Content{Account: "6053", Funding: "AFD-24", BudgetLine: "A.1"}, ""},
		{cashbook.Content{Account: "6099999"}, "chart.account-unknown"},
		{cashbook.Content{Funding: "UE-3"}, "chart.funding-unknown"},
		{cashbook.Content{BudgetLine: "A"}, "chart.budget-heading"},
		{cashbook.Content{Parts: []cashbook.Part{part("6053", "A.1", 60), part("6053", "", 40)}}, ""},
		{cashbook.Content{Parts: []cashbook.Part{part("6053", "A.1", 60), part("6053", "B", 40)}}, "chart.budget-unknown"},
	} {
		s := planned()
		c.content.Text, c.content.AmountMinor = "x", 100
		recorded, err := s.record(cashbook.Draft{Content: c.content})
		if c.key != "" {
			refused(t, err, c.key)
		} else if err != nil || !recorded.Voucher.Equal(c.content) {
			t.Errorf("%+v gives %+v, %v", c.content, recorded.Voucher, err)
		}
	}
}

func TestAFundingHasItsDays(t *testing.T) {
	s := planned()
	_, err := s.record(cashbook.Draft{Day: today - 10, Content: cashbook.Content{Text: "x", AmountMinor: 1, Funding: "AFD-24"}})
	refused(t, err, "chart.funding-early")
}

func TestRequiredAssignment(t *testing.T) {
	s := newSite()
	s.organisation.Policy.PreAssignment = directory.PreAssignmentRequired
	parts := []cashbook.Part{{AmountMinor: 60, Account: "6053"}, {AmountMinor: 40, Funding: "UE"}}
	for _, c := range []cashbook.Content{{}, {BudgetLine: "A"}, {Parts: parts}} {
		c.Text, c.AmountMinor = "x", 100
		_, err := s.record(cashbook.Draft{Content: c})
		refused(t, err, "cashbook.account-missing")
	}
	for _, c := range []cashbook.Content{{Account: "6053"}, {Special: cashbook.Special{Kind: cashbook.KindItem}, Recipient: "Awa"}} {
		c.Text, c.AmountMinor = "x", 100
		if c.Kind == cashbook.KindItem {
			c.AmountMinor = -100
		}
		if _, err := s.record(cashbook.Draft{Content: c}); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// The account of a transfer is the chart's own, or one that the project has.
func TestTransfersNameWhatTheProjectHas(t *testing.T) {
	for account, key := range map[string]string{"": "", "585": "", "6053": "", "6099999": "chart.account-unknown", "60": "chart.account-heading"} {
		s := planned().withBank(true, nil).must(t, 0, 100)
		_, err := s.moveMoney(till, wave, cashbook.TransferDraft{OutMinor: 60, OutAccount: account, InAccount: account})
		if key != "" {
			refused(t, err, key)
		} else if err != nil {
			t.Errorf("%q: %v", account, err)
		}
	}
}

func TestDifferencesNameWhatTheProjectHas(t *testing.T) {
	s, plan := staffed(), planned()
	s.charts = plan.charts
	want[cashbook.Count](t)(s.count(coin(100, 1)))
	_, err := cashbook.BookDifference(s, s.actor(binta), kolda, till, cashbook.DifferenceDraft{Count: 1, Text: "Excédent", Account: "7599999"}, s.now)
	refused(t, err, "chart.account-unknown")
}
