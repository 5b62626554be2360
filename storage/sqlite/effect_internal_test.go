package sqlite

import (
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/schema"
	"github.com/comptoir/comptoir/storage/storagetest"
)

// texts collects the statements that stores prepare.
type texts struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (c *texts) text(query string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[query] = true
	return unnamed(query)
}

// What a connection remembers is forgotten by the tables that storage reads out of the
// text of each statement. SQLite knows which ones its program opens: none may be
// missing there.
func TestStatementsTouchTheTablesThatTheyName(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.db")
	template := pools(t, empty, hastily())
	if err := schema.Migrate(t.Context(), template, nil, time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := template.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(empty)
	if err != nil {
		t.Fatal(err)
	}
	all := &texts{seen: map[string]bool{}}
	storagetest.Run(t, func(t *testing.T) *storage.Store {
		path := filepath.Join(t.TempDir(), "comptoir.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		looking := hastily()
		looking.Set("_query_only", "1")
		s := storage.New(storage.Backend{
			Write: pools(t, path, hastily()), Begin: beginAlone, Read: pools(t, path, looking), Fault: toFault, Ends: ends,
			Random: rand.Reader, Text: all.text, Version: dataVersion,
		})
		t.Cleanup(func() { s.Close() })
		return s
	})
	tables, checked := rootPages(t, template), 0
	for query := range all.seen {
		reads, writes, known := storage.Touches(query)
		if !known {
			continue
		}
		opensRead, opensWrite, err := opens(template, query, tables)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		checked++
		for _, table := range opensWrite {
			if !slices.Contains(writes, table) {
				t.Errorf("writes %s unnoticed: %s", table, query)
			}
		}
		for _, table := range opensRead {
			// what a writing statement reads besides are references
			if len(opensWrite) == 0 && !slices.Contains(reads, table) {
				t.Errorf("reads %s unnoticed: %s", table, query)
			}
		}
	}
	if t.Logf("%d of %d statements", checked, len(all.seen)); checked < 300 {
		t.Errorf("%d statements only", checked)
	}
}

// hastily is for a database that need not last.
func hastily() url.Values {
	v := every()
	v.Del("vfs")
	v.Set("_journal_mode", "WAL")
	v.Set("_synchronous", "OFF")
	return v
}

// rootPages names the table of each root page, that of an index too.
func rootPages(t *testing.T, db *sql.DB) map[int64]string {
	t.Helper()
	tables := map[int64]string{1: "sqlite_master"}
	rows, err := db.Query(`SELECT rootpage, tbl_name FROM sqlite_master WHERE rootpage > 0`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var page int64
		var name string
		if err := rows.Scan(&page, &name); err != nil {
			t.Fatal(err)
		}
		tables[page] = name
	}
	return tables
}

var placeholder = regexp.MustCompile(`\$(\d+)`)

// opens gives the tables that the program of a statement opens.
func opens(db *sql.DB, query string, tables map[int64]string) (read, write []string, err error) {
	var args []any
	for _, found := range placeholder.FindAllStringSubmatch(query, -1) {
		n, _ := strconv.Atoi(found[1])
		args = append(args, make([]any, max(0, n-len(args)))...)
	}
	rows, err := db.Query("EXPLAIN "+strings.TrimSpace(query), args...)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var address, p1, p2, p3 int64
		var opcode string
		var p4, p5, comment any
		if err := rows.Scan(&address, &opcode, &p1, &p2, &p3, &p4, &p5, &comment); err != nil {
			return nil, nil, err
		}
		switch opcode {
		case "OpenRead":
			read = append(read, tables[p2])
		case "OpenWrite":
			write = append(write, tables[p2])
		case "Clear":
			write = append(write, tables[p1])
		}
	}
	return read, write, rows.Err()
}
