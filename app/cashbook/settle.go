package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Settlement settles an open item, all or part of it, with what the money was
// spent on. In a till or a bank the settled amount comes back in and the expenses
// go out; what is left between them is money returned or topped up. In a book of
// claims each expense settles by itself.
type Settlement struct {
	Draft              // amount settled, positive; 0 for all that is open, or in a book of claims the expenses
	Expenses []Content // amounts positive
}

// Settle enters a settlement of the item that a number has opened: several
// vouchers, all or, as the caller's transaction sees to, none. An empty account is
// that of the item, an empty recipient whoever owes.
func Settle(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, item int64, st Settlement, now time.Time) ([]Recorded, error) {
	d, err := openDesk(s, by, directory.RightVoucherRecord, poste, book, now)
	if err != nil {
		return nil, err
	}
	drafts, err := d.settlement(item, st)
	if err != nil {
		return nil, err
	}
	var recorded []Recorded
	for _, draft := range drafts {
		if draft, err = d.check(draft); err != nil {
			return nil, err
		}
		r, err := d.add(draft)
		if err != nil {
			return nil, err
		}
		recorded = append(recorded, r)
	}
	return recorded, nil
}

// MaxExpenses is how many expenses one settlement has at most.
const MaxExpenses = 50

// settlement gives the vouchers of a settlement in their order.
func (d *desk) settlement(number int64, st Settlement) ([]Draft, error) {
	item, err := d.item(number)
	if err != nil {
		return nil, err
	}
	if len(st.Expenses) > MaxExpenses {
		return nil, fault.New(fault.Invalid, "cashbook.settle-many", fault.Args{"Most": MaxExpenses})
	}
	spent := int64(0)
	for _, e := range st.Expenses {
		if err := d.checkAmount(e.AmountMinor); err != nil {
			return nil, err
		}
		if e.AmountMinor < 0 {
			return nil, fault.New(fault.Invalid, "cashbook.settle-negative", nil)
		}
		spent += e.AmountMinor // at most 50 × MaxAmountMinor
	}
	if st.AmountMinor < 0 {
		return nil, fault.New(fault.Invalid, "cashbook.settle-negative", nil)
	}
	if d.book.Type == Receivable {
		return d.settleClaim(item, st, spent)
	}
	return d.settleAdvance(item, st)
}

// settleAdvance brings the advance back in, and then lets the expenses out.
func (d *desk) settleAdvance(item Voucher, st Settlement) ([]Draft, error) {
	back, err := d.back(item, st)
	if err != nil {
		return nil, err
	}
	drafts := []Draft{back}
	for _, e := range st.Expenses {
		e.AmountMinor, e.Special = -e.AmountMinor, Special{}
		drafts = append(drafts, Draft{Day: st.Day, Content: withOpposite(e)})
	}
	return drafts, nil
}

// back is the voucher that settles: what is open unless the amount is given.
func (d *desk) back(item Voucher, st Settlement) (Draft, error) {
	number, amount := item.Entry.Number, st.AmountMinor
	if amount == 0 {
		moves, err := d.store.Movements(d.book.ID, number, endOfDays)
		if err != nil {
			return Draft{}, err
		}
		for _, m := range moves {
			amount += m.AmountMinor
		}
		if amount = max(amount, -amount); amount == 0 {
			return Draft{}, d.settledMore(item, 0)
		}
	}
	back := st.Draft
	back.AmountMinor, back.Special = amount, Special{Kind: KindSettlement, Settles: number}
	if d.book.Type == Receivable {
		back.AmountMinor = -amount
	}
	return settling(back, item), nil
}

// settling fills in what a settlement takes from its item.
func settling(draft Draft, item Voucher) Draft {
	if draft.Account == "" && len(draft.Parts) == 0 {
		draft.Account = item.Account
	}
	if draft.Recipient == "" {
		draft.Recipient = item.Recipient
	}
	return draft
}

// withOpposite turns the parts of an expense round with its amount.
func withOpposite(c Content) Content {
	parts := make([]Part, len(c.Parts))
	for i, p := range c.Parts {
		p.AmountMinor = -p.AmountMinor
		parts[i] = p
	}
	c.Parts = parts
	return c
}

// settleClaim lets every expense settle some of the claim; without any, the
// settled amount does.
func (d *desk) settleClaim(item Voucher, st Settlement, spent int64) ([]Draft, error) {
	if len(st.Expenses) == 0 {
		back, err := d.back(item, st)
		return []Draft{back}, err
	}
	if st.AmountMinor != 0 && st.AmountMinor != spent {
		return nil, fault.New(fault.Invalid, "cashbook.settle-sum", fault.Args{
			"Settled": d.book.amount(st.AmountMinor), "Spent": d.book.amount(spent),
		})
	}
	var drafts []Draft
	for _, e := range st.Expenses {
		e.AmountMinor, e.Special = -e.AmountMinor, Special{Kind: KindSettlement, Settles: item.Entry.Number}
		drafts = append(drafts, settling(Draft{Day: st.Day, Content: withOpposite(e)}, item))
	}
	return drafts, nil
}
