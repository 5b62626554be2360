package directory

import (
	"regexp"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// BankAccount is one of the organisation's « coordonnées bancaires ». They stay
// at head office.
type BankAccount struct {
	ID       ident.BankAccountID
	Bank     string
	Holder   string
	Number   string // IBAN or national number, without spaces
	BIC      string // or empty
	Currency money.Currency
	Version  int64 // counts saves; a save with an old one is a fault.Conflict
}

// BankStore is a Store that keeps bank accounts.
type BankStore interface {
	Store
	BankAccounts() ([]BankAccount, error) // by bank and number
	BankAccount(ident.BankAccountID) (BankAccount, error)
	SaveBankAccount(BankAccount) error
	DeleteBankAccount(ident.BankAccountID) error
}

// bankAccountsMost bounds the list.
const bankAccountsMost = 100

// SaveBankAccount adds an account, of version 0, or changes one of the version
// that was read.
func SaveBankAccount(s BankStore, by Actor, a BankAccount, now time.Time) (BankAccount, error) {
	if err := Can(by, RightOrganisationManage, Place{}, now); err != nil {
		return BankAccount{}, err
	}
	if err := a.clean(); err != nil {
		return BankAccount{}, err
	}
	verb, err := fitsBankAccounts(s, a)
	if err != nil {
		return BankAccount{}, err
	}
	a.Version++
	if err := s.SaveBankAccount(a); err != nil {
		return BankAccount{}, err
	}
	return a, Note(s, by, by.ID, verb, now, a.details()...)
}

// fitsBankAccounts refuses what others have changed meanwhile and a number twice.
func fitsBankAccounts(s BankStore, a BankAccount) (Verb, error) {
	all, err := s.BankAccounts()
	if err != nil {
		return "", err
	}
	stored := BankAccount{}
	for _, other := range all {
		switch {
		case other.ID == a.ID:
			stored = other
		case other.Number == a.Number:
			return "", fault.New(fault.Conflict, "directory.bank-number-taken", fault.Args{"Bank": other.Bank})
		}
	}
	switch {
	case stored.Version != a.Version:
		return "", fault.New(fault.Conflict, "directory.bank-meanwhile", fault.Args{"Bank": a.Bank, "Now": stored.summary()})
	case a.Version > 0:
		return VerbBankAccountEdited, nil
	case len(all) >= bankAccountsMost:
		return "", fault.New(fault.Invalid, "directory.bank-many", fault.Args{"Max": bankAccountsMost})
	}
	return VerbBankAccountAdded, nil
}

// RemoveBankAccount takes an account from the list.
func RemoveBankAccount(s BankStore, by Actor, id ident.BankAccountID, now time.Time) error {
	if err := Can(by, RightOrganisationManage, Place{}, now); err != nil {
		return err
	}
	a, err := s.BankAccount(id)
	if err != nil {
		return err
	}
	if err := s.DeleteBankAccount(id); err != nil {
		return err
	}
	return Note(s, by, by.ID, VerbBankAccountRemoved, now, a.details()...)
}

func (a BankAccount) details() []Detail {
	return []Detail{{"bank", a.Bank}, {"bank-number", FormatBankNumber(a.Number)}}
}

func (a BankAccount) summary() string {
	if a.ID.IsZero() {
		return "–"
	}
	return a.Bank + ", " + a.Holder + ", " + FormatBankNumber(a.Number) + ", " + string(a.Currency)
}

func (a *BankAccount) clean() error {
	c := cleaning{}
	c.required("bank", &a.Bank, nameMax)
	c.required("holder", &a.Holder, titleMax)
	c.required("bank-number", &a.Number, bankNumberMax*2)
	c.apply(&a.Number, ParseBankNumber)
	c.apply(&a.BIC, parseBIC)
	if c.err != nil {
		return c.err
	}
	currency, err := money.ParseCurrency(string(a.Currency))
	a.Currency = currency
	return err
}

// bic is the form of ISO 9362.
var bic = regexp.MustCompile(`^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$`)

func parseBIC(text string) (string, error) {
	text = strings.ToUpper(strings.Join(strings.Fields(text), ""))
	if text != "" && !bic.MatchString(text) {
		return "", fault.New(fault.Invalid, "directory.bic", fault.Args{"Text": fault.Excerpt(text)})
	}
	return text, nil
}
