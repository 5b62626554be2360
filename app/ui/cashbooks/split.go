package cashbooks

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Widths of the columns of the dialog.
const (
	shareAccountWidth = 150
	shareCodeWidth    = 130
	shareSizeWidth    = 120
	shareAmountWidth  = 130
	splitHeight       = 400
)

// splitting is the dialog « Ventilation »: one row per share, Enter from field to
// field, a new row as long as something is left.
type splitting struct {
	line   *line
	total  int64 // of the voucher, with its sign
	offers offers
	rows   []*shareRow
	list   *fyne.Container
	rest   *kit.Text
	dialog *kit.OpenDialog
}

// shareRow is a share as it is typed.
type shareRow struct {
	account, funding, budget *kit.PickerField
	size                     *kit.TextField
	amount                   *kit.Text
}

// split is F6: it opens the dialog for the voucher in the line, whose amount must
// be there.
func (l *line) split() {
	total, at, err := l.reader().amount(l.typed())
	if err != nil {
		l.refuse(at, err)
		return
	}
	s := &splitting{line: l, total: total, list: kit.VStack(4), rest: kit.NewText("", kit.Strong)}
	s.offers = offers{l.page.plan(), l.page.Printer.Language(), l.page.book.Today}
	if day, err := l.reader().day(l.day.Text); err == nil {
		s.offers.day = day
	}
	for _, share := range l.shares(total) {
		s.add().fill(l, share)
	}
	s.add()
	s.open()
}

// shares gives what the line says so far.
func (l *line) shares(total int64) []cashbook.Share {
	if l.divided() {
		return l.division.shares
	}
	share, err := l.reader().assignment(l.typed())
	if err != nil || share == (cashbook.Share{}) {
		return nil
	}
	return []cashbook.Share{share}
}

func (s *splitting) open() {
	p := s.line.page
	title := func(key string, width float32) fyne.CanvasObject {
		return kit.Width(width, kit.NewText(p.T("cashbooks.split."+key), kit.Muted))
	}
	heads := kit.HStack(8, title("account", shareAccountWidth), title("funding", shareCodeWidth),
		title("budget-line", shareCodeWidth), title("size", shareSizeWidth), kit.Width(shareAmountWidth, kit.NewText(p.T("cashbooks.split.amount"), kit.Style{Color: kit.ColorMuted, Align: fyne.TextAlignTrailing})))
	total := p.T("cashbooks.split.total", fault.Args{"Amount": p.amount(max(s.total, -s.total))})
	top := kit.VStack(8, kit.NewText(total, kit.Body), heads)
	foot := kit.Insets(8, 0, kit.HStack(8, kit.NewText(p.T("cashbooks.split.hint"), kit.Small), kit.Space(), s.rest))
	s.dialog = p.Dialogs.Open(kit.Dialog{
		Name: "split", Title: p.T("cashbooks.split.title"), Width: 780, Height: splitHeight,
		Content: container.NewBorder(top, foot, nil, nil, kit.Insets(8, 0, kit.NewScroll(s.list))),
		Confirm: p.T("cashbooks.split.take"), Focus: s.rows[0].account, OnConfirm: s.take,
	})
	s.show()
}

// add puts an empty row below the others.
func (s *splitting) add() *shareRow {
	services := s.line.page.services
	r := &shareRow{
		account: kit.NewPickerField(services, "share-account", s.offers.accounts),
		funding: kit.NewPickerField(services, "share-funding", s.offers.fundings),
		budget:  kit.NewPickerField(services, "share-budget-line", s.offers.budgetLines),
		size:    kit.NewTextField(services, "share-size"), amount: kit.NewText("", kit.Style{Align: fyne.TextAlignTrailing}),
	}
	r.account.MaxRunes, r.funding.MaxRunes, r.budget.MaxRunes, r.size.MaxRunes = cashbook.MaxAccount, cashbook.MaxCode, cashbook.MaxCode, 30
	for _, field := range []*kit.PickerField{r.account, r.funding, r.budget} {
		field.ActionItem = nil
		field.OnChanged = func(string) { s.show() }
	}
	r.size.OnChanged = func(string) { s.show() }
	at := len(s.rows)
	r.account.Commit, r.funding.Commit, r.budget.Commit = s.to(r.funding), s.to(r.budget), s.to(r.size)
	r.size.Commit = func() { s.next(at) }
	s.rows = append(s.rows, r)
	s.list.Add(kit.HStack(8, kit.Width(shareAccountWidth, r.account), kit.Width(shareCodeWidth, r.funding),
		kit.Width(shareCodeWidth, r.budget), kit.Width(shareSizeWidth, r.size), kit.Width(shareAmountWidth, r.amount)))
	return r
}

func (s *splitting) to(to fyne.Focusable) func() {
	return func() { s.line.page.Window.Canvas().Focus(to) }
}

// fill puts a share into the row.
func (r *shareRow) fill(l *line, share cashbook.Share) {
	r.account.SetText(share.Account)
	r.funding.SetText(share.Funding)
	r.budget.SetText(share.BudgetLine)
	switch {
	case share.Percent != 0:
		r.size.SetText(share.Percent.String() + "%")
	case share.AmountMinor != 0:
		r.size.SetText(l.page.Printer.Number(l.page.amount(share.AmountMinor)))
	}
}

// typed reports whether anything stands in the row.
func (r *shareRow) typed() bool {
	return strings.TrimSpace(r.account.Text+r.funding.Text+r.budget.Text+r.size.Text) != ""
}

// next is Enter at the end of a row: to the next one, which comes when something is
// left, and else it takes the split.
func (s *splitting) next(at int) {
	shares, index, err := s.read()
	if err != nil {
		s.refuse(index, err)
		return
	}
	_, left, err := cashbook.Divide(s.total, shares)
	switch {
	case err != nil:
		s.dialog.Refuse(err)
	case left == 0:
		if err := s.take(); err != nil {
			s.dialog.Refuse(err)
			return
		}
		s.dialog.Close()
	default:
		if at == len(s.rows)-1 && at < cashbook.MaxParts-1 {
			s.add()
			s.list.Refresh()
		}
		s.to(s.rows[min(at+1, len(s.rows)-1)].account)()
	}
}

// read gives the shares that are typed. An error is of the row of the index.
func (s *splitting) read() (shares []cashbook.Share, index int, err error) {
	for i, r := range s.rows {
		if !r.typed() {
			continue
		}
		share, err := cashbook.ParseAssignment(r.account.Text + ":" + r.funding.Text + ":" + r.budget.Text)
		if err == nil {
			err = checkShare(s.offers.plan, share, s.offers.day)
		}
		if err == nil {
			err = share.SetSize(r.size.Text, s.line.page.book.Book.Currency)
		}
		if err != nil {
			return nil, i, err
		}
		shares = append(shares, share)
	}
	return shares, 0, nil
}

// refuse puts the keyboard into the field of the row that is wrong.
func (s *splitting) refuse(index int, err error) {
	s.dialog.Refuse(err)
	var field fyne.Focusable = s.rows[index].account
	switch key := keyOf(err); {
	case strings.HasPrefix(key, "chart.funding"):
		field = s.rows[index].funding
	case strings.HasPrefix(key, "chart.budget"):
		field = s.rows[index].budget
	case strings.HasPrefix(key, "money."), strings.HasPrefix(key, "cashbook.percent"), strings.HasPrefix(key, "cashbook.share"):
		field = s.rows[index].size
	}
	s.line.page.Window.Canvas().Focus(field)
}

// show tells the amount of each row and what is left.
func (s *splitting) show() {
	p := s.line.page
	shares, _, err := s.read()
	var minor []int64
	left := s.total
	if err == nil && len(shares) > 0 {
		if minor, left, err = cashbook.Divide(s.total, shares); err != nil {
			left = s.total
		}
	}
	for _, r := range s.rows {
		r.amount.SetText("")
		if r.typed() && len(minor) > 0 {
			r.amount.SetText(p.Printer.Number(p.amount(minor[0] * s.sign())))
			minor = minor[1:]
		}
	}
	style := kit.Style{Bold: true, Color: kit.ColorFine}
	if left != 0 {
		style.Color = kit.ColorExpiring
	}
	s.rest.SetStyle(style)
	s.rest.SetText(p.T("cashbooks.split.rest", fault.Args{"Amount": money.Amount{Minor: left * s.sign(), Currency: p.book.Book.Currency}}))
}

func (s *splitting) sign() int64 {
	if s.total < 0 {
		return -1
	}
	return 1
}

// take puts the split into the line, unless something is left.
func (s *splitting) take() error {
	shares, index, err := s.read()
	if err != nil {
		s.refuse(index, err)
		return err
	}
	if _, err := (cashbook.Content{AmountMinor: s.total}).Divided(shares, s.line.page.book.Book.Currency); err != nil {
		return err
	}
	s.line.setDivision(shares)
	s.line.focus(s.line.typed().sideOf())
	kit.Trace(fmt.Sprintf("split taken %d", len(shares)))
	return nil
}
