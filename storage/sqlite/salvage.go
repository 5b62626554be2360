package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/comptoir/comptoir/storage"
)

// Salvage fills the new database at path with all rows of all tables of a damaged
// one, past its indexes. Where a page of a table can not be read, that is fault.Forged
// and path is as it was. then is the last part of the transaction. Both have the
// schema of this program.
func Salvage(ctx context.Context, path, damaged string, then func(*storage.Tx) error) error {
	return Restore(ctx, path, damaged, everything, then)
}

// merged says how a mark that was salvaged goes into a table where others are: the
// later one stays. In all other tables of marks what is there stays.
var merged = map[string]string{
	"mark_time": ` ON CONFLICT (singleton) DO UPDATE SET signed = max(COALESCE(signed, excluded.signed), COALESCE(excluded.signed, signed)),
		observed = max(COALESCE(observed, excluded.observed), COALESCE(excluded.observed, observed))`,
	"mark_order": ` ON CONFLICT (direction, name, subject, poste) DO UPDATE SET epoch = excluded.epoch, serial = excluded.serial, digest = excluded.digest
		WHERE (excluded.epoch, excluded.serial) > (epoch, serial)`,
	"mark_activation": ` ON CONFLICT (activation) DO UPDATE SET spent = COALESCE(spent, excluded.spent)`,
}

// chainTable holds the trust chain, of which somebody else decides which is the later.
const chainTable = "mark_trust_chain"

// SalvageMarks adds to the database at path the marks that can still be read in a
// damaged one, row by row from both ends, and gives how many there are and the trust
// chain, if it is among them. Nothing of what it finds makes it fail.
func SalvageMarks(ctx context.Context, path, damaged string) (kept int, chain []byte, err error) {
	to, err := connect(ctx, path, writing(), 1)
	if err != nil {
		return 0, nil, err
	}
	defer func() { err = errors.Join(err, toFault(to.Close())) }()
	from, err := connect(ctx, damaged, readingOnly(), 1)
	if err != nil {
		return 0, nil, nil // nothing of it can be read
	}
	defer from.Close()
	names, err := tables(ctx, to)
	if err != nil {
		return 0, nil, toFault(err)
	}
	for _, name := range names {
		if !strings.HasPrefix(name, "mark_") {
			continue
		}
		columns, rows := readableRows(ctx, from, name)
		if name == chainTable {
			chain = chainIn(columns, rows)
			continue
		}
		n, err := addRows(ctx, to, name, columns, rows)
		if err != nil {
			return kept, chain, toFault(err)
		}
		kept += n
	}
	return kept, chain, nil
}

func chainIn(columns []string, rows [][]any) []byte {
	for i, column := range columns {
		if column == "chain" && len(rows) > 0 {
			chain, _ := rows[0][i].([]byte)
			return chain
		}
	}
	return nil
}

// readableRows gives the rows before the first page that can not be read, and those
// behind the last; twice what lies in both.
func readableRows(ctx context.Context, db *sql.DB, table string) (columns []string, all [][]any) {
	order := "rowid"
	if _, err := db.ExecContext(ctx, `SELECT rowid FROM `+quoted(table)+` LIMIT 0`); err != nil {
		order = "1" // a table without rowid lies in the order of its key, which comes first
	}
	for _, direction := range []string{"", " DESC"} {
		rows, err := db.QueryContext(ctx, `SELECT * FROM `+quoted(table)+` NOT INDEXED ORDER BY `+order+direction)
		if err != nil {
			continue
		}
		if columns, err = rows.Columns(); err == nil {
			all = append(all, scanAll(rows, len(columns))...)
		}
		rows.Close()
	}
	return columns, all
}

// scanAll scans as far as it comes.
func scanAll(rows *sql.Rows, columns int) (all [][]any) {
	for rows.Next() {
		values, targets := make([]any, columns), make([]any, columns)
		for i := range values {
			targets[i] = &values[i]
		}
		if rows.Scan(targets...) != nil {
			break
		}
		all = append(all, values)
	}
	return all
}

func addRows(ctx context.Context, db *sql.DB, table string, columns []string, rows [][]any) (kept int, err error) {
	if len(rows) == 0 {
		return 0, nil
	}
	end := merged[table]
	if end == "" {
		end = ` ON CONFLICT DO NOTHING`
	}
	names := make([]string, len(columns))
	for i, column := range columns {
		names[i] = quoted(column)
	}
	statement := `INSERT INTO ` + quoted(table) + ` (` + strings.Join(names, ", ") + `) VALUES (?` + strings.Repeat(", ?", len(columns)-1) + `)` + end
	for _, row := range rows {
		done, err := db.ExecContext(ctx, statement, row...)
		if err != nil {
			return kept, err
		}
		n, err := done.RowsAffected()
		if err != nil {
			return kept, err
		}
		kept += int(n)
	}
	return kept, nil
}
