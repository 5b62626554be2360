package usrfile_test

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// Few files are flushed one by one and many at once: both are whole, and have no
// name before they are published.
func TestFilesStagedTogetherAreWholeAndNameless(t *testing.T) {
	for _, count := range []int{1, 3, 40} {
		dir := t.TempDir()
		together := usrfile.StageTogether(dir)
		staged := make([]*usrfile.Staged, count)
		var writing sync.WaitGroup
		for n := range staged {
			writing.Go(func() {
				var err error
				staged[n], err = together.StageStream(fmt.Sprintf("%d.usr", n), func(w io.Writer) error {
					_, err := fmt.Fprintf(w, "file %d", n)
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		writing.Wait()
		if err := together.Last(); err != nil {
			t.Fatal(err)
		}
		if found, _ := filepath.Glob(filepath.Join(dir, "[^.]*")); len(found) > 0 {
			t.Errorf("of %d, names before they are published: %v", count, found)
		}
		for n, s := range staged {
			path, err := s.Publish()
			if err != nil {
				t.Fatal(err)
			}
			if content, err := os.ReadFile(path); string(content) != fmt.Sprintf("file %d", n) {
				t.Errorf("%q, %v", content, err)
			}
		}
		if entries, _ := os.ReadDir(dir); len(entries) != count {
			t.Errorf("of %d there are %v", count, entries)
		}
	}
}

// A file that could not be written whole leaves nothing, and the others are there.
func TestOneOfFilesStagedTogetherFails(t *testing.T) {
	dir := t.TempDir()
	together := usrfile.StageTogether(dir)
	good, err := together.StageStream("good.usr", func(w io.Writer) error {
		_, err := io.WriteString(w, "good")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := together.StageStream("bad.usr", func(io.Writer) error { return fs.ErrInvalid }); err == nil {
		t.Error("what could not be written was staged")
	}
	if err := together.Last(); err != nil {
		t.Error(err)
	}
	if _, err := good.Publish(); err != nil {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("there are %v", entries)
	}
}

func TestNothingIsStagedTogetherWhereThereIsNoFolder(t *testing.T) {
	together := usrfile.StageTogether(filepath.Join(t.TempDir(), "none"))
	if _, err := together.StageStream("a.usr", func(io.Writer) error { return nil }); err == nil {
		t.Error("staged in a folder that is not there")
	}
	if err := together.Last(); err != nil {
		t.Error(err)
	}
}
