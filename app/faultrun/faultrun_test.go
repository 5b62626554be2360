package faultrun_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/faultrun"
)

func TestSoManyRoundsAsAreAskedFor(t *testing.T) {
	for asked, want := range map[string][2]int{"": {0, 2}, "7": {7, 7}, "-1": {0, 2}, "0": {0, 2}, "many": {0, 2}} {
		t.Setenv(faultrun.Variable, asked)
		if got := [2]int{faultrun.Asked(), faultrun.Or(2)}; got != want {
			t.Errorf("%q gives %v, want %v", asked, got, want)
		}
	}
}

func TestEachCountIsALineOfTheTable(t *testing.T) {
	t.Setenv(faultrun.Table, "")
	faultrun.Counted(t, "nowhere", 1, "told")
	path := filepath.Join(t.TempDir(), "table")
	t.Setenv(faultrun.Table, path)
	faultrun.Counted(t, "killed", 3, "%d lost", 0)
	faultrun.Counted(t, "cut", 1, "found")
	got, err := os.ReadFile(path)
	if err != nil || string(got) != "killed\t3\t0 lost\ncut\t1\tfound\n" {
		t.Errorf("the table is %q, %v", got, err)
	}
	t.Setenv(faultrun.Table, filepath.Join(path, "below a file"))
	if faultrun.Note("lost", 1, "") == nil {
		t.Error("what could not be written is passed over")
	}
}
