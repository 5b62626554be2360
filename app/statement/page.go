package statement

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Page is the « Livre de caisse » of a period, line by line with the balance after
// each, to be signed. Provisional vouchers stand apart and are in no sum.
func Page(st workspace.Statement, p *translation.Printer, h report.Head) report.Report {
	m := maker{p, st.Card}
	made := report.Report{
		Head: h, Title: m.title("page"), About: []string{m.span(st)}, Columns: m.pageColumns(),
		Notes: m.lost(st.Lost), Anchor: Anchor(p, st.Head), Signatures: m.signatures(),
	}
	made.Facts = append(m.facts(), m.sums(st.Period)...)
	made.Rows = append(made.Rows, m.sumRow("opening", nil, nil, st.OpeningMinor))
	for _, l := range st.Lines {
		made.Rows = append(made.Rows, report.Row{Cells: m.line(l)})
	}
	made.Rows = append(made.Rows, m.sumRow("total", m.amount(st.InMinor), m.amount(st.OutMinor), st.ClosingMinor))
	if len(st.Provisional) > 0 {
		made.Rows = append(made.Rows, report.Row{Kind: report.Heading, Cells: []any{m.say("provisional")}})
		for _, l := range st.Provisional {
			made.Rows = append(made.Rows, report.Row{Kind: report.Aside, Cells: m.line(l)})
		}
	}
	return made
}

func (m maker) span(st workspace.Statement) string {
	span := Span(m.Printer, st.From, st.Until)
	if st.Whole {
		return m.T("statement.whole", fault.Args{"Period": span})
	}
	return span
}

// sums are the figures of a period.
func (m maker) sums(p workspace.Period) []report.Fact {
	return []report.Fact{
		{Key: "opening", Label: m.say("opening"), Value: m.amount(p.OpeningMinor)},
		{Key: "in", Label: m.say("in-sum"), Value: m.amount(p.InMinor)},
		{Key: "out", Label: m.say("out-sum"), Value: m.amount(p.OutMinor)},
		{Key: "closing", Label: m.say("closing"), Value: m.amount(p.ClosingMinor)},
		{Key: "vouchers", Label: m.say("vouchers"), Value: p.Vouchers},
	}
}

func (m maker) pageColumns() []report.Column {
	return []report.Column{
		{Key: "number", Title: m.say("number"), Flush: true},
		{Key: "epoch", Title: m.say("epoch"), Flush: true},
		{Key: "day", Title: m.say("day")},
		{Key: "piece", Title: m.say("piece")},
		{Key: "text", Title: m.say("text"), Carry: report.CarryLabel},
		{Key: "recipient", Title: m.say("recipient")},
		{Key: "account", Title: m.say("account")},
		{Key: "in", Title: m.say("in"), Flush: true, Carry: report.CarrySum},
		{Key: "out", Title: m.say("out"), Flush: true, Carry: report.CarrySum},
		{Key: "balance", Title: m.say("balance"), Flush: true, Carry: report.CarryLast},
		{Key: "state", Title: m.say("state")},
	}
}

// sumRow is a row that adds up, with its words under the text of vouchers.
func (m maker) sumRow(key string, in, out any, balanceMinor int64) report.Row {
	return report.Row{Kind: report.Total, Cells: []any{nil, nil, nil, nil, m.say(key), nil, nil, in, out, m.amount(balanceMinor), nil}}
}

func (m maker) line(l workspace.BookLine) []any {
	v := l.Voucher
	var number, epoch any = v.Entry.Number, v.Entry.Epoch
	if l.Place != 0 {
		number, epoch = "P"+strconv.FormatInt(l.Place, 10), nil
	}
	return []any{
		number, epoch, v.Entry.Day, v.PartnerNumber, v.Text, v.Recipient, accounts(l),
		m.positive(v.AmountMinor), m.positive(-v.AmountMinor), m.amount(l.BalanceMinor), m.state(l),
	}
}

// accounts gives the account of a voucher, or those of its parts.
func accounts(l workspace.BookLine) string {
	if len(l.Voucher.Parts) == 0 {
		return l.Voucher.Account
	}
	var all []string
	for _, part := range l.Voucher.Parts {
		if part.Account != "" {
			all = append(all, part.Account)
		}
	}
	return strings.Join(all, ", ")
}

// state says how far a voucher has got, and what it cancels or is cancelled by.
func (m maker) state(l workspace.BookLine) string {
	switch {
	case l.Voucher.Entry.Reverses != 0:
		return m.T("statement.reverses", fault.Args{"Number": l.Voucher.Entry.Reverses})
	case l.ReversedBy != 0:
		return m.T("statement.reversed", fault.Args{"Number": l.ReversedBy})
	}
	return m.T("voucher.state." + string(l.State))
}
