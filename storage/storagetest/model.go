package storagetest

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// model is a book as it is defined: a chain of entries, from which everything
// else is counted anew at every question.
type model struct {
	book  ident.BookID
	chain []cashbook.Voucher
}

// append adds an entry to the model and to the store.
func (m *model) append(t *testing.T, s *storage.Store, v cashbook.Voucher) {
	t.Helper()
	m.chain = append(m.chain, v)
	update(t, s, func(tx *storage.Tx) error { return tx.AppendVoucher(v) })
}

// lines gives the page: the latest revisions in order, with balances.
func (m *model) lines() (lines []cashbook.Line) {
	latest := map[int64]cashbook.Voucher{}
	for _, v := range m.chain {
		latest[v.Entry.Number] = v
	}
	for _, v := range latest {
		lines = append(lines, cashbook.Line{Voucher: v})
	}
	slices.SortFunc(lines, func(a, b cashbook.Line) int { return compare(position(a.Voucher), position(b.Voucher)) })
	balance := int64(0)
	for i := range lines {
		balance += lines[i].Voucher.AmountMinor
		lines[i].BalanceMinor = balance
	}
	return lines
}

func position(v cashbook.Voucher) cashbook.Position {
	return cashbook.Position{Day: v.Entry.Day, Number: v.Entry.Number}
}

func compare(a, b cashbook.Position) int {
	if a.Day != b.Day {
		return int(a.Day) - int(b.Day)
	}
	return int(a.Number - b.Number)
}

// outlook counts what cashbook.Outlook is defined to be.
func (m *model) outlook(at cashbook.Position, ignored int64) cashbook.Outlook {
	var out cashbook.Outlook
	balance, found := int64(0), false
	for _, l := range m.lines() {
		if l.Voucher.Entry.Number == ignored {
			continue
		}
		balance += l.Voucher.AmountMinor
		here := position(l.Voucher)
		switch {
		case compare(here, at) < 0:
			out.BeforeMinor = balance
		case !found || balance < out.LowestMinor:
			out.LowestMinor, out.LowestAt, found = balance, here, true
		}
	}
	if !found {
		out.LowestMinor, out.LowestAt = out.BeforeMinor, at
	}
	return out
}

// check compares all that the store says about the book with the model.
func (m *model) check(t *testing.T, s *storage.Store) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		m.checkChain(t, tx)
		m.checkPage(t, tx)
		m.checkTotals(t, tx)
		m.checkDays(t, tx)
		return nil
	})
}

func (m *model) checkChain(t *testing.T, tx *storage.Tx) {
	t.Helper()
	for from := range len(m.chain) + 1 {
		var got []cashbook.Voucher
		err := tx.Chain(m.book, int64(from), func(v cashbook.Voucher) error {
			got = append(got, v)
			return nil
		})
		if err != nil {
			t.Fatalf("Chain: %v", err)
		}
		want := m.chain[max(from-1, 0):]
		if len(want) == 0 {
			want = nil
		}
		same(t, "chain", got, want)
	}
}

func (m *model) checkPage(t *testing.T, tx *storage.Tx) {
	t.Helper()
	want := m.lines()
	for offset := range len(want) + 2 {
		for _, limit := range []int{0, 1, 3} {
			got, total, err := tx.Page(cashbook.PageFilter{Book: m.book, Offset: offset, Limit: limit})
			if err != nil {
				t.Fatalf("Page: %v", err)
			}
			same(t, "lines in all", total, len(want))
			same(t, "page", got, part(want, offset, limit))
		}
	}
	for _, l := range want {
		got, err := tx.Voucher(m.book, l.Voucher.Entry.Number)
		if err != nil {
			t.Fatalf("Voucher: %v", err)
		}
		same(t, "voucher", got, l.Voucher)
	}
}

// part gives a page of a list as it is defined.
func part[T any](all []T, offset, limit int) []T {
	if offset >= len(all) {
		return nil
	}
	if limit == 0 {
		limit = len(all)
	}
	return all[offset:min(offset+limit, len(all))]
}

func (m *model) checkTotals(t *testing.T, tx *storage.Tx) {
	t.Helper()
	var sum int64
	var last calendar.Day
	for _, l := range m.lines() {
		sum, last = l.BalanceMinor, max(last, l.Voucher.Entry.Day)
	}
	balance, err := tx.BalanceMinor(m.book)
	if err != nil {
		t.Fatalf("BalanceMinor: %v", err)
	}
	same(t, "balance", balance, sum)
	day, err := tx.LastDay(m.book)
	if err != nil {
		t.Fatalf("LastDay: %v", err)
	}
	same(t, "last day", day, last)
	if err := tx.VerifyTotals(m.book); err != nil {
		t.Errorf("VerifyTotals: %v", err)
	}
}

// checkOutlook asks for the outlook at every place of the page.
func (m *model) checkOutlook(t *testing.T, s *storage.Store) {
	t.Helper()
	lines := m.lines()
	view(t, s, func(tx *storage.Tx) error {
		next := int64(len(lines) + 1)
		for d := day(1); d <= day(9); d++ {
			m.compareOutlook(t, tx, cashbook.Position{Day: d, Number: next}, 0)
			for _, l := range lines {
				m.compareOutlook(t, tx, cashbook.Position{Day: d, Number: next}, l.Voucher.Entry.Number)
			}
		}
		for _, l := range lines {
			m.compareOutlook(t, tx, position(l.Voucher), l.Voucher.Entry.Number)
		}
		return nil
	})
}

func (m *model) compareOutlook(t *testing.T, tx *storage.Tx, at cashbook.Position, ignored int64) {
	t.Helper()
	got, err := tx.OutlookAt(m.book, at, ignored)
	if err != nil {
		t.Fatalf("OutlookAt: %v", err)
	}
	if want := m.outlook(at, ignored); got != want {
		t.Errorf("outlook at %v without %d:\n got %+v\nwant %+v", at, ignored, got, want)
	}
}
