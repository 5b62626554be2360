package cashbook

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// CanRecord says what keeps the person from entering vouchers in the book on the
// poste now, or nil: the answer that Record would give before it reads the draft.
func CanRecord(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) error {
	_, err := openDesk(s, by, directory.RightVoucherRecord, poste, book, now)
	return err
}

// MayRebuild says what keeps the person from having made again what is derived from
// the entries of the book, or nil: whoever enters vouchers in it may, and whoever sets
// books up.
func MayRebuild(s directory.Store, by directory.Actor, b Book, now time.Time) error {
	err := may(s, by, directory.RightVoucherRecord, b, now)
	if errors.Is(err, fault.Denied) {
		return may(s, by, directory.RightBookManage, b, now)
	}
	return err
}

// Candidates lists the people to whom Assign would give a duty in the book, and
// who does it at present.
func Candidates(s Records, by directory.Actor, book ident.BookID, as Duty, now time.Time) ([]directory.User, error) {
	b, err := s.Book(book)
	if err != nil {
		return nil, err
	}
	if err := may(s, by, directory.RightBookAssign, b, now); err != nil {
		return nil, err
	}
	holder, err := b.duty(as)
	if err != nil {
		return nil, err
	}
	people, _, err := s.Users(directory.UserFilter{})
	if err != nil {
		return nil, err
	}
	var fit []directory.User
	for _, u := range people {
		fits, err := b.fits(s, u.ID, *holder, as, now)
		if err != nil {
			return nil, err
		}
		if fits {
			fit = append(fit, u)
		}
	}
	return fit, nil
}

// fits reports whether the user can have a duty that the holder has now.
func (b Book) fits(s directory.Store, user, holder ident.UserID, as Duty, now time.Time) (bool, error) {
	if user == holder {
		return true, nil
	}
	_, err := b.mayServe(s, user, as, now)
	if errors.Is(err, fault.Denied) || errors.Is(err, fault.Invalid) {
		return false, nil
	}
	return err == nil, err
}
