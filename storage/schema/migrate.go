package schema

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Dialect turns the text of a migration into that of a particular database;
// nil leaves it as it is.
type Dialect func(sql string) string

// NewerError reports a database that a newer program has written. It has not
// been touched.
type NewerError struct{ Found, Known int }

func (e *NewerError) Error() string {
	return fmt.Sprintf("schema: the database has version %d, this program knows %d", e.Found, e.Known)
}

// OtherError reports a database of which one step was another than the one that
// this program has under the number: that of a trial version before the first
// release. It has not been touched.
type OtherError struct {
	Version     int
	Found, Want string // what the step is recorded as
}

func (e *OtherError) Error() string {
	return fmt.Sprintf("schema: migration %d of the database is %q, of this program %q", e.Version, e.Found, e.Want)
}

// record is the table that says which migrations a database has seen.
const record = `CREATE TABLE IF NOT EXISTS schema_migration (
    version BIGINT NOT NULL PRIMARY KEY,
    name    TEXT   NOT NULL,
    applied BIGINT NOT NULL
)`

// Querier is a database or a transaction.
type Querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Version gives the number of the last migration applied. The table that holds
// it must exist.
func Version(ctx context.Context, db Querier) (int, error) {
	var version int
	err := db.QueryRowContext(ctx, `SELECT COALESCE(MAX(version), 0) FROM schema_migration`).Scan(&version)
	return version, err
}

// Newest gives the version that this program writes.
func Newest() (int, error) {
	steps, err := Migrations()
	return len(steps), err
}

// Migrate brings the database to the newest version. Each step is one
// transaction together with its record, so that a step cut short leaves
// nothing; db must begin transactions that exclude other writers, so that two
// programs may start at once. A database of a newer version is refused with
// *NewerError.
func Migrate(ctx context.Context, db *sql.DB, dialect Dialect, now time.Time) error {
	steps, err := Migrations()
	if err != nil {
		return err
	}
	for {
		done, err := migrateOne(ctx, db, steps, dialect, now)
		if err != nil || done {
			return err
		}
	}
}

// migrateOne applies the next step, if there is one.
func migrateOne(ctx context.Context, db *sql.DB, steps []Migration, dialect Dialect, now time.Time) (done bool, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() {
		if rollback := tx.Rollback(); err == nil && !errors.Is(rollback, sql.ErrTxDone) {
			err = rollback
		}
	}()
	if _, err := tx.ExecContext(ctx, record); err != nil {
		return false, err
	}
	version, err := Version(ctx, tx)
	switch {
	case err != nil:
		return false, err
	case version > len(steps):
		return false, &NewerError{Found: version, Known: len(steps)}
	}
	if err := compare(ctx, tx, steps[:version]); err != nil || version == len(steps) {
		return err == nil, err
	}
	if err := apply(ctx, tx, steps[version], dialect, now); err != nil {
		return false, fmt.Errorf("schema: migration %d %s: %w", version+1, steps[version].Name, err)
	}
	return false, tx.Commit()
}

// compare holds the steps that a database has seen against ours.
func compare(ctx context.Context, tx *sql.Tx, seen []Migration) error {
	for _, step := range seen {
		var found string
		err := tx.QueryRowContext(ctx, `SELECT name FROM schema_migration WHERE version = $1`, step.Version).Scan(&found)
		if err != nil {
			return fmt.Errorf("schema: migration %d is not recorded: %w", step.Version, err)
		}
		if found != step.Record() {
			return &OtherError{step.Version, found, step.Record()}
		}
	}
	return nil
}

func apply(ctx context.Context, tx *sql.Tx, step Migration, dialect Dialect, now time.Time) error {
	text := step.SQL
	if dialect != nil {
		text = dialect(text)
	}
	if _, err := tx.ExecContext(ctx, text); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO schema_migration (version, name, applied) VALUES ($1, $2, $3)`,
		step.Version, step.Record(), now.Unix())
	return err
}
