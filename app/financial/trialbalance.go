package financial

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// TrialBalance is « la balance » of a project: each account with what it bore, what
// moved and what it bears, classes added up. With a time to compare it with, the
// balances of that and the change stand beside.
func TrialBalance(b workspace.TrialBalance, p *translation.Printer, h report.Head) report.Report {
	m := balanceMaker{maker{p, b.Accounts}, b}
	r := m.begin("balance", h)
	if b.Compared != nil {
		r.About = append(r.About, m.say("compared")+" "+m.span(b.Earlier))
	}
	r.Columns = m.columns()
	r.Rows = m.rows()
	return r
}

type balanceMaker struct {
	maker
	b workspace.TrialBalance
}

func (m balanceMaker) columns() []report.Column {
	columns := []report.Column{
		{Key: "account", Title: m.say("account")},
		{Key: "label", Title: m.say("label"), Carry: report.CarryLabel},
		{Key: "opening_debit", Title: m.say("opening-debit"), Flush: true, Carry: report.CarrySum},
		{Key: "opening_credit", Title: m.say("opening-credit"), Flush: true, Carry: report.CarrySum},
		{Key: "debit", Title: m.say("debit"), Flush: true, Carry: report.CarrySum},
		{Key: "credit", Title: m.say("credit"), Flush: true, Carry: report.CarrySum},
		{Key: "closing_debit", Title: m.say("closing-debit"), Flush: true, Carry: report.CarrySum},
		{Key: "closing_credit", Title: m.say("closing-credit"), Flush: true, Carry: report.CarrySum},
	}
	if m.b.Compared != nil {
		columns = append(columns,
			report.Column{Key: "compared", Title: m.say("compared-balance"), Flush: true, Carry: report.CarrySum},
			report.Column{Key: "change", Title: m.say("change"), Flush: true, Carry: report.CarrySum})
	}
	return columns
}

// rows gives the accounts, after each class its sum, and the sum of all.
func (m balanceMaker) rows() (rows []report.Row) {
	var class, all sums
	codes := m.accounts()
	for i, code := range codes {
		row, earlier := m.b.Row(code), m.earlier(code)
		rows = append(rows, report.Row{Cells: m.line(code, m.of.Label(code, m.Language()), sumsOf(row, earlier))})
		class = class.plus(sumsOf(row, earlier))
		if i+1 == len(codes) || codes[i+1][:1] != code[:1] {
			rows = append(rows, report.Row{Kind: report.Total, Cells: m.line("", m.T("financial.class-sum", fault.Args{"Class": code[:1], "Name": m.of.Label(code[:1], m.Language())}), class)})
			all, class = all.plus(class), sums{}
		}
	}
	return append(rows, report.Row{Kind: report.Total, Cells: m.line("", m.say("sum"), all)})
}

// accounts gives the codes of both balances in their order.
func (m balanceMaker) accounts() []string {
	codes := []string{}
	i := 0
	for _, row := range m.b.Rows {
		if m.b.Compared != nil {
			for ; i < len(m.b.Compared.Rows) && m.b.Compared.Rows[i].Account <= row.Account; i++ {
				if m.b.Compared.Rows[i].Account < row.Account {
					codes = append(codes, m.b.Compared.Rows[i].Account)
				}
			}
		}
		codes = append(codes, row.Account)
	}
	for ; m.b.Compared != nil && i < len(m.b.Compared.Rows); i++ {
		codes = append(codes, m.b.Compared.Rows[i].Account)
	}
	return codes
}

func (m balanceMaker) earlier(code string) accounting.BalanceRow {
	if m.b.Compared == nil {
		return accounting.BalanceRow{}
	}
	return m.b.Compared.Row(code)
}

// sums adds up accounts. Balances of either side are added up apart, since a class
// has both.
type sums struct {
	openingDebit, openingCredit, debit, credit, closingDebit, closingCredit, compared, change int64
}

func sumsOf(row, earlier accounting.BalanceRow) sums {
	closing := row.ClosingMinor()
	return sums{
		max(row.OpeningMinor, 0), max(-row.OpeningMinor, 0), row.DebitMinor, row.CreditMinor,
		max(closing, 0), max(-closing, 0), earlier.ClosingMinor(), closing - earlier.ClosingMinor(),
	}
}

func (s sums) plus(o sums) sums {
	return sums{
		s.openingDebit + o.openingDebit, s.openingCredit + o.openingCredit, s.debit + o.debit, s.credit + o.credit,
		s.closingDebit + o.closingDebit, s.closingCredit + o.closingCredit, s.compared + o.compared, s.change + o.change,
	}
}

func (m balanceMaker) line(code, label string, s sums) []any {
	var account any
	if code != "" {
		account = code
	}
	cells := []any{account, label}
	for _, minor := range [...]int64{s.openingDebit, s.openingCredit, s.debit, s.credit, s.closingDebit, s.closingCredit} {
		cells = append(cells, m.moved(minor))
	}
	if m.b.Compared != nil {
		cells = append(cells, m.amount(s.compared), m.amount(s.change))
	}
	return cells
}
