package storage

import (
	"database/sql"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

func readBankStatement(row scanner) (b accounting.BankStatement, err error) {
	var opening, closing sql.NullInt64
	err = row.Scan(&b.Serial, &b.Format, &b.Number, &b.BankAccount, dayColumn{&b.From}, dayColumn{&b.To},
		dayColumn{&b.Opening.Day}, &opening, dayColumn{&b.Closing.Day}, &closing, &b.Lines, &b.Known, &b.File,
		digestColumn{&b.Digest}, instantColumn{&b.Imported}, toID(&b.Author))
	b.Opening.Known, b.Opening.Minor = opening.Valid, opening.Int64
	b.Closing.Known, b.Closing.Minor = closing.Valid, closing.Int64
	return b, err
}

// balance writes a balance that may not be known.
func balance(b bankfile.Balance) any {
	if !b.Known {
		return nil
	}
	return b.Minor
}

// BankStatements gives the statements of an account, by serial number.
func (t *Tx) BankStatements(project ident.ProjectID, account string) ([]accounting.BankStatement, error) {
	return list(t, readBankStatement, `
		SELECT serial, format, number, bank_account, from_day, until_day, opening_day, opening_minor, closing_day,
			closing_minor, lines, known, file, digest, imported, author
		FROM bank_statement WHERE project = $1 AND account = $2 ORDER BY serial`, id(project), account)
}

// BankHead gives the last serial numbers that statements and matches of an account
// have used.
func (t *Tx) BankHead(project ident.ProjectID, account string) (statement, match int64, err error) {
	pair, err := one(t, nil, func(row scanner) (pair [2]int64, err error) {
		return pair, row.Scan(&pair[0], &pair[1])
	}, `SELECT statement, match FROM bank_head WHERE project = $1 AND account = $2`, id(project), account)
	return pair[0], pair[1], err
}

// useSerials notes serial numbers that are used now; 0 changes none.
func (t *Tx) useSerials(project ident.ProjectID, account string, statement, match int64) error {
	return t.put(`
		INSERT INTO bank_head (project, account, statement, match) VALUES ($1, $2, $3, $4)
		ON CONFLICT (project, account) DO UPDATE SET
			statement = CASE WHEN excluded.statement > bank_head.statement THEN excluded.statement ELSE bank_head.statement END,
			match = CASE WHEN excluded.match > bank_head.match THEN excluded.match ELSE bank_head.match END`,
		id(project), account, statement, match)
}

// SaveBankStatement writes a new statement with its lines.
func (t *Tx) SaveBankStatement(project ident.ProjectID, account string, b accounting.BankStatement, lines []accounting.BankLine) error {
	if err := t.useSerials(project, account, b.Serial, 0); err != nil {
		return err
	}
	err := t.put(`
		INSERT INTO bank_statement (project, account, serial, format, number, bank_account, from_day, until_day, opening_day,
			opening_minor, closing_day, closing_minor, lines, known, file, digest, imported, author)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		id(project), account, b.Serial, b.Format, b.Number, b.BankAccount, day(b.From), day(b.To), day(b.Opening.Day),
		balance(b.Opening), day(b.Closing.Day), balance(b.Closing), b.Lines, b.Known, b.File, digest(b.Digest),
		b.Imported.Unix(), id(b.Author))
	if err != nil {
		return err
	}
	for _, l := range lines {
		if err := t.insertBankLine(project, account, l); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) insertBankLine(project ident.ProjectID, account string, l accounting.BankLine) error {
	return t.put(`
		INSERT INTO bank_line (project, account, statement, place, file_line, element, day, value_day, amount_minor, text,
			party, reference, bank_reference, batch)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		id(project), account, l.Statement, l.BankRef.Place, l.Line.Place.Line, l.Line.Place.Element, day(l.Day), day(l.ValueDay),
		l.AmountMinor, l.Text, l.Party, l.Reference, l.BankReference, l.Batch)
}

// DeleteBankStatement removes a statement with its lines. One of which a line is
// matched is fault.Conflict.
func (t *Tx) DeleteBankStatement(project ident.ProjectID, account string, serial int64) error {
	if err := t.put(`DELETE FROM bank_line WHERE project = $1 AND account = $2 AND statement = $3`, id(project), account, serial); err != nil {
		return err
	}
	return t.put(`DELETE FROM bank_statement WHERE project = $1 AND account = $2 AND serial = $3`, id(project), account, serial)
}

// BankLines gives lines of the statements of an account, in the order of day,
// statement and place. The balance before the first statement comes first.
func (t *Tx) BankLines(project ident.ProjectID, account string, from, until calendar.Day) ([]accounting.BankLine, error) {
	where := &conditions{}
	where.add("l.project = %s AND l.account = %s", id(project), account)
	where.addDays("l.day", from, until)
	return list(t, readBankLine, `
		SELECT l.statement, l.place, l.file_line, l.element, l.day, l.value_day, l.amount_minor, l.text, l.party, l.reference,
			l.bank_reference, l.batch, s.format, m.serial
		FROM bank_line l
		JOIN bank_statement s ON s.project = l.project AND s.account = l.account AND s.serial = l.statement
		LEFT JOIN bank_match_bank m ON m.project = l.project AND m.account = l.account AND m.statement = l.statement AND m.place = l.place`+
		where.clause()+` ORDER BY l.day, CASE WHEN l.place = 0 THEN 0 ELSE 1 END, l.statement, l.place`, where.args...)
}

func readBankLine(row scanner) (l accounting.BankLine, err error) {
	err = row.Scan(&l.Statement, &l.BankRef.Place, &l.Line.Place.Line, &l.Line.Place.Element, dayColumn{&l.Day}, dayColumn{&l.ValueDay},
		&l.AmountMinor, &l.Text, &l.Party, &l.Reference, &l.BankReference, &l.Batch, &l.Format, positiveColumn{&l.Match})
	return l, err
}

// DeleteBankLine removes one line. One that is matched is fault.Conflict.
func (t *Tx) DeleteBankLine(project ident.ProjectID, account string, r accounting.BankRef) error {
	return t.put(`DELETE FROM bank_line WHERE project = $1 AND account = $2 AND statement = $3 AND place = $4`,
		id(project), account, r.Statement, r.Place)
}
