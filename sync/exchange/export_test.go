package exchange_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

func message(t *testing.T, file []byte) usrfile.Message {
	t.Helper()
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		t.Fatal(err)
	}
	return envelope.Unverified()
}

// The serial is max(last + 1, issued × 1000), whatever the clock does.
func TestSerialsOfASubjectOnlyRise(t *testing.T) {
	h := synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive"))
	want := uint64(synctest.Start.Unix()) * 1000
	for i := range uint64(3) {
		if got := message(t, h.Export()).Serial; got != want+i {
			t.Errorf("serial %d, want %d", got, want+i)
		}
	}
	h.Now = h.Now.Add(-time.Hour)
	if got := message(t, h.Export()).Serial; got != want+3 {
		t.Errorf("an hour back: %d", got)
	}
	_, err := h.TryExport(synctest.Awa, nil, h.Now.AddDate(0, 0, -2))
	synctest.Refused(t, err, fault.Forged, "file.serial") // it would lie beyond its day of issue
	h.Now = h.Now.Add(2 * time.Hour)
	if got := message(t, h.Export()).Serial; got != uint64(h.Now.Unix())*1000 {
		t.Errorf("an hour later: %d", got)
	}
}

func TestExportThatFailsTakesNoSerial(t *testing.T) {
	h := synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive"))
	before := synctest.Dump(t, h.Path)
	h.Office.Issuer = usrfile.SigningKeyFromSeed([32]byte{9})
	_, err := h.TryExport(synctest.Awa, nil, h.Now)
	synctest.Refused(t, err, fault.Forged, "file.unknown-key")
	if changed := synctest.Changed(before, synctest.Dump(t, h.Path)); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

// A file that no site would take is not written.
func TestHeadOfficeSignsOnlyWithAKeyThatIsValid(t *testing.T) {
	for name, edit := range map[string]func(*usrfile.Link){
		"key-time":    func(l *usrfile.Link) { l.Issuers[0].Until = synctest.Start },
		"key-kind":    func(l *usrfile.Link) { l.Issuers[0].Kinds = []usrfile.Kind{usrfile.KindReply} },
		"key-revoked": func(l *usrfile.Link) { l.Issuers[0].Revoked = true },
	} {
		t.Run(name, func(t *testing.T) {
			h := synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive"))
			h.Office.Extend(edit)
			_, err := h.TryExport(synctest.Awa, nil, h.Now)
			synctest.Refused(t, err, fault.Forged, "file."+name)
		})
	}
}

func TestNothingIsSealedToARevokedPoste(t *testing.T) {
	h := synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive"))
	f := synctest.NewFolder(t, "Kolda")
	poste := directory.Poste{ID: f.Poste, Number: 1, Label: "Portable", BoxKey: f.Key.Public(), Status: directory.PosteRevoked}
	_, err := h.TryExport(synctest.Awa, &poste, h.Now)
	synctest.Refused(t, err, fault.Conflict, "directory.poste-revoked")
}

// Who was erased is missing from the books that still name them, and keeps
// nobody's file from being made.
func TestErasedCounterSignatoryDoesNotStopExports(t *testing.T) {
	h := synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive"))
	ba := ident.UserID(synctest.Moussa)
	h.Do(func(tx *storage.Tx) error {
		if err := h.Hire(tx, synctest.Moussa, "ba@eauvive.example"); err != nil {
			return err
		}
		if _, err := cashbook.Assign(tx, h.Admin, ident.BookID(synctest.Till), ba, cashbook.CounterSignatory, h.Now); err != nil {
			return err
		}
		return directory.Delete(tx, h.Admin, ba, h.Now)
	})
	f := synctest.NewFolder(t, "Kolda")
	f.Accept(h.Export(), h.Office.KeyFile())
}

// « Mot de passe oublié » on one poste, and the other postes of the person: the
// activation travels until the account is switched off.
func TestActivationTravelsWhileTheAccountIsOn(t *testing.T) {
	h := synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive"))
	id := ident.UserID(synctest.Awa)
	first, second := ident.ActivationID(synctest.ID("first")), ident.ActivationID(synctest.ID("second"))
	kolda, tamba := synctest.NewFolder(t, "Kolda"), synctest.NewFolder(t, "Tamba")
	kolda.Accept(h.Export(), h.Office.KeyFile())
	spend(t, kolda, first)
	h.Do(func(tx *storage.Tx) error {
		_, err := directory.ConfirmActivation(tx, h.Admin, id, h.Now)
		return err
	})
	tamba.Accept(h.Export(), h.Office.KeyFile())
	if u, _ := stored(tamba, id); u.Status != directory.StatusActive || u.Activation.ID != first {
		t.Errorf("on another poste: %s, %v", u.Status, u.Activation)
	}

	h.Do(func(tx *storage.Tx) error {
		if _, err := directory.Deactivate(tx, h.Admin, id, h.Now); err != nil {
			return err
		}
		return h.Activate(tx, synctest.Awa, "second")
	})
	pending := h.Export()
	for _, f := range []*synctest.Folder{kolda, tamba} {
		f.Accept(pending)
		if u, _ := stored(f, id); u.Status != directory.StatusPending || u.Activation.ID != second {
			t.Errorf("with a new code: %s, %v", u.Status, u.Activation)
		}
	}
	spend(t, kolda, second)
	kolda.Accept(h.Export())
	if u, _ := stored(kolda, id); u.Status != directory.StatusActive {
		t.Errorf("a spent activation reads as %s", u.Status)
	}

	h.Do(func(tx *storage.Tx) error {
		_, err := directory.Deactivate(tx, h.Admin, id, h.Now)
		return err
	})
	kolda.Accept(h.Export())
	if u, _ := stored(kolda, id); u.Status != directory.StatusEmployee || !u.Activation.ID.IsZero() {
		t.Errorf("switched off: %s, %v", u.Status, u.Activation)
	}
}

// spend uses an activation on a poste as its user does.
func spend(t *testing.T, f *synctest.Folder, id ident.ActivationID) {
	t.Helper()
	err := f.Update(func(tx *storage.Tx) error { return tx.SpendActivation(id, f.Now) })
	if err != nil {
		t.Fatal(err)
	}
}

// The order at head office and at the site are the same numbers.
func TestExportIsRecordedInTheOrder(t *testing.T) {
	h := synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive"))
	m := message(t, h.Export())
	h.View(func(tx *storage.Tx) error {
		order, seen, err := tx.Order(mark.Stream{Direction: mark.Issued, Name: "usr", Subject: uuid.UUID(synctest.Awa)})
		if !seen || order.Serial != m.Serial || order.Epoch != m.KeyEpoch {
			t.Errorf("recorded %+v, file %d", order, m.Serial)
		}
		return err
	})
	if detail := lastDetail(h.Folder, "valid-until"); detail != "2026-12-05T09:14:00Z" {
		t.Errorf("the history says %s", detail)
	}
}
