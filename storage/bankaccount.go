package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectBankAccount = `SELECT id, bank, holder, number, bic, currency, version FROM bank_account `

func readBankAccount(row scanner) (a directory.BankAccount, err error) {
	err = row.Scan(toID(&a.ID), &a.Bank, &a.Holder, &a.Number, &a.BIC, &a.Currency, &a.Version)
	return a, err
}

// BankAccounts lists the organisation's bank accounts by bank and number.
func (t *Tx) BankAccounts() ([]directory.BankAccount, error) {
	return list(t, readBankAccount, selectBankAccount+`ORDER BY bank, number`)
}

// BankAccount gives one account, or fault.Missing.
func (t *Tx) BankAccount(account ident.BankAccountID) (directory.BankAccount, error) {
	return one(t, fault.New(fault.Missing, "storage.bank-account", nil), readBankAccount, selectBankAccount+`WHERE id = $1`, id(account))
}

// SaveBankAccount inserts an account or changes it.
func (t *Tx) SaveBankAccount(a directory.BankAccount) error {
	return t.put(`
		INSERT INTO bank_account (id, bank, holder, number, bic, currency, version) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (id) DO UPDATE SET bank = excluded.bank, holder = excluded.holder, number = excluded.number,
			bic = excluded.bic, currency = excluded.currency, version = excluded.version`,
		id(a.ID), a.Bank, a.Holder, a.Number, a.BIC, a.Currency, a.Version)
}

// DeleteBankAccount removes an account.
func (t *Tx) DeleteBankAccount(account ident.BankAccountID) error {
	return t.put(`DELETE FROM bank_account WHERE id = $1`, id(account))
}
