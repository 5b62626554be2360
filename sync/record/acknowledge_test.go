package record_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/record"
	"github.com/comptoir/comptoir/sync/synctest"
)

func (s *scene) notAnswered(kind fault.Kind, key string, f *synctest.Folder, file []byte) {
	s.t.Helper()
	before := synctest.Dump(s.t, f.Path)
	synctest.Refused(s.t, tryAnswer(f, file), kind, key)
	if changed := synctest.Changed(before, synctest.Dump(s.t, f.Path)); len(changed) > 0 {
		s.t.Errorf("%v changed", changed)
	}
}

func acknowledged(f *synctest.Folder) (a receipt.Acknowledged) {
	f.View(func(tx *storage.Tx) (err error) {
		a, err = tx.Acknowledged()
		return err
	})
	return a
}

func TestAnswerSaysWhatHasArrived(t *testing.T) {
	s := newScene(t)
	s.voucher(s.site, 500)
	s.take(s.make(s.site))
	answer := s.answer(s.poste)
	s.must(tryAnswer(s.site, answer))
	got := acknowledged(s.site)
	want := receipt.Known{Book: till, Epoch: 1, Seq: 1}
	if got.Seq != 3 || len(got.Heads) != 1 || got.Heads[0] != want || !got.Received.Equal(s.site.Now) {
		t.Errorf("%+v", got)
	}
	before := synctest.Dump(t, s.site.Path)
	s.must(tryAnswer(s.site, answer))
	if changed := synctest.Changed(before, synctest.Dump(t, s.site.Path)); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

func TestAnswersOutOfPlaceAreRefused(t *testing.T) {
	s := newScene(t)
	report := s.make(s.site)
	s.take(report)
	older, newer := s.answer(s.poste), s.answer(s.poste)
	s.notAnswered(fault.Forged, "file.unknown-key", s.site, report)

	stranger := synctest.NewFolder(t, "Tamba")
	s.deliver(stranger, s.enrol(stranger, 2))
	s.notAnswered(fault.Forged, "file.other-poste", stranger, newer)

	twin := s.site.Copy()
	s.must(tryAnswer(s.site, newer))
	s.notAnswered(fault.Conflict, "order.rollback", s.site, older)

	s.later()
	note(s, s.site, directory.VerbSignedIn)
	s.take(s.make(s.site))
	s.notAnswered(fault.Conflict, "record.not-ours", twin, s.answer(s.poste)) // the copy never wrote it

	synctest.Edit(t, s.site.Path, `DELETE FROM act WHERE seq > 1`)
	s.notAnswered(fault.Conflict, "record.ahead", s.site, s.answer(s.poste))
}

// Each record is answered once, unless somebody asks for more.
func TestUnanswered(t *testing.T) {
	s := newScene(t)
	s.wantUnanswered(0)
	for range 2 {
		s.take(s.make(s.site))
		s.wantUnanswered(1)
		s.answer(s.poste)
		s.wantUnanswered(0)
		s.later()
	}
	s.take(s.make(s.site))
	s.poste.Status = directory.PosteRevoked
	s.Do(func(tx *storage.Tx) error { return tx.SavePoste(s.poste) })
	s.wantUnanswered(0)
}

func (s *scene) wantUnanswered(want int) {
	s.t.Helper()
	s.View(func(tx *storage.Tx) error {
		waiting, err := record.Unanswered(tx)
		if len(waiting) != want || want > 0 && waiting[0].ID != s.poste.ID {
			s.t.Errorf("%+v wait for an answer, want %d", waiting, want)
		}
		return err
	})
}

func TestNothingIsAcknowledgedBeforeTheFirstRecord(t *testing.T) {
	s := newScene(t)
	err := s.tryAcknowledge()
	synctest.Refused(t, err, fault.Missing, "storage.standing")
	s.take(s.make(s.site))
	s.poste.Status = directory.PosteRevoked
	s.Do(func(tx *storage.Tx) error { return tx.SavePoste(s.poste) })
	synctest.Refused(t, s.tryAcknowledge(), fault.Conflict, "directory.poste-revoked")
}

// An answer does not expire: a stick may lie about for long.
func TestAnswerDoesNotExpire(t *testing.T) {
	s := newScene(t)
	s.take(s.make(s.site))
	answer := s.answer(s.poste)
	s.site.Now = s.site.Now.Add(25 * 24 * time.Hour)
	s.must(tryAnswer(s.site, answer))
}
