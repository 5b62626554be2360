package cashbooks

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
)

// spot is where on the page a voucher would stand.
type spot struct {
	day    calendar.Day
	number int64 // of the voucher that is being changed; 0 for a new one
}

// prospect is what was found when a spot was last looked at.
type prospect struct {
	spot
	outlook cashbook.Outlook
	known   bool
}

// balance is what the line shows under « Solde ».
type balance struct {
	minor int64
	known bool
	short bool // the book must not come to this
}

// after gives the balance once an amount stands at the spot; an amount of 0
// gives the one before it.
func (p prospect) after(book cashbook.Book, at spot, minor int64) balance {
	if !p.known || p.spot != at {
		return balance{}
	}
	after := balance{minor: p.outlook.BeforeMinor + minor, known: true}
	after.short = minor != 0 && book.StaysPositive() && min(after.minor, p.outlook.LowestMinor+minor) < 0
	return after
}

// passed moves the prospect on to right after a voucher that has just been
// recorded at it.
func (p prospect) passed(minor int64) prospect {
	p.outlook.BeforeMinor += minor
	p.outlook.LowestMinor += minor
	return p
}
