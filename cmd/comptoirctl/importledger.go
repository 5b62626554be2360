package main

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type importLedgerCommand struct {
	File           string            `arg:"" name:"ledger-file"`
	Journal        string            `placeholder:"journal" help:"ledger-journal"`
	Map            map[string]string `placeholder:"code-journal" mapsep:"none" help:"ledger-map"`
	Accounts       string            `placeholder:"file" help:"ledger-accounts"`
	CreateAccounts bool
	ledgerOptions
	Strict  bool `help:"ledger-strict"`
	Again   bool `help:"ledger-again"`
	Preview bool `help:"ledger-preview"`
}

// ledgerOptions say how the file of a ledger is read.
type ledgerOptions struct {
	Format     string            `default:"auto" enum:"auto,fec,journal,csv" help:"ledger-format"`
	Column     map[string]string `placeholder:"field-column" mapsep:"none" help:"ledger-column"`
	Symbol     map[string]string `placeholder:"symbol-currency" mapsep:"none"`
	Decimal    string            `default:"auto" enum:"auto,comma,point"`
	MonthFirst bool
	List       int `default:"20" placeholder:"number" help:"ledger-list"`
}

func (importLedgerCommand) examples() []string {
	return []string{
		"import-ledger 2025.journal --journal P01/OD --preview",
		"import-ledger 123456789FEC20251231.txt --map VE=P01/VE --map BQ=P01/BQ1 --journal P01/OD --create-accounts",
		"import-ledger ecritures.csv --journal P01/OD --column account=Compte --column amount=Montant --accounts comptes.txt --yes",
	}
}
func (importLedgerCommand) result() report { return ledgerTaken{} }

func (cmd *importLedgerCommand) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	in, err := cmd.asked(c)
	if err != nil {
		return err
	}
	if cmd.Preview || !c.Yes {
		taken, err := session.PreviewLedger(c.ctx, in)
		view := c.viewLedger(filepath.Base(cmd.File), taken)
		if err != nil || cmd.Preview {
			return errors.Join(err, c.giveLedger(view))
		}
		if err := c.show(view); err != nil {
			return err
		}
		if err := c.confirm("ctl.ask.ledger", fault.Args{"Count": view.Entries}); err != nil {
			return err
		}
	}
	taken, err := session.ImportLedger(c.ctx, in)
	view := c.viewLedger(filepath.Base(cmd.File), taken)
	view.Imported = err == nil
	return errors.Join(err, c.giveLedger(view))
}

// giveLedger prints what became of a ledger, if its file was looked at at all.
func (c *call) giveLedger(view ledgerTaken) error {
	if view.Lines == 0 {
		return nil
	}
	return c.give(view)
}

// asked reads the options.
func (cmd *importLedgerCommand) asked(c *call) (in workspace.LedgerImport, err error) {
	in = workspace.LedgerImport{
		Path: c.resolve(cmd.File), CreateAccounts: cmd.CreateAccounts, Again: cmd.Again,
		Rules: conversion.Rules{Journal: cmd.Journal, Journals: cmd.Map},
	}
	if in.Format, in.Options, err = cmd.reading(); err != nil {
		return in, err
	}
	in.Options.Strict = cmd.Strict
	if cmd.Accounts == "" {
		return in, nil
	}
	file, err := os.Open(c.resolve(cmd.Accounts))
	if err != nil {
		return in, fault.Wrap(err, fault.Missing, "spreadsheet.missing", fault.Args{"Path": cmd.Accounts})
	}
	defer file.Close()
	in.Rules.Accounts, err = conversion.ReadAccounts(file)
	return in, err
}

// reading gives what the options say about the file.
func (o ledgerOptions) reading() (f ledgerfile.Format, options ledgerfile.Options, err error) {
	if o.Format != "auto" {
		f = ledgerfile.Format(o.Format)
	}
	options = ledgerfile.Options{ListMost: max(o.List, 1), MonthFirst: o.MonthFirst}
	switch o.Decimal {
	case "comma":
		options.Decimal = ','
	case "point":
		options.Decimal = '.'
	}
	if len(o.Column) > 0 {
		options.Columns = map[ledgerfile.Column]string{}
	}
	for name, where := range o.Column {
		column, err := ledgerfile.ParseColumn(name)
		if err != nil {
			return f, options, err
		}
		options.Columns[column] = where
	}
	options.Symbols, err = symbols(o.Symbol)
	return f, options, err
}

// symbols reads which currency a sign stands for.
func symbols(said map[string]string) (map[string]money.Currency, error) {
	parsed := make(map[string]money.Currency, len(said))
	for sign, code := range said {
		currency, err := money.ParseCurrency(code)
		if err != nil {
			return nil, err
		}
		parsed[sign] = currency
	}
	return parsed, nil
}
