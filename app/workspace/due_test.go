package workspace_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/workspace"
)

// due gives how many records and copies are written on an occasion.
func (f *folder) due(t *testing.T, by *workspace.Session, when workspace.Occasion) (records, copies int) {
	t.Helper()
	for _, path := range must[[]string](t)(f.WriteDue(t.Context(), by, when)) {
		switch filepath.Ext(path) {
		case ".rec":
			records++
		case ".lot":
			copies++
		}
	}
	return records, copies
}

func TestWhatIsDueDependsOnTheOccasion(t *testing.T) {
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000)
	for _, c := range []struct {
		name            string
		when            workspace.Occasion
		by              *workspace.Session
		amount          int64 // entered before
		days            int   // that have passed
		records, copies int
	}{
		{"at work, the day's entries are to come", workspace.Working, awa, 0, 0, 1, 0},
		{"one record a day", workspace.Closing, nil, 500, 0, 0, 0},
		{"on closing, the entries of the day", workspace.Closing, awa, 0, 0, 0, 1},
		{"nothing new", workspace.Closing, awa, 0, 0, 0, 0},
		{"a stick takes all there is", workspace.Carrying, awa, 500, 0, 1, 1},
		{"a stick again, with nothing new", workspace.Carrying, awa, 0, 0, 0, 0},
		{"at work again", workspace.Working, awa, 500, 0, 0, 0},
		{"at work on the next day", workspace.Working, awa, 0, 1, 1, 1},
	} {
		if c.amount > 0 {
			keeps(t, awa, o.book.ID, c.amount)
		}
		site.now = site.now.AddDate(0, 0, c.days)
		if records, copies := site.due(t, c.by, c.when); records != c.records || copies != c.copies {
			t.Errorf("%s: %d records and %d copies, want %d and %d", c.name, records, copies, c.records, c.copies)
		}
	}
}

func TestFailureOfWhatIsDueIsRemembered(t *testing.T) {
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000)
	check(t, os.RemoveAll(site.Outbox()))
	check(t, os.WriteFile(site.Outbox(), nil, 0o600))
	if _, err := site.WriteDue(t.Context(), awa, workspace.Closing); err == nil || site.DueFailure() == nil {
		t.Fatalf("%v, remembered as %v", err, site.DueFailure())
	}
	check(t, os.Remove(site.Outbox()))
	check(t, os.Mkdir(site.Outbox(), 0o700))
	if records, copies := site.due(t, awa, workspace.Closing); records != 1 || copies != 1 || site.DueFailure() != nil {
		t.Errorf("%d records, %d copies, %v", records, copies, site.DueFailure())
	}
}

func TestNothingIsDueAtHeadOffice(t *testing.T) {
	o := found(t)
	if records, copies := o.due(t, o.session, workspace.Carrying); records+copies != 0 {
		t.Errorf("%d records, %d copies", records, copies)
	}
}
