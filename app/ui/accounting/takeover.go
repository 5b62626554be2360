package accounting

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inProject.offer(action[chosen]{
	name: "take-over", icon: "import", place: placeFile,
	may: func(of chosen) bool { return len(of.takers()) > 0 },
	do:  chooseLedger,
})

// takers are the journals that are kept here and that the person may import into.
func (of chosen) takers() []accounting.Journal {
	var takers []accounting.Journal
	for _, c := range of.journals {
		j := c.Journal
		if c.Here && !j.IsForeign() && of.Session.CanJournal(of.Context, directory.RightLedgerImport, j.ID) == nil {
			takers = append(takers, j)
		}
	}
	return takers
}

// takeover is the screen on which an existing ledger becomes postings: which
// journal takes what, what is repaired and refused, and the totals of every account
// before and after.
type takeover struct {
	chosen
	in       workspace.LedgerImport
	takers   []accounting.Journal
	report   *ledgerfile.Report // of the file alone
	taken    workspace.LedgerTaken
	problem  error
	notes    *kit.Grid[ledgerfile.Note]
	accounts *kit.Grid[workspace.AccountTaken]
	tabs     *kit.Tabs
	facts    *kit.Paragraph
	count    *kit.Paragraph
	add      *kit.Button
	revision int // of what was chosen; previews of an earlier one are dropped
}

// ledgerExtensions are those of ledgers that other programs write.
func ledgerExtensions() []string {
	return []string{".csv", ".txt", ".TXT", ".tsv", ".journal", ".hledger", ".ledger", ".dat"}
}

// chooseLedger asks for the file of a ledger.
func chooseLedger(of chosen) {
	of.Dialogs.ChooseFile(kit.FileChoice{Title: of.T("takeover.choose"), Extensions: ledgerExtensions()}, func(path string) {
		readLedger(of, path)
	})
}

// readLedger finds out what the file is and which journals it has.
func readLedger(of chosen, path string) {
	t := &takeover{chosen: of, takers: of.takers()}
	t.in = workspace.LedgerImport{Path: path, Options: ledgerfile.Options{ListMost: notesMost}, Rules: conversion.Rules{Journals: map[string]string{}}}
	t.in.Options.Currency = t.takers[0].Base
	var refusal error
	of.Tasks.Run(of.T("takeover.reading"), func(context.Context, func(kit.Progress)) (err error) {
		t.report, refusal = workspace.CheckLedger(path, "", t.in.Options)
		return nil
	}, func(err error) {
		if t.report == nil {
			err = refusal
		}
		if !of.Refuse(err) {
			t.suggest()
			t.show()
		}
	})
}

// notesMost is how many findings of one kind the table shows.
const notesMost = 500

// suggest gives each journal of the file the one of its code, openings one of
// openings, and all others the first general one.
func (t *takeover) suggest() {
	for code := range t.report.Journals {
		t.in.Rules.Journals[code] = t.suggestion(code)
	}
}

func (t *takeover) suggestion(code string) string {
	find := func(fits func(accounting.Journal) bool) string {
		if i := slices.IndexFunc(t.takers, fits); i >= 0 {
			return t.takers[i].Ref()
		}
		return ""
	}
	if ref := find(func(j accounting.Journal) bool { return j.Code == code }); ref != "" {
		return ref
	}
	if slices.Contains([]string{"AN", "ANO", "RAN", "OUV"}, code) {
		if ref := find(func(j accounting.Journal) bool { return j.Class == accounting.Opening }); ref != "" {
			return ref
		}
	}
	if ref := find(func(j accounting.Journal) bool { return j.Class == accounting.General }); ref != "" {
		return ref
	}
	return t.takers[0].Ref()
}

// codes are the journals of the file, in order.
func (t *takeover) codes() []string { return slices.Sorted(maps.Keys(t.report.Journals)) }

// preview does what the import would do, and takes it back.
func (t *takeover) preview() {
	t.revision++
	revision, in := t.revision, t.asked()
	var taken workspace.LedgerTaken
	t.add.SetEnabled(false)
	t.count.SetText(t.T("takeover.checking"))
	t.Tasks.Run(t.T("takeover.checking"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		taken, err = t.Session.PreviewLedger(ctx, in)
		return err
	}, func(err error) {
		if revision != t.revision {
			return
		}
		t.taken, t.problem = taken, err
		t.previewed()
	})
}

// asked gives what was chosen so far, as it stays while a task uses it.
func (t *takeover) asked() workspace.LedgerImport {
	in := t.in
	in.Rules.Journals = maps.Clone(in.Rules.Journals)
	return in
}

// previewed shows what was found.
func (t *takeover) previewed() {
	report := t.report
	if t.taken.Report != nil {
		report = t.taken.Report
	}
	t.facts.SetText(t.factsOf(report))
	t.notes.SetSource(kit.Rows[ledgerfile.Note](worstFirst(report.Notes)))
	t.notes.Reload()
	t.accounts.SetSource(kit.Rows[workspace.AccountTaken](t.taken.Accounts))
	t.accounts.Reload()
	ready := t.problem == nil
	t.add.SetEnabled(ready)
	if ready {
		t.count.SetText(t.T("takeover.ready", fault.Args{"Count": report.Entries}))
	} else {
		text, hint := t.Explain(t.problem)
		t.count.SetText(text + " " + hint)
	}
	kit.Trace("ledger checked")
}

// worstFirst puts refusals before what is to be seen, and that before repairs; each
// in the order of the file.
func worstFirst(notes []ledgerfile.Note) []ledgerfile.Note {
	order := map[ledgerfile.Verdict]int{ledgerfile.Refused: 0, ledgerfile.Noted: 1, ledgerfile.Repaired: 2}
	notes = slices.Clone(notes)
	slices.SortStableFunc(notes, func(a, b ledgerfile.Note) int { return order[a.Verdict] - order[b.Verdict] })
	return notes
}

// run takes the ledger over, or nothing.
func (t *takeover) run() {
	if t.add.Disabled() {
		return
	}
	t.add.SetEnabled(false)
	title, in, total := t.T("takeover.title"), t.asked(), t.taken.Report.Entries
	var taken workspace.LedgerTaken
	t.Tasks.Run(title, func(ctx context.Context, tell func(kit.Progress)) (err error) {
		in.Tell = func(entries int) { tell(kit.Progress{What: title, Done: entries, Total: total}) }
		taken, err = t.Session.ImportLedger(ctx, in)
		return err
	}, func(err error) {
		if t.Refuse(err) {
			t.add.SetEnabled(true)
			return
		}
		t.Changed()
		t.Open(desk.Accounting)
		t.Done(t.T("takeover.done", fault.Args{"Count": taken.Report.Entries}))
		kit.Trace("ledger taken over")
	})
}

// chooseAccounts asks for the file that says which account becomes which.
func (t *takeover) chooseAccounts() {
	t.Dialogs.ChooseFile(kit.FileChoice{Title: t.T("takeover.mapping"), Extensions: []string{".csv", ".txt"}}, func(path string) {
		rules, err := readMapping(path)
		if !t.Refuse(err) {
			t.in.Rules.Accounts = rules
			t.Done(t.T("takeover.mapped", fault.Args{"Count": len(rules), "File": filepath.Base(path)}))
			t.preview()
		}
	})
}

func readMapping(path string) ([]conversion.AccountRule, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(err, fault.Missing, "spreadsheet.missing", fault.Args{"Path": path})
	}
	defer file.Close()
	return conversion.ReadAccounts(file)
}
