package workspace

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// BudgetReport is « budget et réalisé » of a project.
type BudgetReport struct {
	Accounts
	accounting.BudgetActual
	Funding string // the only one in it; empty for all
	Waiting int    // vouchers of cash books that arrived and wait to be posted
	NoRate  int    // of them, those in another currency without a rate, which are in no amount
}

// BudgetWish says of which accounts, and of which funding, somebody wants the budget.
type BudgetWish struct {
	AccountsWish
	Funding string // empty for all
}

// Budget compares the budget of a project with what was posted, and says what
// arrived from cash books and is not posted yet.
func (s *Session) Budget(ctx context.Context, wish BudgetWish) (BudgetReport, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (r BudgetReport, err error) {
		if r.Accounts, err = openAccounts(tx, by, wish.AccountsWish, now); err != nil {
			return r, err
		}
		if r.Funding = wish.Funding; r.Funding != "" {
			if _, known := r.Plan.Fundings.Funding(r.Funding); !known {
				return r, fault.New(fault.Missing, "workspace.funding", fault.Args{"Funding": fault.Excerpt(r.Funding)})
			}
		}
		var spent accounting.Spent
		if spent.Within, err = tx.BudgetSums(totalOf(r.Span)); err != nil {
			return r, err
		}
		since := r.Span
		since.From = 0
		if since, err = accounting.OpenSpan(tx, since, r.Chart); err != nil {
			return r, err
		}
		if spent.Total, err = tx.BudgetSums(totalOf(since)); err != nil {
			return r, err
		}
		spent.Waiting, err = r.waiting(tx, by, now)
		r.BudgetActual = accounting.MakeBudget(r.Plan.Budget, spent, r.Funding)
		return r, err
	})
}

// BudgetPostings are the postings that name a budget line, or one below it.
type BudgetPostings struct {
	Accounts
	Line  chart.BudgetLine // without label where the budget does not have it
	Lines []accounting.AccountLine
}

// BudgetPostings lists what was posted on a budget line, from one funding or any.
func (s *Session) BudgetPostings(ctx context.Context, wish BudgetWish, code string) (BudgetPostings, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (b BudgetPostings, err error) {
		if b.Accounts, err = openAccounts(tx, by, wish.AccountsWish, now); err != nil {
			return b, err
		}
		b.Line.Code = code
		if line, known := b.Plan.Budget.Line(code); known {
			b.Line = line
		}
		b.Lines, err = tx.BudgetLines(totalOf(b.Span), code, MaxSheetLines)
		if wish.Funding != "" {
			b.Lines = slices.DeleteFunc(b.Lines, func(l accounting.AccountLine) bool { return l.Line().Funding != wish.Funding })
		}
		return b, err
	})
}

func totalOf(s accounting.Span) accounting.TotalFilter {
	return accounting.TotalFilter{Project: s.Project, Journals: s.Journals, From: s.From, Until: s.Until, Without: s.Without}
}

// waiting adds up what waits to be posted of the books that the person may see,
// until the end of the time.
func (r *BudgetReport) waiting(tx *storage.Tx, by directory.Actor, now time.Time) (sums []accounting.BudgetSum, err error) {
	books, err := tx.Books(cashbook.BookFilter{Project: r.Project})
	for _, b := range books {
		if err != nil {
			return nil, err
		}
		may := mayView(tx, by, b, now)
		if may != nil {
			may = cashbook.MayPost(tx, by, b, now)
		}
		if errors.Is(may, fault.Denied) {
			continue
		}
		if may != nil {
			return nil, may
		}
		var vouchers []cashbook.ReceivedVoucher
		vouchers, _, err = tx.ReceivedVouchers(cashbook.ReceivedFilter{Book: b.ID, State: cashbook.ToPost})
		for _, v := range vouchers {
			if err == nil && v.Entry.Day <= r.Until {
				r.Waiting++
				sums, err = r.voucher(tx, b, v.Content, v.Entry.Day, sums)
			}
		}
	}
	return sums, err
}

// voucher adds what one voucher spends.
func (r *BudgetReport) voucher(tx *storage.Tx, b cashbook.Book, c cashbook.Content, day calendar.Day, sums []accounting.BudgetSum) ([]accounting.BudgetSum, error) {
	rate, err := chart.RateOn(tx, b.Currency, r.Base, day)
	if errors.Is(err, fault.Missing) {
		r.NoRate++
		return sums, nil
	}
	for _, part := range partsOf(c) {
		if err != nil {
			return nil, err
		}
		if part.BudgetLine == "" && !strings.HasPrefix(part.Account, "6") {
			continue
		}
		worth, failed := rate.Rate.Convert(money.Amount{Minor: -part.AmountMinor, Currency: b.Currency}, r.Base)
		err = failed
		sums = append(sums, accounting.BudgetSum{Line: part.BudgetLine, Funding: part.Funding, SpentMinor: worth.Minor})
	}
	return sums, err
}

// partsOf gives what a voucher is split into, or all of it.
func partsOf(c cashbook.Content) []cashbook.Part {
	if len(c.Parts) > 0 {
		return c.Parts
	}
	return []cashbook.Part{{AmountMinor: c.AmountMinor, Account: c.Account, Funding: c.Funding, BudgetLine: c.BudgetLine}}
}
