package sqlite

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"testing"
)

func TestURI(t *testing.T) {
	options := url.Values{"mode": {"ro"}}
	for path, want := range map[string]string{
		"/data/comptoir.db":          "file:///data/comptoir.db?mode=ro",
		"/à b/100%/c?d#e":            "file:///%C3%A0%20b/100%25/c%3Fd%23e?mode=ro",
		"C:/Users/Zoé/comptoir.db":   "file:///C:/Users/Zo%C3%A9/comptoir.db?mode=ro",
		"//server/share/comptoir.db": "file:////server/share/comptoir.db?mode=ro",
	} {
		if got := uri(path, options); got != want {
			t.Errorf("uri(%q) = %s, want %s", path, got, want)
		}
	}
}

// Every connection of a pool must have the pragmas, not only the first.
func TestEachConnectionHasThePragmas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	common := map[string]string{
		"busy_timeout": "5000", "foreign_keys": "1", "journal_mode": "wal", "trusted_schema": "0", "temp_store": "2",
	}
	for _, pool := range []struct {
		name    string
		options url.Values
		size    int
		own     map[string]string
	}{
		{"writing", writing(), 1, map[string]string{"synchronous": "2", "query_only": "0"}},
		{"reading", reading(), readers, map[string]string{"query_only": "1"}},
		{"reading only", readingOnly(), readers, map[string]string{"query_only": "1"}},
	} {
		if err := Create(path); err != nil {
			t.Fatal(err)
		}
		db, err := connect(t.Context(), path, pool.options, pool.size)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for i := range pool.size {
			conn, err := db.Conn(t.Context()) // kept, so that the next one is another
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			checkPragmas(t, pool.name, i, conn, common)
			checkPragmas(t, pool.name, i, conn, pool.own)
		}
	}
}

func checkPragmas(t *testing.T, pool string, i int, conn *sql.Conn, want map[string]string) {
	t.Helper()
	for name, value := range want {
		var got string
		if err := conn.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != value {
			t.Errorf("%s connection %d has %s = %s, want %s", pool, i, name, got, value)
		}
	}
}

// A transaction for writing takes its place at once; one for reading does not.
func TestWritingTransactionsExcludeEachOtherFromTheBeginning(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	first, second := pools(t, path, writing()), pools(t, path, hasty())
	tx, err := first.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := second.BeginTx(t.Context(), nil); err == nil {
		t.Error("two transactions for writing at once")
	}
	reader, err := pools(t, path, reading()).BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		t.Errorf("a transaction for reading beside one for writing: %v", err)
	} else {
		defer reader.Rollback()
	}
}

// hasty is writing without waiting for others.
func hasty() url.Values {
	options := writing()
	options.Set("_busy_timeout", "0")
	return options
}

func pools(t *testing.T, path string, options url.Values) *sql.DB {
	t.Helper()
	if err := Create(path); err != nil {
		t.Fatal(err)
	}
	db, err := connect(t.Context(), path, options, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}
