package users_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// wantFiles checks which kinds of files a folder has.
func wantFiles(t *testing.T, dir string, extensions ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range entries {
		got = append(got, filepath.Ext(entry.Name()))
	}
	slices.Sort(got)
	slices.Sort(extensions)
	if !slices.Equal(got, extensions) {
		t.Errorf("the folder has %q, want %q", got, extensions)
	}
}
