package workspace_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestStatementIsOfItsPeriodAndOfTheWhole(t *testing.T) {
	ctx := t.Context()
	site, awa := found(t).join(t)
	book := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1")).Book.ID
	empty := must[workspace.Statement](t)(awa.Statement(ctx, book, 0, 0))
	if len(empty.Lines) != 0 || !empty.Whole || empty.Head.Number != 0 || empty.From != empty.Until {
		t.Errorf("of a book without vouchers: %+v", empty)
	}
	record := func(amount int64) {
		must[cashbook.Recorded](t)(awa.Record(ctx, book, cashbook.Draft{Content: cashbook.Content{AmountMinor: amount, Text: "Caisse"}}))
	}
	first := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1")).Today
	record(250_000)
	record(-12_500)
	site.now = site.now.Add(24 * time.Hour)
	record(-7_500)
	must[cashbook.Recorded](t)(awa.Reverse(ctx, book, 2, "Saisi deux fois"))

	whole := must[workspace.Statement](t)(awa.Statement(ctx, book, 0, 0))
	if !whole.Whole || len(whole.Lines) != 4 || whole.From != first || whole.Until != first+1 || whole.Head.Number != 4 {
		t.Errorf("the whole: %+v", whole)
	}
	if whole.OpeningMinor != 0 || whole.InMinor != 262_500 || whole.OutMinor != 20_000 || whole.ClosingMinor != 242_500 || whole.Lines[1].ReversedBy != 4 {
		t.Errorf("sums of the whole: %+v", whole.Period)
	}
	second := must[workspace.Statement](t)(awa.Statement(ctx, book, first+1, first+5))
	if second.Whole || len(second.Lines) != 2 || second.OpeningMinor != 237_500 || second.ClosingMinor != 242_500 || second.Lines[0].BalanceMinor != 230_000 || second.Until != first+5 {
		t.Errorf("the second day: %+v", second)
	}
	before := must[workspace.Statement](t)(awa.Statement(ctx, book, first-9, first-1))
	if before.Whole || len(before.Lines) != 0 || before.ClosingMinor != 0 || before.Head.Number != 4 {
		t.Errorf("before everything: %+v", before)
	}
	if _, err := awa.Statement(ctx, book, first, first-1); !errors.Is(err, fault.Invalid) {
		t.Errorf("a period that ends before it begins gives %v", err)
	}
	period := must[workspace.Period](t)(awa.BookPeriod(ctx, book, 0, first))
	if len(period.Days) != 1 || period.Vouchers != 2 || len(period.Months) != 1 || period.Months[0].BalanceMinor != 237_500 {
		t.Errorf("the first day counted: %+v", period)
	}
}

func TestStatementIsForThoseWhoSeeTheBook(t *testing.T) {
	ctx := t.Context()
	_, awa := found(t).join(t)
	if _, err := awa.Statement(ctx, ident.BookID{9}, 0, 0); !errors.Is(err, fault.Missing) {
		t.Errorf("another book gives %v", err)
	}
	if _, err := awa.BookPeriod(ctx, ident.BookID{9}, calendar.New(2026, 1, 1), 0); !errors.Is(err, fault.Missing) {
		t.Errorf("another book counted gives %v", err)
	}
}

// What has no number yet is told apart, within the period that was asked for.
func TestStatementKeepsProvisionalVouchersApart(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, o.export(t)))
	check(t, site.Apply(ctx, nil, arrival, o.print))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	kept := must[cashbook.Provisional](t)(awa.AddProvisional(ctx, o.book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 250_000, Text: "Caisse"}}))
	day := kept.Draft.Day
	for _, c := range []struct {
		from, until calendar.Day
		want        int
	}{{0, 0, 1}, {day, day, 1}, {day + 1, 0, 0}, {0, day - 1, 0}} {
		st := must[workspace.Statement](t)(awa.Statement(ctx, o.book.ID, c.from, c.until))
		if len(st.Provisional) != c.want || len(st.Lines) != 0 || st.ClosingMinor != 0 {
			t.Errorf("from %v until %v: %+v", c.from, c.until, st)
		}
	}
}
