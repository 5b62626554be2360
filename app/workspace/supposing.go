package workspace

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

func isDenied(err error) bool { return errors.Is(err, fault.Denied) }

// suppose fills in what a transfer leaves open: the account of internal transfers
// of each project's chart, and between two currencies the rate of the day.
func suppose(tx *storage.Tx, from, to ident.BookID, t cashbook.TransferDraft, now time.Time) (cashbook.TransferDraft, error) {
	t, err := supposeAccounts(tx, from, to, t)
	if err != nil || t.Rate != 0 || t.InMinor != 0 {
		return t, err
	}
	out, err := tx.Book(from)
	if err != nil {
		return t, err
	}
	in, err := tx.Book(to)
	if err != nil || in.Currency == out.Currency {
		return t, err
	}
	day := t.Day
	if day.IsZero() {
		if day, err = out.Today(now); err != nil {
			return t, err
		}
	}
	rate, err := chart.RateOn(tx, out.Currency, in.Currency, day)
	if isMissing(err) {
		return t, nil // whoever enters it is asked
	}
	t.Rate = rate.Rate
	return t, err
}

func supposeAccounts(tx *storage.Tx, from, to ident.BookID, t cashbook.TransferDraft) (cashbook.TransferDraft, error) {
	for _, leg := range []struct {
		book    ident.BookID
		account *string
	}{{from, &t.OutAccount}, {to, &t.InAccount}} {
		if *leg.account != "" {
			continue
		}
		b, err := tx.Book(leg.book)
		if err != nil {
			return t, err
		}
		plan, err := chart.PlanOf(tx, b.Project)
		if err != nil {
			return t, err
		}
		*leg.account = plan.Chart.Usual(chart.UseTransfer)
	}
	return t, nil
}
