package desk_test

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/ui/desk"
)

func TestOpenItemFallsBackToItsSection(t *testing.T) {
	var opened []string
	d := &desk.Desk{}
	d.Route(desk.CashBooks, func() { opened = append(opened, "books") })
	d.Route(desk.Users, func() { opened = append(opened, "users") })
	d.RouteItem(desk.CashBooks, func(id string) { opened = append(opened, "book "+id) })

	d.OpenItem(desk.CashBooks, "P01/1")
	d.OpenItem(desk.Users, "7")
	d.OpenItem(desk.Postes, "12") // leads nowhere
	if want := []string{"book P01/1", "users"}; !slices.Equal(opened, want) {
		t.Errorf("opened %q, want %q", opened, want)
	}
}

func TestOpenFileGoesByTheExtension(t *testing.T) {
	var got string
	d := &desk.Desk{}
	d.RouteFile(".usr", func(path string) { got = path })

	if !d.OpenFile("/stick/AWA.USR") || got != "/stick/AWA.USR" {
		t.Errorf("got %q", got)
	}
	for _, path := range []string{"/stick/awa.pdf", "usr", ".usr.txt", ""} {
		if d.OpenFile(path) {
			t.Errorf("%q was taken", path)
		}
	}
}

func TestChangedTellsEveryListener(t *testing.T) {
	d := &desk.Desk{}
	count := 0
	d.OnChange(func() { count++ })
	d.OnChange(func() { count += 10 })
	d.Changed()
	if count != 11 {
		t.Errorf("count is %d, want 11", count)
	}
}

func TestSeveralFilesGoToWhatTakesMany(t *testing.T) {
	var got []string
	d := &desk.Desk{}
	d.OpenFiles([]string{"/stick"}) // nothing takes them
	d.RouteFiles(func(paths []string) { got = paths })
	d.RouteFile(".usr", func(string) {})
	if d.TakesMany([]string{"a.usr", "b.pdf"}) || !d.TakesMany([]string{"a.usr", "B.USR"}) {
		t.Error("files of no kind count")
	}
	d.OpenFiles([]string{"/stick"})
	if !slices.Equal(got, []string{"/stick"}) {
		t.Errorf("got %q", got)
	}
}
