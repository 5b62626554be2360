package cashbook_test

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

func TestRecord(t *testing.T) {
	s := newSite()
	first, err := s.record(cashbook.Draft{Content: cashbook.Content{AmountMinor: 250_000, Text: " Approvisionnement ", Recipient: "Siège"}})
	if err != nil {
		t.Fatal(err)
	}
	e := first.Voucher.Entry
	if e.Number != 1 || e.Seq != 1 || e.Revision != 0 || e.Epoch != 1 || e.Day != today ||
		e.Author != awa || e.Poste != kolda || !e.Recorded.Equal(noon) || first.Voucher.Text != "Approvisionnement" {
		t.Errorf("first voucher: %+v", first.Voucher)
	}
	second, err := s.record(cashbook.Draft{Content: cashbook.Content{AmountMinor: -12_500, Text: "Carburant mission Vélingara", PartnerNumber: "B-102"}})
	if err != nil || second.Voucher.Entry.Number != 2 || second.BalanceMinor != 237_500 || second.OverCeilingMinor != 0 {
		t.Fatalf("second voucher: %+v, %v", second, err)
	}
	_, err = s.record(cashbook.Draft{Content: cashbook.Content{AmountMinor: -999_999_999, Text: "trop"}})
	refusal := wantFault(t, s, 2, err, fault.Invalid, "cashbook.negative")
	want := fault.Args{
		"Book": "P01/1", "Balance": money.Amount{Minor: 237_500, Currency: "XOF"},
		"Amount": money.Amount{Minor: 999_999_999, Currency: "XOF"}, "Day": today,
	}
	if !reflect.DeepEqual(refusal.Args, want) {
		t.Errorf("the refusal says %v, want %v", refusal.Args, want)
	}
}

func TestRecordNeverNegativeAtAnyDate(t *testing.T) {
	tests := []struct {
		name  string
		have  []int64 // day, amount …
		draft cashbook.Draft
		key   string // empty when it is allowed
	}{
		{"to zero", []int64{0, 100}, voucher(0, -100), ""},
		{"below zero", []int64{0, 100}, voucher(0, -101), "cashbook.negative"},
		{"from an empty till", nil, voucher(0, -1), "cashbook.negative"},
		{"before there was money", []int64{-2, 100}, voucher(-3, -1), "cashbook.negative"},
		{"same day, after the money", []int64{-2, 100}, voucher(-2, -100), ""},
		{"money spent later", []int64{-9, 100, -2, -80}, voucher(-5, -21), "cashbook.negative-later"},
		{"just enough for later", []int64{-9, 100, -2, -80}, voucher(-5, -20), ""},
		{"low point in the middle", []int64{-9, 100, -5, -90, -2, 500}, voucher(-7, -11), "cashbook.negative-later"},
		{"after the low point", []int64{-9, 100, -5, -90, -2, 500}, voucher(-2, -510), ""},
		{"money in is never refused", []int64{-9, 100, -5, -100}, voucher(-20, 1), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite().must(t, tt.have...)
			_, err := s.record(tt.draft)
			if tt.key != "" {
				wantFault(t, s, len(tt.have)/2, err, fault.Invalid, tt.key)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
}

func TestRecordSaysWhereItWouldBeNegative(t *testing.T) {
	s := newSite().must(t, -9, 100, -2, -80, -1, 50)
	_, err := s.record(voucher(-5, -50))
	refusal := wantFault(t, s, 3, err, fault.Invalid, "cashbook.negative-later")
	want := fault.Args{
		"Book": "P01/1", "Amount": money.Amount{Minor: 50, Currency: "XOF"}, "Day": today - 5,
		"Balance": money.Amount{Minor: -30, Currency: "XOF"}, "Later": today - 2, "Number": int64(2),
	}
	if !reflect.DeepEqual(refusal.Args, want) {
		t.Errorf("the refusal says %v, want %v", refusal.Args, want)
	}
}

func TestRecordByTypeOfBook(t *testing.T) {
	tests := []struct {
		kind      cashbook.Type
		overdraft bool
		refused   string
	}{
		{cashbook.Cash, false, "cashbook.negative"}, {cashbook.Bank, false, "cashbook.negative"},
		{cashbook.Receivable, false, "cashbook.settles-missing"}, {cashbook.Bank, true, ""},
		{cashbook.Cash, true, "cashbook.negative"}, {cashbook.Receivable, true, "cashbook.settles-missing"}, // whatever a database says
	}
	for _, tt := range tests {
		s := newSite().edit(func(b *cashbook.Book) { b.Type, b.Overdraft = tt.kind, tt.overdraft })
		got, err := s.record(voucher(0, -5))
		if tt.refused != "" {
			wantFault(t, s, 0, err, fault.Invalid, tt.refused)
		} else if err != nil || got.BalanceMinor != -5 {
			t.Errorf("%s, overdraft %t: %+v, %v", tt.kind, tt.overdraft, got, err)
		}
	}
}

// A bank whose overdraft was withdrawn can be filled up again.
func TestRecordMoneyIntoANegativeBank(t *testing.T) {
	s := newSite().edit(func(b *cashbook.Book) { b.Type, b.Overdraft = cashbook.Bank, true }).must(t, 0, -500)
	s.edit(func(b *cashbook.Book) { b.Overdraft = false })
	if got, err := s.record(voucher(0, 100)); err != nil || got.BalanceMinor != -400 {
		t.Errorf("%+v, %v", got, err)
	}
	_, err := s.record(voucher(0, -1))
	wantFault(t, s, 2, err, fault.Invalid, "cashbook.negative")
}

// Days are days of the book's zone, whatever the clock of the poste shows.
func TestRecordDay(t *testing.T) {
	late := time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC)
	tests := []struct {
		zone string
		day  calendar.Day
		want calendar.Day // zero when refused
		key  string
	}{
		{"Africa/Dakar", 0, today, ""},
		{"Africa/Dakar", today + 1, 0, "cashbook.future"},
		{"Africa/Kinshasa", 0, today + 1, ""},
		{"Africa/Kinshasa", today + 1, today + 1, ""},
		{"Africa/Kinshasa", today + 2, 0, "cashbook.future"},
		{"America/Port-au-Prince", today + 1, 0, "cashbook.future"},
		{"Africa/Dakar", calendar.New(2000, 1, 1), calendar.New(2000, 1, 1), ""},
		{"Africa/Dakar", calendar.New(1999, 12, 31), 0, "cashbook.too-old"},
		{"Africa/Dakar", -1, 0, "cashbook.too-old"},
	}
	for _, tt := range tests {
		s := newSite().edit(func(b *cashbook.Book) { b.TimeZone = tt.zone })
		s.now = late
		got, err := s.record(cashbook.Draft{Day: tt.day, Content: cashbook.Content{AmountMinor: 5, Text: "Don"}})
		if tt.key != "" {
			wantFault(t, s, 0, err, fault.Invalid, tt.key)
		} else if err != nil || got.Voucher.Entry.Day != tt.want {
			t.Errorf("%s in %s: %v, %v, want %s", tt.day, tt.zone, got.Voucher.Entry.Day, err, tt.want)
		}
	}
}

func TestRecordRefusesWhatIsNoVoucher(t *testing.T) {
	tests := map[string]func(*cashbook.Draft){
		"cashbook.amount-zero":     func(d *cashbook.Draft) { d.AmountMinor = 0 },
		"cashbook.amount-large":    func(d *cashbook.Draft) { d.AmountMinor = cashbook.MaxAmountMinor + 1 },
		"cashbook.text-missing":    func(d *cashbook.Draft) { d.Text = " \u00a0" },
		"directory.text-long":      func(d *cashbook.Draft) { d.Text = strings.Repeat("é", cashbook.MaxText+1) },
		"directory.text-forbidden": func(d *cashbook.Draft) { d.Recipient = "Station\u202eTotal" },
		"cashbook.account":         func(d *cashbook.Draft) { d.Account = "62 51" },
	}
	for key, spoil := range tests {
		s := newSite()
		draft := voucher(0, 5)
		spoil(&draft)
		_, err := s.record(draft)
		wantFault(t, s, 0, err, fault.Invalid, key)
	}
	for _, minor := range []int64{math.MinInt64, math.MaxInt64, -cashbook.MaxAmountMinor - 1} {
		s := newSite().edit(func(b *cashbook.Book) { b.Type, b.Overdraft = cashbook.Bank, true })
		_, err := s.record(voucher(0, minor))
		wantFault(t, s, 0, err, fault.Invalid, "cashbook.amount-large")
	}
}

func TestRecordTakesEveryTextToItsLimit(t *testing.T) {
	draft := cashbook.Draft{
		Day: today, Content: cashbook.Content{AmountMinor: cashbook.MaxAmountMinor, Text: strings.Repeat("é", cashbook.MaxText),
			Account: strings.Repeat("6", cashbook.MaxAccount), Recipient: strings.Repeat("ñ", cashbook.MaxRecipient),
			PartnerNumber: strings.Repeat("B", cashbook.MaxPartnerNumber)},
	}
	got, err := newSite().record(draft)
	if err != nil {
		t.Fatal(err)
	}
	v := got.Voucher
	if v.Entry.Day != draft.Day || !v.Equal(draft.Content) {
		t.Errorf("recorded %+v", v)
	}
}

func TestRecordBoundsTheBalance(t *testing.T) {
	s := newSite().edit(func(b *cashbook.Book) { b.Type, b.Overdraft = cashbook.Bank, true })
	const most = 1_000 * cashbook.MaxAmountMinor
	for _, tt := range []struct {
		balance, amount int64
		refused         bool
	}{{most - 1, 1, false}, {most, 1, true}, {1 - most, -1, false}, {-most, -1, true}, {most, -1, false}} {
		_, err := cashbook.Record(claims{s, ledger.Head{}, tt.balance}, s.actor(awa), kolda, till, voucher(0, tt.amount), s.now)
		if tt.refused {
			wantFault(t, s, len(s.entries[till]), err, fault.Invalid, "cashbook.balance-large")
		} else if err != nil {
			t.Errorf("%d and %d: %v", tt.balance, tt.amount, err)
		}
	}
}

func TestRecordWarnsAboveTheCeiling(t *testing.T) {
	s := newSite().edit(func(b *cashbook.Book) { b.CeilingMinor = 300 })
	for _, tt := range []struct{ amount, over int64 }{{300, 0}, {1, 1}, {-50, 0}, {250, 201}, {-1, 200}} {
		if got, err := s.record(voucher(0, tt.amount)); err != nil || got.OverCeilingMinor != tt.over {
			t.Errorf("%d: %d above the ceiling, %v, want %d", tt.amount, got.OverCeilingMinor, err, tt.over)
		}
	}
}

func TestRecordTellsNothingToTheHistory(t *testing.T) {
	if s := newSite().must(t, 0, 100); len(s.acts) != 0 {
		t.Errorf("%v", s.acts)
	}
}
