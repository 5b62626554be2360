package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// kindOf says what a special voucher does beyond moving money; nothing for any
// other.
func (p *page) kindOf(v cashbook.Voucher) string {
	switch v.Kind {
	case cashbook.KindOpening:
		return p.T("cashbook.opening")
	case cashbook.KindItem:
		if p.book.Book.Type == cashbook.Receivable {
			return p.T("cashbooks.movement.claim")
		}
		return p.T("cashbooks.movement.advance")
	case cashbook.KindSettlement:
		return p.T("cashbook.settlement-of", fault.Args{"Number": v.Settles})
	case cashbook.KindTransfer:
		other := money.Amount{Minor: max(v.Transfer.OtherMinor, -v.Transfer.OtherMinor), Currency: v.Transfer.Currency}
		args := fault.Args{"Amount": other, "Rate": p.Printer.Decimal(v.Transfer.Rate.String())}
		if v.Transfer.Rate == money.RateOne {
			return p.T("cashbooks.voucher.transfer", args)
		}
		return p.T("cashbooks.voucher.transfer-at", args)
	}
	return ""
}
