package workspace_test

import (
	"os"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// A long month travels in several files, which head office takes in their order
// only, and decides about when the last one is there.
func TestLongMonthTravelsInSeveralFiles(t *testing.T) {
	c := newCloser(t)
	inFolder(t, c.desk, func(tx *storage.Tx) error {
		by, err := directory.LoadActor(tx, c.moussaID)
		if err != nil {
			return err
		}
		for range usrfile.MaxEntries + 1 {
			_, err := accounting.Post(tx, by, c.deskID, c.journal.ID, accounting.Entry{Day: october10, Content: accounting.Content{
				Mask: accounting.MaskFree, Text: "Carburant", Lines: []accounting.Line{{Account: "605", AmountMinor: 7}, {Account: "521", AmountMinor: -7}},
			}}, start)
			if err != nil {
				return err
			}
		}
		return nil
	})
	closed, paths := c.closes(t, accounting.CloseMonth, october31)
	if len(paths) != 2 || closed.Parts != 2 {
		t.Fatalf("%d postings travel in %v", closed.Postings, paths)
	}
	c.refusesFile(t, "the second file first", must[[]byte](t)(os.ReadFile(paths[1])), fault.Conflict)
	c.arrives(t, paths[0])
	if c.state(t, c.ba, closed.Number) != "" {
		t.Error("half a closing is there to be decided")
	}
	c.arrives(t, paths[1])
	c.unchanged(t, usrfile.MaxEntries+1)
	c.desk.takes(t, c.decides(t, closed.Number, true, ""))
	c.posts(t, november2, 1)
}
