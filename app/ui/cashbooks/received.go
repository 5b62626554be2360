package cashbooks

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/posting"
	"github.com/comptoir/comptoir/app/workspace"
)

// received is the screen « Lots reçus »: the batches that arrived here and, below,
// the vouchers of the one under the cursor, each with its documents.
type received struct {
	*section
	grid     *kit.Grid[workspace.ReceivedCard]
	vouchers *kit.Grid[cashbook.ReceivedVoucher]
	shown    workspace.ReceivedCard
	papers   *kit.Button
	post     *kit.Button
	counts   *kit.Paragraph // what was counted
}

func (s *section) openReceived() {
	r := &received{section: s, counts: kit.NewParagraph("", kit.Muted)}
	r.papers = kit.NewButton(r.T("cashbooks.papers"), "clip", kit.Plain, r.showPapers)
	r.post = kit.NewButton(r.T("cashbooks.received.post"), "check", kit.Primary, r.postVouchers)
	r.grid = kit.NewGrid(s.Services, "received", r.columns(), kit.Rows[workspace.ReceivedCard](nil))
	r.grid.Empty = kit.NewEmpty("import", r.T("cashbooks.received.none"), r.T("cashbooks.received.none.hint"), nil)
	r.grid.OnCursor = r.showVouchers
	r.grid.OnOpen = func(workspace.ReceivedCard) { r.Window.Canvas().Focus(r.vouchers.Focus()) }
	r.vouchers = kit.NewGrid(s.Services, "received-vouchers", r.voucherColumns(), kit.Rows[cashbook.ReceivedVoucher](nil))
	r.vouchers.OnCursor = r.showButtons
	r.vouchers.OnOpen = func(cashbook.ReceivedVoucher) { r.showPapers() }
	r.bring()
}

func (r *received) columns() []kit.Column[workspace.ReceivedCard] {
	p := r.Printer
	amount := func(c workspace.ReceivedCard, minor int64) string {
		return p.Number(inCurrency(minor, c.Book.Currency))
	}
	return []kit.Column[workspace.ReceivedCard]{
		{ID: "book", Title: r.T("cashbooks.received.book"), Grow: true, Text: func(c workspace.ReceivedCard) string { return c.Book.Ref() + " " + c.Book.Name }},
		{ID: "number", Title: r.T("statement.number"), Width: 50, Align: fyne.TextAlignTrailing, Text: func(c workspace.ReceivedCard) string { return strconv.FormatInt(c.Number, 10) }},
		{ID: "from", Title: r.T("cashbooks.received.from"), Width: 200, Text: func(c workspace.ReceivedCard) string { return strconv.Itoa(c.Poste.Number) + " · " + c.Author }},
		{ID: "vouchers", Title: r.T("cashbooks.batches.vouchers"), Width: 95, Align: fyne.TextAlignTrailing, Text: func(c workspace.ReceivedCard) string { return strconv.Itoa(c.Totals.Vouchers) }},
		{ID: "in", Title: r.T("cashbooks.batches.in"), Width: 120, Align: fyne.TextAlignTrailing, Text: func(c workspace.ReceivedCard) string { return amount(c, c.Totals.InMinor) }},
		{ID: "out", Title: r.T("cashbooks.batches.out"), Width: 120, Align: fyne.TextAlignTrailing, Text: func(c workspace.ReceivedCard) string { return amount(c, c.Totals.OutMinor) }},
		{ID: "to-post", Title: r.T("cashbooks.received.to-post"), Width: 120, Align: fyne.TextAlignTrailing, Text: func(c workspace.ReceivedCard) string { return strconv.Itoa(c.ToPost) }},
		{ID: "received", Title: r.T("cashbooks.received.when"), Width: 170, Style: func(workspace.ReceivedCard) kit.Style { return kit.Muted }, Text: func(c workspace.ReceivedCard) string { return p.Time(c.Received.Received) }},
	}
}

func (r *received) voucherColumns() []kit.Column[cashbook.ReceivedVoucher] {
	p := r.Printer
	return []kit.Column[cashbook.ReceivedVoucher]{
		{ID: "number", Title: r.T("statement.number"), Width: 60, Align: fyne.TextAlignTrailing, Text: func(v cashbook.ReceivedVoucher) string { return strconv.FormatInt(v.Entry.Number, 10) }},
		{ID: "day", Title: r.T("statement.day"), Width: 90, Text: func(v cashbook.ReceivedVoucher) string { return p.DayShort(v.Entry.Day) }},
		{ID: "text", Title: r.T("cashbooks.received.text"), Grow: true, Text: func(v cashbook.ReceivedVoucher) string { return v.Text }},
		{ID: "recipient", Title: r.T("cashbooks.received.recipient"), Width: 170, Text: func(v cashbook.ReceivedVoucher) string { return v.Recipient }},
		{ID: "account", Title: r.T("cashbooks.received.account"), Width: 90, Text: func(v cashbook.ReceivedVoucher) string { return v.Account }},
		{ID: "amount", Title: r.T("cashbooks.received.amount"), Width: 130, Align: fyne.TextAlignTrailing, Text: func(v cashbook.ReceivedVoucher) string {
			return p.Number(inCurrency(v.AmountMinor, r.shown.Book.Currency))
		}},
		{ID: "papers", Title: r.T("cashbooks.batches.papers"), Width: 110, Align: fyne.TextAlignTrailing, Text: func(v cashbook.ReceivedVoucher) string { return countOrNone(len(v.Attachments)) }},
		{ID: "state", Title: r.T("cashbooks.batches.state"), Width: 170, Text: r.state},
	}
}

func countOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (r *received) state(v cashbook.ReceivedVoucher) string {
	state := r.T("received.state." + string(v.State))
	if v.Reason != "" {
		state += " : " + v.Reason
	}
	return state
}

func (r *received) bring() {
	head := kit.VStack(8, kit.NewText(r.T("cashbooks.received"), kit.Title), kit.NewParagraph(r.T("cashbooks.received.text-about"), kit.Muted))
	below := container.NewBorder(kit.HStack(8, kit.Space(), r.papers, r.post), r.counts, nil, nil, kit.Insets(8, 0, r.vouchers))
	split := container.NewGridWithRows(2, kit.Insets(8, 0, r.grid), kit.Insets(8, 0, below))
	r.showButtons()
	r.Shell.Show(kit.Screen{
		Name: "received-batches", Section: string(desk.CashBooks),
		Crumbs:  []kit.Crumb{{Text: r.T("cashbooks.title"), Open: func() { r.Open(desk.CashBooks) }}, {Text: r.T("cashbooks.received")}},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, split)),
		Focus:   r.grid.Focus(),
		Keys:    kit.Handlers{kit.ActionRefresh: r.reload, kit.ActionCancel: func() { r.Open(desk.CashBooks) }},
	})
	r.reload()
}

func (r *received) reload() {
	kit.Load(r.Tasks, func() ([]workspace.ReceivedCard, error) { return r.Session.ReceivedBatches(r.Context) }, func(list []workspace.ReceivedCard, err error) {
		if r.Refuse(err) {
			return
		}
		r.grid.SetSource(kit.Rows[workspace.ReceivedCard](list))
		kit.Trace("received batches " + strconv.Itoa(len(list)))
		r.showVouchers()
	})
}

// mostReceived bounds the vouchers of one batch that are shown.
const mostReceived = 5_000

// showVouchers reads the vouchers of the batch under the cursor.
func (r *received) showVouchers() {
	card, here := r.grid.Current()
	if !here || card.Digest == r.shown.Digest {
		return
	}
	r.shown = card
	filter := cashbook.ReceivedFilter{Book: card.Book.ID, BatchEpoch: card.Epoch, Batch: card.Number, Counting: true, Limit: mostReceived}
	kit.Load(r.Tasks, func() ([]workspace.CountCard, error) { return r.Session.ReceivedCounts(r.Context, card.Received) }, func(counts []workspace.CountCard, err error) {
		if !r.Refuse(err) && r.shown.Digest == card.Digest {
			r.counts.SetText(r.counted(card.Book, counts))
			kit.Trace("received counts " + strconv.Itoa(len(counts)))
		}
	})
	kit.Load(r.Tasks, func() ([]cashbook.ReceivedVoucher, error) {
		vouchers, _, err := r.Session.ReceivedVouchers(r.Context, filter)
		return vouchers, err
	}, func(vouchers []cashbook.ReceivedVoucher, err error) {
		if !r.Refuse(err) {
			r.vouchers.SetSource(kit.Rows[cashbook.ReceivedVoucher](vouchers))
			r.showButtons()
			kit.Trace("received vouchers " + strconv.Itoa(len(vouchers)))
		}
	})
}

// mostCounts bounds the counts that have a line below the vouchers.
const mostCounts = 3

// counted tells of the newest counts that came with a batch.
func (r *received) counted(b cashbook.Book, counts []workspace.CountCard) string {
	var lines []string
	if more := len(counts) - mostCounts; more > 0 {
		lines, counts = []string{r.T("cashbooks.received.earlier-counts", fault.Args{"Count": more})}, counts[more:]
	}
	for _, c := range counts {
		lines = append(lines, statement.CountLine(b, c, r.Printer))
	}
	return strings.Join(lines, "\n")
}

func (r *received) showButtons() {
	v, here := r.vouchers.Current()
	r.papers.SetEnabled(here && len(v.Attachments) > 0)
	r.post.SetEnabled(r.shown.ToPost > 0)
}

// postVouchers leads to the vouchers of the book that wait.
func (r *received) postVouchers() {
	if r.shown.ToPost > 0 {
		posting.Show(r.Desk, r.shown.Book, r.openReceived)
	}
}

// showPapers shows the documents of the voucher under the cursor.
func (r *received) showPapers() {
	v, here := r.vouchers.Current()
	if !here || len(v.Attachments) == 0 {
		return
	}
	book := r.shown.Book
	(&page{section: r.section, services: r.Services}).openPapers(bundle{
		title: r.T("cashbooks.received.papers", fault.Args{"Ref": book.Ref(), "Number": v.Entry.Number}),
		fixed: fault.New(fault.Denied, "cashbooks.received-fixed", nil),
		list: func(ctx context.Context) ([]workspace.Attached, error) {
			return r.Session.Kept(ctx, v.Attachments), nil
		},
		read: func(ctx context.Context, a cashbook.Attachment) ([]byte, error) {
			return r.Session.ReadReceived(ctx, book.ID, a)
		},
	})
}
