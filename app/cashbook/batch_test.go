package cashbook_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// room is what fits into a file: three documents, a hundred bytes.
var room = cashbook.Room{
	Documents: 3, Bytes: 100, Stored: func(size int64) int64 { return size + 1 },
	Has: func(a cashbook.Attachment) bool { return a.Hash[0] != 0xff },
}

// receipt is a document of a size that only a test would call one.
func receipt(name byte, size int64) cashbook.Attachment {
	return cashbook.Attachment{Hash: [32]byte{name}, Size: size, Media: cashbook.MediaPDF, Name: "reçu.pdf"}
}

// documented records a voucher with scans.
func (s *site) documented(t *testing.T, amount int64, scans ...cashbook.Attachment) {
	t.Helper()
	draft := voucher(0, amount)
	draft.Attachments = scans
	if _, err := s.record(draft); err != nil {
		t.Fatal(err)
	}
}

func (s *site) plan(t *testing.T, to ident.PosteID, until calendar.Day) []cashbook.Parcel {
	t.Helper()
	parcels, err := cashbook.PlanBatches(s, s.actor(awa), kolda, till, to, until, room, s.now)
	if err != nil {
		t.Fatal(err)
	}
	return parcels
}

// send writes all that waits in batches to head office.
func (s *site) send(t *testing.T) []cashbook.Parcel {
	t.Helper()
	parcels := s.plan(t, ident.PosteID{}, 0)
	for _, p := range parcels {
		if err := s.SaveBatch(p.Batch); err != nil {
			t.Fatal(err)
		}
	}
	return parcels
}

func TestBatchesLockWhatTheyHold(t *testing.T) {
	s := newSite().must(t, -3, 100, 0, 50)
	parcels := s.send(t)
	if len(parcels) != 1 {
		t.Fatalf("%d batches", len(parcels))
	}
	b := parcels[0].Batch
	want := cashbook.Totals{Vouchers: 2, InMinor: 150}
	if b.Number != 1 || b.Epoch != 1 || b.Head.Seq != 2 || b.Since != 0 || b.LastDay != today || b.Totals != want {
		t.Errorf("%+v", b)
	}
	if again := s.plan(t, ident.PosteID{}, 0); len(again) != 0 {
		t.Errorf("the same again: %+v", again)
	}
	_, err := s.change(2, voucher(0, 5))
	wantFault(t, s, 2, err, fault.Invalid, "cashbook.change-locked")
	_, err = s.record(voucher(-1, 5))
	wantFault(t, s, 2, err, fault.Invalid, "cashbook.before-locked")
	if _, err := s.reverse(2); err != nil {
		t.Error(err)
	}
	s.must(t, 0, 7)
	if _, err := s.change(4, voucher(0, 8)); err != nil {
		t.Error(err)
	}
}

func TestStateNeverGoesBack(t *testing.T) {
	s := newSite().must(t, 0, 100)
	v := s.entries[till][0]
	state := func() cashbook.State {
		sent, _ := s.Sent(till)
		got, err := s.books[till].State(v, sent, s.now)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if state() != cashbook.EnteredToday {
		t.Error(state())
	}
	s.now = noon.Add(24 * time.Hour)
	if state() != cashbook.Entered {
		t.Error(state())
	}
	head := s.send(t)[0].Head
	if state() != cashbook.Locked {
		t.Error(state())
	}
	if _, err := cashbook.AcknowledgeBatches(s, spare, till, 1, 1, head, s.now); err == nil {
		t.Error("somebody else acknowledged")
	}
	fresh, err := cashbook.AcknowledgeBatches(s, ident.PosteID{}, till, 1, 1, head, s.now)
	if err != nil || len(fresh) != 1 || state() != cashbook.AtAccounts {
		t.Error(fresh, err, state())
	}
	if fresh, err := cashbook.AcknowledgeBatches(s, ident.PosteID{}, till, 1, 1, head, s.now); err != nil || len(fresh) != 0 {
		t.Error("again", fresh, err)
	}
}

func TestBatchUntilADay(t *testing.T) {
	s := newSite().must(t, 0, 100)
	s.now = noon.Add(24 * time.Hour)
	s.must(t, 0, 50)
	parcels := s.plan(t, ident.PosteID{}, today)
	if len(parcels) != 1 || parcels[0].Head.Seq != 1 {
		t.Errorf("%+v", parcels)
	}
}

// No file holds more documents than fit; a correction stays with its voucher, and
// what one voucher has too much follows in a file of its own.
func TestBatchesFit(t *testing.T) {
	s := newSite()
	s.documented(t, 1, receipt(1, 50))
	s.documented(t, 2, receipt(1, 50), receipt(0xff, 10), receipt(2, 20))
	s.documented(t, 3, receipt(3, 40))
	s.documented(t, 4, receipt(4, 60), receipt(5, 60), receipt(6, 10))
	parcels := s.plan(t, ident.PosteID{}, 0)
	var got [][3]int
	seq := int64(0)
	for i, p := range parcels {
		got = append(got, [3]int{len(p.Entries), len(p.Documents), p.Missing})
		if p.Number != int64(i+1) || p.After.Seq != seq || i > 0 && p.Since != seq {
			t.Errorf("batch %d: %+v", i, p.Batch)
		}
		seq = p.Head.Seq
	}
	want := [][3]int{{2, 2, 1}, {1, 1, 0}, {1, 1, 0}, {0, 2, 0}}
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

func TestBatchKeepsCorrectionsTogether(t *testing.T) {
	s := newSite()
	s.documented(t, 1, receipt(1, 40))
	s.documented(t, 2, receipt(2, 40))
	s.documented(t, 3, receipt(3, 10))
	draft := voucher(0, 20)
	draft.Attachments = []cashbook.Attachment{receipt(4, 40)}
	if _, err := s.change(2, draft); err != nil {
		t.Fatal(err)
	}
	parcels := s.plan(t, ident.PosteID{}, 0)
	if len(parcels) != 2 || len(parcels[0].Entries) != 1 || len(parcels[1].Entries) != 3 {
		t.Errorf("%+v", parcels)
	}
}

func TestBatchRecipients(t *testing.T) {
	s := newSite().must(t, 0, 1)
	_, err := cashbook.PlanBatches(s, s.actor(awa), kolda, till, spare, 0, room, s.now)
	wantFault(t, s, 1, err, fault.Denied, "cashbook.batch-recipient")
	accountant := s.postes[spare]
	accountant.Modules = []directory.Module{directory.ModuleAccounting}
	s.postes[spare] = accountant
	s.send(t)
	s.must(t, 0, 2)
	parcels := s.plan(t, spare, 0)
	if len(parcels) != 1 || parcels[0].Number != 2 || parcels[0].Since != 0 || parcels[0].After.Seq != 1 {
		t.Errorf("%+v", parcels)
	}
	_, err = cashbook.PlanBatches(s, s.actor(admin), kolda, till, spare, 0, room, s.now)
	wantFault(t, s, 2, err, fault.Denied, "directory.no-right")
	_, err = cashbook.PlanBatches(s, s.actor(awa), spare, till, ident.PosteID{}, 0, room, s.now)
	wantFault(t, s, 2, err, fault.Denied, "cashbook.other-poste")
}

func TestBatchAgain(t *testing.T) {
	s := newSite()
	s.documented(t, 1, receipt(1, 10))
	sent := s.send(t)[0]
	s.must(t, 0, 5)
	again, err := cashbook.BatchAgain(s, s.actor(awa), till, 1, 1, s.now)
	if err != nil || len(again.Entries) != 1 || again.Head != sent.Head || len(again.Documents) != 1 || again.Missing != 0 {
		t.Errorf("%+v, %v", again, err)
	}
	_, err = cashbook.BatchAgain(s, s.actor(awa), till, 1, 2, s.now)
	wantFault(t, s, 2, err, fault.Missing, "cashbook.batch-missing")
}

func TestFinalise(t *testing.T) {
	s := newSite().must(t, 0, 100)
	reason := "Projet terminé"
	_, err := cashbook.Finalise(s, s.actor(admin), till, "", s.now)
	wantFault(t, s, 1, err, fault.Conflict, "cashbook.finalise-kept")
	if _, err := s.withdraw(1); err != nil {
		t.Fatal(err)
	}
	_, err = cashbook.Finalise(s, s.actor(admin), till, "", s.now)
	wantFault(t, s, 1, err, fault.Conflict, "cashbook.finalise-balance")
	_, err = cashbook.Finalise(s, s.actor(awa), till, reason, s.now)
	wantFault(t, s, 1, err, fault.Denied, "directory.no-right")
	b, err := cashbook.Rest(s, s.actor(admin), till, true, s.now)
	if err != nil || b.Status != cashbook.Idle || b.Revision != 2 {
		t.Errorf("%+v, %v", b, err)
	}
	_, err = cashbook.Rest(s, s.actor(admin), till, true, s.now)
	wantFault(t, s, 1, err, fault.Conflict, "cashbook.status-is")
	if b, err = cashbook.Rest(s, s.actor(admin), till, false, s.now); err != nil || b.Status != cashbook.Open {
		t.Errorf("%+v, %v", b, err)
	}
	if b, err = cashbook.Finalise(s, s.actor(admin), till, reason, s.now); err != nil || b.Status != cashbook.Finalised {
		t.Errorf("%+v, %v", b, err)
	}
	_, err = cashbook.Rest(s, s.actor(admin), till, false, s.now)
	wantFault(t, s, 1, err, fault.Conflict, "cashbook.status-is")
	last := s.events[len(s.events)-1]
	if last.Kind != cashbook.EventFinalised || last.Reason != reason || last.Person != admin || len(s.events) != 3 {
		t.Errorf("%+v", s.events)
	}
}
