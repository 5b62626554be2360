package statement

import (
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/inwords"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Slip is the « bon » of a voucher on half a page: the amount in figures and in
// words, for whom and for what, and lines to sign on. It bears the time of entry,
// and so is the same whenever it is printed.
func Slip(s workspace.Slip, p *translation.Printer, h report.Head) report.Report {
	m := slipMaker{maker{p, s.Card}, s}
	v := s.Line.Voucher
	h.Made, h.Person = v.Entry.Recorded, s.Entry.Author
	made := report.Report{
		Head: h, Half: true, Title: m.T("statement.slip.title", fault.Args{"Kind": fault.Key(m.kind()), "Number": v.Entry.Number, "Ref": s.Card.Book.Ref()}),
		Facts: m.facts(), Notes: m.notes(), Signatures: m.signatures(),
		Anchor: m.T("statement.slip.anchor", fault.Args{"Ref": s.Card.Book.Ref(), "Number": v.Entry.Number, "Epoch": v.Entry.Epoch, "Anchor": v.Entry.Hash.Anchor()}),
	}
	if len(v.Parts) > 0 {
		made.Columns, made.Rows = m.parts(v)
	}
	return made
}

type slipMaker struct {
	maker
	slip workspace.Slip
}

func (m slipMaker) kind() string {
	if m.slip.Line.Voucher.AmountMinor > 0 {
		return "statement.slip.in"
	}
	return "statement.slip.out"
}

// facts leave out what the voucher does not say.
func (m slipMaker) facts() []report.Fact {
	v, b := m.slip.Line.Voucher, m.slip.Card.Book
	size := m.amount(max(v.AmountMinor, -v.AmountMinor))
	facts := []report.Fact{
		{Key: "day", Label: m.say("day"), Value: v.Entry.Day},
		{Key: "amount", Label: m.say("slip.amount"), Value: m.Amount(size)},
		{Key: "book", Label: m.say("book"), Value: b.Ref() + " " + b.Name},
		{Key: "words", Label: m.say("slip.words"), Value: inwords.Amount(size, m.Language())},
		{Key: "text", Label: m.say("slip.text"), Value: v.Text},
	}
	party := "slip.to"
	if v.AmountMinor > 0 {
		party = "slip.from"
	}
	for _, f := range []struct{ key, label, text string }{
		{"recipient", party, v.Recipient}, {"piece", "piece", v.PartnerNumber}, {"account", "account", m.name(v.Account)},
		{"funding", "slip.funding", v.Funding}, {"budget_line", "slip.budget-line", v.BudgetLine},
		{"attachments", "slip.attachments", attachmentNames(v.Content)},
	} {
		if f.text != "" {
			facts = append(facts, report.Fact{Key: f.key, Label: m.say(f.label), Value: f.text})
		}
	}
	return facts
}

// name gives an account with what the project calls it.
func (m slipMaker) name(code string) string {
	if m.slip.Plan == nil {
		return code
	}
	if a, known := m.slip.Plan.Chart.Account(code); known {
		return code + " " + a.Name(m.Language())
	}
	return code
}

func attachmentNames(c cashbook.Content) string {
	names := make([]string, len(c.Attachments))
	for i, a := range c.Attachments {
		names[i] = a.Name
	}
	return strings.Join(names, ", ")
}

// parts are the table of a voucher that is split.
func (m slipMaker) parts(v cashbook.Voucher) ([]report.Column, []report.Row) {
	columns := []report.Column{
		{Key: "account", Title: m.say("account")}, {Key: "funding", Title: m.say("slip.funding")},
		{Key: "budget_line", Title: m.say("slip.budget-line")}, {Key: "amount", Title: m.say("slip.amount"), Flush: true, Carry: report.CarrySum},
	}
	sign := int64(1)
	if v.AmountMinor < 0 {
		sign = -1
	}
	var rows []report.Row
	for _, p := range v.Parts {
		rows = append(rows, report.Row{Cells: []any{m.name(p.Account), p.Funding, p.BudgetLine, m.amount(sign * p.AmountMinor)}})
	}
	total := report.Row{Kind: report.Total, Cells: []any{m.say("slip.total"), nil, nil, m.amount(sign * v.AmountMinor)}}
	return columns, append(rows, total)
}

// notes say who entered the voucher, and that it cancels another or is cancelled.
func (m slipMaker) notes() []string {
	e := m.slip.Line.Voucher.Entry
	args := fault.Args{"Person": m.slip.Entry.Author, "At": e.Recorded, "Poste": m.slip.Entry.Poste.Number}
	notes := []string{m.T("statement.slip.entered", args)}
	switch {
	case e.Reverses != 0:
		notes = append(notes, m.T("statement.reverses", fault.Args{"Number": e.Reverses}))
	case m.slip.Line.ReversedBy != 0:
		notes = append(notes, m.T("statement.reversed", fault.Args{"Number": m.slip.Line.ReversedBy}))
	}
	return notes
}

// signatures are of whoever pays, whoever is paid, and whoever approves.
func (m slipMaker) signatures() []report.Signature {
	party := "sign.recipient"
	if m.slip.Line.Voucher.AmountMinor > 0 {
		party = "sign.depositor"
	}
	return []report.Signature{
		{Title: m.say("sign.cashier"), Name: m.slip.Card.Responsible},
		{Title: m.say(party), Name: m.slip.Line.Voucher.Recipient},
		{Title: m.say("sign.approved")},
	}
}
