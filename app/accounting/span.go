package accounting

import (
	"errors"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// SpanStore gives what tells how fiscal years lie in a time.
type SpanStore interface {
	Years(ident.ProjectID) ([]Year, error)
	Posting(journal ident.BookID, number int64) (Posting, error)
}

// OpenSpan completes a time with what its fiscal years do to balances, so that they
// are the same whether a year has been closed yet or not.
//
// The entries by which a year was closed stand on its last day. A time that ends
// with that day shows the balances before them, so they are left out. A time that
// goes on also leaves out the entries that opened the next year: the accounts just
// go on. A time that begins with the next year has them as its opening balances,
// since all before it adds up to nothing. And where the year before is still open,
// costs and income begin at nothing all the same, with their result on the account
// that closing the year would put it on.
func OpenSpan(s SpanStore, span Span, c *chart.Chart) (Span, error) {
	years, err := s.Years(span.Project)
	if err != nil {
		return span, err
	}
	span.Chart, span.Without, span.Begin = c, nil, 0
	if y, found := YearOf(years, span.From); found && !span.From.IsZero() {
		span.Begin = y.First
	}
	for _, y := range years {
		if y.Closing == 0 || y.Last < span.From || !span.Until.IsZero() && span.Until < y.Last {
			continue
		}
		last := y.Opening - 1
		if span.Until.IsZero() || span.Until > y.Last {
			if last, err = lastOpening(s, y); err != nil {
				return span, err
			}
		}
		span.Without = append(span.Without, Run{Journal: y.Journal, First: y.Closing, Last: last})
	}
	return span, nil
}

// lastOpening gives the number of the last entry that opened the year after a
// closed one. Those that people entered later are not among them.
func lastOpening(s SpanStore, y Year) (int64, error) {
	for number := y.Opening; ; number++ {
		p, err := s.Posting(y.Journal, number)
		switch {
		case errors.Is(err, fault.Missing):
			return number - 1, nil
		case err != nil:
			return 0, err
		case p.Mask != MaskOpening || p.Entry.Day != y.Last+1 || p.Entry.Recorded.After(y.Closed):
			return number - 1, nil
		}
	}
}

// before fills in what accounts bore before the time.
func (span Span) before(s TotalStore, rows map[string]BalanceRow) error {
	if span.From.IsZero() {
		return nil
	}
	balances, err := s.Totals(TotalFilter{Project: span.Project, Journals: span.Journals, Until: span.From - 1})
	if err != nil {
		return err
	}
	for _, t := range balances {
		rows[t.Account] = BalanceRow{Account: t.Account, OpeningMinor: t.BalanceMinor()}
	}
	return span.carryResults(s, rows)
}

// carryResults lets costs and income begin anew with the fiscal year.
func (span Span) carryResults(s TotalStore, rows map[string]BalanceRow) error {
	if span.Begin.IsZero() || span.Chart == nil {
		return nil
	}
	balances, err := s.Totals(TotalFilter{Project: span.Project, Journals: span.Journals, Until: span.Begin - 1})
	var result int64
	for _, t := range balances {
		if !isResult(span.Chart, t.Account) {
			continue
		}
		row := rows[t.Account]
		row.OpeningMinor -= t.BalanceMinor()
		rows[t.Account] = row
		result -= t.BalanceMinor()
	}
	if err != nil || result == 0 {
		return err
	}
	account := ResultAccount(span.Chart, result)
	row := rows[account]
	row.Account = account
	row.OpeningMinor -= result
	rows[account] = row
	return nil
}

// FirstOf gives from which day on what an account bore before the time counts: costs
// and income begin anew with the fiscal year.
func (span Span) FirstOf(account string) calendar.Day {
	if span.Chart != nil && isResult(span.Chart, account) {
		return span.Begin
	}
	return 0
}

// ResultAccount gives the account of a chart that the result of a year goes to; a
// profit is positive.
func ResultAccount(c *chart.Chart, resultMinor int64) string {
	if resultMinor < 0 {
		return c.Usual(chart.UseLoss)
	}
	return c.Usual(chart.UseProfit)
}

// Months gives the first day of each month that the time touches.
func (span Span) Months() (months []calendar.Day) {
	year, month, _ := span.From.Date()
	for first := calendar.New(year, month, 1); first <= span.Until; {
		months = append(months, first)
		year, month, _ = first.Date()
		first = calendar.New(year, month+1, 1)
	}
	return months
}
