package main

import (
	"strconv"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// mostLines is the longest list of vouchers in one answer.
const mostLines = 100_000

type voucherList struct {
	Book   string `arg:""`
	Search string `placeholder:"text"`
	Limit  int    `default:"1000" placeholder:"number"`
	Offset int    `placeholder:"number"`
}

func (voucherList) examples() []string {
	return []string{"voucher list P01/1", "voucher list P01/1 --search carburant --json"}
}

// vouchersListed is a page of a book, by day and number.
type vouchersListed struct {
	Book         string        `json:"book"`
	Name         string        `json:"name"`
	Currency     string        `json:"currency"`
	CeilingMinor int64         `json:"ceiling_minor"`
	BalanceMinor int64         `json:"balance_minor"`
	Total        int           `json:"total"`
	Vouchers     []voucherView `json:"vouchers"`
}

// voucherView is a voucher with the balance of the book after it.
type voucherView struct {
	Number       int64        `json:"number"`
	Revision     int          `json:"revision"`
	Reverses     int64        `json:"reverses"`
	ReversedBy   int64        `json:"reversed_by"`
	Declined     string       `json:"declined"` // why the accountant has declined it
	Day          calendar.Day `json:"day"`
	Recorded     moment       `json:"recorded"`
	AmountMinor  int64        `json:"amount_minor"`
	BalanceMinor int64        `json:"balance_minor"`
	Text         string       `json:"text"`
	Account      string       `json:"account"`
	Funding      string       `json:"funding"`
	BudgetLine   string       `json:"budget_line"`
	Parts        []partView   `json:"parts"`
	Recipient    string       `json:"recipient"`
	Ref          string       `json:"ref"`
	State        string       `json:"state"`
	Kind         string       `json:"kind"`    // opening, transfer, item, settlement, difference or empty
	Settles      int64        `json:"settles"` // number of the item, or 0
	Attachments  int          `json:"attachments"`
}

func (voucherList) result() report { return vouchersListed{} }

func (cmd *voucherList) Run(c *call) error {
	if cmd.Limit < 1 || cmd.Limit > mostLines || cmd.Offset < 0 {
		return fault.New(fault.Invalid, "ctl.limit", fault.Args{"Most": mostLines})
	}
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	lines, total, err := session.BookLines(c.ctx, cashbook.PageFilter{
		Book: card.Book.ID, Search: cmd.Search, Limit: cmd.Limit, Offset: cmd.Offset,
	})
	if err != nil {
		return err
	}
	return c.give(vouchersListed{
		Book: card.Book.Ref(), Name: card.Book.Name, Currency: string(card.Book.Currency),
		CeilingMinor: card.Book.CeilingMinor, BalanceMinor: card.BalanceMinor, Total: total,
		Vouchers: each(lines, viewVoucher),
	})
}

func viewVoucher(l workspace.BookLine) voucherView {
	v, e := l.Voucher, l.Voucher.Entry
	return voucherView{
		Number: e.Number, Revision: e.Revision, Reverses: e.Reverses, ReversedBy: l.ReversedBy, Declined: l.Reason, Day: e.Day,
		Recorded: moment(e.Recorded), AmountMinor: v.AmountMinor, BalanceMinor: l.BalanceMinor, Text: v.Text,
		Account: v.Account, Funding: v.Funding, BudgetLine: v.BudgetLine, Parts: viewParts(v.Content),
		Recipient: v.Recipient, Ref: v.PartnerNumber, State: string(l.State),
		Kind: string(v.Kind), Settles: v.Settles,
		Attachments: len(v.Attachments),
	}
}

func (r vouchersListed) words(s *sheet) {
	r.title(s)
	if len(r.Vouchers) == 0 {
		s.say("ctl.voucher.none")
		return
	}
	t := s.newTable(right("ctl.col.number"), left("ctl.col.date"), left("ctl.col.ref"), left("ctl.col.text"), left("ctl.col.recipient"),
		right("ctl.col.in"), right("ctl.col.out"), right("ctl.col.balance"), left("ctl.col.state"))
	for _, v := range r.Vouchers {
		in, out := r.columns(s, v.AmountMinor)
		t.row(strconv.FormatInt(v.Number, 10), s.DayShort(v.Day), v.Ref, v.Text, v.Recipient,
			in, out, s.Number(inCurrency(v.BalanceMinor, r.Currency)), v.standing(s))
	}
	t.write(s)
	if r.Total > len(r.Vouchers) {
		s.say("ctl.voucher.more", fault.Args{"Count": len(r.Vouchers), "Total": r.Total})
	}
}

func (r vouchersListed) title(s *sheet) {
	args := fault.Args{"Book": r.Book + " " + r.Name, "Balance": inCurrency(r.BalanceMinor, r.Currency), "Ceiling": inCurrency(r.CeilingMinor, r.Currency)}
	if r.CeilingMinor > 0 {
		s.say("ctl.voucher.title-ceiling", args)
		return
	}
	s.say("ctl.voucher.title", args)
}

// columns puts an amount into its column, money in or money out.
func (r vouchersListed) columns(s *sheet, minor int64) (in, out string) {
	if minor < 0 {
		return "", s.Number(inCurrency(-minor, r.Currency))
	}
	return s.Number(inCurrency(minor, r.Currency)), ""
}

// standing says how far the voucher has got, and what cancels it or what it
// cancels.
func (v voucherView) standing(s *sheet) string {
	state := s.T("voucher.state." + v.State)
	switch {
	case v.Reverses != 0:
		state += " · " + s.T("ctl.voucher.reverses", fault.Args{"Number": strconv.FormatInt(v.Reverses, 10)})
	case v.Declined != "":
		state += " · " + v.Declined
	case v.ReversedBy != 0:
		state += " · " + s.T("ctl.voucher.reversed-by", fault.Args{"Number": strconv.FormatInt(v.ReversedBy, 10)})
	}
	return state
}
