// Package schema has the numbered migrations of the database, in the SQL common
// to SQLite and PostgreSQL, and applies them.
//
// Two habits make one text serve both. Binary columns are declared BYTEA, which
// PostgreSQL needs and SQLite takes as any name. Tables read by their key end in
// WITHOUT ROWID, which only SQLite knows: whoever applies a migration to another
// database takes these two words out first (Dialect).
package schema

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"path"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var files embed.FS

// Migration is one step of the schema. A released one never changes.
type Migration struct {
	Version int    // from 1, without gaps
	Name    string // what it brings, for people
	SQL     string
}

// Record gives what a database notes of the step: its name, and the first 32 bits
// of the SHA-256 of its text, so that a step which was changed after all is told
// from the one that the database has seen.
func (m Migration) Record() string {
	sum := sha256.Sum256([]byte(m.SQL))
	return m.Name + "@" + hex.EncodeToString(sum[:4])
}

// Migrations gives all steps in their order.
func Migrations() ([]Migration, error) {
	entries, err := files.ReadDir("migrations")
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	steps := make([]Migration, 0, len(entries))
	for i, entry := range entries { // ReadDir sorts by name
		step, err := read(entry.Name())
		if err != nil {
			return nil, err
		}
		if step.Version != i+1 {
			return nil, fmt.Errorf("schema: %s should be number %d", entry.Name(), i+1)
		}
		steps = append(steps, step)
	}
	return steps, nil
}

// read makes a step of a file named NNNN_name.sql.
func read(file string) (Migration, error) {
	number, name, found := strings.Cut(strings.TrimSuffix(file, ".sql"), "_")
	version, err := strconv.Atoi(number)
	if err != nil || !found || len(number) != 4 {
		return Migration{}, fmt.Errorf("schema: %s is not named NNNN_name.sql", file)
	}
	text, err := files.ReadFile(path.Join("migrations", file))
	if err != nil {
		return Migration{}, fmt.Errorf("schema: %w", err)
	}
	return Migration{Version: version, Name: name, SQL: string(text)}, nil
}
