// Package posting has « Justificatifs à comptabiliser »: the vouchers of a cash book
// that have arrived and wait, the scan of the one under the cursor, and below it the
// form by which it is posted. The keyboard is enough: Enter posts what is complete,
// or leads to what is missing, and the next voucher follows.
package posting

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// mostWaiting bounds the vouchers that are shown; those that follow come when some of
// them are posted.
const mostWaiting = 2_000

// screen shows the waiting vouchers of a book.
type screen struct {
	*desk.Desk
	book     cashbook.Book
	journals []accounting.Journal
	journal  accounting.Journal
	back     func()

	grid  *kit.Grid[cashbook.ReceivedVoucher]
	shown workspace.VoucherDesk // of the voucher under the cursor
	form  *form
	scan  *scan
	head  *kit.Text
	asked int64 // sequence number of the voucher that is being read
	busy  bool  // one is being posted
}

// ShowBooks shows the waiting vouchers of the only book that has any, or lets the
// person choose one. back leads to where they came from.
func ShowBooks(d *desk.Desk, back func()) {
	kit.Load(d.Tasks, func() ([]workspace.BookWaiting, error) { return d.Session.VouchersToPost(d.Context) }, func(waiting []workspace.BookWaiting, err error) {
		switch {
		case d.Refuse(err):
		case len(waiting) == 0:
			d.Notices.Tell(kit.Fine, d.T("posting.none"), "")
			kit.Trace("no vouchers to post")
		case len(waiting) == 1:
			Show(d, waiting[0].Book, back)
		default:
			chooseBook(d, waiting, back)
		}
	})
}

// chooseBook lists the books of which vouchers wait.
func chooseBook(d *desk.Desk, waiting []workspace.BookWaiting, back func()) {
	var open *kit.OpenDialog
	var tiles []fyne.CanvasObject
	var first *kit.Tile
	for _, w := range waiting {
		tile := kit.NewTile("posting-"+w.Book.Ref(), "cash", w.Book.Ref()+" "+w.Book.Name, d.T("posting.waiting", fault.Args{"Waiting": w.Count}), func() {
			open.Close()
			Show(d, w.Book, back)
		})
		if first == nil {
			first = tile
		}
		tiles = append(tiles, tile)
	}
	open = d.Dialogs.Open(kit.Dialog{Name: "posting-books", Title: d.T("posting.title"), Width: 620, Content: kit.VStack(8, tiles...), Focus: first})
}

// Show shows the waiting vouchers of a book.
func Show(d *desk.Desk, book cashbook.Book, back func()) {
	kit.Load(d.Tasks, func() ([]accounting.Journal, error) { return d.Session.PostingJournals(d.Context, book.ID) }, func(journals []accounting.Journal, err error) {
		if err == nil && len(journals) == 0 {
			err = fault.New(fault.Missing, "posting.no-journal", fault.Args{"Book": book.Ref()})
		}
		if !d.Refuse(err) {
			newScreen(d, book, journals, back).bring()
		}
	})
}

func newScreen(d *desk.Desk, book cashbook.Book, journals []accounting.Journal, back func()) *screen {
	s := &screen{Desk: d, book: book, journals: journals, journal: journals[0], back: back, head: kit.NewText("", kit.Muted)}
	s.grid = kit.NewGrid(d.Services, "vouchers-to-post", s.columns(), kit.Rows[cashbook.ReceivedVoucher](nil))
	s.grid.Empty = kit.NewEmpty("check", s.T("posting.none"), s.T("posting.none.hint"), nil)
	s.grid.OnCursor = s.read
	s.grid.OnOpen = func(cashbook.ReceivedVoucher) { s.enter() }
	s.scan = newScan(s)
	s.form = newForm(s)
	return s
}

func (s *screen) columns() []kit.Column[cashbook.ReceivedVoucher] {
	return []kit.Column[cashbook.ReceivedVoucher]{
		{ID: "number", Title: s.T("statement.number"), Width: 52, Align: fyne.TextAlignTrailing, Text: func(v cashbook.ReceivedVoucher) string { return strconv.FormatInt(v.Entry.Number, 10) }},
		{ID: "day", Title: s.T("statement.day"), Width: 80, Text: func(v cashbook.ReceivedVoucher) string { return s.Printer.DayShort(v.Entry.Day) }},
		{ID: "text", Title: s.T("cashbooks.received.text"), Grow: true, Text: func(v cashbook.ReceivedVoucher) string { return v.Text }},
		{ID: "amount", Title: s.T("cashbooks.received.amount"), Width: 110, Align: fyne.TextAlignTrailing, Text: func(v cashbook.ReceivedVoucher) string { return s.Printer.Number(s.amount(v.AmountMinor)) }},
	}
}

func (s *screen) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: s.book.Currency}
}

// listWidth is that of the list at the left.
const listWidth = 390

func (s *screen) bring() {
	tools := kit.HStack(8, kit.NewText(s.T("posting.of", fault.Args{"Ref": s.book.Ref(), "Name": s.book.Name}), kit.Title), s.head, kit.Space(),
		kit.NewButton(s.T("posting.decline"), "close", kit.Plain, s.decline),
		kit.NewButton(s.T("posting.all"), "check", kit.Plain, s.postAll),
		kit.NewButton(s.T("posting.post"), "check", kit.Primary, s.post))
	right := container.NewBorder(nil, s.form.content, nil, nil, kit.Insets(0, 0, s.scan.content))
	body := container.NewBorder(nil, nil, kit.Width(listWidth, s.grid), nil, kit.Insets(0, 12, right))
	s.Shell.Show(kit.Screen{
		Name: "posting", Section: string(desk.Accounting),
		Crumbs:  []kit.Crumb{{Text: s.T("accounting.title"), Open: func() { s.Open(desk.Accounting) }}, {Text: s.T("posting.title")}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(kit.Insets(0, 0, tools), nil, nil, nil, kit.Insets(8, 0, body))),
		Focus:   s.grid.Focus(),
		Keys: kit.Handlers{
			kit.ActionRefresh: func() { s.reload(0) }, kit.ActionCancel: s.cancel, kit.ActionSave: s.post, kit.ActionAttach: s.scan.next,
			kit.ActionReverse: s.decline, kit.ActionMenu: s.postAll,
		},
	})
	s.reload(0)
}

// cancel is Esc: from the form back to the list, from the list back to where one came
// from.
func (s *screen) cancel() {
	if s.Window.Canvas().Focused() != s.grid.Focus() {
		s.form.fill(s.shown)
		s.Window.Canvas().Focus(s.grid.Focus())
		return
	}
	s.back()
}

// reload reads what waits, and puts the cursor where it was: on the next voucher.
func (s *screen) reload(row int) {
	filter := cashbook.ReceivedFilter{Book: s.book.ID, State: cashbook.ToPost, Limit: mostWaiting}
	type waiting struct {
		vouchers []cashbook.ReceivedVoucher
		total    int
	}
	kit.Load(s.Tasks, func() (w waiting, err error) {
		w.vouchers, w.total, err = s.Session.ReceivedVouchers(s.Context, filter)
		return w, err
	}, func(w waiting, err error) {
		if s.Refuse(err) {
			return
		}
		s.head.SetText(s.T("posting.waiting", fault.Args{"Waiting": w.total}))
		s.grid.SetSource(kit.Rows[cashbook.ReceivedVoucher](w.vouchers))
		if row = min(row, len(w.vouchers)-1); row > 0 {
			s.grid.MoveTo(row)
		}
		kit.Trace(fmt.Sprintf("vouchers to post %d", w.total))
		s.asked = 0
		s.read()
	})
}

// read reads what is needed for the voucher under the cursor.
func (s *screen) read() {
	v, here := s.grid.Current()
	if !here {
		s.shown = workspace.VoucherDesk{}
		s.form.clear()
		s.scan.show(nil)
		return
	}
	if v.Entry.Seq == s.asked {
		return
	}
	s.asked = v.Entry.Seq
	s.readFor(v)
}

// readFor reads a voucher for the journal that is chosen.
func (s *screen) readFor(v cashbook.ReceivedVoucher) {
	seq, journal := v.Entry.Seq, s.journal.ID
	kit.Load(s.Tasks, func() (workspace.VoucherDesk, error) {
		return s.Session.VoucherDesk(s.Context, s.book.ID, seq, journal, 0)
	}, func(d workspace.VoucherDesk, err error) {
		if s.Refuse(err) || s.asked != seq || s.journal.ID != journal {
			return
		}
		s.shown = d
		s.form.fill(d)
		s.scan.show(d.Voucher.Attachments)
		kit.Trace(fmt.Sprintf("voucher to post %d", d.Voucher.Entry.Number))
	})
}

// enter is Enter in the list: it posts what is complete, and leads to the form else.
func (s *screen) enter() {
	if s.shown.Voucher.Entry.Seq == 0 || s.shown.Voucher.Entry.Seq != s.asked {
		return
	}
	if s.shown.Cancels != 0 || s.form.complete() {
		s.post()
		return
	}
	s.form.begin()
}
