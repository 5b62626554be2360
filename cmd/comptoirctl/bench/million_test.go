package bench

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// millionTransactions make about a million lines.
const millionTransactions = 454_000

// million is a data folder with a million lines, made once for all rows that read
// it; text the same in the syntax of ledger.
type million struct {
	*books
	text  string // of the same ledger
	lines int
}

var theMillion struct {
	once sync.Once
	million
}

// readMillion gives the folder, opened.
func readMillion(b *testing.B) *million {
	b.Helper()
	theMillion.once.Do(func() {
		k := newBooks(b)
		journal, csv, lines := synthetic(b, lasting(b), millionTransactions)
		if err := k.take(b, csv); err != nil {
			b.Fatal(err)
		}
		k.close(b)
		dir := filepath.Join(lasting(b), "million")
		copyFolder(b, k.dir, dir)
		k.dir = dir
		theMillion.million = million{k, journal, lines}
	})
	m := theMillion.million
	m.books = reopened(b, m.books, m.dir)
	return &m
}

// journalBytes gives the journal's identifier as it is stored.
func (m *million) journalBytes() []byte { return m.books.journal.ID[:] }

// wish asks for all that there is.
func (m *million) wish() workspace.AccountsWish { return workspace.AccountsWish{Project: m.project.ID} }

// database opens the file beside the program, to read.
func (m *million) database(b *testing.B) *sql.DB {
	db := must[*sql.DB](b)(sql.Open("sqlite", "file:"+filepath.Join(m.dir, "comptoir.db")+"?mode=ro"))
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

// balanceInsideRow makes the trial balance in the program, rights and names of
// accounts included. The reference groups the lines by account through an index that
// covers them, which is what a program does that keeps no totals. Ours has to be ten
// times as fast.
var balanceInsideRow = row{
	name: "balance-inside", job: "trial balance of a million lines, in the program",
	reference: "GROUP BY over a covering index", target: 0.1, rounds: 5,
	prepare: func(b *testing.B) sides {
		m := readMillion(b)
		covering := coveringIndex(b, m)
		return sides{
			ours: func(b *testing.B) time.Duration {
				return timed(b, func() error {
					balance, err := m.s.TrialBalance(b.Context(), m.wish(), nil)
					if err == nil && len(balance.Rows) < 400 {
						err = fmt.Errorf("%d accounts", len(balance.Rows))
					}
					return err
				})
			},
			reference: func(b *testing.B) time.Duration {
				return timed(b, func() error { return drain(covering, `SELECT account, SUM(minor) FROM line GROUP BY account`) })
			},
		}
	},
}

// coveringIndex puts the lines into a table of their own with nothing but what a
// trial balance needs. The books are only read: what writes to them has to give each
// page its sum.
func coveringIndex(b *testing.B, m *million) *sql.DB {
	path := filepath.Join(b.TempDir(), "covering.db")
	db := must[*sql.DB](b)(sql.Open("sqlite", path))
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	for _, text := range []string{
		`ATTACH 'file:` + filepath.Join(m.dir, "comptoir.db") + `?mode=ro' AS books`,
		`CREATE TABLE line AS SELECT account, base_minor AS minor, day FROM books.posting_line`,
		`CREATE INDEX line_account ON line (account, minor)`,
	} {
		if _, err := db.Exec(text); err != nil {
			b.Fatal(err)
		}
	}
	return db
}

// drain reads a result to its end.
func drain(db *sql.DB, query string, args ...any) error {
	rows, err := db.Query(query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	targets := make([]any, len(columns))
	for i := range targets {
		targets[i] = new(sql.RawBytes)
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// ledgerPageRow reads pages of a hundred postings from all over the journal, with what
// cancels them and who made them. The reference reads as many rows through the index
// on the same day, and decodes nothing.
var ledgerPageRow = row{
	name: "page", job: "a page of 100 postings of a million lines",
	reference: "bare indexed range read", target: 1.5, rounds: 9,
	prepare: func(b *testing.B) sides {
		m := readMillion(b)
		db := m.database(b)
		const apart = millionTransactions/9 - 4321 // falls on all parts of a month
		offset := -apart / 2
		var first string
		return sides{
			ours: func(b *testing.B) time.Duration {
				offset += apart
				return timed(b, func() error {
					lines, _, err := m.s.JournalPage(b.Context(), accounting.PageFilter{Journal: m.books.journal.ID, Offset: offset, Limit: 100})
					if err == nil && len(lines) != 100 {
						err = fmt.Errorf("%d postings", len(lines))
					}
					if err == nil {
						first = lines[0].Entry.Day.String()
					}
					return err
				})
			},
			reference: func(b *testing.B) time.Duration {
				return timed(b, func() error {
					return drain(db, `SELECT * FROM posting WHERE journal = ? AND day >= ? ORDER BY day, number LIMIT 100`, m.journalBytes(), first)
				})
			},
		}
	},
}

// accountPageRow reads pages of a hundred lines from all over the ledger of one
// account, each with its posting. The reference reads as many lines from the same day
// on with the rows of their postings, and decodes nothing.
var accountPageRow = row{
	name: "account-page", job: "a page of 100 lines of an account, of a million",
	reference: "bare indexed range read of lines and postings", target: 1.5, rounds: 9,
	prepare: func(b *testing.B) sides {
		m := readMillion(b)
		db := m.database(b)
		filter := accounting.LineFilter{Project: m.project.ID, Account: "5213", Limit: 100}
		_, all, err := m.s.AccountLines(b.Context(), filter)
		if err != nil || all < 10_000 {
			b.Fatal(all, err)
		}
		apart := all/9 - 321
		filter.Offset = -apart / 2
		var first string
		return sides{
			ours: func(b *testing.B) time.Duration {
				filter.Offset += apart
				return timed(b, func() error {
					lines, _, err := m.s.AccountLines(b.Context(), filter)
					if err == nil && len(lines) != 100 {
						err = fmt.Errorf("%d lines", len(lines))
					}
					if err == nil {
						first = lines[0].Day.String()
					}
					return err
				})
			},
			reference: func(b *testing.B) time.Duration {
				return timed(b, func() error {
					return drain(db, `SELECT l.*, e.* FROM posting_line l JOIN posting e ON e.journal = l.journal AND e.seq = l.seq
						WHERE l.project = ? AND l.account = ? AND l.day >= ? ORDER BY l.day, l.journal, l.number, l.place LIMIT 100`,
						m.project.ID[:], filter.Account, first)
				})
			},
		}
	},
}

// verifyRow recomputes the chain of the journal: that nothing is missing, changed,
// moved or put in, and who kept it when. The reference reads every column that the
// hashes cover, and nothing else, one row after the other through the same driver, and
// puts their bytes through SHA-256, one hash for each posting as the chain has it; it
// compares nothing.
var verifyRow = row{
	name: "verify", job: "verify the chain of a million lines",
	reference: "bare sequential read and SHA-256 of the same bytes", target: 1.5, rounds: 5,
	prepare: func(b *testing.B) sides {
		m := readMillion(b)
		db := m.database(b)
		return sides{
			ours:      func(b *testing.B) time.Duration { return m.verified(b, m.s.VerifyChain, 0) },
			reference: func(b *testing.B) time.Duration { return timed(b, func() error { return hashed(db) }) },
		}
	},
}

// verifyAllRow does what `comptoirctl verify` does: after the chain it reads what every
// posting says, checks it against the rules by which it must have been entered, and
// compares every stored line, total and text of a search with what follows from the
// postings. The reference reads the same rows, which are the postings twice, since a
// posting is read once its hash is known to be right, and all the stored lines, and
// hashes the postings. What the checks themselves take is ours alone.
var verifyAllRow = row{
	name: "verify-all", job: "verify everything of a million lines: chain, rules, lines, totals, searches",
	reference: "bare sequential read of the same rows and SHA-256 of the postings", target: 3, rounds: 3,
	prepare: func(b *testing.B) sides {
		m := readMillion(b)
		db := m.database(b)
		return sides{
			ours: func(b *testing.B) time.Duration { return m.verified(b, m.s.VerifyPostings, int64(m.lines)) },
			reference: func(b *testing.B) time.Duration {
				return timed(b, func() error { return cmp.Or(hashed(db), drain(db, selectListed), drain(db, selectLines)) })
			},
		}
	},
}

// What the program reads of postings to compare it, and of lines.
const (
	selectListed = `SELECT seq, number, reverses, epoch, day, recorded, author, poste, prev, hash, body, search, documents FROM posting ORDER BY journal, seq`
	selectLines  = `SELECT project, account, day, number, place, seq, opening, party, budget_line, funding, amount_minor, base_minor FROM posting_line`
)

// verified times a verification, which must find so many lines.
func (m *million) verified(b *testing.B, verify func(context.Context, ident.BookID) (accounting.Report, error), lines int64) time.Duration {
	return timed(b, func() error {
		report, err := verify(b.Context(), m.books.journal.ID)
		if err == nil && (report.Postings != millionTransactions || report.Lines != lines) {
			err = fmt.Errorf("%d postings with %d lines are intact", report.Postings, report.Lines)
		}
		return err
	})
}

// hashed hashes the postings one by one.
func hashed(db *sql.DB) error {
	rows, err := db.Query(`SELECT journal, seq, number, reverses, epoch, day, recorded, author, poste, prev, body FROM posting ORDER BY journal, seq`)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns := make([]sql.RawBytes, 11)
	targets := make([]any, len(columns))
	for i := range columns {
		targets[i] = &columns[i]
	}
	var buffer []byte
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		buffer = buffer[:0]
		for _, column := range columns {
			buffer = append(buffer, column...)
		}
		_ = sha256.Sum256(buffer)
	}
	return rows.Err()
}

// balanceProcessRow makes the trial balance with comptoirctl, from the command line
// to the last line printed, less what signing in takes, which is measured beside it:
// a password is stretched for a tenth of a second on purpose. All else counts, the
// start of the program and of its database too. The reference is what ledger needs
// for the same book; it has no store and reads its text each time, as every program
// of its kind does. Ours has to be fifty times as fast.
var balanceProcessRow = row{
	name: "balance-process", job: "trial balance of a million lines, whole process less the password",
	reference: "ledger balance", target: 0.02, rounds: 3,
	prepare: func(b *testing.B) sides {
		path, err := exec.LookPath("ledger")
		if err != nil {
			return sides{absent: "ledger is not installed"}
		}
		return balanced(b, path)
	},
}

// balanceHoweycRow is the same with the other program of that name, which is written
// in Go as ours is: `make bench COMPTOIR_HOWEYC=/path/to/its/ledger`. No package of a
// system has it, and a proxy of modules need not, so it is asked for by its path. Ours
// has to be five times as fast.
var balanceHoweycRow = row{
	name: "balance-howeyc", job: "trial balance of a million lines, whole process less the password",
	reference: "ledger bal of howeyc/ledger", target: 0.2, rounds: 3,
	prepare: func(b *testing.B) sides {
		path := os.Getenv("COMPTOIR_HOWEYC")
		if path == "" {
			return sides{absent: "COMPTOIR_HOWEYC names no program of github.com/howeyc/ledger"}
		}
		return balanced(b, path)
	},
}

// balanced compares the trial balance with a program that reads the text. Both of that
// name know the command bal.
func balanced(b *testing.B, path string) sides {
	m := readMillion(b)
	c := newCtl(b)
	c.data = m.dir
	return sides{
		ours: func(b *testing.B) time.Duration {
			whole := c.run(b, "report", "balance", "P01").took
			return whole - timed(b, func() error {
				again, err := m.w.SignIn(b.Context(), keeperName, keeperPassword)
				if err == nil {
					again.Close()
				}
				return err
			})
		},
		reference: func(b *testing.B) time.Duration {
			return timed(b, func() error { return exec.CommandContext(b.Context(), path, "-f", m.text, "bal").Run() })
		},
	}
}
