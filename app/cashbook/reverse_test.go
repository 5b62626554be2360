package cashbook_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
)

func TestReverse(t *testing.T) {
	s := newSite().must(t, -3, 100)
	if _, err := s.record(cashbook.Draft{
		Day: today - 2, Content: cashbook.Content{AmountMinor: -30, Text: "Carburant", Account: "6051", Recipient: "Total", PartnerNumber: "B-1"},
	}); err != nil {
		t.Fatal(err)
	}
	s.now = noon.Add(72 * time.Hour)
	got, err := cashbook.Reverse(s, s.actor(awa), kolda, till, 2, "Saisi deux fois", s.now)
	if err != nil {
		t.Fatal(err)
	}
	want := cashbook.Content{
		AmountMinor: 30, Text: "Saisi deux fois", Account: "6051", Recipient: "Total", PartnerNumber: "B-1",
	}
	e := got.Voucher.Entry
	if !got.Voucher.Equal(want) || e.Number != 3 || e.Reverses != 2 || e.Revision != 0 || e.Day != today+3 || got.BalanceMinor != 100 {
		t.Errorf("reversal: %+v", got)
	}
	if _, err := cashbook.Verify(s, till); err != nil {
		t.Error(err)
	}
}

func TestReverseTheLatestRevision(t *testing.T) {
	s := newSite().must(t, 0, 100)
	if _, err := s.change(1, voucher(0, 70)); err != nil {
		t.Fatal(err)
	}
	if got, err := s.reverse(1); err != nil || got.Voucher.AmountMinor != -70 || got.BalanceMinor != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestReverseRefuses(t *testing.T) {
	s := newSite().must(t, -3, 100, 0, -30, 0, 20)
	if _, err := s.reverse(2); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		key    string
		kind   fault.Kind
		number int64
	}{
		{"test.missing", fault.Missing, 9},
		{"test.missing", fault.Missing, 0},
		{"cashbook.reversed", fault.Conflict, 2},
		{"cashbook.reverse-reversal", fault.Invalid, 4},
	}
	for _, tt := range tests {
		_, err := s.reverse(tt.number)
		wantFault(t, s, 4, err, tt.kind, tt.key)
	}
	_, err := cashbook.Reverse(s, s.actor(awa), kolda, till, 3, " ", s.now)
	wantFault(t, s, 4, err, fault.Invalid, "cashbook.text-missing")
	_, err = cashbook.Reverse(s, s.actor(awa), spare, till, 3, "Annulation", s.now)
	wantFault(t, s, 4, err, fault.Denied, "cashbook.other-poste")
	_, err = cashbook.Reverse(s, s.actor(admin), kolda, till, 3, "Annulation", s.now)
	wantFault(t, s, 4, err, fault.Denied, "directory.no-right")
}

// What has been spent can not be cancelled away.
func TestReverseNeverNegative(t *testing.T) {
	s := newSite().must(t, -3, 100, 0, -30)
	_, err := s.reverse(1)
	wantFault(t, s, 2, err, fault.Invalid, "cashbook.negative")
	s.must(t, 0, 30)
	if got, err := s.reverse(1); err != nil || got.BalanceMinor != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}
