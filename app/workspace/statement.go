package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

// Period is a book between two days, counted by days and months: what charts
// and summaries need, however many vouchers there are.
type Period struct {
	From, Until  calendar.Day // both included
	OpeningMinor int64        // balance before the first day
	InMinor      int64
	OutMinor     int64 // positive
	ClosingMinor int64
	Vouchers     int64
	Days         []cashbook.DaySum
	Months       []cashbook.MonthSum
}

// Statement is a book between two days with every line.
type Statement struct {
	Period
	Card        BookCard
	Whole       bool        // nothing is before or after
	Head        ledger.Head // of the chain when it was read
	Lines       []BookLine
	Provisional []BookLine // without number, in no sum
	Lost        []ledger.Lost
}

// BookPeriod counts a book between two days. No first day is that of the first
// voucher; no last day is today, or that of the last voucher if it is later. A last
// day before the first one is fault.Invalid.
func (s *Session) BookPeriod(ctx context.Context, book ident.BookID, from, until calendar.Day) (Period, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (p Period, err error) {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return p, err
		}
		return period(tx, b, from, until, now)
	})
}

// Vouchers have days between these.
var earliest, latest = calendar.New(1, 1, 1), calendar.New(9999, 12, 31)

func or(d, otherwise calendar.Day) calendar.Day {
	if d.IsZero() {
		return otherwise
	}
	return d
}

func period(tx *storage.Tx, b cashbook.Book, from, until calendar.Day, now time.Time) (p Period, err error) {
	if !from.IsZero() && !until.IsZero() && until < from {
		return p, fault.New(fault.Invalid, "workspace.period", fault.Args{"From": from, "Until": until})
	}
	first := or(from, earliest)
	if p.OpeningMinor, _, err = tx.StandingAt(b.ID, first-1); err != nil {
		return p, err
	}
	if p.Days, err = tx.BookDays(b.ID, first, or(until, latest)); err != nil {
		return p, err
	}
	p.From, p.Until, p.ClosingMinor = from, until, p.OpeningMinor
	for _, d := range p.Days {
		p.InMinor += d.InMinor
		p.OutMinor += d.OutMinor
		p.Vouchers += d.Vouchers
		p.ClosingMinor = d.BalanceMinor
	}
	p.Months = cashbook.Months(p.OpeningMinor, p.Days)
	return p, p.close(b, now)
}

// close finds the ends that were left open.
func (p *Period) close(b cashbook.Book, now time.Time) error {
	today, err := b.Today(now)
	if err != nil {
		return err
	}
	if p.Until.IsZero() {
		p.Until = max(today, p.From)
		if len(p.Days) > 0 {
			p.Until = max(p.Until, p.Days[len(p.Days)-1].Day)
		}
	}
	if p.From.IsZero() {
		p.From = p.Until
		if len(p.Days) > 0 {
			p.From = p.Days[0].Day
		}
	}
	return nil
}

// Statement gives the lines of a book between two days, as BookPeriod takes them.
func (s *Session) Statement(ctx context.Context, book ident.BookID, from, until calendar.Day) (st Statement, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return err
		}
		st, err = statement(tx, b, from, until, now)
		return err
	})
	if err != nil {
		return st, err
	}
	held, err := s.ProvisionalLines(ctx, book)
	for _, line := range held {
		if day := line.Voucher.Entry.Day; day >= or(from, earliest) && day <= or(until, latest) {
			st.Provisional = append(st.Provisional, line)
		}
	}
	return st, err
}

func statement(tx *storage.Tx, b cashbook.Book, from, until calendar.Day, now time.Time) (st Statement, err error) {
	if st.Period, err = period(tx, b, from, until, now); err != nil {
		return st, err
	}
	if st.Card, err = bookCard(tx, b, now); err != nil {
		return st, err
	}
	if st.Head, err = tx.Head(b.ID); err != nil {
		return st, err
	}
	history, err := tx.Ownerships(b.ID)
	if err != nil {
		return st, err
	}
	st.Lost = ledger.LostNumbers(history)
	before, total := int64(0), int64(0)
	if _, before, err = tx.StandingAt(b.ID, or(from, earliest)-1); err != nil {
		return st, err
	}
	if _, total, err = tx.StandingAt(b.ID, latest); err != nil {
		return st, err
	}
	st.Whole = before == 0 && st.Vouchers == total
	st.Lines, err = linesBetween(tx, b, int(before), int(st.Vouchers), now)
	return st, err
}

// linesBetween gives so many lines of the page, after so many.
func linesBetween(tx *storage.Tx, b cashbook.Book, offset, count int, now time.Time) ([]BookLine, error) {
	if count == 0 {
		return nil, nil // a limit of 0 is none
	}
	page, _, err := tx.Page(cashbook.PageFilter{Book: b.ID, Offset: offset, Limit: count})
	if err != nil {
		return nil, err
	}
	reversals, err := tx.Reversals(b.ID)
	if err != nil {
		return nil, err
	}
	sent, err := tx.Sent(b.ID)
	if err != nil {
		return nil, err
	}
	lines := make([]BookLine, len(page))
	for i, line := range page {
		state, err := b.State(line.Voucher, sent, now)
		if err != nil {
			return nil, err
		}
		lines[i] = BookLine{Line: line, State: state, ReversedBy: reversals[line.Voucher.Entry.Number]}
	}
	return lines, nil
}
