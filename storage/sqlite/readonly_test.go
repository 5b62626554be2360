package sqlite_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

func TestReadOnlyReadsAndRefusesToWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	writer := open(t, path)
	if err := writer.Update(t.Context(), save("first")); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	expect(t, s, "first")
	if err := writer.Update(t.Context(), save("second")); err != nil {
		t.Fatal(err)
	}
	expect(t, s, "second")
	for name, run := range map[string]func(context.Context, func(*storage.Tx) error) error{"Update": s.Update, "View": s.View} {
		if err := run(t.Context(), save("third")); !errors.Is(err, fault.Denied) {
			t.Errorf("%s gives %v, want a fault of kind denied", name, err)
		}
	}
	expect(t, writer, "second")
}

func TestReadOnlyNeedsTheSchemaOfThisProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "comptoir.db")
	if err := sqlite.Create(path); err != nil {
		t.Fatal(err)
	}
	edit(t, path, markOurs, "CREATE TABLE schema_migration (version BIGINT)",
		"INSERT INTO schema_migration VALUES (1)")
	if _, err := sqlite.OpenReadOnly(t.Context(), path); !errors.Is(err, fault.Conflict) {
		t.Errorf("OpenReadOnly gives %v, want a fault of kind conflict", err)
	}
}
