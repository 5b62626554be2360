package cashbook_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

func (s *site) withdraw(lastPrinted int64) (ledger.Ownership, error) {
	return cashbook.Withdraw(s, s.actor(admin), till, lastPrinted, " Portable volé ", s.now)
}

// handOver withdraws the till from Kolda and gives it to the spare poste.
func (s *site) handOver(t *testing.T, lastPrinted int64) ledger.Ownership {
	t.Helper()
	if _, err := s.withdraw(lastPrinted); err != nil {
		t.Fatal(err)
	}
	granted, err := s.grant(spare)
	if err != nil {
		t.Fatal(err)
	}
	return granted
}

func (s *site) recordOn(poste ident.PosteID, draft cashbook.Draft) (cashbook.Recorded, error) {
	return cashbook.Record(s, s.actor(awa), poste, till, draft, s.now)
}

func TestWithdraw(t *testing.T) {
	s := newSite().must(t, 0, 100, 0, 50)
	head, _ := s.Head(till)
	end, err := s.withdraw(5)
	want := ledger.Ownership{Book: till, Epoch: 2, FirstNumber: 6, Head: head, Granted: noon, Reason: "Portable volé"}
	if err != nil || end != want || end.Kept() {
		t.Fatalf("%+v, %v, want %+v", end, err, want)
	}
	wantAct(t, s, directory.VerbBookWithdrawn, ident.UserID{},
		directory.Detail{Name: "book", Value: "P01/1"}, directory.Detail{Name: "poste", Value: "12"},
		directory.Detail{Name: "location", Value: "Kolda"}, directory.Detail{Name: "epoch", Value: "2"},
		directory.Detail{Name: "reason", Value: "Portable volé"}, directory.Detail{Name: "lost-numbers", Value: "3–5"})
	_, err = s.record(voucher(0, 5))
	wantFault(t, s, 2, err, fault.Denied, "cashbook.unowned")

	granted, err := s.grant(spare)
	want = ledger.Ownership{Book: till, Epoch: 3, Poste: spare, FirstNumber: 6, Head: head, Granted: noon}
	if err != nil || granted != want {
		t.Fatalf("%+v, %v, want %+v", granted, err, want)
	}
	got, err := s.accept(spare).recordOn(spare, voucher(0, 5))
	if err != nil || got.Voucher.Entry.Number != 6 || got.Voucher.Entry.Seq != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	report, err := cashbook.Verify(s, till)
	if err != nil || report.Lost != 3 || report.Vouchers != 3 || report.Head.Number != 6 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestWithdrawRefuses(t *testing.T) {
	s := newSite().must(t, 0, 100, 0, 50)
	for _, c := range []struct {
		number int64
		key    string
	}{{1, "cashbook.withdraw-known"}, {-1, "cashbook.withdraw-known"}, {10_003, "cashbook.withdraw-many"}} {
		_, err := s.withdraw(c.number)
		wantFault(t, s, 2, err, fault.Invalid, c.key)
	}
	_, err := cashbook.Withdraw(s, s.actor(admin), till, 2, " ", s.now)
	wantFault(t, s, 2, err, fault.Invalid, "cashbook.text-missing")
	if _, err = cashbook.Withdraw(s, s.actor(admin), till, 2, strings.Repeat("x", 201), s.now); !errors.Is(err, fault.Invalid) {
		t.Error(err)
	}
	_, err = cashbook.Withdraw(s, s.actor(awa), till, 2, "Volé", s.now)
	wantFault(t, s, 2, err, fault.Denied, "directory.no-right")
	if len(s.owners[till]) != 1 || len(s.acts) != 0 {
		t.Error("refused, but stored")
	}
	if _, err := s.withdraw(2); err != nil {
		t.Fatal(err)
	}
	_, err = s.withdraw(2)
	wantFault(t, s, 2, err, fault.Conflict, "cashbook.withdraw-unowned")
	delete(s.owners, till)
	_, err = s.withdraw(2)
	wantFault(t, s, 2, err, fault.Conflict, "cashbook.withdraw-unowned")
}

// A second poste that dies before anything came from it loses numbers after
// those that were lost with the first.
func TestLostNumbers(t *testing.T) {
	s := newSite().must(t, 0, 100, 0, 50)
	s.handOver(t, 4)
	if _, err := s.withdraw(7); err != nil {
		t.Fatal(err)
	}
	if _, err := s.grant(kolda); err != nil {
		t.Fatal(err)
	}
	got, err := s.accept(kolda).record(voucher(0, 5))
	if err != nil || got.Voucher.Entry.Number != 8 {
		t.Fatalf("%+v, %v", got, err)
	}
	lost := ledger.LostNumbers(s.owners[till])
	want := []ledger.Lost{
		{Gap: ledger.Gap{After: 2, From: 3, To: 4}, Epoch: 2, Withdrawn: noon, Reason: "Portable volé"},
		{Gap: ledger.Gap{After: 2, From: 5, To: 7}, Epoch: 4, Withdrawn: noon, Reason: "Portable volé"},
	}
	if !reflect.DeepEqual(lost, want) {
		t.Errorf("%+v, want %+v", lost, want)
	}
	if report, err := cashbook.Verify(s, till); err != nil || report.Lost != 5 {
		t.Errorf("%+v, %v", report, err)
	}
	if got, want := cashbook.NumberRange(5, 7)+" "+cashbook.NumberRange(4, 4), "5–7 4"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// What was entered on the poste that died can still be changed on its day and
// reversed on the new one; a lost number can not.
func TestLostNumbersAreNoVouchers(t *testing.T) {
	s := newSite().must(t, 0, 100, 0, 50)
	s.handOver(t, 4)
	s.accept(spare)
	if _, err := cashbook.Change(s, s.actor(awa), spare, till, 2, voucher(0, 60), s.now); err != nil {
		t.Fatal(err)
	}
	if _, err := cashbook.Change(s, s.actor(awa), spare, till, 3, voucher(0, 60), s.now); !errors.Is(err, fault.Missing) {
		t.Error(err)
	}
	if _, err := cashbook.Reverse(s, s.actor(awa), spare, till, 4, "Annulation", s.now); !errors.Is(err, fault.Missing) {
		t.Error(err)
	}
	got, err := s.recordOn(spare, voucher(0, 5))
	if err != nil || got.Voucher.Entry.Number != 5 {
		t.Fatalf("%+v, %v", got, err)
	}
	if report, err := cashbook.Verify(s, till); err != nil || report.Revisions != 1 {
		t.Errorf("%+v, %v", report, err)
	}
}

// Numbers are missing where a withdrawal says so, and nowhere else.
func TestVerifyFindsOtherGaps(t *testing.T) {
	for name, forge := range map[string]func(*site){
		"a lost number is used":     func(s *site) { s.entries[till][2].Entry.Number = 4 },
		"one more is missing":       func(s *site) { s.entries[till][2].Entry.Number = 6 },
		"nothing was said of a gap": func(s *site) { s.owners[till][1].FirstNumber = 3; s.owners[till][2].FirstNumber = 3 },
		"revises a lost number": func(s *site) {
			s.entries[till][3].Entry.Number, s.entries[till][3].Entry.Revision = 3, 1
		},
		"reverses a lost number": func(s *site) { s.entries[till][3].Entry.Reverses = 4 },
	} {
		s := newSite().must(t, 0, 100, 0, 50)
		s.handOver(t, 4)
		s.accept(spare)
		for range 2 {
			if _, err := s.recordOn(spare, voucher(0, 5)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := cashbook.Verify(s, till); err != nil {
			t.Fatal(err)
		}
		forge(s)
		s.forge(3, func(*cashbook.Voucher) {})
		if _, err := cashbook.Verify(s, till); !errors.Is(err, fault.Forged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
