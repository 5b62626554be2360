package cashbooks

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// division is how the voucher in the line is split. It counts as long as the field
// of the account shows its summary: whoever types an account there instead has
// given it up.
type division struct {
	shares  []cashbook.Share
	summary string
}

// plan is what vouchers may name; nil where no account is asked for.
func (p *page) plan() *chart.Plan {
	if !p.book.Assigning() {
		return nil
	}
	if p.book.Plan == nil {
		return &chart.Plan{}
	}
	return p.book.Plan
}

// account shows what a voucher is for.
func (p *page) account(l workspace.BookLine) string { return p.assigned(l.Voucher.Content) }

func (p *page) assigned(c cashbook.Content) string {
	if n := len(c.Parts); n > 0 {
		return p.T("cashbooks.split.summary", fault.Args{"Parts": n})
	}
	return cashbook.Share{Account: c.Account, Funding: c.Funding, BudgetLine: c.BudgetLine}.Assignment()
}

// cells are the fields of the line under the columns of the page.
func (l *line) cells() []fyne.CanvasObject {
	cells := []fyne.CanvasObject{padded(l.number), l.day, l.piece, l.text, l.recipient}
	l.account.ActionItem = nil // the column is as narrow as a code; Down opens the list
	if l.page.book.Assigning() {
		cells = append(cells, l.account)
	}
	return append(cells, l.in, l.out, l.hanging, padded(l.action))
}

// after gives the field to which Enter goes on.
func (l *line) after(at place) place {
	if at == atRecipient && !l.page.book.Assigning() {
		return atIn
	}
	return at + 1
}

// assignment reads the account, and the funding and budget line behind it; nothing
// where none is asked for.
func (r reader) assignment(t typed) (cashbook.Share, error) {
	if r.plan == nil {
		return cashbook.Share{}, nil
	}
	share, err := cashbook.ParseAssignment(strings.TrimSpace(t.account))
	if err != nil {
		return share, err
	}
	day, err := r.day(t.day)
	if err != nil {
		day = r.today
	}
	return share, checkShare(r.plan, share, day)
}

func checkShare(plan *chart.Plan, s cashbook.Share, day calendar.Day) error {
	if err := plan.CheckAccount(s.Account, directory.ModuleCashbook); err != nil {
		return err
	}
	if err := plan.CheckFunding(s.Funding, day); err != nil {
		return err
	}
	return plan.CheckBudgetLine(s.BudgetLine)
}

// divided reports whether the voucher in the line is split.
func (l *line) divided() bool {
	return len(l.division.shares) > 0 && l.account.Text == l.division.summary
}

// assign puts what the line says about accounts into a voucher. What stands in one
// is left alone where no account is asked for.
func (l *line) assign(c cashbook.Content) (cashbook.Content, error) {
	if !l.page.book.Assigning() {
		return c, nil
	}
	if l.divided() {
		return c.Divided(l.division.shares, l.page.book.Book.Currency)
	}
	share, err := l.reader().assignment(l.typed())
	if err != nil {
		return c, err
	}
	return c.Divided([]cashbook.Share{share}, l.page.book.Book.Currency)
}

// showDivision shows what a voucher that is changed is for.
func (l *line) showDivision(c cashbook.Content) {
	l.division = division{}
	if len(c.Parts) > 0 {
		l.setDivision(c.Shares())
		return
	}
	l.account.SetText(l.page.assigned(c))
}

// setDivision splits the voucher in the line; one share is an account.
func (l *line) setDivision(shares []cashbook.Share) {
	l.division = division{}
	switch len(shares) {
	case 0:
		l.account.SetText("")
	case 1:
		l.account.SetText(shares[0].Assignment())
	default:
		l.division = division{shares, l.page.T("cashbooks.split.summary", fault.Args{"Parts": len(shares)})}
		l.account.SetText(l.division.summary)
	}
}

// check of the field passes over the summary of a split.
func (l *line) checkPlace(at place) error {
	if at == atAccount && l.divided() {
		return nil
	}
	return l.reader().check(at, l.typed())
}

// offerAccounts completes what is typed: accounts, after a colon fundings, after
// another one budget lines.
func (l *line) offerAccounts(text string) []kit.Choice {
	plan := l.page.plan()
	if plan == nil {
		return nil
	}
	day, err := l.reader().day(l.day.Text)
	if err != nil {
		day = l.page.book.Today
	}
	o := offers{plan, l.page.Printer.Language(), day}
	parts := strings.Split(text, ":")
	before := strings.Join(parts[:len(parts)-1], ":") + ":"
	switch last := parts[len(parts)-1]; len(parts) {
	case 1:
		return o.accounts(last)
	case 2:
		return prefixed(before, o.fundings(last))
	case 3:
		return prefixed(before, o.budgetLines(last))
	}
	return nil
}

// offers are what a plan completes.
type offers struct {
	plan     *chart.Plan
	language string
	day      calendar.Day
}

func (o offers) accounts(text string) []kit.Choice {
	var choices []kit.Choice
	for _, a := range o.plan.Chart.Complete(text, directory.ModuleCashbook, maxOffered) {
		choices = append(choices, kit.Choice{ID: a.Code, Text: a.Code, Detail: a.Name(o.language)})
	}
	return choices
}

func (o offers) fundings(text string) []kit.Choice {
	var choices []kit.Choice
	for _, f := range o.plan.Fundings.Complete(text, o.day, maxOffered) {
		choices = append(choices, kit.Choice{ID: f.Code, Text: f.Code, Detail: f.Label})
	}
	return choices
}

func (o offers) budgetLines(text string) []kit.Choice {
	var choices []kit.Choice
	for _, b := range o.plan.Budget.Complete(text, maxOffered) {
		choices = append(choices, kit.Choice{ID: b.Code, Text: b.Code, Detail: b.Label})
	}
	return choices
}

func prefixed(before string, choices []kit.Choice) []kit.Choice {
	for i := range choices {
		choices[i].Text = before + choices[i].Text
	}
	return choices
}

// addAssignment shows in a card what a voucher is for, one line per part.
func (p *page) addAssignment(form *kit.Form, c cashbook.Content) {
	if len(c.Parts) == 0 && p.assigned(c) == "" {
		return
	}
	lines := kit.VStack(2)
	if len(c.Parts) == 0 {
		lines.Add(kit.NewParagraph(p.named(cashbook.Share{Account: c.Account, Funding: c.Funding, BudgetLine: c.BudgetLine}), kit.Body))
	}
	for i, s := range c.Shares() {
		if len(c.Parts) > 0 {
			minor := c.Parts[i].AmountMinor
			if c.AmountMinor < 0 {
				minor = -minor
			}
			lines.Add(kit.NewParagraph(p.T("cashbooks.split.part", fault.Args{"Amount": p.amount(minor), "Account": p.named(s)}), kit.Body))
		}
	}
	form.AddText(p.T("cashbooks.page.account"), kit.Insets(5, 0, lines))
}

// named gives what a share is for, with the name of its account.
func (p *page) named(s cashbook.Share) string {
	text := []string{s.Account}
	if plan := p.book.Plan; plan != nil {
		if a, known := plan.Chart.Account(s.Account); known {
			text[0] += " " + a.Name(p.Printer.Language())
		}
	}
	for _, code := range []string{s.Funding, s.BudgetLine} {
		if code != "" {
			text = append(text, code)
		}
	}
	return strings.TrimPrefix(strings.Join(text, " · "), " · ")
}
