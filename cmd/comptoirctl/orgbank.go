package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type orgBankCommands struct {
	List   orgBankList   `cmd:""`
	Add    orgBankAdd    `cmd:""`
	Edit   orgBankEdit   `cmd:""`
	Remove orgBankRemove `cmd:""`
}

type bankAccountView struct {
	Bank     string `json:"bank"`
	Holder   string `json:"holder"`
	Number   string `json:"number"`
	BIC      string `json:"bic"`
	Currency string `json:"currency"`
}

func viewBankAccount(a directory.BankAccount) bankAccountView {
	return bankAccountView{a.Bank, a.Holder, a.Number, a.BIC, string(a.Currency)}
}

func (v bankAccountView) words(s *sheet) {
	s.facts(
		fact{"detail.bank", v.Bank}, fact{"detail.holder", v.Holder}, fact{"detail.bank-number", directory.FormatBankNumber(v.Number)},
		fact{"detail.bic", v.BIC}, fact{"detail.currency", v.Currency},
	)
}

type orgBankList struct{}

func (orgBankList) examples() []string { return []string{"org bank list", "org bank list --json"} }

type bankAccountsShown []bankAccountView

func (orgBankList) result() report { return bankAccountsShown{} }

func (orgBankList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	accounts, err := session.BankAccounts(c.ctx)
	if err != nil {
		return err
	}
	return c.give(bankAccountsShown(each(accounts, viewBankAccount)))
}

func (r bankAccountsShown) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.bank.none")
		return
	}
	t := s.newTable(left("detail.bank"), left("detail.holder"), left("detail.bank-number"), left("detail.bic"), left("detail.currency"))
	for _, v := range r {
		t.row(v.Bank, v.Holder, directory.FormatBankNumber(v.Number), v.BIC, v.Currency)
	}
	t.write(s)
}

type orgBankAdd struct {
	Number   string `arg:"" name:"account-number"`
	Bank     string `required:"" placeholder:"name"`
	Holder   string `placeholder:"name"`
	BIC      string `name:"bic" placeholder:"code"`
	Currency string `placeholder:"currency"`
}

func (orgBankAdd) examples() []string {
	return []string{`org bank add "SN08 SN01 0015 2000 0485 0000 3035" --bank CBAO --bic CBAOSNDA`}
}
func (orgBankAdd) result() report { return bankAccountView{} }

// Run takes name and currency of the organisation where nothing else is said.
func (cmd *orgBankAdd) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	settings, err := session.Settings(c.ctx)
	if err != nil {
		return err
	}
	a := directory.BankAccount{Bank: cmd.Bank, Holder: cmd.Holder, Number: cmd.Number, BIC: cmd.BIC, Currency: money.Currency(cmd.Currency)}
	if a.Holder == "" {
		a.Holder = settings.Organisation.Name
	}
	if a.Currency == "" {
		a.Currency = settings.Organisation.Currency
	}
	if a, err = session.SaveBankAccount(c.ctx, a); err != nil {
		return err
	}
	return c.give(viewBankAccount(a))
}

type orgBankEdit struct {
	Number    string  `arg:"" name:"account-number"`
	NewNumber *string `placeholder:"number"`
	Bank      *string `placeholder:"name"`
	Holder    *string `placeholder:"name"`
	BIC       *string `name:"bic" placeholder:"code"`
	Currency  *string `placeholder:"currency"`
}

func (orgBankEdit) examples() []string {
	return []string{`org bank edit SN08SN0100152000048500003035 --holder "Eau Vive Sahel"`}
}
func (orgBankEdit) result() report { return bankAccountView{} }

func (cmd *orgBankEdit) Run(c *call) error {
	session, a, err := c.withBankAccount(cmd.Number)
	if err != nil {
		return err
	}
	a.Number, a.Bank, a.Holder = given(cmd.NewNumber, a.Number), given(cmd.Bank, a.Bank), given(cmd.Holder, a.Holder)
	a.BIC, a.Currency = given(cmd.BIC, a.BIC), money.Currency(given(cmd.Currency, string(a.Currency)))
	if a, err = session.SaveBankAccount(c.ctx, a); err != nil {
		return err
	}
	return c.give(viewBankAccount(a))
}

type orgBankRemove struct {
	Number string `arg:"" name:"account-number"`
}

func (orgBankRemove) examples() []string {
	return []string{"org bank remove SN08SN0100152000048500003035 --yes"}
}
func (orgBankRemove) result() report { return bankAccountView{} }

func (cmd *orgBankRemove) Run(c *call) error {
	session, a, err := c.withBankAccount(cmd.Number)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.bank", fault.Args{"Bank": a.Bank, "Number": directory.FormatBankNumber(a.Number)}); err != nil {
		return err
	}
	if err := session.RemoveBankAccount(c.ctx, a.ID); err != nil {
		return err
	}
	return c.give(viewBankAccount(a))
}

// withBankAccount signs in and finds the account of a number, with or without
// its spaces.
func (c *call) withBankAccount(number string) (*workspace.Session, directory.BankAccount, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, directory.BankAccount{}, err
	}
	number, err = directory.ParseBankNumber(number)
	if err != nil {
		return nil, directory.BankAccount{}, err
	}
	accounts, err := session.BankAccounts(c.ctx)
	if err != nil {
		return nil, directory.BankAccount{}, err
	}
	for _, a := range accounts {
		if a.Number == number {
			return session, a, nil
		}
	}
	return nil, directory.BankAccount{}, fault.New(fault.Missing, "storage.bank-account", nil)
}
