package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// OpenBook is a book with what the person can do in it on this poste. Each error
// is nil, or says in words what is in the way.
type OpenBook struct {
	BookCard
	ExtentMinor int64 // no amount and no balance is larger

	Record  error // enter vouchers
	Reverse error
	Edit    error // change the definition
	Assign  error // choose who keeps it

	Count   error             // count the till
	Due     cashbook.CountDue // why the person should count it now
	Keep    error             // enter provisional vouchers
	Grant   error             // give it to a poste, or withdraw it
	Return  error             // give it back to head office
	Accept  error             // take it over from who kept it before
	Batch   error             // write batches
	Office  bool              // this is head office: what is done here need not travel to it
	Poste   ident.PosteID     // that this is
	Locked  cashbook.Closing
	History BookHistory
	Waiting int   // provisional vouchers
	Next    int64 // number of the next voucher

	Plan          *chart.Plan // what its vouchers may name
	PreAssignment directory.PreAssignment
	Begin         bool // an opening balance could be entered
}

// OpenBook gives a book by its name among people, "P01/1", for its page.
func (s *Session) OpenBook(ctx context.Context, ref string) (OpenBook, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (open OpenBook, err error) {
		b, err := findBook(tx, ref)
		if err != nil {
			return open, err
		}
		if err := mayView(tx, by, b, now); err != nil {
			return open, err
		}
		if open.BookCard, err = bookCard(tx, b, now); err != nil {
			return open, err
		}
		if open.ExtentMinor, err = tx.Extent(b.ID); err != nil {
			return open, err
		}
		home, err := tx.Home()
		if err != nil {
			return open, err
		}
		open.Office, open.Poste = home.Side == directory.HeadOffice, home.Poste
		open.Record = cashbook.CanRecord(tx, by, home.Poste, b.ID, now)
		open.Reverse = orElse(open.Record, mayBook(tx, by, directory.RightVoucherReverse, b, now))
		open.Edit = mayBook(tx, by, directory.RightBookManage, b, now)
		open.Assign = mayBook(tx, by, directory.RightBookAssign, b, now)
		open.Count = cashbook.CanCount(tx, by, home.Poste, b.ID, now)
		if open.Due, err = tillDue(tx, by, b, now); err != nil {
			return open, err
		}
		open.Keep = cashbook.CanKeep(tx, by, b.ID, now)
		open.Grant = mayBook(tx, by, directory.RightBookGrant, b, now)
		open.Return = orElse(open.Record, mayBook(tx, by, directory.RightBookAccept, b, now))
		open.Accept = cashbook.CanAccept(tx, by, home.Poste, b.ID, now)
		open.Batch = cashbook.CanSendBatch(tx, by, home.Poste, b.ID, now)
		if err := open.readDesk(tx); err != nil {
			return open, err
		}
		if err := open.readPlan(tx); err != nil {
			return open, err
		}
		return open, unforeseen(open.Count, open.Record, open.Reverse, open.Edit, open.Assign, open.Keep, open.Grant, open.Return, open.Accept, open.Batch)
	})
}

// readDesk reads who kept the book and what waits for a number.
func (open *OpenBook) readDesk(tx *storage.Tx) (err error) {
	if open.Locked, err = tx.Locked(open.Book.ID); err != nil {
		return err
	}
	if open.History, err = readBookHistory(tx, open.Book.ID); err != nil {
		return err
	}
	open.Next = open.Vouchers + 1
	for _, k := range open.History.Keepings {
		open.Next = max(open.Next, k.FirstNumber)
	}
	if open.Begin, err = cashbook.CanOpen(tx, open.Book.ID); err != nil {
		return err
	}
	waiting, err := tx.Provisionals(open.Book.ID)
	open.Waiting = len(waiting)
	return err
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// unforeseen gives the first error that is no answer but a failure.
func unforeseen(errs ...error) error {
	for _, err := range errs {
		if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
			return err
		}
	}
	return nil
}

// CanSomewhere tells whether there is any place where the person may do
// something now.
func (s *Session) CanSomewhere(ctx context.Context, right directory.Right) error {
	return s.view(ctx, func(_ *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.CanSomewhere(by, right, now)
	})
}

// BookLine is a line of a book's page.
type BookLine struct {
	cashbook.Line
	State      cashbook.State
	Reason     string // why the accountant has declined it
	ReversedBy int64  // number of the voucher that cancels this one; 0 for none
	Place      int64  // of a provisional voucher; 0 for one that has a number
	Why        error  // what keeps a provisional voucher from being numbered
}

// BookLines gives lines of a book's page with how far each has got.
func (s *Session) BookLines(ctx context.Context, filter cashbook.PageFilter) (lines []BookLine, total int, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		b, err := visibleBook(tx, by, filter.Book, now)
		if err != nil {
			return err
		}
		var page []cashbook.Line
		if page, total, err = tx.Page(filter); err != nil {
			return err
		}
		sent, err := tx.Sent(b.ID)
		if err != nil {
			return err
		}
		lines = make([]BookLine, len(page))
		for i, line := range page {
			if lines[i], err = bookLine(tx, b, line, sent, now); err != nil {
				return err
			}
		}
		return nil
	})
	return lines, total, err
}

func bookLine(tx *storage.Tx, b cashbook.Book, line cashbook.Line, sent cashbook.Sent, now time.Time) (BookLine, error) {
	state, err := b.State(line.Voucher, sent, now)
	if err != nil {
		return BookLine{}, err
	}
	reversal, err := tx.ReversalOf(b.ID, line.Voucher.Entry.Number)
	if err != nil && !isMissing(err) {
		return BookLine{}, err
	}
	shown := BookLine{Line: line, State: state, ReversedBy: reversal.Entry.Number}
	if state != cashbook.AtAccounts {
		return shown, nil
	}
	decision, known, err := tx.Decision(b.ID, line.Voucher.Entry.Seq)
	if known {
		shown.State, shown.Reason = decision.Decided(), decision.Reason
	}
	return shown, err
}

// visibleBook gives a book that the person may see.
func visibleBook(tx *storage.Tx, by directory.Actor, id ident.BookID, now time.Time) (cashbook.Book, error) {
	b, err := tx.Book(id)
	if err != nil {
		return cashbook.Book{}, err
	}
	return b, mayView(tx, by, b, now)
}

// Outlook gives what an amount of the day would have to live with in the book:
// that of a new voucher, or of the number instead of what stands under it.
func (s *Session) Outlook(ctx context.Context, book ident.BookID, day calendar.Day, number int64) (outlook cashbook.Outlook, err error) {
	err = s.viewBook(ctx, book, func(tx *storage.Tx) error {
		at := cashbook.Position{Day: day, Number: number}
		if number == 0 {
			head, err := tx.Head(book)
			if err != nil {
				return err
			}
			at.Number = head.Number + 1
		}
		outlook, err = tx.OutlookAt(book, at, number)
		return err
	})
	return outlook, err
}

// VoucherCard is a voucher with the names of what it mentions.
type VoucherCard struct {
	BookLine
	Author string          // who entered the revision that counts
	Poste  directory.Poste // on which that was; of number 0 while not known here
}

// VoucherCard gives the details of a line of a book's page.
func (s *Session) VoucherCard(ctx context.Context, line BookLine) (card VoucherCard, err error) {
	entry := line.Voucher.Entry
	err = s.viewBook(ctx, entry.Book, func(tx *storage.Tx) error {
		card.BookLine = line
		author, err := tx.User(entry.Author)
		if err != nil && !isMissing(err) {
			return err
		}
		if err == nil {
			card.Author = author.Name()
		}
		card.Poste, err = tx.Poste(entry.Poste)
		return ignoreMissing(err)
	})
	return card, err
}

// BookCandidates lists the people who may have a duty in a book.
func (s *Session) BookCandidates(ctx context.Context, book ident.BookID, as cashbook.Duty) ([]directory.User, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.User, error) {
		return cashbook.Candidates(tx, by, book, as, now)
	})
}

// BookProjects lists the projects in which the person may add books.
func (s *Session) BookProjects(ctx context.Context) ([]directory.Project, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.Project, error) {
		all, err := tx.Projects()
		if err != nil {
			return nil, err
		}
		var open []directory.Project
		for _, p := range all {
			err := mayBook(tx, by, directory.RightBookManage, cashbook.Book{Project: p.ID}, now)
			switch {
			case err == nil:
				open = append(open, p)
			case !errors.Is(err, fault.Denied):
				return nil, err
			}
		}
		return open, nil
	})
}
