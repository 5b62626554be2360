package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type bookCommands struct {
	Add    bookAdd    `cmd:""`
	List   bookList   `cmd:""`
	Show   bookShow   `cmd:""`
	Edit   bookEdit   `cmd:""`
	Assign bookAssign `cmd:""`

	Grant    bookGrant    `cmd:""`
	Entries  bookEntries  `cmd:""`
	Withdraw bookWithdraw `cmd:""`
	Copy     bookCopy     `cmd:""`
	Accept   bookAccept   `cmd:""`
	Return   bookReturn   `cmd:""`
	Idle     bookIdle     `cmd:""`
	Open     bookOpen     `cmd:""`
	Finalise bookFinalise `cmd:""`
	History  bookHistory  `cmd:""`
	Branch   bookBranch   `cmd:""`
}

// bookView is a book as machines read it.
type bookView struct {
	Ref          string       `json:"ref"`
	Project      string       `json:"project"`
	Number       int          `json:"number"`
	Type         string       `json:"type"`
	Name         string       `json:"name"`
	Currency     string       `json:"currency"`
	TimeZone     string       `json:"time_zone"`
	Overdraft    bool         `json:"overdraft"`
	CeilingMinor int64        `json:"ceiling_minor"`
	Account      string       `json:"account"`
	Operator     string       `json:"operator"`
	Wallet       string       `json:"wallet"` // its last digits
	Status       string       `json:"status"`
	Responsible  string       `json:"responsible"`
	Deputy       string       `json:"deputy"`
	CounterSign  string       `json:"counter_signatory"`
	BalanceMinor int64        `json:"balance_minor"`
	Vouchers     int64        `json:"vouchers"`
	LastDay      calendar.Day `json:"last_day"`
	Granted      bool         `json:"granted"`
	Here         bool         `json:"here"`
}

func viewBook(card workspace.BookCard) bookView {
	b := card.Book
	return bookView{
		Ref: b.Ref(), Project: b.ProjectCode, Number: b.Number, Type: string(b.Type), Name: b.Name,
		Currency: string(b.Currency), TimeZone: b.TimeZone, Overdraft: b.Overdraft, CeilingMinor: b.CeilingMinor,
		Account: b.Account, Operator: b.Operator, Wallet: b.MaskedWallet(), Status: string(b.Status), Responsible: card.Responsible, Deputy: card.Deputy, CounterSign: card.CounterSignatory,
		BalanceMinor: card.BalanceMinor, Vouchers: card.Vouchers, LastDay: card.LastDay,
		Granted: card.Ownership != nil, Here: card.Here,
	}
}

func (v bookView) words(s *sheet) {
	ceiling := ""
	if v.CeilingMinor > 0 {
		ceiling = s.Amount(inCurrency(v.CeilingMinor, v.Currency))
	}
	s.facts(
		fact{"ctl.col.book", v.Ref + " " + v.Name}, fact{"ctl.col.type", s.T("book.type." + v.Type)},
		fact{"ctl.col.status", s.T("book.status." + v.Status)}, fact{"ctl.col.balance", s.Amount(inCurrency(v.BalanceMinor, v.Currency))},
		fact{"ctl.col.ceiling", ceiling}, fact{"ctl.col.overdraft", yes(v.Overdraft)},
		fact{"ctl.col.account", v.Account}, fact{"ctl.col.operator", strings.TrimSpace(v.Operator + " " + v.Wallet)},
		fact{"ctl.col.vouchers", s.Int(v.Vouchers)}, fact{"ctl.col.last-day", s.DayMedium(v.LastDay)},
		fact{"ctl.col.responsible", v.Responsible}, fact{"ctl.col.deputy", v.Deputy},
		fact{"duty.counter-signatory", v.CounterSign},
		fact{"ctl.col.zone", v.TimeZone}, fact{"ctl.col.kept", s.T(v.kept())},
	)
}

// kept says who enters vouchers.
func (v bookView) kept() string {
	switch {
	case v.Here:
		return "ctl.kept.here"
	case v.Granted:
		return "ctl.kept.elsewhere"
	}
	return "ctl.kept.nowhere"
}

type bookAdd struct {
	Project   string `required:"" placeholder:"code"`
	Type      string `required:"" enum:"cash,bank,receivable"`
	Name      string `required:"" placeholder:"name"`
	Currency  string `placeholder:"currency"`
	TimeZone  string `placeholder:"zone"`
	Ceiling   string `placeholder:"amount"`
	Overdraft bool
	Account   string `placeholder:"account" help:"book-account"`
	Operator  string `placeholder:"name"`
	Wallet    string `placeholder:"text"`
}

func (bookAdd) examples() []string {
	return []string{
		`book add --project P01 --type cash --name "Caisse Kolda" --currency XOF --ceiling 300000`,
		`book add --project P01 --type bank --name "Banque de Dakar" --overdraft`,
		`book add --project P01 --type bank --name "Wave Kolda" --operator Wave --wallet "77 000 30 01" --account 552`,
	}
}

type bookAdded struct{ bookView }

func (bookAdd) result() report { return bookAdded{} }

func (cmd *bookAdd) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	p, err := c.findProject(session, cmd.Project)
	if err != nil {
		return err
	}
	currency, err := c.bookCurrency(cmd.Currency)
	if err != nil {
		return err
	}
	ceiling, err := parseCeiling(cmd.Ceiling, currency)
	if err != nil {
		return err
	}
	b, err := session.AddBook(c.ctx, cashbook.Book{
		Project: p.ID, Type: cashbook.Type(cmd.Type), Name: cmd.Name, Currency: currency,
		TimeZone: cmd.TimeZone, Overdraft: cmd.Overdraft, CeilingMinor: ceiling,
		Account: cmd.Account, Operator: cmd.Operator, Wallet: cmd.Wallet,
	})
	if err != nil {
		return err
	}
	return c.give(bookAdded{viewBook(workspace.BookCard{Book: b})})
}

func (r bookAdded) words(s *sheet) {
	s.say("ctl.book.added", fault.Args{"Ref": r.Ref, "Name": r.Name, "Type": fault.Key("book.type." + r.Type), "Currency": r.Currency})
}

// bookCurrency is the organisation's unless another is named.
func (c *call) bookCurrency(code string) (money.Currency, error) {
	if code != "" {
		return money.ParseCurrency(code)
	}
	condition, err := c.space.Condition(c.ctx)
	return condition.Organisation.Currency, err
}

// parseCeiling reads a ceiling in major units; none is 0.
func parseCeiling(text string, currency money.Currency) (int64, error) {
	if text == "" {
		return 0, nil
	}
	ceiling, err := money.Parse(text, currency)
	return ceiling.Minor, err
}
