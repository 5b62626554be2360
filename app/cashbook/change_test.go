package cashbook_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
)

func TestChange(t *testing.T) {
	s := newSite().must(t, -3, 100, 0, -30)
	s.now = s.now.Add(11 * time.Hour) // 23:00 in Dakar
	got, err := s.change(2, cashbook.Draft{Content: cashbook.Content{AmountMinor: -45, Text: "Gasoil", Recipient: "Station Total"}})
	if err != nil {
		t.Fatal(err)
	}
	e := got.Voucher.Entry
	if e.Number != 2 || e.Revision != 1 || e.Seq != 3 || e.Day != today || !e.Recorded.Equal(s.now) || got.BalanceMinor != 55 {
		t.Errorf("changed: %+v", got)
	}
	if got, err = s.change(2, voucher(0, 45)); err != nil || got.Voucher.Entry.Revision != 2 || got.BalanceMinor != 145 {
		t.Errorf("direction changed: %+v, %v", got, err)
	}
	if next, err := s.record(voucher(0, 1)); err != nil || next.Voucher.Entry.Number != 3 {
		t.Errorf("next voucher: %+v, %v", next, err)
	}
	if _, err := cashbook.Verify(s, till); err != nil {
		t.Error(err)
	}
}

// The day of entry counts, in the zone of the book, not the day of the voucher.
func TestChangeOnTheDayOfEntryOnly(t *testing.T) {
	for zone, hours := range map[string]time.Duration{"Africa/Dakar": 12, "Africa/Kinshasa": 11, "Asia/Tokyo": 3} {
		s := newSite().edit(func(b *cashbook.Book) { b.TimeZone = zone }).must(t, -3, 100)
		s.now = noon.Add(hours*time.Hour - time.Second)
		if _, err := s.change(1, voucher(-3, 90)); err != nil {
			t.Errorf("%s, a second before midnight: %v", zone, err)
		}
		s.now = noon.Add(hours * time.Hour)
		_, err := s.change(1, voucher(-3, 80))
		refusal := wantFault(t, s, 2, err, fault.Invalid, "cashbook.change-late")
		if refusal.Args["Day"] != today {
			t.Errorf("the refusal says %v", refusal.Args)
		}
		s.now = noon.Add(-48 * time.Hour) // the clock was reset
		_, err = s.change(1, voucher(-3, 80))
		wantFault(t, s, 2, err, fault.Invalid, "cashbook.change-late")
	}
}

func TestChangeOfEveryType(t *testing.T) {
	for _, kind := range []cashbook.Type{cashbook.Cash, cashbook.Bank, cashbook.Receivable} {
		s := newSite().edit(func(b *cashbook.Book) { b.Type = kind })
		draft := voucher(0, 100)
		draft.Recipient = "Moussa"
		if _, err := s.record(draft); err != nil {
			t.Fatal(err)
		}
		draft.AmountMinor = 90
		if got, err := s.change(1, draft); err != nil || got.BalanceMinor != 90 {
			t.Errorf("%s: %+v, %v", kind, got, err)
		}
	}
}

func TestChangeNeverNegativeAtAnyDate(t *testing.T) {
	have := []int64{-9, 100, -5, -60, -2, 30} // balances 100, 40, 70
	tests := []struct {
		number, amount int64
		key            string
	}{
		{1, 60, ""}, {1, 59, "cashbook.negative-later"}, {1, -1, "cashbook.negative"},
		{2, -100, ""}, {2, -101, "cashbook.negative"}, {2, 1, ""},
		{3, -40, ""}, {3, -41, "cashbook.negative"},
	}
	for _, tt := range tests {
		s := newSite().must(t, have...)
		old, _ := s.Voucher(till, tt.number)
		_, err := s.change(tt.number, cashbook.Draft{Content: cashbook.Content{AmountMinor: tt.amount, Text: old.Text}})
		if tt.key != "" {
			wantFault(t, s, 3, err, fault.Invalid, tt.key)
		} else if err != nil {
			t.Errorf("number %d to %d: %v", tt.number, tt.amount, err)
		}
	}
}

func TestChangeOfNothingAddsNoRevision(t *testing.T) {
	s := newSite().must(t, -3, 100)
	got, err := s.change(1, voucher(-3, 100))
	if err != nil || got.Voucher.Entry.Revision != 0 || got.BalanceMinor != 100 || len(s.entries[till]) != 1 {
		t.Errorf("%+v, %v, %d entries", got, err, len(s.entries[till]))
	}
}

func TestChangeRefuses(t *testing.T) {
	s := newSite().must(t, 0, 100, 0, 50)
	if _, err := s.reverse(1); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		key    string
		kind   fault.Kind
		number int64
		draft  cashbook.Draft
	}{
		{"test.missing", fault.Missing, 9, voucher(0, 5)},
		{"cashbook.reversed", fault.Conflict, 1, voucher(0, 5)},
		{"cashbook.change-reversal", fault.Invalid, 3, voucher(0, -5)},
		{"cashbook.change-day", fault.Invalid, 2, voucher(-1, 5)},
		{"cashbook.amount-zero", fault.Invalid, 2, voucher(0, 0)},
		{"cashbook.text-missing", fault.Invalid, 2, cashbook.Draft{Content: cashbook.Content{AmountMinor: 5}}},
	}
	for _, tt := range tests {
		_, err := s.change(tt.number, tt.draft)
		wantFault(t, s, 3, err, tt.kind, tt.key)
	}
	_, err := cashbook.Change(s, s.actor(awa), spare, till, 2, voucher(0, 5), s.now)
	wantFault(t, s, 3, err, fault.Denied, "cashbook.other-poste")
	_, err = cashbook.Change(s, s.actor(admin), kolda, till, 2, voucher(0, 5), s.now)
	wantFault(t, s, 3, err, fault.Denied, "directory.no-right")
}

func TestState(t *testing.T) {
	s := newSite().edit(func(b *cashbook.Book) { b.TimeZone = "Africa/Kinshasa" }).must(t, -3, 100)
	v, book := s.entries[till][0], s.books[till]
	for hours, want := range map[time.Duration]cashbook.State{
		0: cashbook.EnteredToday, 10: cashbook.EnteredToday, 11: cashbook.Entered, 500: cashbook.Entered,
	} {
		if got, err := book.State(v, nil, noon.Add(hours*time.Hour)); err != nil || got != want {
			t.Errorf("after %d hours: %s, %v, want %s", hours, got, err, want)
		}
	}
	book.TimeZone = "Mars"
	if _, err := book.State(v, nil, noon); err == nil {
		t.Error("a state in no time zone")
	}
	if got, err := s.books[till].Today(noon.Add(11 * time.Hour)); err != nil || got != today+calendar.Day(1) {
		t.Errorf("Today = %v, %v", got, err)
	}
}

// Two people have the same voucher before them, and the first one changes it.
func TestChangeOfWhatWasSeenBefore(t *testing.T) {
	s := newSite().must(t, 0, 100)
	draft := voucher(0, 90)
	draft.Seen = s.entries[till][0].Entry.Hash
	if _, err := s.change(1, draft); err != nil {
		t.Fatal(err)
	}
	draft.AmountMinor = 80
	_, err := s.change(1, draft)
	wantFault(t, s, 2, err, fault.Conflict, "cashbook.change-stale")
	draft.Seen = s.entries[till][1].Entry.Hash
	if _, err := s.change(1, draft); err != nil {
		t.Error(err)
	}
}
