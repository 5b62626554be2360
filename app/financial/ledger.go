package financial

import (
	"strconv"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// GeneralLedger is « le grand livre »: each account with its lines and the balance
// after each.
func GeneralLedger(g workspace.GeneralLedger, p *translation.Printer, h report.Head) report.Report {
	m := ledgerMaker{maker{p, g.Accounts}, map[ident.BookID]string{}}
	for _, j := range g.Covered {
		m.codes[j.ID] = j.Code
	}
	r := m.begin("ledger", h)
	r.Grouped = true
	if g.Party != "" {
		r.Facts = append(r.Facts, report.Fact{Key: "party", Label: m.say("party"), Value: g.Party})
	}
	r.Columns = []report.Column{
		{Key: "account", Title: m.say("account")},
		{Key: "day", Title: m.say("day")},
		{Key: "journal", Title: m.say("journal")},
		{Key: "number", Title: m.say("number"), Flush: true},
		{Key: "voucher", Title: m.say("voucher")},
		{Key: "text", Title: m.say("text"), Carry: report.CarryLabel},
		{Key: "party", Title: m.say("party")},
		{Key: "debit", Title: m.say("debit"), Flush: true, Carry: report.CarrySum},
		{Key: "credit", Title: m.say("credit"), Flush: true, Carry: report.CarrySum},
		{Key: "balance", Title: m.say("balance-after"), Flush: true, Carry: report.CarryLast},
	}
	for _, sheet := range g.Sheets {
		r.Rows = append(r.Rows, m.sheet(sheet)...)
	}
	return r
}

type ledgerMaker struct {
	maker
	codes map[ident.BookID]string
}

// sheet gives the rows of one account.
func (m ledgerMaker) sheet(s workspace.AccountSheet) []report.Row {
	rows := []report.Row{{Kind: report.Heading, Cells: []any{s.Account + " " + m.of.Label(s.Account, m.Language())}}}
	if s.OpeningMinor != 0 {
		rows = append(rows, report.Row{Kind: report.Total, Cells: []any{nil, nil, nil, nil, nil, m.say("opening"), nil, nil, nil, m.amount(s.OpeningMinor)}})
	}
	balance := s.OpeningMinor
	for _, l := range s.Lines {
		balance += l.Line().BaseMinor
		rows = append(rows, report.Row{Cells: m.line(l, balance)})
	}
	return append(rows, report.Row{Kind: report.Total, Cells: []any{
		s.Account, nil, nil, nil, nil, m.say("total"), nil, m.amount(s.DebitMinor), m.amount(s.CreditMinor), m.amount(balance),
	}})
}

func (m ledgerMaker) line(l accounting.AccountLine, balance int64) []any {
	line := l.Line()
	sides := m.sides(line.BaseMinor)
	return []any{
		line.Account, l.Day, m.codes[l.Journal], l.Number, l.Posting.Voucher, textOf(l.Posting, line), line.Party, sides[0], sides[1], m.amount(balance),
	}
}

// textOf gives what a line says, or its posting.
func textOf(p accounting.Posting, l accounting.Line) string {
	if l.Text != "" {
		return l.Text
	}
	return p.Text
}

// Journal is a journal of a time, posting by posting.
func Journal(s workspace.JournalSheet, p *translation.Printer, h report.Head) report.Report {
	m := maker{p, s.Accounts}
	m.of.Covered = []accounting.Journal{s.Card.Journal}
	m.of.Hidden = 0
	r := m.begin("journal-report", h)
	r.Title = m.T("financial.journal-title", fault.Args{"Ref": s.Card.Journal.Ref(), "Name": s.Card.Journal.Name})
	r.Columns = []report.Column{
		{Key: "number", Title: m.say("number"), Flush: true},
		{Key: "day", Title: m.say("day")},
		{Key: "voucher", Title: m.say("voucher")},
		{Key: "account", Title: m.say("account")},
		{Key: "label", Title: m.say("account-label")},
		{Key: "text", Title: m.say("text"), Carry: report.CarryLabel},
		{Key: "party", Title: m.say("party")},
		{Key: "debit", Title: m.say("debit"), Flush: true, Carry: report.CarrySum},
		{Key: "credit", Title: m.say("credit"), Flush: true, Carry: report.CarrySum},
	}
	var debit, credit int64
	for _, posting := range s.Lines {
		for i, l := range posting.Lines {
			r.Rows = append(r.Rows, report.Row{Cells: m.journalLine(posting, l, i == 0)})
			debit += max(l.BaseMinor, 0)
			credit += max(-l.BaseMinor, 0)
		}
	}
	r.Rows = append(r.Rows, report.Row{Kind: report.Total, Cells: []any{
		nil, nil, nil, nil, nil, m.say("sum"), nil, m.amount(debit), m.amount(credit),
	}})
	if head := s.Card.Head; head.Number > 0 {
		r.Anchor = m.T("financial.anchor", fault.Args{"Number": head.Number, "Anchor": head.Hash.Anchor()})
	}
	return r
}

func (m maker) journalLine(p workspace.JournalLine, l accounting.Line, first bool) []any {
	text := textOf(p.Posting, l)
	switch {
	case first && p.Entry.Reverses != 0:
		text += " · " + m.T("financial.reverses", fault.Args{"Number": strconv.FormatInt(p.Entry.Reverses, 10)})
	case first && p.ReversedBy != 0:
		text += " · " + m.T("financial.reversed", fault.Args{"Number": strconv.FormatInt(p.ReversedBy, 10)})
	}
	sides := m.sides(l.BaseMinor)
	return []any{p.Entry.Number, p.Entry.Day, p.Voucher, l.Account, m.of.Label(l.Account, m.Language()), text, l.Party, sides[0], sides[1]}
}
