package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// banked is a house with bank accounts.
type banked struct {
	*house
	accounts []directory.BankAccount
}

func (b *banked) BankAccounts() ([]directory.BankAccount, error) { return b.accounts, nil }

func (b *banked) BankAccount(id ident.BankAccountID) (directory.BankAccount, error) {
	for _, a := range b.accounts {
		if a.ID == id {
			return a, nil
		}
	}
	return directory.BankAccount{}, missing
}

func (b *banked) SaveBankAccount(a directory.BankAccount) error {
	if err := b.DeleteBankAccount(a.ID); err != nil {
		return err
	}
	b.accounts = append(b.accounts, a)
	return nil
}

func (b *banked) DeleteBankAccount(id ident.BankAccountID) error {
	var kept []directory.BankAccount
	for _, a := range b.accounts {
		if a.ID != id {
			kept = append(kept, a)
		}
	}
	b.accounts = kept
	return nil
}

func TestBankAccountsAreKeptWithTheirVersions(t *testing.T) {
	b := &banked{house: newHouse(t)}
	wish := directory.BankAccount{
		ID: ident.BankAccountID{1}, Bank: " CBAO ", Holder: "Eau Vive", Number: "FR14 2004 1010 0505 0001 3M02 606", BIC: "bnpafrpp", Currency: "EUR",
	}
	a, err := directory.SaveBankAccount(b, b.founder, wish, now)
	if err != nil || a.Version != 1 || a.Bank != "CBAO" || a.Number != "FR1420041010050500013M02606" || a.BIC != "BNPAFRPP" {
		t.Fatalf("%+v, %v", a, err)
	}
	stale := a
	a.Holder = "Eau Vive Sahel"
	if a, err = directory.SaveBankAccount(b, b.founder, a, now); err != nil || a.Version != 2 {
		t.Fatalf("%+v, %v", a, err)
	}
	_, err = directory.SaveBankAccount(b, b.founder, stale, now)
	wantFault(t, err, fault.Conflict, "directory.bank-meanwhile")
	if f := faultOf(err); f.Args["Now"] != "CBAO, Eau Vive Sahel, FR14 2004 1010 0505 0001 3M02 606, EUR" {
		t.Errorf("it tells %v", f.Args["Now"])
	}
	wish.ID = ident.BankAccountID{2}
	_, err = directory.SaveBankAccount(b, b.founder, wish, now)
	wantFault(t, err, fault.Conflict, "directory.bank-number-taken")
	if err := directory.RemoveBankAccount(b, b.founder, a.ID, now); err != nil || len(b.accounts) != 0 {
		t.Errorf("%v, %+v", err, b.accounts)
	}
	_, err = directory.SaveBankAccount(b, b.founder, a, now) // removed meanwhile
	wantFault(t, err, fault.Conflict, "directory.bank-meanwhile")
	var verbs []directory.Verb
	for _, act := range b.acts[len(b.acts)-3:] {
		verbs = append(verbs, act.Verb)
	}
	if verbs[0] != directory.VerbBankAccountAdded || verbs[1] != directory.VerbBankAccountEdited || verbs[2] != directory.VerbBankAccountRemoved {
		t.Errorf("the history says %v", verbs)
	}
	if _, err := directory.SaveBankAccount(b, directory.Actor{Side: directory.HeadOffice}, wish, now); err == nil {
		t.Error("anybody may")
	}
}

func TestBankNumbersAreHeldAgainstTheirStandard(t *testing.T) {
	// Examples of the IBAN registry, and a French RIB.
	for text, want := range map[string]string{
		"gb29 NWBK 6016 1331 9268 19": "GB29NWBK60161331926819", "DE89 3704 0044 0532 0130 00": "DE89370400440532013000",
		"FR14 2004 1010 0505 0001 3M02 606": "FR1420041010050500013M02606", "CH93 0076 2011 6238 5295 7": "CH9300762011623852957",
		"20041.01005.0500013M026-06": "20041010050500013M02606", "SN012 01001 012345678901 52": "SN0120100101234567890152",
		"0001-2345": "00012345",
	} {
		if got, err := directory.ParseBankNumber(text); err != nil || got != want {
			t.Errorf("%q gives %q, %v", text, got, err)
		}
	}
	for text, key := range map[string]string{
		"GB29 NWBK 6016 1331 9268 91": "directory.iban", "DE89 3704 0044 0532 0130 0": "directory.iban", "FR14": "directory.iban",
		"20041.01005.0500013M026-07": "directory.rib", "12": "directory.bank-number", "": "directory.bank-number", "00é12345": "directory.bank-number",
		"12345678901234567890123456789012345": "directory.bank-number",
	} {
		_, err := directory.ParseBankNumber(text)
		wantFault(t, err, fault.Invalid, key)
	}
}
