package accounting

import (
	"errors"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// BatchRecords is what posting vouchers of cash books needs.
type BatchRecords interface {
	FormRecords
	cashbook.Records
	// PostingOf gives the newest posting that names a voucher as its source, whether
	// or not it was reversed, or fault.Missing.
	PostingOf(book ident.BookID, seq int64) (Posting, error)
}

// VoucherEntry says how a received voucher is posted.
type VoucherEntry struct {
	Book    ident.BookID
	Seq     int64 // of the voucher in its book
	Journal ident.BookID
	Day     calendar.Day // of the posting; none for that of the voucher
	Form    *Form        // nil for what the voucher says itself
}

// PostVoucher posts a received voucher and says so to the poste that sent it. A
// voucher that cancels another is posted as the reversal of its posting, and needs
// no form. It is fault.Conflict when the voucher was posted, declined or superseded,
// or cancels one that waits itself; fault.Invalid when the form is not complete, or
// does not move the money that the voucher does.
func PostVoucher(s BatchRecords, by directory.Actor, poste ident.PosteID, e VoucherEntry, now time.Time) (Posting, error) {
	v, book, err := takeVoucher(s, by, e.Book, e.Seq, now)
	if err != nil {
		return Posting{}, err
	}
	if err := waits(v, book); err != nil {
		return Posting{}, err
	}
	d, err := openDesk(s, by, directory.RightPostingRecord, poste, e.Journal, now)
	if err != nil {
		return Posting{}, err
	}
	return d.postVoucher(s, v, book, e)
}

func (d *desk) postVoucher(s BatchRecords, v cashbook.ReceivedVoucher, book cashbook.Book, e VoucherEntry) (p Posting, err error) {
	if err := d.fits(book); err != nil {
		return Posting{}, err
	}
	cancelled, isPosted, err := cancelledPosting(s, v)
	if err != nil {
		return Posting{}, err
	}
	if isPosted {
		p, err = d.cancel(cancelled, v, e.Day)
	} else {
		p, err = d.postReceived(s, v, book, e)
	}
	if err != nil {
		return Posting{}, err
	}
	return p, answerAgain(s, v)
}

// postReceived posts what the form says, or the voucher itself.
func (d *desk) postReceived(s BatchRecords, v cashbook.ReceivedVoucher, book cashbook.Book, e VoucherEntry) (Posting, error) {
	day := e.Day
	if day.IsZero() {
		day = v.Entry.Day
	}
	b, err := d.basis(s, day)
	if err != nil {
		return Posting{}, err
	}
	var f Form
	switch {
	case e.Form != nil:
		f = *e.Form
		f.Attachments = v.Attachments
	case v.Kind == cashbook.KindOpening:
		return Posting{}, fault.New(fault.Invalid, "accounting.batch-opening", voucherArgs(v, book))
	default:
		f = VoucherForm(v.Voucher, book, b)
	}
	c, err := f.Content(b)
	if err != nil {
		return Posting{}, err
	}
	if own := c.Lines[len(c.Lines)-1].AmountMinor; own != v.AmountMinor {
		return Posting{}, fault.New(fault.Invalid, "accounting.batch-amount", fault.Args{
			"Number": v.Entry.Number, "Amount": d.journal.amount(v.AmountMinor), "Posted": d.journal.amount(own),
		})
	}
	c.Source = sourceOf(v)
	return d.post(Entry{day, c})
}

func sourceOf(v cashbook.ReceivedVoucher) Source {
	return Source{v.Entry.Book, v.Entry.Seq, v.Entry.Hash}
}

// fits refuses a journal in which vouchers of the book cannot stand: that of another
// project or currency, or of other money.
func (d *desk) fits(book cashbook.Book) error {
	j := d.journal
	if !TakesBook(j, book) {
		return fault.New(fault.Invalid, "accounting.batch-journal", fault.Args{"Journal": j.Ref(), "Book": book.Ref(), "Account": book.Account})
	}
	return nil
}

// TakesBook reports whether vouchers of the book can be posted in the journal: it is
// of the same project and currency, and one of other operations, or of cash or bank
// for the book's account.
func TakesBook(j Journal, book cashbook.Book) bool {
	if j.Project != book.Project || j.Currency != book.Currency {
		return false
	}
	return j.Class == General || j.IsTreasury() && (book.Account == "" || j.Account == book.Account)
}

// takeVoucher gives a received voucher to somebody who may post it.
func takeVoucher(s BatchRecords, by directory.Actor, id ident.BookID, seq int64, now time.Time) (v cashbook.ReceivedVoucher, book cashbook.Book, err error) {
	if book, err = s.Book(id); err != nil {
		return v, book, err
	}
	if err := cashbook.MayPost(s, by, book, now); err != nil {
		return v, book, err
	}
	v, err = s.ReceivedVoucher(id, seq)
	return v, book, err
}

// waits refuses a voucher that does not wait to be posted.
func waits(v cashbook.ReceivedVoucher, book cashbook.Book) error {
	if v.State == cashbook.ToPost {
		return nil
	}
	return fault.New(fault.Conflict, "accounting.batch-"+string(v.State), voucherArgs(v, book))
}

func voucherArgs(v cashbook.ReceivedVoucher, book cashbook.Book) fault.Args {
	return fault.Args{"Book": book.Ref(), "Number": v.Entry.Number, "Reason": v.Reason}
}

// cancelledPosting gives the posting of the voucher that a voucher cancels. One that
// never arrived here was posted elsewhere, or not at all: then the voucher is posted
// by a form like any other.
func cancelledPosting(s BatchRecords, v cashbook.ReceivedVoucher) (p Posting, isPosted bool, err error) {
	if v.Entry.Reverses == 0 {
		return p, false, nil
	}
	all, _, err := s.ReceivedVouchers(cashbook.ReceivedFilter{Book: v.Entry.Book, Number: v.Entry.Reverses, Counting: true})
	if err != nil || len(all) == 0 {
		return p, false, err
	}
	cancelled := all[len(all)-1]
	switch cancelled.State {
	case cashbook.Posted:
		p, err = s.PostingOf(cancelled.Entry.Book, cancelled.Entry.Seq)
		return p, err == nil, err
	case cashbook.Declined:
		return p, false, fault.New(fault.Conflict, "accounting.batch-cancels-declined", fault.Args{"Number": v.Entry.Number, "Cancelled": v.Entry.Reverses})
	}
	return p, false, fault.New(fault.Conflict, "accounting.batch-cancels-waiting", fault.Args{"Number": v.Entry.Number, "Cancelled": v.Entry.Reverses})
}

// CancelledBy gives the number of the posting that a voucher cancels; 0 when it
// cancels none that was posted here.
func CancelledBy(s BatchRecords, v cashbook.ReceivedVoucher) (int64, error) {
	p, isPosted, err := cancelledPosting(s, v)
	if isPosted || errors.Is(err, fault.Conflict) {
		return p.Entry.Number, nil
	}
	return 0, err
}

// cancel posts a voucher that cancels another as the reversal of its posting.
func (d *desk) cancel(p Posting, v cashbook.ReceivedVoucher, day calendar.Day) (Posting, error) {
	if p.Entry.Book != d.journal.ID {
		j, err := d.store.Journal(p.Entry.Book)
		if err != nil {
			return Posting{}, err
		}
		return Posting{}, fault.New(fault.Invalid, "accounting.batch-other-journal", fault.Args{
			"Number": v.Entry.Number, "Cancelled": v.Entry.Reverses, "Journal": j.Ref(),
		})
	}
	if err := May(d.store, d.by, directory.RightPostingReverse, d.journal, d.now); err != nil {
		return Posting{}, err
	}
	if day.IsZero() {
		day = max(v.Entry.Day, p.Entry.Day)
	}
	_, reversal, err := d.reverseFor(p.Entry.Number, day, v.Text, sourceOf(v))
	return reversal, err
}

// answerAgain has the sender of the voucher told what has become of it.
func answerAgain(s cashbook.Store, v cashbook.ReceivedVoucher) error {
	batches, err := s.ReceivedBatches(v.Entry.Book)
	if err != nil {
		return err
	}
	for _, r := range batches {
		if r.Epoch == v.BatchEpoch && r.Number == v.Batch && !r.Answered.IsZero() {
			r.Answered = time.Time{}
			return s.SaveReceivedBatch(r)
		}
	}
	return nil
}

// VoucherPosted is what has become of a voucher when several were posted.
type VoucherPosted struct {
	Voucher cashbook.ReceivedVoucher
	Posting Posting
	Why     error // it still waits, since it is not complete
}

// PostVouchers posts every waiting voucher of a book that is complete, in their
// order, into a journal; of one batch where a number is given. Vouchers that are not
// complete, or are refused for another reason of theirs, go on waiting.
func PostVouchers(s BatchRecords, by directory.Actor, poste ident.PosteID, f cashbook.ReceivedFilter, journal ident.BookID, now time.Time) ([]VoucherPosted, error) {
	book, err := s.Book(f.Book)
	if err != nil {
		return nil, err
	}
	if err := cashbook.MayPost(s, by, book, now); err != nil {
		return nil, err
	}
	d, err := openDesk(s, by, directory.RightPostingRecord, poste, journal, now)
	if err != nil {
		return nil, err
	}
	if err := d.fits(book); err != nil {
		return nil, err
	}
	f.State, f.Limit, f.Offset = cashbook.ToPost, 0, 0
	waiting, _, err := s.ReceivedVouchers(f)
	if err != nil {
		return nil, err
	}
	var done []VoucherPosted
	for _, v := range waiting {
		p, err := d.postVoucher(s, v, book, VoucherEntry{Journal: journal})
		if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
			return nil, err
		}
		done = append(done, VoucherPosted{v, p, err})
	}
	return done, nil
}

// DeclineVoucher refuses to post a voucher, for a reason that its sender is told.
func DeclineVoucher(s BatchRecords, by directory.Actor, book ident.BookID, seq int64, reason string, now time.Time) (cashbook.ReceivedVoucher, error) {
	v, b, err := takeVoucher(s, by, book, seq, now)
	if err != nil {
		return v, err
	}
	if err := waits(v, b); err != nil {
		return v, err
	}
	if reason, err = required("reason", reason, MaxReason); err != nil {
		return v, err
	}
	v.State, v.Reason = cashbook.Declined, reason
	return v, ruled(s, by, v, b, directory.VerbVoucherDeclined, now, directory.Detail{Name: "reason", Value: reason})
}

// ReopenVoucher takes back that a voucher was declined: it waits again.
func ReopenVoucher(s BatchRecords, by directory.Actor, book ident.BookID, seq int64, now time.Time) (cashbook.ReceivedVoucher, error) {
	v, b, err := takeVoucher(s, by, book, seq, now)
	if err != nil {
		return v, err
	}
	if v.State != cashbook.Declined {
		return v, fault.New(fault.Conflict, "accounting.batch-not-declined", voucherArgs(v, b))
	}
	v.State, v.Reason = cashbook.ToPost, ""
	return v, ruled(s, by, v, b, directory.VerbVoucherReopened, now)
}

func ruled(s BatchRecords, by directory.Actor, v cashbook.ReceivedVoucher, book cashbook.Book, verb directory.Verb, now time.Time, more ...directory.Detail) error {
	if err := s.SetReceivedState(v.Entry.Book, v.Entry.Seq, v.State, v.Reason); err != nil {
		return err
	}
	if err := answerAgain(s, v); err != nil {
		return err
	}
	facts := []directory.Detail{{Name: "book", Value: book.Ref()}, {Name: "number", Value: strconv.FormatInt(v.Entry.Number, 10)}}
	return directory.Note(s, by, ident.UserID{}, verb, now, append(facts, more...)...)
}
