package accounting_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

func TestTrialBalance(t *testing.T) {
	o := newOffice(t)
	january, march := calendar.New(2026, time.January, 10), calendar.New(2026, time.March, 2)
	opening := fuel(1000)
	opening.Mask, opening.Day = accounting.MaskOpening, march
	opening.Lines = []accounting.Line{{Account: "5211", AmountMinor: 1000}, {Account: "1011", AmountMinor: -1000}}
	early, late, cancelled := fuel(100), fuel(30), fuel(7)
	early.Day, late.Day, cancelled.Day = january, march, january
	cancelled.Lines[0].Account, cancelled.Lines[1].Account = "6043", "6043"
	for _, e := range []accounting.Entry{early, opening, late, cancelled} {
		if _, err := o.post(awa, general, e); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		span accounting.Span
		want []accounting.BalanceRow
	}{
		"everything": {accounting.Span{}, []accounting.BalanceRow{
			{Account: "1011", OpeningMinor: -1000}, {Account: "5211", OpeningMinor: 1000, CreditMinor: 130},
			{Account: "6042", DebitMinor: 130}, {Account: "6043", DebitMinor: 7, CreditMinor: 7},
		}},
		"from February": {accounting.Span{From: calendar.New(2026, time.February, 1)}, []accounting.BalanceRow{
			{Account: "1011", OpeningMinor: -1000}, {Account: "5211", OpeningMinor: 900, CreditMinor: 30},
			{Account: "6042", OpeningMinor: 100, DebitMinor: 30},
		}},
		"January": {accounting.Span{Until: calendar.New(2026, time.January, 31)}, []accounting.BalanceRow{
			{Account: "5211", CreditMinor: 100}, {Account: "6042", DebitMinor: 100}, {Account: "6043", DebitMinor: 7, CreditMinor: 7},
		}},
		"another journal": {accounting.Span{Journals: []ident.BookID{euroBank}}, nil},
	} {
		test.span.Project = project
		o.must(func(tx *storage.Tx) error {
			b, err := accounting.ReadTrialBalance(tx, test.span)
			if len(b.Rows) != len(test.want) {
				t.Fatalf("%s: %+v", name, b.Rows)
			}
			for i, want := range test.want {
				if b.Rows[i] != want || b.Row(want.Account) != want {
					t.Errorf("%s: %+v, want %+v", name, b.Rows[i], want)
				}
			}
			if b.Sum.DebitMinor != b.Sum.CreditMinor || b.Sum.OpeningMinor != 0 || b.Row("9").ClosingMinor() != 0 {
				t.Errorf("%s: sums %+v", name, b.Sum)
			}
			return err
		})
	}
}
