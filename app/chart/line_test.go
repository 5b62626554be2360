package chart_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/chart"
)

// offBalance are the classes that no annual account shows: of commitments, costs
// and contributions in kind; in PCG, class 8 is that of special accounts.
var offBalance = map[chart.ID]byte{chart.SYSCOHADA: '9', chart.SYCEBNL: '9', chart.PCG: '8'}

// Every account has a line for both sides of its balance, and only one: nothing
// is lost from a balance sheet, and nothing counts twice.
func TestEveryAccountLeadsToALine(t *testing.T) {
	for _, id := range chart.IDs() {
		c := open(t, chart.Choice{Base: id})
		for _, a := range c.Accounts() {
			if a.Heading {
				continue
			}
			for _, side := range []chart.Side{chart.Debit, chart.Credit} {
				line, _, known := c.Table.LineOf(a.Code, side)
				if known == (a.Code[0] == offBalance[id]) {
					t.Errorf("%s %s %s (%c): line known: %v", id, a.Code, a.Label, side, known)
				}
				income := a.Code[0] >= '6' && a.Code[0] < offBalance[id]
				if known && (line.Statement == chart.Result) != income {
					t.Errorf("%s %s leads to %s of %s", id, a.Code, line.Ref, line.Statement)
				}
			}
		}
	}
}

func TestNoTwoLinesTakeTheSame(t *testing.T) {
	for _, id := range chart.IDs() {
		table := open(t, chart.Choice{Base: id}).Table
		taken := map[chart.Match]string{}
		for _, l := range table.Lines {
			for _, m := range append(l.Accounts, l.Contra...) {
				either := chart.Match{Prefix: m.Prefix}
				if other := taken[m] + taken[either]; other != "" {
					t.Errorf("%s: %s and %s both take %v", id, other, l.Ref, m)
				}
				taken[m] = l.Ref
			}
		}
	}
}

// Every line that gathers accounts is in the one last line of its statement, once.
func TestSumsHoldEveryLineOnce(t *testing.T) {
	ends := map[chart.ID]map[chart.Statement]string{
		chart.SYSCOHADA: {chart.Assets: "BZ", chart.Liabilities: "DZ", chart.Result: "XI"},
		chart.SYCEBNL:   {chart.Assets: "BZ", chart.Liabilities: "DZ", chart.Result: "XG"},
		chart.PCG:       {chart.Assets: "CO", chart.Liabilities: "EE", chart.Result: "HN"},
	}
	for id, last := range ends {
		lines := map[string]chart.Line{}
		for _, l := range open(t, chart.Choice{Base: id}).Table.Lines {
			lines[l.Ref] = l
		}
		for statement, ref := range last {
			counted := map[string]int{}
			count(t, lines, ref, statement, counted)
			for _, l := range lines {
				if l.Statement == statement && len(l.Accounts) > 0 && counted[l.Ref] != 1 {
					t.Errorf("%s: %s counts %d times in %s", id, l.Ref, counted[l.Ref], ref)
				}
			}
		}
	}
}

func count(t *testing.T, lines map[string]chart.Line, ref string, statement chart.Statement, counted map[string]int) {
	l, known := lines[ref]
	if !known || l.Statement != statement {
		t.Fatalf("there is no line %s in %s", ref, statement)
	}
	counted[ref]++
	for _, part := range l.Sum {
		count(t, lines, part, statement, counted)
	}
}

func TestLineOf(t *testing.T) {
	for _, c := range []struct {
		id     chart.ID
		code   string
		side   chart.Side
		ref    string
		contra bool
	}{
		{chart.SYSCOHADA, "211", chart.Debit, "AE", false},
		{chart.SYSCOHADA, "2811", chart.Credit, "AE", true},
		{chart.SYSCOHADA, "245", chart.Debit, "AN", false},
		{chart.SYSCOHADA, "2441", chart.Debit, "AM", false},
		{chart.SYSCOHADA, "521", chart.Debit, "BS", false},
		{chart.SYSCOHADA, "521", chart.Credit, "DR", false},
		{chart.SYSCOHADA, "4211", chart.Debit, "BJ", false},
		{chart.SYSCOHADA, "422", chart.Credit, "DK", false},
		{chart.SYSCOHADA, "401", chart.Credit, "DJ", false},
		{chart.SYSCOHADA, "4091", chart.Debit, "BH", false},
		{chart.SYSCOHADA, "6053", chart.Debit, "RE", false},
		{chart.SYSCOHADA, "6033", chart.Debit, "RF", false},
		{chart.SYSCOHADA, "797", chart.Credit, "TL", false},
		{chart.SYCEBNL, "701", chart.Credit, "RA", false},
		{chart.SYCEBNL, "162", chart.Credit, "CW", false},
		{chart.PCG, "512", chart.Debit, "CF", false},
		{chart.PCG, "512", chart.Credit, "DU", false},
		{chart.PCG, "6811", chart.Debit, "GA", false},
		{chart.PCG, "6817", chart.Debit, "GC", false},
		{chart.PCG, "281", chart.Credit, "AT", true},
	} {
		line, contra, known := open(t, chart.Choice{Base: c.id}).Table.LineOf(c.code, c.side)
		if !known || line.Ref != c.ref || contra != c.contra {
			t.Errorf("%s %s (%c) leads to %s, contra %v", c.id, c.code, c.side, line.Ref, contra)
		}
	}
}
