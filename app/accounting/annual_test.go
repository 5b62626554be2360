package accounting_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
)

func openChart(t interface{ Fatal(...any) }, id chart.ID) *chart.Chart {
	table, _ := chart.TableOf(id)
	c, err := chart.Open(chart.Choice{Base: id, Hash: table.Hash, Revision: 1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// netOf gives the figures of lines by their refs.
func netOf(a accounting.Annual) map[string]int64 {
	net := map[string]int64{}
	for _, l := range a.Lines {
		net[l.Ref] = l.NetMinor()
	}
	return net
}

func TestAnnualOfSYSCOHADA(t *testing.T) {
	now := accounting.TrialBalance{Rows: []accounting.BalanceRow{
		{Account: "1011", OpeningMinor: -1000},
		{Account: "2441", DebitMinor: 600},
		{Account: "2844", CreditMinor: 100},
		{Account: "4011", CreditMinor: 200},
		{Account: "5211", OpeningMinor: 900, CreditMinor: 400}, // 500 in the bank
		{Account: "5712", CreditMinor: 0, DebitMinor: 50},
		{Account: "6042", OpeningMinor: 100, DebitMinor: 80}, // 100 of the year before, which nobody has closed
		{Account: "6813", DebitMinor: 100},
		{Account: "7061", CreditMinor: 130},
	}}
	earlier := accounting.TrialBalance{Rows: []accounting.BalanceRow{
		{Account: "1011", OpeningMinor: -1000}, {Account: "5211", OpeningMinor: 1000, CreditMinor: 100}, {Account: "6042", DebitMinor: 100},
	}}
	a := accounting.MakeAnnual(openChart(t, chart.SYSCOHADA), now, earlier)
	got := netOf(a)
	for ref, want := range map[string]int64{
		"AM": 500, "AZ": 500, "BS": 550, "BZ": 1050, // 600 less 100 of amortisation
		"CA": 1000, "CH": -100, "CJ": -50, "DJ": 200, "DZ": 1050,
		"TC": 130, "RE": -80, "RL": -100, "XI": -50,
	} {
		if got[ref] != want {
			t.Errorf("%s is %d, want %d", ref, got[ref], want)
		}
	}
	if a.ResultMinor != -50 || len(a.Unplaced) != 0 {
		t.Errorf("result %d, without place %+v", a.ResultMinor, a.Unplaced)
	}
	for _, l := range a.Lines {
		if want := map[string]int64{"BS": 900, "BT": 900, "BZ": 900, "CA": 1000, "CJ": -100, "CP": 900, "DF": 900, "DZ": 900}[l.Ref]; l.Ref[0] < 'R' && l.EarlierMinor != want {
			t.Errorf("%s was %d, want %d", l.Ref, l.EarlierMinor, want)
		}
	}
}

// Whatever balances, the two sides of the balance sheet are equal in every chart, as
// far as the accounts have a place, and the income statement ends with the result.
func TestAnnualBalances(t *testing.T) {
	totals := map[chart.ID][3]string{} // assets, liabilities, result
	for _, id := range chart.IDs() {
		table, _ := chart.TableOf(id)
		last := [3]string{}
		for _, l := range table.Lines {
			for i, s := range []chart.Statement{chart.Assets, chart.Liabilities, chart.Result} {
				if l.Statement == s {
					last[i] = l.Ref
				}
			}
		}
		totals[id] = last
	}
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.SampledFrom(chart.IDs()).Draw(t, "chart")
		c := openChart(t, id)
		var codes []string
		for _, a := range c.Accounts() {
			if !a.Heading {
				codes = append(codes, a.Code)
			}
		}
		rows := map[string]accounting.BalanceRow{}
		for range rapid.IntRange(1, 12).Draw(t, "postings") {
			debit, credit := rapid.SampledFrom(codes).Draw(t, "debit"), rapid.SampledFrom(codes).Draw(t, "credit")
			minor, before := rapid.Int64Range(1, 1000).Draw(t, "amount"), rapid.Bool().Draw(t, "before")
			for code, sign := range map[string]int64{debit: 1, credit: -1} {
				row := rows[code]
				row.Account = code
				switch {
				case debit == credit:
				case before:
					row.OpeningMinor += sign * minor
				case sign > 0:
					row.DebitMinor += minor
				default:
					row.CreditMinor += minor
				}
				rows[code] = row
			}
		}
		var b accounting.TrialBalance
		for _, code := range codes {
			if row, has := rows[code]; has {
				b.Rows = append(b.Rows, row)
			}
		}
		a := accounting.MakeAnnual(c, b, accounting.TrialBalance{})
		net, last := netOf(a), totals[id]
		unplaced := int64(0)
		for _, row := range a.Unplaced {
			unplaced += row.ClosingMinor()
		}
		if net[last[0]]+unplaced != net[last[1]] {
			t.Fatalf("%s: assets %d, liabilities %d, without place %d", id, net[last[0]], net[last[1]], unplaced)
		}
		if net[last[2]] != a.ResultMinor {
			t.Fatalf("%s: the statement ends with %d, the result is %d", id, net[last[2]], a.ResultMinor)
		}
	})
}
