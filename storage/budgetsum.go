package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// BudgetSums adds up what was spent, by budget line and funding; of lines that name
// no budget line, those on accounts of class 6.
func (t *Tx) BudgetSums(f accounting.TotalFilter) (sums []accounting.BudgetSum, err error) {
	for _, which := range []string{"l.budget_line <> ''", "l.budget_line = '' AND l.account >= '6' AND l.account < '7'"} {
		where := &conditions{}
		where.add("l.project = %s AND "+which, id(f.Project))
		where.addJournals("l.journal", f.Journals)
		where.addDays("l.day", f.From, f.Until)
		where.addWithout("l", f.Without)
		part, err := list(t, func(row scanner) (s accounting.BudgetSum, err error) {
			return s, row.Scan(&s.Line, &s.Funding, &s.SpentMinor)
		}, `SELECT l.budget_line, l.funding, CAST(SUM(l.base_minor) AS BIGINT) FROM posting_line l`+where.clause()+
			` GROUP BY l.budget_line, l.funding HAVING SUM(l.base_minor) <> 0 ORDER BY l.budget_line, l.funding`, where.args...)
		if err != nil {
			return nil, err
		}
		sums = append(sums, part...)
	}
	return sums, nil
}

// BudgetLines gives the lines that name a budget line, or one below it.
func (t *Tx) BudgetLines(f accounting.TotalFilter, code string, limit int) ([]accounting.AccountLine, error) {
	where := &conditions{}
	// "/" follows "." in ASCII, so that all codes below lie between the two.
	where.add("l.project = %s AND l.budget_line <> '' AND (l.budget_line = %s OR l.budget_line > %s AND l.budget_line < %s)", id(f.Project), code, code+".", code+"/")
	where.addJournals("l.journal", f.Journals)
	where.addDays("l.day", f.From, f.Until)
	where.addWithout("l", f.Without)
	return list(t, lineReader(), `
		SELECT l.place, `+postingColumns+` FROM posting_line l JOIN posting e ON e.journal = l.journal AND e.seq = l.seq`+
		where.clause()+` ORDER BY l.day, l.journal, l.number, l.place`+where.page(0, limit), where.args...)
}

// Flows adds up the lines of an account, by month and currency.
func (t *Tx) Flows(f accounting.LineFilter) ([]accounting.Flow, error) {
	where := linesWhere(f)
	return list(t, readFlow, `
		SELECT substr(l.day, 1, 7), j.currency,
			`+sumWhere("l.base_minor", "l.opening")+`, `+sumWhere("l.base_minor", "NOT l.opening AND l.base_minor > 0")+`,
			`+sumWhere("-l.base_minor", "NOT l.opening AND l.base_minor < 0")+`,
			`+sumWhere("l.amount_minor", "l.opening")+`, `+sumWhere("l.amount_minor", "NOT l.opening AND l.amount_minor > 0")+`,
			`+sumWhere("-l.amount_minor", "NOT l.opening AND l.amount_minor < 0")+`
		FROM posting_line l JOIN journal j ON j.id = l.journal`+where.clause()+`
		GROUP BY substr(l.day, 1, 7), j.currency ORDER BY 1, 2`, where.args...)
}

func sumWhere(what, condition string) string {
	return "CAST(COALESCE(SUM(CASE WHEN " + condition + " THEN " + what + " ELSE 0 END), 0) AS BIGINT)"
}

func readFlow(row scanner) (f accounting.Flow, err error) {
	var month, currency string
	if err := row.Scan(&month, &currency, &f.OpeningBase, &f.DebitBase, &f.CreditBase, &f.Opening, &f.Debit, &f.Credit); err != nil {
		return f, err
	}
	f.Currency = money.Currency(currency)
	f.Month, err = calendar.Parse(month + "-01")
	return f, err
}
