package record_test

import (
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/record"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

var (
	awa  = ident.UserID(synctest.Awa)
	till = ident.BookID(synctest.Till)
)

// scene is a head office and a registered poste that keeps Awa's till; she has
// activated her account there.
type scene struct {
	*synctest.HeadOffice
	site  *synctest.Folder
	poste directory.Poste
	t     *testing.T
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{HeadOffice: synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive")), t: t}
	s.site = synctest.NewFolder(t, "Kolda")
	s.poste = s.join(s.site, 1)
	s.Do(func(tx *storage.Tx) error {
		_, err := cashbook.GrantOwnership(tx, s.Admin, till, s.poste.ID, s.Now)
		return err
	})
	s.deliver(s.site, s.poste)
	return s
}

// enrol makes a folder a site by Awa's plain data, and registers it.
func (s *scene) enrol(f *synctest.Folder, number int) directory.Poste {
	s.t.Helper()
	f.Accept(s.Export(), s.Office.KeyFile())
	return s.AddPoste(f, number)
}

// join enrols a folder and activates Awa's account there.
func (s *scene) join(f *synctest.Folder, number int) directory.Poste {
	s.t.Helper()
	poste := s.enrol(f, number)
	s.must(f.Update(func(tx *storage.Tx) error {
		if err := tx.SpendActivation(ident.ActivationID(synctest.ID("first")), f.Now); err != nil {
			return err
		}
		_, err := directory.CompleteActivation(tx, awa, f.Now)
		return err
	}))
	return poste
}

// deliver brings Awa's newest data to a poste.
func (s *scene) deliver(f *synctest.Folder, poste directory.Poste) {
	s.t.Helper()
	out, err := s.TryExport(synctest.Awa, &poste, s.Now)
	s.must(err)
	f.Accept(out.Data, s.Office.KeyFile())
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// later lets an hour pass everywhere.
func (s *scene) later() {
	s.Now, s.site.Now = s.Now.Add(time.Hour), s.site.Now.Add(time.Hour)
}

// voucher enters an amount into the till.
func (s *scene) voucher(f *synctest.Folder, amountMinor int64) {
	s.t.Helper()
	s.must(f.Update(func(tx *storage.Tx) error {
		by, err := directory.LoadActor(tx, awa)
		if err != nil {
			return err
		}
		draft := cashbook.Draft{Day: calendar.Of(f.Now, time.UTC), Content: cashbook.Content{AmountMinor: amountMinor, Text: "Vente"}}
		_, err = cashbook.Record(tx, by, f.Poste, till, draft, f.Now)
		return err
	}))
}

func note(s *scene, f *synctest.Folder, verb directory.Verb, details ...directory.Detail) {
	s.t.Helper()
	s.must(f.Update(func(tx *storage.Tx) error {
		by, err := directory.LoadActor(tx, awa)
		if err != nil {
			return err
		}
		return directory.Note(tx, by, awa, verb, f.Now, details...)
	}))
}

func tryMake(f *synctest.Folder) (out exchange.Outgoing, err error) {
	return out, f.Update(func(tx *storage.Tx) error {
		clock, _, err := f.Receiver(tx)
		if err != nil {
			return err
		}
		out, err = record.Make(tx, f.Sender(), ident.FileID(uuid.New()), rand.Reader, "0.1.0", clock)
		return err
	})
}

func (s *scene) make(f *synctest.Folder) []byte {
	s.t.Helper()
	out, err := tryMake(f)
	s.must(err)
	return out.Data
}

func (s *scene) tryTake(file []byte) (pv *record.Preview, err error) {
	return pv, s.Update(func(tx *storage.Tx) error {
		clock, _, err := s.Receiver(tx)
		if err != nil {
			return err
		}
		if pv, err = record.PreviewReport(tx, file, []usrfile.BoxKey{s.Office.Box}, clock); err != nil {
			return err
		}
		return record.Take(tx, s.Admin, pv, clock.Now())
	})
}

func (s *scene) take(file []byte) *record.Preview {
	s.t.Helper()
	pv, err := s.tryTake(file)
	s.must(err)
	return pv
}

func (s *scene) notTaken(kind fault.Kind, key string, file []byte) {
	s.t.Helper()
	before := synctest.Dump(s.t, s.Path)
	_, err := s.tryTake(file)
	synctest.Refused(s.t, err, kind, key)
	if changed := synctest.Changed(before, synctest.Dump(s.t, s.Path)); len(changed) > 0 {
		s.t.Errorf("%v changed", changed)
	}
}

// answer gives head office's answer to a poste.
func (s *scene) answer(poste directory.Poste) (file []byte) {
	s.t.Helper()
	s.Do(func(tx *storage.Tx) error {
		out, err := record.Acknowledge(tx, s.Issuer(), poste.ID, ident.FileID(uuid.New()), rand.Reader, s.Now)
		file = out.Data
		return err
	})
	return file
}

func (s *scene) tryAcknowledge() error {
	return s.Update(func(tx *storage.Tx) error {
		_, err := record.Acknowledge(tx, s.Issuer(), s.poste.ID, ident.FileID(uuid.New()), rand.Reader, s.Now)
		return err
	})
}

func tryAnswer(f *synctest.Folder, file []byte) error {
	return f.Update(func(tx *storage.Tx) error {
		clock, r, err := f.Receiver(tx)
		if err != nil {
			return err
		}
		opened, err := exchange.Open(tx, r, exchange.Parcel{File: file}, usrfile.KindRecord, clock)
		if err != nil {
			return err
		}
		data, err := usrfile.DecodeRecordData(opened.Payload)
		if err != nil {
			return err
		}
		a, err := record.ReadAnswer(tx, opened, *data.Acknowledged)
		if err != nil {
			return err
		}
		return record.ApplyAnswer(tx, a, clock)
	})
}

func pending(s *scene, f *synctest.Folder) (is bool) {
	s.t.Helper()
	f.View(func(tx *storage.Tx) error {
		clock, _, err := f.Receiver(tx)
		if err != nil {
			return err
		}
		is, err = record.Pending(tx, "0.1.0", clock)
		return err
	})
	return is
}

// kinds gives the alarms that were raised, oldest first.
func (s *scene) kinds() (kinds []directory.AlarmKind) {
	s.t.Helper()
	s.View(func(tx *storage.Tx) error {
		alarms, _, err := tx.Alarms(directory.AlarmFilter{})
		for i := range alarms {
			kinds = append(kinds, alarms[len(alarms)-1-i].Kind)
		}
		return err
	})
	return kinds
}

// reported gives the verbs of what a poste has reported, oldest first.
func (s *scene) reported(poste directory.Poste) (verbs []directory.Verb) {
	s.t.Helper()
	s.View(func(tx *storage.Tx) error {
		acts, _, err := tx.Acts(directory.HistoryFilter{Origin: poste.ID})
		for i := range acts {
			verbs = append(verbs, acts[len(acts)-1-i].Verb)
		}
		return err
	})
	return verbs
}
