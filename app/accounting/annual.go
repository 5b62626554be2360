package accounting

import (
	"github.com/comptoir/comptoir/app/chart"
)

// AnnualLine is a line of the balance sheet or the income statement with its
// figures in the base currency. Amounts are as the statement has them: assets are
// debit, liabilities credit, the result is income less costs.
type AnnualLine struct {
	chart.Line
	GrossMinor   int64
	ContraMinor  int64 // amortisation and impairment, positive; of Assets only
	EarlierMinor int64 // net, at the end of the time compared with
	Accounts     []BalanceRow
}

// NetMinor gives what the line says.
func (l AnnualLine) NetMinor() int64 { return l.GrossMinor - l.ContraMinor }

// Annual is « bilan » and « compte de résultat ». The result of the time stands
// among the liabilities even before the year is closed, and results of times before
// it that nobody has appropriated among what is carried forward; so assets and
// liabilities are equal unless an account has no place.
type Annual struct {
	Lines       []AnnualLine // in the order of the chart
	ResultMinor int64        // of the time; a profit is positive
	Unplaced    []BalanceRow // accounts that no line takes
}

// Of gives the lines of one statement.
func (a Annual) Of(s chart.Statement) (lines []AnnualLine) {
	for _, l := range a.Lines {
		if l.Statement == s {
			lines = append(lines, l)
		}
	}
	return lines
}

// MakeAnnual puts the balances of a time into the lines of a chart, and those of an
// earlier one beside them; earlier may be empty.
func MakeAnnual(c *chart.Chart, now, earlier TrialBalance) Annual {
	annual := place(c, now)
	before := place(c, earlier)
	for i := range annual.Lines {
		annual.Lines[i].EarlierMinor = before.Lines[i].NetMinor()
	}
	return annual
}

// place puts every account into its line, then adds lines up.
func place(c *chart.Chart, b TrialBalance) Annual {
	p := placing{chart: c, at: map[string]int{}}
	for i, l := range c.Table.Lines {
		p.at[l.Ref] = i
		p.annual.Lines = append(p.annual.Lines, AnnualLine{Line: l})
	}
	var carried int64
	for _, row := range b.Rows {
		if !isResult(c, row.Account) {
			earlier := p.notAppropriated(row)
			p.put(row.Account, row.ClosingMinor()-earlier, row)
			carried -= earlier
			continue
		}
		p.put(row.Account, row.DebitMinor-row.CreditMinor, row)
		p.annual.ResultMinor -= row.DebitMinor - row.CreditMinor
		carried -= row.OpeningMinor
	}
	p.carry(p.annual.ResultMinor, chart.UseProfit, chart.UseLoss)
	p.carry(carried, chart.UseProfitCarried, chart.UseLossCarried)
	for i := range p.annual.Lines {
		p.sum(i)
	}
	return p.annual
}

// placing is the making of annual accounts.
type placing struct {
	chart  *chart.Chart
	annual Annual
	at     map[string]int // places of lines by their ref
	summed map[int]bool
}

// notAppropriated gives what is left, debit positive, of the result of an earlier
// year on the account of results. That of the time is not there yet, since the
// entries that close a year are left out of its accounts.
func (p *placing) notAppropriated(row BalanceRow) int64 {
	if row.Account != p.chart.Usual(chart.UseProfit) && row.Account != p.chart.Usual(chart.UseLoss) {
		return 0
	}
	if row.OpeningMinor < 0 {
		return min(max(row.OpeningMinor, row.ClosingMinor()), 0)
	}
	return max(min(row.OpeningMinor, row.ClosingMinor()), 0)
}

// carry puts a result where the year's closing would put it.
func (p *placing) carry(minor int64, profit, loss chart.Use) {
	account := p.chart.Usual(profit)
	if minor < 0 {
		account = p.chart.Usual(loss)
	}
	p.put(account, -minor, BalanceRow{Account: account, OpeningMinor: -minor})
}

// put adds a balance, debit positive, to the line of its account.
func (p *placing) put(account string, minor int64, row BalanceRow) {
	if minor == 0 {
		return
	}
	side := chart.Debit
	if minor < 0 {
		side = chart.Credit
	}
	line, contra, known := p.chart.Table.LineOf(account, side)
	if !known {
		p.annual.Unplaced = append(p.annual.Unplaced, row)
		return
	}
	to := &p.annual.Lines[p.at[line.Ref]]
	to.Accounts = append(to.Accounts, row)
	switch {
	case contra:
		to.ContraMinor -= minor
	case line.Statement == chart.Assets:
		to.GrossMinor += minor
	default:
		to.GrossMinor -= minor
	}
}

// sum adds up the lines that a line gathers, which may stand before or after it.
func (p *placing) sum(at int) (gross, contra int64) {
	if p.summed == nil {
		p.summed = map[int]bool{}
	}
	line := &p.annual.Lines[at]
	if len(line.Sum) > 0 && !p.summed[at] {
		p.summed[at] = true
		for _, ref := range line.Sum {
			g, c := p.sum(p.at[ref])
			line.GrossMinor += g
			line.ContraMinor += c
		}
	}
	return line.GrossMinor, line.ContraMinor
}
