package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
)

// PayOut enters the leg of a transfer out of a book and no more: whoever keeps the
// other enters the arrival, even if that is this poste.
func PayOut(s Records, by directory.Actor, poste ident.PosteID, from, to ident.BookID, t TransferDraft, now time.Time) (Recorded, error) {
	out, err := openDesk(s, by, directory.RightVoucherRecord, poste, from, now)
	if err != nil {
		return Recorded{}, err
	}
	other, err := s.Book(to)
	if err != nil {
		return Recorded{}, err
	}
	if t, err = t.complete(out.book, other); err != nil {
		return Recorded{}, err
	}
	leg, err := out.checked(t.leg(TransferIDOf(from, out.head.Number+1), out.book, other, false))
	if err != nil {
		return Recorded{}, err
	}
	return out.add(leg)
}

// TakeTransfer is ReceiveTransfer from a book that need not be known here: another
// says what there is to know of it.
func TakeTransfer(s Records, by directory.Actor, poste ident.PosteID, to ident.BookID, other Book, number int64, t TransferDraft, now time.Time) (Transferred, error) {
	in, err := openDesk(s, by, directory.RightVoucherRecord, poste, to, now)
	if err != nil {
		return Transferred{}, err
	}
	return in.takeTransfer(other, number, t)
}
