package accounting

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
)

// May says whether the person may do something with the journal now, or what keeps
// them from it. Of a confidential journal nobody learns anything but who keeps it
// and who may see confidential things.
func May(s directory.Store, by directory.Actor, right directory.Right, j Journal, now time.Time) error {
	at, err := directory.PlaceOf(s, j.Project, j.Holders()...)
	if err != nil {
		return err
	}
	if j.Confidential && !slices.Contains(at.Holders, by.ID) {
		if err := directory.Can(by, directory.RightConfidentialView, at, now); err != nil {
			return err
		}
	}
	return directory.Can(by, right, at, now)
}

// CanPost says what keeps the person from posting in the journal on the poste now,
// or nil: the answer that Post would give before it reads the draft.
func CanPost(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) error {
	d, err := openDesk(s, by, directory.RightPostingRecord, poste, journal, now)
	if err != nil {
		return err
	}
	return d.undecided()
}
