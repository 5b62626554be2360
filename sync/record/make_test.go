package record_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

func TestOnlyRegisteredPostesReport(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	_, err := tryMake(f)
	synctest.Refused(t, err, fault.Conflict, "record.not-registered")
	s := newScene(t)
	if pending(s, f) {
		t.Error("something is pending on an unregistered poste")
	}
	_, err = tryMake(s.Folder)
	synctest.Refused(t, err, fault.Conflict, "record.at-head-office")
	s.must(s.site.Update(func(tx *storage.Tx) error {
		p, err := tx.Poste(s.site.Poste)
		if err != nil {
			return err
		}
		p.Status = directory.PosteRevoked
		return tx.SavePoste(p)
	}))
	_, err = tryMake(s.site)
	synctest.Refused(t, err, fault.Conflict, "directory.poste-revoked")
}

// Writing a record and taking its answer are no news, or they would never end.
func TestPendingEnds(t *testing.T) {
	s := newScene(t)
	if !pending(s, s.site) {
		t.Fatal("nothing is pending on a poste that has never reported")
	}
	s.take(s.make(s.site))
	if pending(s, s.site) {
		t.Error("something is pending though nothing has happened")
	}
	s.must(tryAnswer(s.site, s.answer(s.poste)))
	s.later()
	if pending(s, s.site) {
		t.Error("the answer is news")
	}
	s.voucher(s.site, 500)
	if !pending(s, s.site) {
		t.Error("a voucher is no news")
	}
	s.make(s.site)
	note(s, s.site, directory.VerbSignedIn)
	if !pending(s, s.site) {
		t.Error("a sign-in is no news")
	}
}

// What people typed does not keep a record from being written.
func TestOddTextsTravel(t *testing.T) {
	s := newScene(t)
	note(s, s.site, directory.VerbFileRefused, directory.Detail{Name: "file", Value: "a\x00b\u202e\"\\e\u0301\xff"})
	s.take(s.make(s.site))
	s.View(func(tx *storage.Tx) error {
		acts, _, err := tx.Acts(directory.HistoryFilter{Origin: s.poste.ID, Limit: 1})
		if err != nil || acts[0].Details[0].Value != "a b \"\\é\ufffd" {
			t.Errorf("%+v, %v", acts, err)
		}
		return err
	})
}

func TestReportCannotBeReadOnItsWay(t *testing.T) {
	s := newScene(t)
	envelope, err := usrfile.Inspect(s.make(s.site))
	s.must(err)
	m := envelope.Unverified()
	if m.Mode != usrfile.Sealed || m.Recipient != s.Office.Box.Public() || !m.Expires.IsZero() {
		t.Errorf("%+v", m)
	}
}
