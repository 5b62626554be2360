package cashbook

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// checkKind refuses what a book of the type does not know. In a book of claims
// money in opens an item and money out settles one, so that its balance is what
// people owe. In the other books an item is an advance, money out, and what
// settles it comes in.
func (b Book) checkKind(c Content) error {
	if b.Type == Receivable {
		return b.checkReceivable(c)
	}
	switch c.Kind {
	case KindItem:
		if c.AmountMinor > 0 {
			return b.refuseKind("cashbook.item-in")
		}
		return b.checkItem(c)
	case KindSettlement:
		if c.AmountMinor < 0 {
			return b.refuseKind("cashbook.settle-out")
		}
	case KindTransfer:
		if c.Settles != 0 {
			return fault.New(fault.Invalid, "cashbook.special", nil)
		}
		return b.checkTransfer(c)
	}
	return nil
}

func (b Book) checkReceivable(c Content) error {
	switch {
	case c.Kind == KindDifference:
		return fault.New(fault.Invalid, "cashbook.special", nil)
	case c.AmountMinor < 0 && c.Settles == 0, c.Kind == KindOrdinary:
		return b.refuseKind("cashbook.settles-missing")
	case c.AmountMinor > 0 && c.Settles != 0:
		return b.refuseKind("cashbook.settle-in")
	case c.Kind == KindItem:
		return b.checkItem(c)
	case c.Kind == KindTransfer:
		return b.checkTransfer(c)
	}
	return nil
}

func (b Book) refuseKind(key string) error {
	return fault.New(fault.Invalid, key, fault.Args{"Book": b.Ref()})
}

// checkItem wants somebody who owes.
func (b Book) checkItem(c Content) error {
	if c.Recipient == "" {
		return b.refuseKind("cashbook.item-recipient")
	}
	return nil
}

// checkTransfer wants two legs that fit: opposite directions, one amount within
// one currency, and between two of them a rate that leads from one amount to the
// other.
func (b Book) checkTransfer(c Content) error {
	t := c.Transfer
	own, other := b.amount(c.AmountMinor), money.Amount{Minor: t.OtherMinor, Currency: t.Currency}
	fits := t.Book != b.ID && (own.Minor < 0) == (other.Minor > 0)
	if own.Minor > 0 {
		own, other = other, own // own goes out
	}
	own.Minor = -own.Minor
	if !fits || !exchanged(own, other, t.Rate) {
		return fault.New(fault.Invalid, "cashbook.special", nil)
	}
	return nil
}

// exchanged reports whether the rate leads from one amount to the other, or is
// what follows from both.
func exchanged(out, in money.Amount, rate money.Rate) bool {
	if out.Currency == in.Currency {
		return out == in && rate == money.RateOne
	}
	if worth, err := rate.Convert(out, in.Currency); err == nil && worth == in {
		return true
	}
	implied, err := money.RateBetween(out, in)
	return err == nil && implied == rate
}

// opensItem reports whether a voucher of the book opens an item.
func (b Book) opensItem(v Voucher) bool {
	if v.Entry.Reverses != 0 {
		return false
	}
	return v.Kind == KindItem || b.Type == Receivable && v.AmountMinor > 0
}
