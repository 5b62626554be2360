package financial

import (
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Reconciliation is « l'état de rapprochement »: from the balance of the books,
// less what is in the books only and with what is on statements only, to the
// balance of the bank, and how that compares with what the bank itself says.
func Reconciliation(page workspace.ReconciliationPage, p *translation.Printer, h report.Head) report.Report {
	j := page.Treasury.Journal
	m := reconciler{p, page}
	r := report.Report{Head: h, Portrait: true, Title: p.T("reconciling.title", fault.Args{"Journal": j.Ref(), "Name": j.Name})}
	r.About = []string{p.T("reconciling.at", fault.Args{"Day": p.DayMedium(page.At)})}
	r.Facts = []report.Fact{
		{Key: "account", Label: p.T("reconciling.col.account"), Value: page.Treasury.Account},
		{Key: "currency", Label: p.T("reconciling.currency"), Value: string(j.Currency) + " " + p.Currency(j.Currency)},
	}
	if bank := m.bankAccount(); bank != "" {
		r.Facts = append(r.Facts, report.Fact{Key: "bank_account", Label: p.T("reconciling.bank-account"), Value: bank})
	}
	r.Columns = []report.Column{
		{Key: "day", Title: p.T("reconciling.col.day")}, {Key: "reference", Title: p.T("reconciling.col.reference")},
		{Key: "text", Title: p.T("reconciling.col.text")}, {Key: "amount", Title: p.T("reconciling.col.amount"), Flush: true},
	}
	r.Rows = m.rows()
	if missing := page.MissingMinor(); missing != 0 {
		r.Notes = append(r.Notes, p.T("reconciling.missing", fault.Args{"Amount": m.amount(missing)}))
	}
	r.Signatures = []report.Signature{{Title: p.T("reconciling.sign.made"), Name: h.Person}, {Title: p.T("reconciling.sign.checked")}}
	return r
}

type reconciler struct {
	*translation.Printer
	page workspace.ReconciliationPage
}

func (m reconciler) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: m.page.Treasury.Currency}
}

func (m reconciler) bankAccount() string {
	for _, s := range m.page.Statements {
		if s.BankAccount != "" {
			return s.BankAccount
		}
	}
	return ""
}

func (m reconciler) total(key string, minor int64) report.Row {
	return report.Row{Kind: report.Total, Cells: []any{nil, nil, m.T("reconciling." + key), m.amount(minor)}}
}

func (m reconciler) rows() []report.Row {
	rows := []report.Row{m.total("books", m.page.BookMinor)}
	if len(m.page.Booked) > 0 {
		rows = append(rows, report.Row{Kind: report.Heading, Cells: []any{m.T("reconciling.books-only"), nil, nil, nil}})
	}
	for _, l := range m.page.Booked {
		text := l.Posting.Text
		if own := l.Posting.Lines[l.Place].Text; own != "" {
			text = own
		}
		rows = append(rows, report.Row{Cells: []any{l.Day, strings.TrimSpace(l.Name() + " " + l.Posting.Voucher), text, m.amount(-l.Minor)}})
	}
	if len(m.page.Bank) > 0 {
		rows = append(rows, report.Row{Kind: report.Heading, Cells: []any{m.T("reconciling.bank-only"), nil, nil, nil}})
	}
	for _, l := range m.page.Bank {
		rows = append(rows, report.Row{Cells: []any{l.Day, strings.TrimSpace(l.BankRef.String() + " " + l.Reference), BankText(l, m.Printer), m.amount(l.AmountMinor)}})
	}
	rows = append(rows, m.total("bank", m.page.BankMinor))
	if m.page.Stated.Known {
		rows = append(rows, m.total("stated", m.page.Stated.Minor), m.total("difference", m.page.MissingMinor()))
	}
	return rows
}

// BankText says what a line of a statement is about: its party and its text.
func BankText(l accounting.BankLine, p *translation.Printer) string {
	switch {
	case l.IsOpening():
		return p.T("reconciling.opening")
	case l.Party != "" && l.Text != "":
		return l.Party + " · " + l.Text
	}
	return l.Party + l.Text
}
