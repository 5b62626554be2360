package bench

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

const (
	keeperName     = "admin@eauvive.example"
	keeperPassword = "une phrase pour le siège"
)

// books is a head office that keeps one journal itself.
type books struct {
	dir     string
	w       *workspace.Workspace
	s       *workspace.Session
	project directory.Project
	journal accounting.Journal
}

// newBooks makes such a head office.
func newBooks(b *testing.B) *books {
	k := &books{dir: b.TempDir()}
	k.w = openFolder(b, k.dir)
	ctx := b.Context()
	must[usrfile.Fingerprint](b)(k.w.Found(ctx, workspace.NewOrganisation{
		Name: "Eau Vive", Currency: "XOF", Country: "SN", Admin: keeperName, Password: keeperPassword,
	}))
	k.s = must[*workspace.Session](b)(k.w.SignIn(ctx, keeperName, keeperPassword))
	k.project = must[directory.Project](b)(k.s.AddProject(ctx, directory.Project{Code: "P01", Name: "Forages"}))
	poste := must[directory.Poste](b)(k.s.RegisterHere(ctx, workspace.Wish{Module: directory.ModuleAccounting, Label: "Siège"}))
	here := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{k.project.ID}}
	must[directory.Grant](b)(k.s.GrantRole(ctx, k.s.UserID(), directory.RoleAccountantAdvanced, here))
	j := must[accounting.Journal](b)(k.s.AddJournal(ctx, accounting.Journal{
		Project: k.project.ID, Code: "OD", Name: "Opérations diverses", Class: accounting.General,
	}))
	k.journal = must[accounting.Journal](b)(k.s.AssignJournal(ctx, j.ID, k.s.UserID(), nil))
	if _, err := k.s.GrantJournal(ctx, j.ID, poste.ID); err != nil {
		b.Fatal(err)
	}
	return k
}

// reopened opens a data folder again and signs in.
func reopened(b *testing.B, k *books, dir string) *books {
	b.Helper()
	again := *k
	again.dir = dir
	again.w = openFolder(b, dir)
	again.s = must[*workspace.Session](b)(again.w.SignIn(b.Context(), keeperName, keeperPassword))
	return &again
}

// close ends the work on a data folder.
func (k *books) close(b *testing.B) {
	b.Helper()
	k.s.Close()
	if err := k.w.Close(); err != nil {
		b.Fatal(err)
	}
}

// copied gives a copy of the data folder, which must be closed.
func (k *books) copied(b *testing.B) string {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "copy")
	copyFolder(b, k.dir, dir)
	return dir
}

func copyFolder(b *testing.B, from, to string) {
	b.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		b.Fatal(err)
	}
}

// lasting gives a folder that outlives the row it is made in.
func lasting(b *testing.B) string {
	b.Helper()
	dir := must[string](b)(os.MkdirTemp(shared, "books"))
	return dir
}

// shared is removed when the table is done.
var shared string

// take imports a ledger.
func (k *books) take(b *testing.B, path string) error {
	taken, err := k.s.ImportLedger(b.Context(), workspace.LedgerImport{Path: path, Rules: conversion.Rules{Journal: k.journal.Ref()}})
	for _, a := range taken.Accounts {
		if err == nil && !a.Same() {
			err = fmt.Errorf("account %s: %+v became %+v", a.Code, a.Before, a.After)
		}
	}
	return err
}

// Accounts of a synthetic ledger: enough of each sort that no index fits into a page.
const (
	costs, incomes, parties, banks = 110, 30, 350, 10
	firstYear, ledgerDays          = 2021, 5 * 365
)

// synthetic writes a ledger of transactions over five years, in the syntax of
// ledger and as CSV, and gives the number of postings: purchases with two or three
// lines, payments, transfers and income, 2.2 lines each on average. The same number
// gives the same ledger.
func synthetic(b *testing.B, dir string, transactions int) (journal, csv string, postings int) {
	b.Helper()
	journal, csv = filepath.Join(dir, "synthetic.journal"), filepath.Join(dir, "synthetic.csv")
	text, table := create(b, journal), create(b, csv)
	random := rand.New(rand.NewPCG(42, 42))
	first := time.Date(firstYear, time.January, 1, 0, 0, 0, 0, time.UTC)
	fmt.Fprintln(table, "transaction,date,account,amount")
	for n := range transactions {
		day := first.AddDate(0, 0, n*ledgerDays/transactions).Format(time.DateOnly)
		fmt.Fprintf(text, "%s * (%07d) Piece %d libelle operation\n", day, n+1, n+1)
		for _, l := range transaction(random) {
			fmt.Fprintf(text, "    Accounts:A%s  %d XOF\n", l.account, l.amount)
			fmt.Fprintf(table, "%d,%s,%s,%d\n", n+1, day, l.account, l.amount)
			postings++
		}
		fmt.Fprintln(text)
	}
	finish(b, text)
	finish(b, table)
	return journal, csv, postings
}

type syntheticLine struct {
	account string
	amount  int
}

func transaction(random *rand.Rand) []syntheticLine {
	amount := 500 + random.IntN(2_000_000)
	cost := func() string { return fmt.Sprint(6000 + random.IntN(costs)) }
	party := func() string { return fmt.Sprint(401000 + random.IntN(parties)) }
	bank := func() string { return fmt.Sprint(5210 + random.IntN(banks)) }
	switch k := random.IntN(100); {
	case k < 55:
		return []syntheticLine{{cost(), amount}, {bank(), -amount}}
	case k < 75:
		return []syntheticLine{{cost(), amount / 3}, {cost(), amount - amount/3}, {party(), -amount}}
	case k < 85:
		return []syntheticLine{{party(), amount}, {bank(), -amount}}
	default:
		return []syntheticLine{{bank(), 3 * amount}, {fmt.Sprint(7000 + random.IntN(incomes)), -3 * amount}}
	}
}

// output is a file that is written through a buffer.
type output struct {
	*bufio.Writer
	file *os.File
}

func create(b *testing.B, path string) output {
	file := must[*os.File](b)(os.Create(path))
	return output{bufio.NewWriterSize(file, 1<<20), file}
}

func finish(b *testing.B, o output) {
	b.Helper()
	if err := o.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := o.file.Close(); err != nil {
		b.Fatal(err)
	}
}
