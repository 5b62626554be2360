package cashbook

import (
	"github.com/comptoir/comptoir/app/fault"
)

const (
	// MaxAmountMinor is the largest amount of a voucher, 15 digits: enough for
	// any till, and so far from the end of 64 bits that it takes thousands of
	// such vouchers to get there.
	MaxAmountMinor = 999_999_999_999_999
	// maxBalanceMinor is the largest balance of a book, either way.
	maxBalanceMinor = 1_000 * MaxAmountMinor
)

// weigh refuses an amount at a position that the book can not bear, and gives
// the balance of the book with it. A change hands in the voucher it replaces,
// which then does not count.
func (d *desk) weigh(amountMinor int64, at Position, replaced Voucher) (balanceMinor int64, err error) {
	balanceMinor, err = d.store.BalanceMinor(d.book.ID)
	if err != nil {
		return 0, err
	}
	balanceMinor += amountMinor - replaced.AmountMinor // far from 64 bits, see maxBalanceMinor
	if balanceMinor > maxBalanceMinor || balanceMinor < -maxBalanceMinor {
		return 0, fault.New(fault.Invalid, "cashbook.balance-large", fault.Args{
			"Book": d.book.Ref(), "Largest": d.book.amount(maxBalanceMinor),
		})
	}
	if !d.book.StaysPositive() || amountMinor >= replaced.AmountMinor {
		return balanceMinor, nil // no balance becomes lower, or may become so
	}
	outlook, err := d.store.OutlookAt(d.book.ID, at, replaced.Entry.Number)
	if err != nil {
		return 0, err
	}
	return balanceMinor, d.refuseNegative(amountMinor, at, outlook)
}

// refuseNegative refuses an amount that takes a balance below zero: its own, or
// a later one in the order of days and numbers.
func (d *desk) refuseNegative(amountMinor int64, at Position, outlook Outlook) error {
	args := fault.Args{
		"Book": d.book.Ref(), "Amount": d.book.amount(max(amountMinor, -amountMinor)), "Day": at.Day,
	}
	if outlook.BeforeMinor+amountMinor < 0 {
		args["Balance"] = d.book.amount(outlook.BeforeMinor)
		return fault.New(fault.Invalid, "cashbook.negative", args)
	}
	if outlook.LowestAt != at && outlook.LowestMinor+amountMinor < 0 {
		args["Balance"] = d.book.amount(outlook.LowestMinor + amountMinor)
		args["Later"], args["Number"] = outlook.LowestAt.Day, outlook.LowestAt.Number
		return fault.New(fault.Invalid, "cashbook.negative-later", args)
	}
	return nil
}
