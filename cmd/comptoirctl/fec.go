package main

import (
	"errors"
	"path/filepath"

	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type fecCommands struct {
	Check  fecCheck  `cmd:""`
	Export fecExport `cmd:""`
}

type fecCheck struct {
	File     string `arg:"" name:"ledger-file"`
	Tolerant bool   `help:"fec-tolerant"`
	Currency string `default:"EUR" placeholder:"currency" help:"fec-currency"`
	List     int    `default:"20" placeholder:"number" help:"ledger-list"`
}

func (fecCheck) examples() []string {
	return []string{"fec check 123456789FEC20251231.txt", "fec check export.txt --tolerant --list 1000 --json"}
}
func (fecCheck) result() report { return ledgerRead{} }

// Run needs neither a data folder nor anybody who signs in.
func (cmd *fecCheck) Run(c *call) error {
	currency, err := money.ParseCurrency(cmd.Currency)
	if err != nil {
		return err
	}
	r, err := workspace.CheckLedger(c.resolve(cmd.File), ledgerfile.FEC, ledgerfile.Options{
		Strict: !cmd.Tolerant, Currency: currency, ListMost: max(cmd.List, 1),
	})
	if r == nil {
		return err
	}
	return errors.Join(err, c.give(c.viewReport(filepath.Base(cmd.File), r)))
}
