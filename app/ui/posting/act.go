package posting

import (
	"fmt"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// chooseJournal posts into another journal from now on.
func (s *screen) chooseJournal(id string) {
	for _, j := range s.journals {
		if j.ID.String() == id && j.ID != s.journal.ID {
			s.journal = j
			if v, here := s.grid.Current(); here {
				s.readFor(v)
			}
		}
	}
}

// post posts the voucher under the cursor, and goes on with the next.
func (s *screen) post() {
	if s.busy || s.shown.Voucher.Entry.Seq == 0 {
		return
	}
	e := accounting.VoucherEntry{Book: s.book.ID, Seq: s.shown.Voucher.Entry.Seq, Journal: s.journal.ID}
	if !s.form.fixed {
		form, err := s.form.typed()
		if err == nil {
			_, err = s.form.worked()
		}
		if err != nil {
			s.form.show()
			s.form.begin()
			return
		}
		e.Form = &form
	}
	day, err := s.form.day.Day()
	if err != nil {
		s.Window.Canvas().Focus(s.form.day)
		return
	}
	e.Day = day
	s.busy = true
	row, number := s.grid.Cursor(), s.shown.Voucher.Entry.Number
	kit.Load(s.Tasks, func() (accounting.Posting, error) { return s.Session.PostVoucher(s.Context, e) }, func(p accounting.Posting, err error) {
		s.busy = false
		if s.Refuse(err) {
			return
		}
		s.Changed()
		s.Done(s.T("posting.posted", fault.Args{"Voucher": number, "Journal": s.journal.Ref(), "Number": p.Entry.Number}))
		kit.Trace(fmt.Sprintf("voucher posted %d", number))
		s.Window.Canvas().Focus(s.grid.Focus())
		s.reload(row)
	})
}

// postAll posts all that is complete, after a question.
func (s *screen) postAll() {
	if s.busy || s.grid.Count() == 0 {
		return
	}
	var open *kit.OpenDialog
	open = s.Dialogs.Open(kit.Dialog{
		Name: "post-all", Title: s.T("posting.all"), Width: 560, Confirm: s.T("posting.all.confirm"),
		Content: kit.NewParagraph(s.T("posting.all.text", fault.Args{"Book": s.book.Ref(), "Journal": s.journal.Ref()}), kit.Body),
		OnConfirm: func() error {
			open.Enable(false)
			kit.Load(s.Tasks, func() ([]accounting.VoucherPosted, error) {
				return s.Session.PostVouchers(s.Context, cashbook.ReceivedFilter{Book: s.book.ID}, s.journal.ID)
			}, func(done []accounting.VoucherPosted, err error) {
				open.Enable(true)
				if err != nil {
					open.Refuse(err)
					return
				}
				open.Close()
				s.postedAll(done)
			})
			return kit.ErrStay
		},
	})
}

// postedAll says what was posted, and goes on with what still waits.
func (s *screen) postedAll(done []accounting.VoucherPosted) {
	posted := 0
	for _, d := range done {
		if d.Why == nil {
			posted++
		}
	}
	s.Changed()
	s.Done(s.T("posting.all.done", fault.Args{"Posted": posted, "Waiting": len(done) - posted}))
	kit.Trace(fmt.Sprintf("vouchers posted %d", posted))
	s.Window.Canvas().Focus(s.grid.Focus())
	s.reload(0)
}

// decline asks why the voucher under the cursor is not posted.
func (s *screen) decline() {
	v := s.shown.Voucher
	if s.busy || v.Entry.Seq == 0 {
		return
	}
	reason := kit.NewTextField(s.Services, "reason")
	reason.Required, reason.MaxRunes = true, accounting.MaxReason
	form := kit.NewForm().Add(s.T("posting.decline.reason"), reason)
	row := s.grid.Cursor()
	var open *kit.OpenDialog
	open = s.Dialogs.Open(kit.Dialog{
		Name: "decline", Title: s.T("posting.decline.title", fault.Args{"Number": v.Entry.Number, "Book": s.book.Ref()}), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(s.T("posting.decline.text"), kit.Body), form),
		Focus:   reason, Confirm: s.T("posting.decline.confirm"), Weight: kit.Danger,
		OnConfirm: func() error {
			if !form.Check() {
				open.Fit()
				return kit.ErrStay
			}
			why := reason.Text
			open.Enable(false)
			kit.Load(s.Tasks, func() (cashbook.ReceivedVoucher, error) {
				return s.Session.DeclineVoucher(s.Context, s.book.ID, v.Entry.Seq, why)
			}, func(_ cashbook.ReceivedVoucher, err error) {
				open.Enable(true)
				if err != nil {
					open.Refuse(err)
					return
				}
				open.Close()
				s.Changed()
				s.Done(s.T("posting.declined", fault.Args{"Number": v.Entry.Number}))
				kit.Trace(fmt.Sprintf("voucher declined %d", v.Entry.Number))
				s.Window.Canvas().Focus(s.grid.Focus())
				s.reload(row)
			})
			return kit.ErrStay
		},
	})
}
