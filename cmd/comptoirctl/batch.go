package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/workspace"
)

type batchCommands struct {
	Export   batchExport   `cmd:""`
	List     batchList     `cmd:""`
	Received batchReceived `cmd:""`
	Show     batchShow     `cmd:""`
	ToPost   batchToPost   `cmd:""`
	Post     batchPost     `cmd:""`
	Decline  batchDecline  `cmd:""`
	Reopen   batchReopen   `cmd:""`
	Answer   batchAnswer   `cmd:""`
}

type batchExport struct {
	Book  string `arg:""`
	To    string `placeholder:"poste" help:"batch-to"`
	Until string `placeholder:"date" help:"batch-until"`
	Again int64  `placeholder:"number" help:"batch-again"`
	Out   string `required:"" placeholder:"folder"`
}

func (batchExport) examples() []string {
	return []string{"batch export P01/1 --out /media/usb", "batch export P01/1 --to 14 --until 30/11 --out /media/usb", "batch export P01/1 --again 3 --out /media/usb"}
}
func (batchExport) result() report { return batchesWritten{} }

// batchesWritten is what was locked and written of a book.
type batchesWritten struct {
	Book    string      `json:"book"`
	Files   []string    `json:"files"`
	Batches []batchView `json:"batches"`
}

// batchView is a batch that was written here.
type batchView struct {
	Number       int64  `json:"number"`
	Epoch        int64  `json:"epoch"`
	Poste        int    `json:"poste"` // it is for; 0 for head office
	LastNumber   int64  `json:"last_number"`
	Vouchers     int    `json:"vouchers"`
	InMinor      int64  `json:"in_minor"`
	OutMinor     int64  `json:"out_minor"`
	Documents    int    `json:"documents"`
	Missing      int    `json:"missing"`
	File         string `json:"file"`
	Written      moment `json:"written"`
	By           string `json:"by"`
	Acknowledged moment `json:"acknowledged"`
	currency     string
}

func viewBatch(b workspace.BatchCard, currency string) batchView {
	return batchView{
		Number: b.Number, Epoch: b.Epoch, Poste: b.To.Number, LastNumber: b.Head.Number, Vouchers: b.Totals.Vouchers,
		InMinor: b.Totals.InMinor, OutMinor: b.Totals.OutMinor, Documents: len(b.Documents), Missing: b.Missing, File: b.File,
		Written: moment(b.Written), By: b.Person, Acknowledged: moment(b.Acknowledged), currency: currency,
	}
}

func (cmd *batchExport) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	var until calendar.Day
	if cmd.Until != "" {
		if until, err = calendar.ParseInput(cmd.Until, card.Today, true); err != nil {
			return err
		}
	}
	to, err := c.batchRecipient(session, card.Book.ID, cmd.To)
	if err != nil {
		return err
	}
	r := batchesWritten{Book: card.Book.Ref(), Batches: []batchView{}}
	var written []cashbook.Batch
	err = c.into(cmd.Out, func(dir string) (err error) {
		if cmd.Again > 0 {
			batch, path, err := session.RewriteBatch(c.ctx, card.Book.ID, cmd.Again, dir)
			written, r.Files = []cashbook.Batch{batch}, []string{path}
			return err
		}
		written, r.Files, err = session.WriteBatches(c.ctx, card.Book.ID, to, until, dir)
		return err
	})
	if err != nil {
		return err
	}
	list, err := session.BookBatches(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	for _, b := range written {
		for _, known := range list.Batches {
			if known.Number == b.Number && known.Epoch == b.Epoch {
				r.Batches = append(r.Batches, viewBatch(known, string(card.Book.Currency)))
			}
		}
	}
	if r.Files == nil {
		r.Files = []string{}
	}
	return c.give(r)
}

// batchRecipient gives the poste of a number; nothing, « siege » or « head-office »
// is head office.
func (c *call) batchRecipient(s *workspace.Session, book ident.BookID, to string) (ident.PosteID, error) {
	if to == "" || to == "siege" || to == "head-office" {
		return ident.PosteID{}, nil
	}
	number, err := strconv.Atoi(to)
	if err != nil {
		return ident.PosteID{}, fault.New(fault.Invalid, "ctl.batch-to", fault.Args{"Text": fault.Excerpt(to)})
	}
	list, err := s.BookBatches(c.ctx, book)
	if err != nil {
		return ident.PosteID{}, err
	}
	return posteNumbered(list.Postes, number)
}

func (r batchesWritten) words(s *sheet) {
	for _, path := range r.Files {
		s.line(path)
	}
	if len(r.Batches) == 0 {
		s.say("ctl.batch.nothing", fault.Args{"Book": r.Book})
	}
	for _, b := range r.Batches {
		s.say("ctl.batch.written", b.args(s, r.Book))
		if b.Missing > 0 {
			s.say("ctl.batch.missing", b.args(s, r.Book))
		}
	}
}

func (b batchView) args(s *sheet, book string) fault.Args {
	return fault.Args{
		"Book": book, "Number": b.Number, "Vouchers": b.Vouchers, "Last": b.LastNumber, "Documents": b.Documents, "Missing": b.Missing,
		"In": s.Number(inCurrency(b.InMinor, b.currency)), "Out": s.Number(inCurrency(b.OutMinor, b.currency)), "To": batchTo(s, b.Poste),
	}
}

// batchTo names whom a batch is for.
func batchTo(s *sheet, poste int) string {
	if poste == 0 {
		return s.T("batch.to.head-office")
	}
	return s.T("batch.to.poste", fault.Args{"Poste": poste})
}

type batchList struct {
	Book string `arg:""`
}

func (batchList) examples() []string { return []string{"batch list P01/1", "batch list P01/1 --json"} }
func (batchList) result() report     { return batchesListed{} }

// batchesListed is what was sent of a book, newest first, and what waits.
type batchesListed struct {
	Book            string      `json:"book"`
	WaitingVouchers int         `json:"waiting_vouchers"`
	Batches         []batchView `json:"batches"`
}

func (cmd *batchList) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	list, err := session.BookBatches(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.give(batchesListed{
		Book: card.Book.Ref(), WaitingVouchers: list.Waiting.Vouchers,
		Batches: each(list.Batches, func(b workspace.BatchCard) batchView { return viewBatch(b, string(card.Book.Currency)) }),
	})
}

func (r batchesListed) words(s *sheet) {
	if len(r.Batches) > 0 {
		t := s.newTable(right("ctl.col.number"), left("ctl.col.for"), right("ctl.col.vouchers"), right("ctl.col.in"), right("ctl.col.out"),
			right("ctl.col.documents"), left("ctl.col.when"), left("ctl.col.who"), left("ctl.col.state"))
		for _, b := range r.Batches {
			a := b.args(s, r.Book)
			t.row(strconv.FormatInt(b.Number, 10), batchTo(s, b.Poste), strconv.Itoa(b.Vouchers), a["In"].(string), a["Out"].(string),
				strconv.Itoa(b.Documents), s.Time(time.Time(b.Written)), b.By, s.T(b.state()))
		}
		t.write(s)
	}
	s.say("ctl.batch.waiting", fault.Args{"Book": r.Book, "Vouchers": r.WaitingVouchers})
}

func (b batchView) state() string {
	if time.Time(b.Acknowledged).IsZero() {
		return "voucher.state.locked"
	}
	return "voucher.state.transferred"
}

type batchReceived struct{}

func (batchReceived) examples() []string { return []string{"batch received", "batch received --json"} }
func (batchReceived) result() report     { return receivedListed{} }

// receivedListed is the batches that arrived here, newest first.
type receivedListed []receivedView

type receivedView struct {
	Book      string `json:"book"`
	Name      string `json:"name"`
	Number    int64  `json:"number"`
	Epoch     int64  `json:"epoch"`
	Poste     int    `json:"poste"` // that sent it
	Author    string `json:"author"`
	Vouchers  int    `json:"vouchers"`
	InMinor   int64  `json:"in_minor"`
	OutMinor  int64  `json:"out_minor"`
	Documents int    `json:"documents"`
	ToPost    int    `json:"to_post"`
	Posted    int    `json:"posted"`
	Declined  int    `json:"declined"`
	Received  moment `json:"received"`
	currency  string
}

func viewReceived(r workspace.ReceivedCard) receivedView {
	return receivedView{
		Book: r.Book.Ref(), Name: r.Book.Name, Number: r.Number, Epoch: r.Epoch, Poste: r.Poste.Number, Author: r.Author,
		Vouchers: r.Totals.Vouchers, InMinor: r.Totals.InMinor, OutMinor: r.Totals.OutMinor, Documents: r.Documents,
		ToPost: r.ToPost, Posted: r.Posted, Declined: r.Declined, Received: moment(r.Received.Received), currency: string(r.Book.Currency),
	}
}

func (cmd *batchReceived) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	cards, err := session.ReceivedBatches(c.ctx)
	if err != nil {
		return err
	}
	return c.give(receivedListed(each(cards, viewReceived)))
}

func (r receivedListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.batch.none-received")
		return
	}
	t := s.newTable(left("ctl.col.book"), right("ctl.col.number"), right("ctl.col.poste"), left("ctl.col.who"), right("ctl.col.vouchers"),
		right("ctl.col.in"), right("ctl.col.out"), right("ctl.col.documents"), right("ctl.col.to-post"), left("ctl.col.when"))
	for _, b := range r {
		t.row(b.Book, strconv.FormatInt(b.Number, 10), strconv.Itoa(b.Poste), b.Author, strconv.Itoa(b.Vouchers),
			s.Number(inCurrency(b.InMinor, b.currency)), s.Number(inCurrency(b.OutMinor, b.currency)), strconv.Itoa(b.Documents),
			strconv.Itoa(b.ToPost), s.Time(time.Time(b.Received)))
	}
	t.write(s)
}

type batchShow struct {
	Book   string `arg:""`
	Number int64  `arg:"" name:"batch-number"`
}

func (batchShow) examples() []string {
	return []string{"batch show P01/1 3", "batch show P01/1 3 --json"}
}
func (batchShow) result() report { return batchShown{} }

// batchShown is a batch that arrived, with its vouchers.
type batchShown struct {
	Batch    receivedView          `json:"batch"`
	Vouchers []receivedVoucherView `json:"vouchers"`
	Counts   []countView           `json:"counts"`
	counted  []string
}

type receivedVoucherView struct {
	Number      int64        `json:"number"`
	Day         calendar.Day `json:"day"`
	AmountMinor int64        `json:"amount_minor"`
	Text        string       `json:"text"`
	Account     string       `json:"account"`
	Recipient   string       `json:"recipient"`
	Documents   []string     `json:"documents"`
	State       string       `json:"state"`
	Reason      string       `json:"reason"`
}

func (cmd *batchShow) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	cards, err := session.ReceivedBatches(c.ctx)
	if err != nil {
		return err
	}
	for _, card := range cards { // newest first
		if card.Book.Ref() != cmd.Book || card.Number != cmd.Number {
			continue
		}
		vouchers, _, err := session.ReceivedVouchers(c.ctx, cashbook.ReceivedFilter{
			Book: card.Book.ID, BatchEpoch: card.Epoch, Batch: card.Number, Counting: true, Limit: mostLines,
		})
		if err != nil {
			return err
		}
		counts, err := session.ReceivedCounts(c.ctx, card.Received)
		if err != nil {
			return err
		}
		return c.give(batchShown{
			Batch: viewReceived(card), Vouchers: each(vouchers, viewReceivedVoucher),
			Counts:  each(counts, func(n workspace.CountCard) countView { return viewCount(card.Book, n) }),
			counted: each(counts, func(n workspace.CountCard) string { return statement.CountLine(card.Book, n, c.printer) }),
		})
	}
	return fault.New(fault.Missing, "ctl.no-batch", fault.Args{"Book": fault.Excerpt(cmd.Book), "Number": cmd.Number})
}

func viewReceivedVoucher(v cashbook.ReceivedVoucher) receivedVoucherView {
	view := receivedVoucherView{
		Number: v.Entry.Number, Day: v.Entry.Day, AmountMinor: v.AmountMinor, Text: v.Text, Account: v.Account,
		Recipient: v.Recipient, Documents: []string{}, State: string(v.State), Reason: v.Reason,
	}
	for _, a := range v.Attachments {
		view.Documents = append(view.Documents, a.Name)
	}
	return view
}

func (r batchShown) words(s *sheet) {
	s.say("ctl.batch.title", fault.Args{"Book": r.Batch.Book, "Name": r.Batch.Name, "Number": r.Batch.Number, "Poste": r.Batch.Poste})
	t := s.newTable(right("ctl.col.number"), left("ctl.col.date"), left("ctl.col.text"), left("ctl.col.recipient"), right("ctl.col.amount"),
		left("ctl.col.documents"), left("ctl.col.state"), left("ctl.col.reason"))
	for _, v := range r.Vouchers {
		t.row(strconv.FormatInt(v.Number, 10), s.DayShort(v.Day), v.Text, v.Recipient, s.Number(inCurrency(v.AmountMinor, r.Batch.currency)),
			strings.Join(v.Documents, ", "), s.T("received.state."+v.State), v.Reason)
	}
	t.write(s)
	for _, line := range r.counted {
		s.line(line)
	}
}
