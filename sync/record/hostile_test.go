package record_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// told is a record that a poste signs whatever it says.
func (s *scene) told(edit func(*usrfile.Report)) []byte {
	s.t.Helper()
	return s.site.Send(usrfile.Message{Kind: usrfile.KindRecord}, func(previous [32]byte) []byte {
		now := usrfile.InstantOf(s.site.Now)
		r := usrfile.Report{
			Previous: previous, Application: "0.1.0", Schema: 1, ChainVersion: 1,
			Clock: usrfile.ClockState{System: now, Trusted: now},
		}
		edit(&r)
		payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Report: &r})
		s.must(err)
		return payload
	})
}

// toldApplied is a record of a poste that claims to have applied a file about Awa.
func (s *scene) toldApplied(epoch uint32, serial uint64) []byte {
	return s.told(func(r *usrfile.Report) {
		r.Applied = usrfile.List[usrfile.Applied]{{User: synctest.Awa, Epoch: epoch, Serial: serial, Digest: usrfile.Bytes32{7}}}
	})
}

// A poste can not keep head office from issuing by claiming files that head office
// can not have signed.
func TestPosteClaimsFilesThatCanNotBe(t *testing.T) {
	day := uint64(86_400_000)
	for name, c := range map[string]struct {
		epoch  uint32
		serial func(now uint64) uint64
	}{
		"an epoch that is not yet":   {2, func(now uint64) uint64 { return now }},
		"the last epoch":             {math.MaxUint32, func(uint64) uint64 { return math.MaxInt64 }},
		"the last serial":            {1, func(uint64) uint64 { return math.MaxInt64 }},
		"a serial of after tomorrow": {1, func(now uint64) uint64 { return now + 2*day }},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			s.take(s.toldApplied(c.epoch, c.serial(uint64(s.Now.Unix())*1000)))
			if got := s.kinds(); len(got) != 1 || got[0] != directory.AlarmEditedDatabase {
				t.Errorf("alarms %q", got)
			}
			s.later()
			s.deliver(s.site, s.poste)
		})
	}
}

// What can have been signed holds head office back, as after a restore, until
// somebody has looked; or has revoked the poste that says so.
func TestClaimOfARevokedPosteHoldsNothingBack(t *testing.T) {
	s := newScene(t)
	s.take(s.toldApplied(1, uint64(s.Now.Unix())*1000+500))
	_, err := s.TryExport(synctest.Awa, nil, s.Now)
	synctest.Refused(t, err, fault.Conflict, "exchange.behind")
	s.Do(func(tx *storage.Tx) error {
		_, err := directory.RevokePoste(tx, s.Admin, s.poste.ID, directory.CauseStolen, "à Kolda", s.Now)
		return err
	})
	_, err = s.TryExport(synctest.Awa, nil, s.Now)
	s.must(err)
}

// What head office did sign is taken also when its clock was wrong then.
func TestPosteAppliedWhatAWrongClockIssued(t *testing.T) {
	s := newScene(t)
	far := mark.Order{Epoch: 1, Serial: uint64(s.Now.AddDate(40, 0, 0).Unix()) * 1000}
	s.Do(func(tx *storage.Tx) error {
		return tx.SaveOrder(mark.Stream{Direction: mark.Issued, Name: "usr", Subject: synctest.Awa}, far)
	})
	s.take(s.toldApplied(far.Epoch, far.Serial))
	if got := s.kinds(); len(got) > 0 {
		t.Errorf("alarms %q", got)
	}
}

// A database that was put back or edited, of which the program does not know, is
// seen by what it has applied and told before.
func TestPosteThatKnowsLessThanBeforeIsAnAlarm(t *testing.T) {
	for name, c := range map[string]struct {
		older uint64 // by which the serial is less
		lines int64  // by which the history is longer
		want  int
	}{
		"nothing is less":       {0, 0, 0},
		"an older file":         {1, 0, 1},
		"the history is cut":    {0, -1, 1},
		"the history is longer": {0, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			s.take(s.make(s.site))
			known := s.reportedFile()
			s.later()
			s.take(s.told(func(r *usrfile.Report) {
				r.LastSeq = int64(len(s.reported(s.poste))) + c.lines
				r.After = r.LastSeq
				r.Applied = usrfile.List[usrfile.Applied]{{
					User: synctest.Awa, Epoch: known.Epoch, Serial: known.Serial - c.older, Digest: usrfile.Bytes32(known.Digest),
				}}
				r.Books = usrfile.List[usrfile.Trail]{{Book: uuid.UUID(till), Epoch: 1}}
			}))
			if got := s.kinds(); len(got) != c.want || c.want > 0 && got[0] != directory.AlarmEditedDatabase {
				t.Errorf("alarms %q", got)
			}
			if now := s.reportedFile(); now != known {
				t.Errorf("head office knows %+v, not %+v", now, known)
			}
		})
	}
}

func (s *scene) reportedFile() (known mark.Order) {
	s.t.Helper()
	s.View(func(tx *storage.Tx) error {
		files, err := tx.ReportedFiles(awa)
		known = files[0].Order
		return err
	})
	return known
}

// Who has cut the chain of a book does not get away with telling nothing about it,
// or with another epoch.
func TestPosteThatIsSilentAboutItsBookIsAnAlarm(t *testing.T) {
	for name, books := range map[string]usrfile.List[usrfile.Trail]{
		"nothing":       nil,
		"another epoch": {{Book: uuid.UUID(till), Epoch: 7}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			s.voucher(s.site, 500)
			s.take(s.make(s.site))
			s.later()
			s.take(s.told(func(r *usrfile.Report) {
				r.LastSeq = int64(len(s.reported(s.poste)))
				r.After, r.Books = r.LastSeq, books
			}))
			if got := s.kinds(); len(got) != 1 || got[0] != directory.AlarmHeadLost {
				t.Errorf("alarms %q", got)
			}
		})
	}
}

// A book that head office has withdrawn from it is none of its business any more.
func TestPosteIsSilentAboutABookThatItHasNoMore(t *testing.T) {
	s := newScene(t)
	s.voucher(s.site, 500)
	s.take(s.make(s.site))
	s.later()
	s.Do(func(tx *storage.Tx) error {
		_, err := cashbook.Withdraw(tx, s.Admin, till, 1, "Portable volé", s.Now)
		return err
	})
	s.take(s.told(func(r *usrfile.Report) {
		r.LastSeq = int64(len(s.reported(s.poste)))
		r.After = r.LastSeq
	}))
	if got := s.kinds(); len(got) > 0 {
		t.Errorf("alarms %q", got)
	}
}

// Whatever a poste tells that can be read is taken or refused by a sentence: an
// error that nobody foresaw would come again with every look at the stick.
func TestWhateverAPosteTellsIsForeseen(t *testing.T) {
	far := usrfile.Instant(253_370_764_800)
	long := strings.Repeat("x", 4000)
	for name, edit := range map[string]func(*usrfile.Report){
		"an unknown book": func(r *usrfile.Report) {
			r.Books = usrfile.List[usrfile.Trail]{{Book: uuid.New(), Epoch: 1}}
		},
		"a book at its end": func(r *usrfile.Report) {
			head := usrfile.Head{Seq: math.MaxInt64, Number: math.MaxInt64, Hash: usrfile.Bytes32{1}}
			r.Books = usrfile.List[usrfile.Trail]{{Book: uuid.UUID(till), Epoch: math.MaxInt64, Head: head, Entries: usrfile.List[usrfile.Head]{head}}}
		},
		"an unknown person": func(r *usrfile.Report) {
			r.Applied = usrfile.List[usrfile.Applied]{{User: uuid.New(), Epoch: 1, Serial: 5, Digest: usrfile.Bytes32{7}}}
		},
		"the end of numbers": func(r *usrfile.Report) {
			r.Schema, r.ChainVersion, r.LastSeq, r.After = math.MaxUint32, math.MaxUint32, math.MaxInt64, math.MaxInt64
		},
		"the end of time": func(r *usrfile.Report) {
			r.Clock = usrfile.ClockState{System: far, Trusted: far, Late: true, Jumped: true}
		},
		"acts of anybody": func(r *usrfile.Report) {
			r.Application, r.LastSeq = long, 4
			r.Acts = usrfile.List[usrfile.Act]{
				{Seq: 1, At: far, By: uuid.New(), ByName: long, Subject: uuid.New(), Verb: "user-archived"},
				{Seq: 2, Verb: "unheard-of", Details: usrfile.List[usrfile.Detail]{{Name: "activation", Value: long}}},
				{Seq: 3, By: synctest.Awa, Subject: synctest.Awa, Verb: "user-confirmed", Details: usrfile.List[usrfile.Detail]{{Name: "activation", Value: uuid.NewString()}}},
				{Seq: 4, Verb: "file-refused", Details: usrfile.List[usrfile.Detail]{{Name: "reason", Value: "file.signature"}, {Name: "reason", Value: long}}},
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			_, err := s.tryTake(s.told(edit))
			if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
				t.Error(err)
			}
		})
	}
}
