package main

import (
	"fmt"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

// ledgerRead is what was found in the file of a ledger.
type ledgerRead struct {
	File      string         `json:"file"`
	Format    string         `json:"format"`
	Encoding  string         `json:"encoding"`
	Separator string         `json:"separator"`
	Lines     int            `json:"lines"`
	Entries   int            `json:"entries"`
	Postings  int            `json:"postings"`
	First     calendar.Day   `json:"first"`
	Last      calendar.Day   `json:"last"`
	Repaired  int            `json:"repaired"`
	Noted     int            `json:"noted"`
	Refused   int            `json:"refused"`
	Findings  []ledgerCount  `json:"findings"`
	Notes     []ledgerNote   `json:"notes"`
	Totals    []ledgerTotals `json:"totals"`
}

// ledgerCount is how often something was found.
type ledgerCount struct {
	Kind    string `json:"kind"`
	Verdict string `json:"verdict"`
	Count   int    `json:"count"`
}

// ledgerNote is one place where something was found.
type ledgerNote struct {
	Kind    string   `json:"kind"`
	Verdict string   `json:"verdict"`
	Line    int      `json:"line"`
	Column  int      `json:"column"`
	Field   string   `json:"field"`
	Before  string   `json:"before"`
	After   string   `json:"after"`
	Error   *problem `json:"error"`
	label   string   // key of the field's name, if it is none of the file
}

// ledgerTotals are those of an account, as the file has them.
type ledgerTotals struct {
	Account     string `json:"account"`
	Currency    string `json:"currency"`
	DebitMinor  int64  `json:"debit_minor"`
	CreditMinor int64  `json:"credit_minor"`
	Lines       int    `json:"lines"`
}

// ledgerTaken is what became of a ledger, or would become.
type ledgerTaken struct {
	Imported bool `json:"imported"`
	ledgerRead
	Journals []ledgerJournal `json:"journals"`
	Accounts []ledgerAccount `json:"accounts"`
	Created  []string        `json:"created"`
	currency money.Currency
}

// ledgerJournal is a journal of the file and the one that takes its entries.
type ledgerJournal struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Journal string `json:"journal"`
	Entries int    `json:"entries"`
	First   int64  `json:"first_number"`
	Last    int64  `json:"last_number"`
}

// ledgerAccount compares an account before and after.
type ledgerAccount struct {
	Account           string   `json:"account"`
	Names             []string `json:"names"`
	DebitBeforeMinor  int64    `json:"debit_before_minor"`
	CreditBeforeMinor int64    `json:"credit_before_minor"`
	DebitAfterMinor   int64    `json:"debit_after_minor"`
	CreditAfterMinor  int64    `json:"credit_after_minor"`
	Same              bool     `json:"same"`
}

func (c *call) viewReport(file string, r *ledgerfile.Report) ledgerRead {
	view := ledgerRead{File: file, Findings: []ledgerCount{}, Notes: []ledgerNote{}, Totals: []ledgerTotals{}}
	if r == nil {
		return view
	}
	view.Format, view.Encoding, view.Separator = string(r.Format), r.Encoding, r.Separator
	view.Lines, view.Entries, view.Postings, view.First, view.Last = r.Lines, r.Entries, r.Postings, r.First, r.Last
	view.Repaired, view.Noted, view.Refused = r.RepairedCount, r.NotedCount, r.RefusedCount
	for _, k := range r.Kinds() {
		view.Findings = append(view.Findings, ledgerCount{string(k), string(r.Verdict(k)), r.Counts[k]})
	}
	for _, n := range r.Notes {
		view.Notes = append(view.Notes, ledgerNote{
			Kind: string(n.Kind), Verdict: string(n.Verdict), Line: n.Line, Column: n.Column, Field: strings.TrimPrefix(n.Field, "detail."),
			Before: n.Before, After: n.After, Error: c.problemOf(n.Err), label: n.Field,
		})
	}
	for _, key := range r.Totals.Accounts() {
		t := r.Totals[key]
		view.Totals = append(view.Totals, ledgerTotals{key.Account, string(key.Currency), t.DebitMinor, t.CreditMinor, t.Lines})
	}
	return view
}

func (c *call) viewLedger(file string, t workspace.LedgerTaken) ledgerTaken {
	view := ledgerTaken{
		ledgerRead: c.viewReport(file, t.Report), Created: append([]string{}, t.Created...), currency: t.Currency,
		Journals: each(t.Journals, func(j workspace.JournalTaken) ledgerJournal {
			return ledgerJournal{j.Code, j.Name, j.Ref, j.Entries, j.First, j.Last}
		}),
		Accounts: each(t.Accounts, func(a workspace.AccountTaken) ledgerAccount {
			return ledgerAccount{
				a.Code, a.Names, a.Before.DebitMinor, a.Before.CreditMinor, a.After.DebitMinor, a.After.CreditMinor, a.Same(),
			}
		}),
	}
	return view
}

func (r ledgerRead) words(s *sheet) {
	s.say("ctl.ledger.read", fault.Args{
		"File": r.File, "Format": fault.Key("ledgerfile.format." + r.Format), "Encoding": r.Encoding, "Lines": r.Lines,
		"Entries": r.Entries, "Postings": r.Postings, "First": r.First, "Last": r.Last,
	})
	if len(r.Findings) == 0 {
		return
	}
	s.line("")
	t := s.newTable(left("ctl.col.verdict"), right("ctl.col.count"), left("ctl.col.finding"))
	for _, f := range r.Findings {
		t.row(s.T("ledgerfile.verdict."+f.Verdict), s.Int(int64(f.Count)), s.T("ledgerfile.kind."+f.Kind))
	}
	t.write(s)
	s.line("")
	r.notes(s)
}

// notes lists the places.
func (r ledgerRead) notes(s *sheet) {
	t := s.newTable(left("ctl.col.verdict"), right("ctl.col.line"), right("ctl.col.column"), left("ctl.col.finding"), left("ctl.col.before"), left("ctl.col.after"))
	for _, n := range r.Notes {
		t.row(s.T("ledgerfile.verdict."+n.Verdict), fmt.Sprint(n.Line), n.place(s), n.what(s), fault.Excerpt(n.Before), fault.Excerpt(n.After))
	}
	t.write(s)
}

func (n ledgerNote) place(s *sheet) string {
	switch {
	case strings.HasPrefix(n.label, "detail."):
		return s.T(n.label)
	case n.Column == 0:
		return n.Field
	case n.Field == "":
		return fmt.Sprint(n.Column)
	}
	return fmt.Sprintf("%s %d", n.Field, n.Column)
}

func (n ledgerNote) what(s *sheet) string {
	if n.Error != nil {
		return n.Error.Text
	}
	return s.T("ledgerfile.kind." + n.Kind)
}

func (r ledgerTaken) words(s *sheet) {
	r.ledgerRead.words(s)
	s.line("")
	journals := s.newTable(left("ctl.col.journal-there"), left("ctl.col.name"), left("ctl.col.journal"), right("ctl.col.entries"), right("ctl.col.numbers"))
	for _, j := range r.Journals {
		numbers := ""
		if j.First > 0 && r.Refused == 0 {
			numbers = fmt.Sprintf("%d–%d", j.First, j.Last)
		}
		journals.row(j.Code, j.Name, j.Journal, s.Int(int64(j.Entries)), numbers)
	}
	journals.write(s)
	s.line("")
	r.balances(s)
	if len(r.Created) > 0 {
		s.say("ctl.ledger.created", fault.Args{"Count": len(r.Created), "Accounts": strings.Join(r.Created, ", ")})
	}
	switch {
	case r.Refused > 0:
		s.say("ctl.ledger.refused", fault.Args{"Count": r.Refused})
	case r.Imported:
		s.say("ctl.ledger.imported", fault.Args{"Count": r.Entries})
	default:
		s.say("ctl.ledger.ready", fault.Args{"Count": r.Entries})
	}
}

// balances compares the accounts.
func (r ledgerTaken) balances(s *sheet) {
	t := s.newTable(left("ctl.col.account"), right("ctl.col.debit-before"), right("ctl.col.credit-before"), right("ctl.col.debit-after"), right("ctl.col.credit-after"))
	number := func(minor int64) string { return s.Number(money.Amount{Minor: minor, Currency: r.currency}) }
	for _, a := range r.Accounts {
		after := []string{"", ""}
		if r.Refused == 0 {
			after = []string{number(a.DebitAfterMinor), number(a.CreditAfterMinor)}
		}
		t.row(a.Account, number(a.DebitBeforeMinor), number(a.CreditBeforeMinor), after[0], after[1])
	}
	t.write(s)
}
