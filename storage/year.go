package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Years gives the fiscal years of a project, by their first day.
func (t *Tx) Years(project ident.ProjectID) ([]accounting.Year, error) {
	return recallCopied(t, "years", project, slices.Clone[[]accounting.Year], func() ([]accounting.Year, error) {
		return list(t, readYear, `
			SELECT project, code, first_day, last_day, revision, closed, closed_by, result_minor, account, journal, closing, opening
			FROM fiscal_year WHERE project = $1 ORDER BY first_day`, id(project))
	})
}

func readYear(row scanner) (y accounting.Year, err error) {
	err = row.Scan(toID(&y.Project), &y.Code, dayColumn{&y.First}, dayColumn{&y.Last}, &y.Revision, instantColumn{&y.Closed},
		toID(&y.ClosedBy), &y.ResultMinor, &y.Account, toID(&y.Journal), &y.Closing, &y.Opening)
	return y, err
}

// SaveYear adds a fiscal year, or closes it. One that is closed does not change any
// more: anything else is a fault.Conflict.
func (t *Tx) SaveYear(y accounting.Year) error {
	changed, err := t.exec(`
		INSERT INTO fiscal_year (project, code, first_day, last_day, revision, closed, closed_by, result_minor, account, journal,
			closing, opening)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT (project, code) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day,
			revision = excluded.revision, closed = excluded.closed, closed_by = excluded.closed_by,
			result_minor = excluded.result_minor, account = excluded.account, journal = excluded.journal,
			closing = excluded.closing, opening = excluded.opening
		WHERE fiscal_year.closed IS NULL`,
		id(y.Project), y.Code, day(y.First), day(y.Last), y.Revision, instant(y.Closed), id(y.ClosedBy), y.ResultMinor, y.Account,
		id(y.Journal), y.Closing, y.Opening)
	if err == nil && changed == 0 {
		err = fault.New(fault.Conflict, "storage.year-closed", fault.Args{"Year": y.Code})
	}
	return err
}

// PartyBalances gives what each account bears with each third party at the end of a
// day.
func (t *Tx) PartyBalances(project ident.ProjectID, until calendar.Day) ([]accounting.PartyBalance, error) {
	balances, err := list(t, func(row scanner) (b accounting.PartyBalance, err error) {
		return b, row.Scan(&b.Account, &b.Party, &b.BaseMinor)
	}, `SELECT account, party, CAST(SUM(base_minor) AS BIGINT) FROM posting_line WHERE project = $1 AND day <= $2
		GROUP BY account, party HAVING SUM(base_minor) <> 0 ORDER BY account, party`, id(project), day(until))
	for i, b := range balances {
		if err == nil && b.Party != "" {
			balances[i].PartyName, err = t.partyName(project, b)
		}
	}
	return balances, err
}

// partyName gives how a third party was called last.
func (t *Tx) partyName(project ident.ProjectID, b accounting.PartyBalance) (string, error) {
	lines, err := list(t, lineReader(), `
		SELECT l.place, `+postingColumns+` FROM posting_line l JOIN posting e ON e.journal = l.journal AND e.seq = l.seq
		WHERE l.project = $1 AND l.account = $2 AND l.party = $3 ORDER BY l.day DESC, l.number DESC LIMIT 1`,
		id(project), b.Account, b.Party)
	if err != nil || len(lines) == 0 || lines[0].Place >= len(lines[0].Posting.Lines) {
		return "", err
	}
	return lines[0].Line().PartyName, nil
}
