package accounting_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// spot is where the naive model adds up: an account in a journal.
type spot struct {
	journal ident.BookID
	account string
}

// sums is the naive model: what was posted, added up by hand.
type sums map[spot]accounting.Stock

func (m sums) add(p accounting.Posting) {
	for _, l := range p.Lines {
		at := spot{p.Entry.Book, l.Account}
		m[at] = m[at].After(l.AmountMinor, l.BaseMinor)
	}
}

// equal compares what is not zero.
func (m sums) equal(o sums) bool {
	return maps.Equal(m.filled(), o.filled())
}

func (m sums) filled() sums {
	filled := maps.Clone(m)
	maps.DeleteFunc(filled, func(_ spot, s accounting.Stock) bool { return s == accounting.Stock{} })
	return filled
}

// ledgerRun is one sequence on the database, which is rolled back after it.
type ledgerRun struct {
	t     *rapid.T
	tx    *storage.Tx
	model sums
	open  map[ident.BookID][]int64 // postings that can be reversed
}

var errRolledBack = errors.New("rolled back")

// sequence runs something on the office and forgets it. What fails fails outside of
// the transaction.
func sequence(t *rapid.T, o *office, do func(*ledgerRun) error) {
	var failed error
	err := o.Update(context.Background(), func(tx *storage.Tx) error {
		failed = do(&ledgerRun{t: t, tx: tx, model: sums{}, open: map[ident.BookID][]int64{}})
		return errRolledBack
	})
	if failed != nil || !errors.Is(err, errRolledBack) {
		t.Fatalf("%v, %v", failed, err)
	}
}

// Whatever is entered, reversed and posted again: each posting balances in both
// currencies, the stored totals are those of the naive model, the chain is whole,
// and when all is reversed every balance is nothing again.
func TestAnySequenceBalances(t *testing.T) {
	o := newOffice(t)
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.SliceOfN(rapid.Custom(drawStep), 1, 15).Draw(t, "steps")
		sequence(t, o, func(r *ledgerRun) error {
			for _, s := range steps {
				if err := r.do(s); err != nil {
					return err
				}
			}
			return errors.Join(r.compare(), r.undo())
		})
	})
}

// step is something that somebody does.
type step struct {
	Kind    string
	Foreign bool
	Amounts []int64
	Rate    money.Rate
	Which   int
	Day     int
	Empties bool
}

func drawStep(t *rapid.T) step {
	amount := rapid.OneOf(rapid.Int64Range(1, 9), rapid.Int64Range(1, 1_000_000_000))
	return step{
		Kind:    rapid.SampledFrom([]string{"post", "post", "post", "reverse", "repost"}).Draw(t, "kind"),
		Foreign: rapid.Bool().Draw(t, "foreign"),
		Amounts: rapid.SliceOfN(amount, 1, 4).Draw(t, "amounts"),
		Rate:    money.Rate(rapid.Int64Range(1, 1_000*int64(money.RateOne)).Draw(t, "rate")),
		Which:   rapid.IntRange(0, 99).Draw(t, "which"),
		Day:     rapid.IntRange(0, 40).Draw(t, "day"),
		Empties: rapid.IntRange(0, 3).Draw(t, "empties") == 0,
	}
}

var spentOn = []string{"6042", "6043", "6181", "6222"}

// entry makes free lines of the amounts, in francs.
func (s step) entry() accounting.Entry {
	e := accounting.Entry{Day: today - 50} // long before any reversal
	e.Mask, e.Text = accounting.MaskFree, "Écriture"
	sum := int64(0)
	for i, a := range s.Amounts {
		if (s.Which+i)%3 == 0 {
			a = -a
		}
		sum += a
		e.Lines = append(e.Lines, accounting.Line{Account: spentOn[(s.Which+i)%len(spentOn)], AmountMinor: a})
	}
	if sum == 0 {
		sum = e.Lines[0].AmountMinor
		e.Lines = e.Lines[:1]
	}
	e.Lines = append(e.Lines, accounting.Line{Account: "5211", AmountMinor: -sum})
	return e
}

// form makes a transaction in euros, which may take all that there is.
func (s step) form(stock accounting.Stock) accounting.Form {
	f := accounting.Form{Mask: accounting.MaskCost, Text: "En euros", Rate: s.Rate, Equal: true, AmountMinor: s.Amounts[0] + 10, Shares: share("6042")}
	for range s.Amounts[1:] {
		f.Shares = append(f.Shares, cashbook.Share{Account: "6181"})
	}
	if s.Which%2 == 0 {
		f.Way = cashbook.In
	}
	if s.Empties && stock.AmountMinor > 0 {
		f.Way, f.AmountMinor = cashbook.Out, stock.AmountMinor
	}
	return f
}

// do takes a step. What the rules refuse changes nothing.
func (r *ledgerRun) do(s step) error {
	journal := general
	if s.Foreign {
		journal = euroBank
	}
	by := as(r.tx, awa)
	numbers := r.open[journal]
	if s.Kind != "post" && len(numbers) == 0 {
		return nil
	}
	switch s.Kind {
	case "reverse":
		return r.reverse(journal, s.Which%len(numbers))
	case "repost":
		at := s.Which % len(numbers)
		var reversal, p accounting.Posting
		var err error
		if s.Foreign {
			reversal, p, err = accounting.RepostForm(r.tx, by, poste, journal, numbers[at], "faux", today, s.form(accounting.Stock{}), noon)
		} else {
			e := s.entry()
			e.Day = today
			reversal, p, err = accounting.Repost(r.tx, by, poste, journal, numbers[at], "faux", e, noon)
		}
		if err != nil {
			return r.unlessTiny(err)
		}
		r.open[journal] = slices.Delete(slices.Clone(numbers), at, at+1)
		return errors.Join(r.entered(reversal), r.posted(p))
	}
	if !s.Foreign {
		p, err := accounting.Post(r.tx, by, poste, journal, s.entry(), noon)
		if err != nil {
			return err
		}
		return r.posted(p)
	}
	before := r.model[spot{euroBank, "5215"}]
	f := s.form(before)
	p, err := accounting.PostForm(r.tx, by, poste, journal, today-50, f, noon)
	if err != nil {
		return r.unlessTiny(err)
	}
	if err := r.posted(p); err != nil {
		return err
	}
	if left := r.model[spot{euroBank, "5215"}]; f.Way == cashbook.Out && before.Nears(-1) && before.AmountMinor == f.AmountMinor && left != (accounting.Stock{}) {
		return fmt.Errorf("emptying %+v leaves %+v", before, left)
	}
	return nil
}

// unlessTiny takes the refusals that a sequence may meet: there is less to share than
// there are shares, or it is worth so little that rounding turns a line round. A form is not half entered then, but a
// reversal before it is, which only the caller's transaction would undo.
func (r *ledgerRun) unlessTiny(err error) error {
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != "accounting.line-base" && f.Key != "cashbook.share-empty" {
		return err
	}
	r.t.Skip("there is too little to share")
	return nil
}

func (r *ledgerRun) posted(p accounting.Posting) error {
	r.open[p.Entry.Book] = append(r.open[p.Entry.Book], p.Entry.Number)
	return r.entered(p)
}

// entered adds a posting to the model, and wants it to balance and to be stored.
func (r *ledgerRun) entered(p accounting.Posting) error {
	var amount, base int64
	for _, l := range p.Lines {
		amount, base = amount+l.AmountMinor, base+l.BaseMinor
	}
	r.model.add(p)
	stored, err := r.tx.Posting(p.Entry.Book, p.Entry.Number)
	if err != nil || amount != 0 || base != 0 || !stored.Equal(p.Content) || stored.Entry.Hash != p.Entry.Hash {
		return fmt.Errorf("posting %d: %d %d %v", p.Entry.Number, amount, base, err)
	}
	return nil
}

func (r *ledgerRun) reverse(journal ident.BookID, at int) error {
	number := r.open[journal][at]
	r.open[journal] = slices.Delete(slices.Clone(r.open[journal]), at, at+1)
	p, err := accounting.Reverse(r.tx, as(r.tx, awa), poste, journal, number, today, "faux", noon)
	if err != nil {
		return err
	}
	return r.entered(p)
}

// undo reverses all that stands, and wants nothing to be left.
func (r *ledgerRun) undo() error {
	for _, journal := range []ident.BookID{general, euroBank} {
		for len(r.open[journal]) > 0 {
			if err := r.reverse(journal, 0); err != nil {
				return err
			}
		}
	}
	if len(r.model.filled()) > 0 {
		return fmt.Errorf("all reversed leaves %+v", r.model.filled())
	}
	return r.compare()
}

// compare holds what is stored against the model.
func (r *ledgerRun) compare() error {
	stored := sums{}
	for _, journal := range []ident.BookID{general, euroBank} {
		only := []ident.BookID{journal}
		totals, err := r.tx.Totals(accounting.TotalFilter{Project: project, Journals: only})
		if err != nil {
			return err
		}
		all := int64(0)
		for _, total := range totals {
			base, amount, err := r.tx.AccountBalance(accounting.LineFilter{Project: project, Journals: only, Account: total.Account})
			if err != nil || base != total.BalanceMinor() {
				return fmt.Errorf("account %s has %d and %+v, %v", total.Account, base, total, err)
			}
			stored[spot{journal, total.Account}] = accounting.Stock{AmountMinor: amount, BaseMinor: base}
			all += base
		}
		if all != 0 {
			return fmt.Errorf("the trial balance is off by %d", all)
		}
	}
	if !stored.equal(r.model) {
		return fmt.Errorf("stored %+v, want %+v", stored.filled(), r.model.filled())
	}
	return nil
}

// Entries that do not depend on each other give the same trial balance in any order.
func TestOrderDoesNotChangeTheTrialBalance(t *testing.T) {
	o := newOffice(t)
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.SliceOfN(rapid.Custom(drawStep), 2, 10).Draw(t, "steps")
		other := rapid.Permutation(steps).Draw(t, "order")
		first, second := trialBalance(t, o, steps), trialBalance(t, o, other)
		if !slices.Equal(first, second) {
			t.Fatalf("%+v in one order, %+v in another", first, second)
		}
	})
}

func trialBalance(t *rapid.T, o *office, steps []step) (totals []accounting.Total) {
	sequence(t, o, func(r *ledgerRun) error {
		for _, s := range steps {
			e := s.entry()
			e.Day = today - calendar.Day(s.Day)
			if _, err := accounting.Post(r.tx, as(r.tx, awa), poste, general, e, noon); err != nil {
				return err
			}
		}
		var err error
		totals, err = r.tx.Totals(accounting.TotalFilter{Project: project})
		return err
	})
	return totals
}
