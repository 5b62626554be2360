package storage

import (
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// notCarried is the condition of a line l of a posting e by which no closing of a
// year brought its account to nothing and opened it again: what was entered in that
// journal in that moment.
const notCarried = `NOT EXISTS (SELECT 1 FROM fiscal_year y WHERE y.project = l.project AND y.journal = l.journal
			AND y.closing > 0 AND l.number >= y.closing AND e.recorded = y.closed)`

// LedgerLines gives the lines of an account that the filter selects, with what
// lettering and reconciliation say of them, in the order of day, journal, number
// and place.
func (t *Tx) LedgerLines(f accounting.LineFilter) ([]accounting.LedgerLine, error) {
	where := linesWhere(f)
	where.parts = append(where.parts, notCarried)
	return list(t, readLedgerLine, `
		SELECT l.journal, l.number, l.place, l.day, l.party, l.amount_minor, l.base_minor, e.reverses, r.number, r.day,
			a.serial, m.serial
		FROM posting_line l
		JOIN posting e ON e.journal = l.journal AND e.seq = l.seq
		LEFT JOIN posting r ON r.journal = l.journal AND r.reverses = l.number AND r.reverses IS NOT NULL
		LEFT JOIN lettering_line a ON a.journal = l.journal AND a.number = l.number AND a.place = l.place
		LEFT JOIN bank_match_book m ON m.journal = l.journal AND m.number = l.number AND m.place = l.place`+
		where.clause()+` ORDER BY l.day, l.journal, l.number, l.place`, where.args...)
}

func readLedgerLine(row scanner) (l accounting.LedgerLine, err error) {
	err = row.Scan(toID(&l.Journal), &l.Number, &l.Place, dayColumn{&l.Day}, &l.Party, &l.AmountMinor, &l.BaseMinor,
		positiveColumn{&l.Reverses}, positiveColumn{&l.ReversedBy}, dayColumn{&l.ReversedOn},
		positiveColumn{&l.Letter}, positiveColumn{&l.Match})
	return l, err
}

// LetteringHead gives the last serial number of letters of an account, or 0.
func (t *Tx) LetteringHead(project ident.ProjectID, account string) (last int64, err error) {
	err = t.value(&last, `SELECT COALESCE(MAX(serial), 0) FROM lettering WHERE project = $1 AND account = $2`, id(project), account)
	return last, err
}

const selectLettering = `SELECT project, account, serial, party, proposed, day, recorded, author FROM lettering `

func readLettering(row scanner) (l accounting.Letter, err error) {
	err = row.Scan(toID(&l.Project), &l.Account, &l.Serial, &l.Party, &l.Proposed, dayColumn{&l.Day},
		instantColumn{&l.Recorded}, toID(&l.Author))
	return l, err
}

// Lettering gives a letter with its lines; one that was undone is fault.Missing.
func (t *Tx) Lettering(project ident.ProjectID, account string, serial int64) (accounting.Letter, error) {
	missing := fault.New(fault.Missing, "storage.lettering", fault.Args{"Letter": accounting.LetterCode(max(serial, 1), true), "Account": account})
	l, err := one(t, missing, readLettering, selectLettering+`WHERE project = $1 AND account = $2 AND serial = $3 AND undone IS NULL`,
		id(project), account, serial)
	if err != nil {
		return l, err
	}
	l.Lines, err = list(t, readLineRef, `
		SELECT journal, number, place FROM lettering_line WHERE project = $1 AND account = $2 AND serial = $3
		ORDER BY journal, number, place`, id(project), account, serial)
	return l, err
}

func readLineRef(row scanner) (r accounting.LineRef, err error) {
	err = row.Scan(toID(&r.Journal), &r.Number, &r.Place)
	return r, err
}

// Letterings gives the letters of an account that are in force, without their
// lines.
func (t *Tx) Letterings(project ident.ProjectID, account string) ([]accounting.Letter, error) {
	return list(t, readLettering, selectLettering+`WHERE project = $1 AND account = $2 AND undone IS NULL ORDER BY serial`,
		id(project), account)
}

// SaveLettering writes a letter with its lines, over one of its number that has
// none. A line that has a letter is fault.Conflict.
func (t *Tx) SaveLettering(l accounting.Letter) error {
	err := t.put(`
		INSERT INTO lettering (project, account, serial, party, proposed, day, recorded, author)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (project, account, serial) DO UPDATE SET party = excluded.party, proposed = excluded.proposed,
			day = excluded.day, recorded = excluded.recorded, author = excluded.author, undone = NULL, undone_by = NULL`,
		id(l.Project), l.Account, l.Serial, l.Party, l.Proposed, day(l.Day), l.Recorded.Unix(), id(l.Author))
	if err != nil {
		return err
	}
	for _, r := range l.Lines {
		if err := t.put(`
			INSERT INTO lettering_line (journal, number, place, project, account, serial) VALUES ($1, $2, $3, $4, $5, $6)`,
			id(r.Journal), r.Number, r.Place, id(l.Project), l.Account, l.Serial); err != nil {
			return err
		}
	}
	return nil
}

// UndoLettering takes the lines from a letter, of which the number stays.
func (t *Tx) UndoLettering(l accounting.Letter, by ident.UserID, now time.Time) error {
	if err := t.put(`DELETE FROM lettering_line WHERE project = $1 AND account = $2 AND serial = $3`,
		id(l.Project), l.Account, l.Serial); err != nil {
		return err
	}
	return t.put(`UPDATE lettering SET undone = $4, undone_by = $5 WHERE project = $1 AND account = $2 AND serial = $3`,
		id(l.Project), l.Account, l.Serial, now.Unix(), id(by))
}
