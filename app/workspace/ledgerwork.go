package workspace

import (
	"context"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// ledgerWork is the import of one ledger.
type ledgerWork struct {
	ctx      context.Context
	tx       *storage.Tx
	by       directory.Actor
	now      time.Time
	in       LedgerImport
	journals map[string]accounting.Journal // by reference
	project  ident.ProjectID
	posts    *accounting.Import
	before   map[string]accounting.Total // of the project's accounts
	byCode   map[string]int              // of the ledger's journals → place in taken.Journals
	opened   map[string]bool             // accounts with openings
	taken    LedgerTaken
}

// newLedgerWork opens the journals that the rules name.
func newLedgerWork(ctx context.Context, tx *storage.Tx, by directory.Actor, in LedgerImport, now time.Time) (*ledgerWork, error) {
	home, err := tx.Home()
	if err != nil {
		return nil, err
	}
	w := &ledgerWork{
		ctx: ctx, tx: tx, by: by, now: now, in: in, journals: map[string]accounting.Journal{}, byCode: map[string]int{},
		opened: map[string]bool{}, posts: accounting.NewImport(tx, by, home.Poste, now),
	}
	refs := in.Rules.Targets()
	if len(refs) == 0 {
		return nil, fault.New(fault.Invalid, "workspace.ledger-journal", nil)
	}
	for _, ref := range refs {
		if w.journals[ref], err = findJournal(tx, ref); err != nil {
			return nil, err
		}
	}
	w.project, err = projectOf(w.journals)
	return w, err
}

// prepare finds out the format, makes missing accounts, and opens the journals.
func (w *ledgerWork) prepare(file *os.File) (err error) {
	if w.taken.Digest, err = digest(file); err != nil {
		return err
	}
	if w.taken.Format, err = detect(file, w.in.Format); err != nil {
		return err
	}
	if err := w.repeated(); err != nil {
		return err
	}
	for _, j := range w.journals {
		w.in.Options.Currency, w.taken.Currency = j.Base, j.Base
	}
	if w.taken.Format == ledgerfile.FEC && w.in.Options.Name == "" {
		w.in.Options.Name = filepath.Base(w.in.Path)
	}
	if w.in.CreateAccounts {
		if err := w.createAccounts(file); err != nil {
			return err
		}
	}
	for ref, j := range w.journals {
		if w.journals[ref], err = w.posts.Open(j.ID); err != nil {
			return err
		}
	}
	w.before, err = w.totals()
	return err
}

// createAccounts adds the accounts of the ledger that the project's chart lacks,
// with the names that the ledger gives them.
func (w *ledgerWork) createAccounts(file *os.File) error {
	plan, err := chart.PlanOf(w.tx, w.project)
	if err != nil || plan.Chart == nil { // without a chart any account is taken
		return err
	}
	silent := w.in.Options
	silent.Each, silent.Strict = nil, false
	reader := ledgerfile.NewReader(file, w.taken.Format, silent)
	converter := conversion.NewConverter(w.in.Rules, reader.Note)
	missing := map[string]string{}
	_, err = reader.Read(func(e *ledgerfile.Entry) error {
		for i := range e.Lines {
			l := &e.Lines[i]
			code, ok := converter.Account(l.Account, l.Line)
			if _, known := plan.Chart.Account(code); ok && !known {
				missing[code] = accountName(l)
			}
		}
		return w.ctx.Err()
	})
	if _, foreseen := fault.KindOf(err); err != nil && !foreseen { // what is refused is told by the import itself
		return err
	}
	return errors.Join(w.addAccounts(missing), rewind(file))
}

func rewind(file *os.File) error {
	_, err := file.Seek(0, 0)
	return err
}

// accountName gives the name of an account of the ledger.
func accountName(l *ledgerfile.Line) string {
	if l.AccountName != "" {
		return strings.Clone(l.AccountName)
	}
	return strings.Clone(l.Account)
}

func (w *ledgerWork) addAccounts(names map[string]string) error {
	var added []chart.Difference
	for code, name := range names {
		if runes := []rune(name); len(runes) > chart.LabelMax {
			name = string(runes[:chart.LabelMax])
		}
		added = append(added, chart.Difference{
			Code: code, Names: []chart.Name{{Language: "fr", Text: name}}, Active: true, Accounting: true,
		})
		w.taken.Created = append(w.taken.Created, code)
	}
	if len(added) == 0 {
		return nil
	}
	slices.Sort(w.taken.Created)
	slices.SortFunc(added, func(a, b chart.Difference) int { return strings.Compare(a.Code, b.Code) })
	_, err := chart.AddAccounts(w.tx, w.by, w.project, added, w.now)
	return err
}

// run reads the ledger and posts its entries.
func (w *ledgerWork) run(file *os.File) error {
	reader := ledgerfile.NewReader(file, w.taken.Format, w.in.Options)
	converter := conversion.NewConverter(w.in.Rules, reader.Note)
	report, err := reader.Read(func(e *ledgerfile.Entry) error { return w.post(reader, converter, e) })
	w.taken.Report = report
	w.name()
	if err != nil {
		return err
	}
	return w.posts.Close()
}

// post enters one entry; what a rule of the books refuses is noted, and the file
// is refused at its end.
func (w *ledgerWork) post(reader *ledgerfile.Reader, converter *conversion.Converter, e *ledgerfile.Entry) error {
	taken := w.journalOf(e)
	if taken.Entries++; taken.Entries%tellEvery == 0 {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if w.in.Tell != nil {
			w.in.Tell(w.taken.entries())
		}
	}
	ref, posting, ok := converter.Posting(e)
	if !ok {
		return nil
	}
	if w.journals[ref].Class == accounting.Opening {
		for _, l := range posting.Lines {
			w.opened[l.Account] = true
		}
	}
	number, err := w.posts.Post(w.journals[ref].ID, posting)
	if broken := w.posts.Broken(); broken != nil {
		return broken
	}
	if _, foreseen := fault.KindOf(err); err != nil && foreseen {
		reader.Note(ledgerfile.Note{Kind: ledgerfile.KindRule, Line: e.Line, Before: strings.TrimSpace(e.Journal + " " + e.Number), Err: err})
		return nil
	}
	if taken.First == 0 {
		taken.First = number
	}
	taken.Last = number
	return err
}

// tellEvery is after how many entries of a journal it is told how far the work is.
const tellEvery = 500

func (t LedgerTaken) entries() (sum int) {
	for _, j := range t.Journals {
		sum += j.Entries
	}
	return sum
}

// journalOf gives the line of the outcome for the journal of an entry.
func (w *ledgerWork) journalOf(e *ledgerfile.Entry) *JournalTaken {
	at, known := w.byCode[e.Journal]
	if !known {
		at = len(w.taken.Journals)
		code := strings.Clone(e.Journal)
		w.byCode[code] = at
		w.taken.Journals = append(w.taken.Journals, JournalTaken{
			Code: code, Name: strings.Clone(e.JournalName), Ref: w.in.Rules.JournalOf(code),
		})
	}
	return &w.taken.Journals[at]
}

// name lists the accounts of the ledger under the numbers that they got.
func (w *ledgerWork) name() {
	converter := conversion.NewConverter(w.in.Rules, func(ledgerfile.Note) ledgerfile.Verdict { return ledgerfile.Noted })
	at := map[string]int{}
	for _, key := range w.taken.Report.Totals.Accounts() {
		code, _ := converter.Account(key.Account, 0)
		i, known := at[code]
		if !known {
			i, at[code] = len(w.taken.Accounts), len(w.taken.Accounts)
			w.taken.Accounts = append(w.taken.Accounts, AccountTaken{Code: code})
		}
		total, a := w.taken.Report.Totals[key], &w.taken.Accounts[i]
		a.Names = append(a.Names, key.Account)
		a.Before.DebitMinor += total.DebitMinor
		a.Before.CreditMinor += total.CreditMinor
		a.Before.Lines += total.Lines
	}
	slices.SortFunc(w.taken.Accounts, func(a, b AccountTaken) int { return strings.Compare(a.Code, b.Code) })
}

// totals gives what the accounts of the project have taken so far.
func (w *ledgerWork) totals() (map[string]accounting.Total, error) {
	list, err := w.tx.Totals(accounting.TotalFilter{Project: w.project})
	byCode := make(map[string]accounting.Total, len(list))
	for _, t := range list {
		byCode[t.Account] = t
	}
	return byCode, err
}

// finish compares the totals and tells the history.
func (w *ledgerWork) finish() error {
	after, err := w.totals()
	if err != nil {
		return err
	}
	for i := range w.taken.Accounts {
		a := &w.taken.Accounts[i]
		a.After, a.Opening = grown(w.before[a.Code], after[a.Code]), w.opened[a.Code]
		if !a.Same() {
			return fault.New(fault.Conflict, "workspace.ledger-totals", fault.Args{
				"Account": a.Code, "Before": w.amount(a.Before.Balance()), "After": w.amount(a.After.Balance()),
			})
		}
	}
	facts := []directory.Detail{
		{Name: "file", Value: filepath.Base(w.in.Path)}, {Name: "digest", Value: hex.EncodeToString(w.taken.Digest[:])},
		{Name: "entries", Value: strconv.Itoa(w.taken.Report.Entries)},
	}
	for _, ref := range w.in.Rules.Targets() {
		facts = append(facts, directory.Detail{Name: "journal", Value: ref})
	}
	return accounting.NoteImport(w.tx, w.by, w.now, facts...)
}

func (w *ledgerWork) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: w.in.Options.Currency}
}

// grown gives what an account has taken since. Openings are kept as one balance.
func grown(was, is accounting.Total) ledgerfile.Total {
	opened := is.OpeningMinor - was.OpeningMinor
	return ledgerfile.Total{
		DebitMinor:  is.DebitMinor - was.DebitMinor + max(opened, 0),
		CreditMinor: is.CreditMinor - was.CreditMinor + max(-opened, 0),
	}
}
