package registration_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

func (s *scene) notReceived(kind fault.Kind, key string, file []byte) {
	s.t.Helper()
	before := synctest.Dump(s.t, s.Path)
	_, err := s.tryReceive(file)
	synctest.Refused(s.t, err, kind, key)
	if changed := synctest.Changed(before, synctest.Dump(s.t, s.Path)); len(changed) > 0 {
		s.t.Errorf("%v changed", changed)
	}
}

// Row 1 for requests: every byte counts, and nothing is changed.
func TestDamagedRequestIsRefused(t *testing.T) {
	s := newScene(t)
	data := s.ask().Data
	for at := range data {
		damaged := append([]byte(nil), data...)
		damaged[at] ^= 0x10
		if _, err := s.tryReceive(damaged); err == nil {
			t.Errorf("byte %d was changed", at)
		}
	}
	s.notReceived(fault.Forged, "file.truncated", data[:len(data)-1])
	s.notReceived(fault.Forged, "file.trailing", append(data[:len(data):len(data)], 0))
	s.notReceived(fault.Forged, "file.other-kind", s.Office.UserData())
}

// A request that comes again is the same task, also once it is decided.
func TestRequestThatComesAgainIsTheSameTask(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	first := s.receive(made)
	before := synctest.Dump(t, s.Path)
	if again := s.receive(made); again.Digest != first.Digest || again.Status != directory.RequestOpen {
		t.Errorf("%+v", again)
	}
	if changed := synctest.Changed(before, synctest.Dump(t, s.Path)); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	_, err := s.tryApprove(first.Digest)
	s.must(err)
	s.Now = s.Now.AddDate(1, 0, 0) // expired long since, and known all the same
	if again := s.receive(made); again.Status != directory.RequestApproved {
		t.Errorf("%+v", again)
	}
	_, err = s.tryApprove(first.Digest)
	synctest.Refused(t, err, fault.Conflict, "directory.request-decided")
}

// The order of requests is per sender, and two of one second are two.
func TestOlderRequestOfAPosteIsRefused(t *testing.T) {
	s := newScene(t)
	older, newer := s.ask(), s.ask()
	s.receive(newer)
	s.notReceived(fault.Conflict, "order.rollback", older.Data)
	if older.Fingerprint == newer.Fingerprint {
		t.Error("two requests have the same fingerprint")
	}
}

func TestRequestKeepsToItsWindow(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	for name, c := range map[string]struct {
		at  time.Time
		key string
	}{
		"at the end": {synctest.Start.Add(usrfile.RequestWindow), "file.expired"},
		"too early":  {synctest.Start.Add(-25 * time.Hour), "file.not-yet"},
	} {
		t.Run(name, func(t *testing.T) {
			s.Now = c.at
			s.notReceived(fault.Expired, c.key, made.Data)
		})
	}
	s.Now = synctest.Start.Add(usrfile.RequestWindow - time.Second)
	s.receive(made)
}

func TestRequestOfAnotherOrganisationIsRefused(t *testing.T) {
	s := newScene(t)
	bois := synctest.NewFolder(t, "Bois")
	other := synctest.NewOffice(t, "Bois Sec")
	bois.Accept(other.UserData(), other.KeyFile())
	made, err := tryAsk(bois, awa, wish)
	s.must(err)
	s.notReceived(fault.Forged, "file.organisation", made.Data)
}

func TestRevokedPosteIsNotRegisteredAgain(t *testing.T) {
	s := newScene(t)
	s.approve(s.ask())
	s.Do(func(tx *storage.Tx) error {
		_, err := directory.RevokePoste(tx, s.Admin, s.site.Poste, directory.CauseStolen, "Kolda", s.Now)
		return err
	})
	s.notReceived(fault.Conflict, "directory.poste-revoked", s.ask().Data)
}

// Who is gone by the time of the approval gets nothing.
func TestRequesterWhoIsGoneGetsNothing(t *testing.T) {
	s := newScene(t)
	r := s.receive(s.ask())
	s.Do(func(tx *storage.Tx) error {
		_, err := directory.Deactivate(tx, s.Admin, awa, s.Now)
		return err
	})
	_, err := s.tryApprove(r.Digest)
	synctest.Refused(t, err, fault.Denied, "directory.account-inactive")
	s.notReceived(fault.Denied, "directory.account-inactive", s.ask().Data)
}

// A poste for accounting keeps no cash books, and is registered all the same.
func TestAccountingModuleGrantsNoCashBook(t *testing.T) {
	s := newScene(t)
	w := wish
	w.Module = directory.ModuleAccounting
	made, err := tryAsk(s.site, awa, w)
	s.must(err)
	if a := s.approve(made); len(a.Books) != 0 || a.Poste.Number != 1 {
		t.Errorf("poste %d, %d books", a.Poste.Number, len(a.Books))
	}
	if a := s.approve(s.ask()); len(a.Books) != 1 || len(a.Poste.Modules) != 2 {
		t.Errorf("with the module for it: %d books, modules %v", len(a.Books), a.Poste.Modules)
	}
}

// What head office would refuse is not even asked.
func TestWishIsCleanedBeforeItTravels(t *testing.T) {
	s := newScene(t)
	for key, w := range map[string]registration.Wish{
		"directory.text-empty":     {Module: directory.ModuleCashbook, Label: " ", Location: "Kolda"},
		"directory.text-long":      {Module: directory.ModuleCashbook, Label: strings.Repeat("é", 81), Location: "Kolda"},
		"directory.text-forbidden": {Module: directory.ModuleCashbook, Label: "Portable", Location: "Kol\u202eda"},
		"registration.module":      {Module: "payroll", Label: "Portable", Location: "Kolda"},
	} {
		before := synctest.Dump(t, s.site.Path)
		_, err := tryAsk(s.site, awa, w)
		synctest.Refused(t, err, fault.Invalid, key)
		if changed := synctest.Changed(before, synctest.Dump(t, s.site.Path)); len(changed) > 0 {
			t.Errorf("%v changed", changed)
		}
	}
	made, err := tryAsk(s.site, awa, registration.Wish{Module: directory.ModuleCashbook, Label: " Portable  d'Awa", Location: ""})
	s.must(err)
	if r := s.receive(made); r.Label != "Portable d'Awa" {
		t.Errorf("label %q", r.Label)
	}
}

// Who may not ask does not ask.
func TestStrangerDoesNotAsk(t *testing.T) {
	s := newScene(t)
	moussa := ident.UserID(synctest.Moussa)
	asFounded := func(f *synctest.File) {
		f.Policy.LockMinutes = directory.DefaultPolicy.LockMinutes
		f.Policy.CountDays = directory.DefaultPolicy.CountDays
	}
	s.site.Accept(s.Office.UserData(synctest.For(synctest.Moussa), asFounded))
	_, err := tryAsk(s.site, moussa, wish)
	synctest.Refused(t, err, fault.Denied, "directory.no-right")
	_, err = tryAsk(s.site, ident.UserID(uuid.New()), wish)
	synctest.Refused(t, err, fault.Missing, "storage.user")
}
