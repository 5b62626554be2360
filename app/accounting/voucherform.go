package accounting

import (
	"fmt"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
)

// VoucherForm begins the form by which a voucher of a cash book is posted: what the
// cashier has said, under the mask that goes with it. What nobody has said stays
// empty, for the accountant to complete.
func VoucherForm(v cashbook.Voucher, book cashbook.Book, b Basis) Form {
	f := Form{
		Way: cashbook.In, AmountMinor: v.AmountMinor, Shares: v.Shares(), PartyName: v.Recipient,
		Voucher: VoucherNumber(book, v), VoucherDay: v.Entry.Day, Text: v.Text, Attachments: v.Attachments,
	}
	if v.AmountMinor < 0 {
		f.Way, f.AmountMinor = cashbook.Out, -v.AmountMinor
	}
	if !b.Journal.IsTreasury() {
		f.Against = book.Account
	}
	f.Mask = voucherMask(v, f, b)
	if v.Kind == cashbook.KindDifference && len(f.Shares) == 0 {
		f.Shares = []cashbook.Share{{Account: b.Plan.Chart.Usual(differenceUse(f.Way))}}
	}
	return f
}

// VoucherNumber is how a voucher of a cash book is called in the journals:
// "P01/1-23".
func VoucherNumber(book cashbook.Book, v cashbook.Voucher) string {
	return fmt.Sprintf("%s-%d", book.Ref(), v.Entry.Number)
}

func differenceUse(way cashbook.Direction) chart.Use {
	if way == cashbook.Out {
		return chart.UseShortage
	}
	return chart.UseSurplus
}

// voucherMask gives the mask of a voucher: that of its kind, else the first that
// takes the accounts which the cashier has named.
func voucherMask(v cashbook.Voucher, f Form, b Basis) Mask {
	fitting := []Mask{MaskIncome, MaskSettlement, MaskReceived, MaskSupply}
	if f.Way == cashbook.Out {
		fitting = []Mask{MaskCost, MaskSettlement, MaskReturn, MaskTransfer}
	}
	switch {
	case v.Kind == cashbook.KindTransfer && f.Way == cashbook.Out:
		return MaskTransfer
	case v.Kind == cashbook.KindTransfer:
		return MaskSupply
	case v.Kind == cashbook.KindItem && f.Way == cashbook.Out:
		return MaskAdvance
	case v.Kind == cashbook.KindSettlement:
		return MaskSettlement
	}
	for _, m := range fitting {
		r, known := RuleOf(m, b.Journal, b.Plan.Chart)
		if known && b.Journal.Allows(m) && len(f.Shares) > 0 && r.checkAccounts(f.Shares, "") == nil && (!r.Party || f.PartyName != "") {
			return m
		}
	}
	return fitting[0]
}
