package main

import (
	"strconv"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type batchToPost struct{}

func (batchToPost) examples() []string { return []string{"batch to-post", "batch to-post --json"} }
func (batchToPost) result() report     { return waitingListed{} }

// waitingListed are the received vouchers that wait to be posted.
type waitingListed []bookWaitingView

type bookWaitingView struct {
	Book     string                `json:"book"`
	Name     string                `json:"name"`
	Journals []string              `json:"journals"` // in which they can be posted here
	Vouchers []receivedVoucherView `json:"vouchers"`
	currency string
}

func (cmd *batchToPost) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	waiting, err := session.VouchersToPost(c.ctx)
	if err != nil {
		return err
	}
	list := waitingListed{}
	for _, w := range waiting {
		filter := cashbook.ReceivedFilter{Book: w.Book.ID, State: cashbook.ToPost, Limit: mostLines}
		vouchers, _, err := session.ReceivedVouchers(c.ctx, filter)
		if err != nil {
			return err
		}
		journals, err := session.PostingJournals(c.ctx, w.Book.ID)
		if err != nil {
			return err
		}
		list = append(list, bookWaitingView{
			Book: w.Book.Ref(), Name: w.Book.Name, Journals: each(journals, accounting.Journal.Ref),
			Vouchers: each(vouchers, viewReceivedVoucher), currency: string(w.Book.Currency),
		})
	}
	return c.give(list)
}

func (r waitingListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.batch.none-waiting")
		return
	}
	t := s.newTable(left("ctl.col.book"), right("ctl.col.number"), left("ctl.col.date"), left("ctl.col.text"), left("ctl.col.recipient"),
		left("ctl.col.account"), right("ctl.col.amount"))
	for _, w := range r {
		for _, v := range w.Vouchers {
			t.row(w.Book, strconv.FormatInt(v.Number, 10), s.DayShort(v.Day), v.Text, v.Recipient, v.Account, s.Number(inCurrency(v.AmountMinor, w.currency)))
		}
	}
	t.write(s)
}

type batchPost struct {
	Book        string `arg:""`
	Number      int64  `arg:"" optional:"" name:"voucher-number"`
	Journal     string `placeholder:"journal" help:"batch-journal"`
	Kind        string `placeholder:"mask" help:"batch-kind"`
	Text        string `placeholder:"text"`
	Date        string `placeholder:"date"`
	Rate        string `placeholder:"rate" help:"posting-rate"`
	formOptions `embed:""`
}

func (batchPost) examples() []string {
	return []string{
		"batch post P01/1 --journal P01/CA1", "batch post P01/1 12 --account 6053 --funding AFD-24",
		"batch post P01/1 12 --kind settlement --account 4011 --recipient Total",
	}
}
func (batchPost) result() report { return vouchersPosted{} }

// vouchersPosted is what was posted of a book, and what still waits.
type vouchersPosted struct {
	Book    string              `json:"book"`
	Journal string              `json:"journal"`
	Posted  []voucherPostedView `json:"posted"`
	Waiting []voucherWaitView   `json:"waiting"`
}

type voucherPostedView struct {
	Number  int64       `json:"number"`
	Posting postingView `json:"posting"`
}

type voucherWaitView struct {
	Number int64  `json:"number"`
	Why    string `json:"why"`
}

func (cmd *batchPost) Run(c *call) error {
	session, book, err := c.receivedBook(cmd.Book)
	if err != nil {
		return err
	}
	j, err := c.journalFor(session, book, cmd.Journal)
	if err != nil {
		return err
	}
	r := vouchersPosted{Book: book.Ref(), Journal: j.Ref(), Posted: []voucherPostedView{}, Waiting: []voucherWaitView{}}
	if cmd.Number == 0 {
		return cmd.all(c, session, book, j, r)
	}
	v, err := c.receivedVoucher(session, book, cmd.Number)
	if err != nil {
		return err
	}
	e, err := cmd.entry(c, session, v, j)
	if err != nil {
		return err
	}
	p, err := session.PostVoucher(c.ctx, e)
	if err != nil {
		return err
	}
	r.Posted = append(r.Posted, voucherPostedView{cmd.Number, viewPosting(j, workspace.JournalLine{Posting: p})})
	return c.give(r)
}

// all posts every voucher that is complete.
func (cmd *batchPost) all(c *call, session *workspace.Session, book cashbook.Book, j accounting.Journal, r vouchersPosted) error {
	done, err := session.PostVouchers(c.ctx, cashbook.ReceivedFilter{Book: book.ID}, j.ID)
	if err != nil {
		return err
	}
	for _, d := range done {
		if d.Why != nil {
			why, _ := c.printer.Fault(d.Why, "")
			r.Waiting = append(r.Waiting, voucherWaitView{d.Voucher.Entry.Number, why})
			continue
		}
		r.Posted = append(r.Posted, voucherPostedView{d.Voucher.Entry.Number, viewPosting(j, workspace.JournalLine{Posting: d.Posting})})
	}
	return c.give(r)
}

// entry completes what the voucher says with the options.
func (cmd *batchPost) entry(c *call, session *workspace.Session, v cashbook.ReceivedVoucher, j accounting.Journal) (accounting.VoucherEntry, error) {
	e := accounting.VoucherEntry{Book: v.Entry.Book, Seq: v.Entry.Seq, Journal: j.ID}
	card, err := session.Journal(c.ctx, j.Ref())
	if err != nil {
		return e, err
	}
	if e.Day, err = dayOption(cmd.Date, card.Today); err != nil {
		return e, err
	}
	d, err := session.VoucherDesk(c.ctx, v.Entry.Book, v.Entry.Seq, j.ID, e.Day)
	if err != nil || d.Cancels != 0 {
		return e, err
	}
	f := d.Form
	if cmd.Kind != "" {
		f.Mask = accounting.Mask(cmd.Kind)
	}
	if cmd.Text != "" {
		f.Text = cmd.Text
	}
	if f.Rate, err = rateOption(cmd.Rate); err != nil {
		return e, err
	}
	if err := cmd.formOptions.fill(&f, j, card.Today); err != nil {
		return e, err
	}
	if v.Kind != cashbook.KindOpening || cmd.Kind != "" {
		e.Form = &f
	}
	return e, nil
}

func (r vouchersPosted) words(s *sheet) {
	for _, p := range r.Posted {
		s.say("ctl.batch.posted", fault.Args{"Book": r.Book, "Voucher": p.Number, "Journal": r.Journal, "Number": p.Posting.Number})
	}
	for _, w := range r.Waiting {
		s.say("ctl.batch.still-waiting", fault.Args{"Book": r.Book, "Voucher": w.Number, "Why": w.Why})
	}
	if len(r.Posted)+len(r.Waiting) == 0 {
		s.say("ctl.batch.none-waiting")
	}
}

type batchDecline struct {
	Book   string `arg:""`
	Number int64  `arg:"" name:"voucher-number"`
	Reason string `required:"" placeholder:"text"`
}

func (batchDecline) examples() []string {
	return []string{`batch decline P01/1 12 --reason "Reçu illisible"`}
}
func (batchDecline) result() report { return voucherRuled{} }

// voucherRuled is a received voucher after somebody decided about it.
type voucherRuled struct {
	Book    string              `json:"book"`
	Voucher receivedVoucherView `json:"voucher"`
}

func (cmd *batchDecline) Run(c *call) error {
	session, book, err := c.receivedBook(cmd.Book)
	if err != nil {
		return err
	}
	v, err := c.receivedVoucher(session, book, cmd.Number)
	if err != nil {
		return err
	}
	if v, err = session.DeclineVoucher(c.ctx, book.ID, v.Entry.Seq, cmd.Reason); err != nil {
		return err
	}
	return c.give(voucherRuled{book.Ref(), viewReceivedVoucher(v)})
}

type batchReopen struct {
	Book   string `arg:""`
	Number int64  `arg:"" name:"voucher-number"`
}

func (batchReopen) examples() []string { return []string{"batch reopen P01/1 12"} }
func (batchReopen) result() report     { return voucherRuled{} }

func (cmd *batchReopen) Run(c *call) error {
	session, book, err := c.receivedBook(cmd.Book)
	if err != nil {
		return err
	}
	v, err := c.receivedVoucher(session, book, cmd.Number)
	if err != nil {
		return err
	}
	if v, err = session.ReopenVoucher(c.ctx, book.ID, v.Entry.Seq); err != nil {
		return err
	}
	return c.give(voucherRuled{book.Ref(), viewReceivedVoucher(v)})
}

func (r voucherRuled) words(s *sheet) {
	s.say("ctl.batch.ruled."+r.Voucher.State, fault.Args{"Book": r.Book, "Number": r.Voucher.Number, "Reason": r.Voucher.Reason})
}

// batchAnswer writes what has become of vouchers for who sent them.
type batchAnswer struct {
	Out string `required:"" placeholder:"folder"`
}

func (batchAnswer) examples() []string { return []string{"batch answer --out /media/usb"} }
func (batchAnswer) result() report     { return answersWritten{} }

// answersWritten are the acknowledgements that were written.
type answersWritten []string

func (cmd *batchAnswer) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	written := answersWritten{}
	err = c.into(cmd.Out, func(dir string) error {
		paths, err := session.AcknowledgeBatches(c.ctx, dir)
		written = append(written, paths...)
		return err
	})
	if err != nil {
		return err
	}
	return c.give(written)
}

func (r answersWritten) words(s *sheet) {
	for _, path := range r {
		s.line(path)
	}
	if len(r) == 0 {
		s.say("ctl.batch.no-answer")
	}
}

// receivedBook signs in and gives a book of which batches arrived.
func (c *call) receivedBook(ref string) (*workspace.Session, cashbook.Book, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, cashbook.Book{}, err
	}
	cards, err := session.ReceivedBatches(c.ctx)
	if err != nil {
		return nil, cashbook.Book{}, err
	}
	for _, card := range cards {
		if card.Book.Ref() == ref {
			return session, card.Book, nil
		}
	}
	return nil, cashbook.Book{}, fault.New(fault.Missing, "ctl.no-received", fault.Args{"Book": fault.Excerpt(ref)})
}

// receivedVoucher gives the voucher of a number that counts.
func (c *call) receivedVoucher(session *workspace.Session, book cashbook.Book, number int64) (v cashbook.ReceivedVoucher, err error) {
	all, _, err := session.ReceivedVouchers(c.ctx, cashbook.ReceivedFilter{Book: book.ID, Number: number, Counting: true})
	if err == nil && (len(all) == 0 || number <= 0) {
		err = fault.New(fault.Missing, "ctl.no-received-voucher", fault.Args{"Book": book.Ref(), "Number": number})
	}
	if err != nil {
		return v, err
	}
	return all[len(all)-1], nil
}

// journalFor gives the journal of a name, or the first in which vouchers of the book
// can be posted.
func (c *call) journalFor(session *workspace.Session, book cashbook.Book, ref string) (accounting.Journal, error) {
	if ref != "" {
		card, err := session.Journal(c.ctx, ref)
		return card.Journal, err
	}
	journals, err := session.PostingJournals(c.ctx, book.ID)
	if err == nil && len(journals) == 0 {
		err = fault.New(fault.Missing, "ctl.no-posting-journal", fault.Args{"Book": book.Ref()})
	}
	if err != nil {
		return accounting.Journal{}, err
	}
	return journals[0], nil
}
