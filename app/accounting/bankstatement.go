package accounting

import (
	"fmt"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Treasury is an account whose movements somebody else lists too: a bank account
// in the books of a project.
type Treasury struct {
	Project  ident.ProjectID
	Account  string // of the chart
	Currency money.Currency
	Journal  Journal                  // of class bank or cash, which stands for it
	Journals map[ident.BookID]Journal // of the project, as far as the person may see them
}

// BankStatement is a statement of the bank as it was taken in. Its numbers count
// from 1 within a treasury account.
type BankStatement struct {
	Serial           int64
	Format           bankfile.Format
	Number           string // by which the bank calls it
	BankAccount      string // IBAN or number; empty where the file did not say
	From, To         calendar.Day
	Opening, Closing bankfile.Balance
	Lines            int    // taken in
	Known            int    // that an earlier statement had brought
	File             string // name
	Digest           [32]byte
	Imported         time.Time
	Author           ident.UserID
}

// BankRef names a line of a statement.
type BankRef struct {
	Statement int64
	Place     int // from 1; 0 for the balance before the first statement
}

// String writes a reference for people: 3/12.
func (r BankRef) String() string { return fmt.Sprintf("%d/%d", r.Statement, r.Place) }

// BankLine is a line of a statement.
type BankLine struct {
	BankRef
	bankfile.Line
	Format bankfile.Format // of its statement
	Match  int64           // serial number of its match with lines of the books, or 0
}

// IsOpening reports whether the line is the balance that the bank account had
// before everything that was taken in.
func (l BankLine) IsOpening() bool { return l.BankRef.Place == 0 }

// Match says that lines of statements and lines of the books are the same
// movements: one and one, one and several, several and several. Both sides come to
// the same.
type Match struct {
	Serial   int64
	Proposed bool // was found by the program and confirmed
	Recorded time.Time
	Author   ident.UserID
	Bank     []BankRef
	Books    []LineRef
}

// BankStore is what reconciliation needs besides postings and lettering. All is
// counted within a project and an account.
type BankStore interface {
	// BankStatements gives them by serial number.
	BankStatements(ident.ProjectID, string) ([]BankStatement, error)
	// BankHead gives the last serial numbers that statements and matches have used.
	BankHead(ident.ProjectID, string) (statement, match int64, err error)
	SaveBankStatement(ident.ProjectID, string, BankStatement, []BankLine) error
	DeleteBankStatement(ident.ProjectID, string, int64) error
	// BankLines gives lines in (day, statement, place) order.
	BankLines(project ident.ProjectID, account string, from, until calendar.Day) ([]BankLine, error)
	DeleteBankLine(ident.ProjectID, string, BankRef) error
	// BankMatch gives one, or fault.Missing.
	BankMatch(ident.ProjectID, string, int64) (Match, error)
	// BankMatches gives all by serial number, without their lines.
	BankMatches(ident.ProjectID, string) ([]Match, error)
	SaveBankMatch(ident.ProjectID, string, Match) error
	DeleteBankMatch(ident.ProjectID, string, int64) error
}

// BankRecords is what the use cases of reconciliation need.
type BankRecords interface {
	LetterRecords
	BankStore
}

// OpenTreasury opens the account that a journal stands for. A journal of another
// class is fault.Invalid.
func OpenTreasury(j Journal, journals map[ident.BookID]Journal) (Treasury, error) {
	if !j.IsTreasury() {
		return Treasury{}, fault.New(fault.Invalid, "accounting.no-treasury", fault.Args{"Journal": j.Ref()})
	}
	return Treasury{Project: j.Project, Account: j.Account, Currency: j.Currency, Journal: j, Journals: journals}, nil
}

// Taking is what becomes of a statement that is taken in.
type Taking struct {
	Statement BankStatement
	Lines     []BankLine // that are new
	Known     []bankfile.Line
	GapMinor  int64    // what lies between the last balance known before and its first one
	After     int64    // serial number of the statement with that last balance; 0 for none
	Shift     *BankRef // balance before the first statement so far, which an earlier one replaces
}

// TakeStatement takes a statement in, once: a file that was taken in is
// fault.Conflict, and lines that an earlier statement brought are left out.
func TakeStatement(s BankRecords, by directory.Actor, t Treasury, read bankfile.Statement, file string, digest [32]byte, now time.Time) (Taking, error) {
	if err := May(s, by, directory.RightReconcile, t.Journal, now); err != nil {
		return Taking{}, err
	}
	taking, err := t.take(s, read, digest)
	if err != nil {
		return Taking{}, err
	}
	taking.Statement.File, taking.Statement.Imported, taking.Statement.Author = file, now, by.ID
	if taking.Shift != nil {
		if err := s.DeleteBankLine(t.Project, t.Account, *taking.Shift); err != nil {
			return Taking{}, err
		}
	}
	if err := s.SaveBankStatement(t.Project, t.Account, taking.Statement, taking.Lines); err != nil {
		return Taking{}, err
	}
	return taking, directory.Note(s, by, ident.UserID{}, directory.VerbStatementTaken, now, t.facts(taking.Statement)...)
}

func (t Treasury) facts(b BankStatement) []directory.Detail {
	return []directory.Detail{
		{Name: "journal", Value: t.Journal.Ref()}, {Name: "account", Value: t.Account},
		{Name: "statement-from", Value: b.From.String()}, {Name: "statement-until", Value: b.To.String()},
	}
}

// take works out what becomes of a statement.
func (t Treasury) take(s BankRecords, read bankfile.Statement, digest [32]byte) (Taking, error) {
	if read.Currency != t.Currency {
		return Taking{}, fault.New(fault.Invalid, "accounting.bank-currency", fault.Args{
			"Journal": t.Journal.Ref(), "Found": string(read.Currency), "Wanted": string(t.Currency),
		})
	}
	before, err := s.BankStatements(t.Project, t.Account)
	if err != nil {
		return Taking{}, err
	}
	if err := t.checkSame(before, read, digest); err != nil {
		return Taking{}, err
	}
	last, _, err := s.BankHead(t.Project, t.Account)
	if err != nil {
		return Taking{}, err
	}
	known, err := s.BankLines(t.Project, t.Account, read.From, read.To)
	if err != nil {
		return Taking{}, err
	}
	taking := Taking{Statement: BankStatement{
		Serial: last + 1, Format: read.Format, Number: read.Number, BankAccount: read.Account,
		From: read.From, To: read.To, Opening: read.Opening, Closing: read.Closing, Digest: digest,
	}}
	taking.sort(known, read.Lines)
	if len(taking.Lines) == 0 && len(before) > 0 {
		return Taking{}, fault.New(fault.Conflict, "accounting.bank-known", fault.Args{"Lines": len(read.Lines)})
	}
	taking.gap(before)
	return taking, t.begin(s, &taking, before)
}

// checkSame refuses a file that was taken in, and a statement of another account.
func (t Treasury) checkSame(before []BankStatement, read bankfile.Statement, digest [32]byte) error {
	for _, b := range before {
		if b.Digest == digest && b.BankAccount == read.Account && b.Number == read.Number && b.From == read.From && b.To == read.To {
			return fault.New(fault.Conflict, "accounting.bank-again", fault.Args{"Statement": b.Serial, "File": b.File})
		}
		if b.BankAccount != "" && read.Account != "" && b.BankAccount != read.Account {
			return fault.New(fault.Invalid, "accounting.bank-account", fault.Args{
				"Journal": t.Journal.Ref(), "Found": fault.Excerpt(read.Account), "Wanted": b.BankAccount,
			})
		}
	}
	return nil
}

// sort parts the lines of a file into new ones and those that are known. A line
// that occurs twice on a day is known as often as it was brought.
func (taking *Taking) sort(known []BankLine, lines []bankfile.Line) {
	used := make([]bool, len(known))
	place := 0
	for _, l := range lines {
		at := 0
		for at < len(known) && (used[at] || !taking.same(known[at], l)) {
			at++
		}
		if at < len(known) {
			used[at] = true
			taking.Known = append(taking.Known, l)
			continue
		}
		place++
		taking.Lines = append(taking.Lines, BankLine{
			BankRef: BankRef{taking.Statement.Serial, place}, Line: l, Format: taking.Statement.Format,
		})
	}
	taking.Statement.Lines, taking.Statement.Known = len(taking.Lines), len(taking.Known)
}

// same reports whether a line of a file is one that is known: the bank's own
// reference tells, or else all that it says. Between files of two formats, of
// which one has no references, day and amount must do.
func (taking *Taking) same(k BankLine, l bankfile.Line) bool {
	switch {
	case k.IsOpening() || k.Day != l.Day || k.AmountMinor != l.AmountMinor:
		return false
	case k.BankReference != "" && l.BankReference != "":
		return k.BankReference == l.BankReference && k.Reference == l.Reference
	case k.Format != taking.Statement.Format:
		return true
	}
	return k.Text == l.Text && k.Party == l.Party && k.Reference == l.Reference
}

// gap compares the first balance with the last that is known before it.
func (taking *Taking) gap(before []BankStatement) {
	if !taking.Statement.Opening.Known {
		return
	}
	var last *BankStatement
	for i, b := range before {
		if b.Closing.Known && b.To < taking.Statement.From && (last == nil || b.To > last.To) {
			last = &before[i]
		}
	}
	if last != nil {
		taking.After, taking.GapMinor = last.Serial, taking.Statement.Opening.Minor-last.Closing.Minor
	}
}

// begin adds the balance that the account had before everything that is taken in.
// A statement from before the first one brings an earlier one.
func (t Treasury) begin(s BankStore, taking *Taking, before []BankStatement) error {
	first := taking.Statement.From
	for _, b := range before {
		if b.From <= first {
			return nil
		}
	}
	lines, err := s.BankLines(t.Project, t.Account, 0, lastDay)
	if err != nil {
		return err
	}
	for _, l := range lines {
		switch {
		case l.IsOpening() && l.Match != 0:
			return fault.New(fault.Conflict, "accounting.bank-earlier", fault.Args{"Match": l.Match})
		case l.IsOpening():
			taking.Shift = &l.BankRef
		}
	}
	if opening := taking.Statement.Opening; opening.Known && opening.Minor != 0 {
		taking.Lines = append([]BankLine{{
			BankRef: BankRef{taking.Statement.Serial, 0}, Format: taking.Statement.Format,
			Line: bankfile.Line{Day: first, AmountMinor: opening.Minor},
		}}, taking.Lines...)
	}
	return nil
}

// RemoveStatement takes a statement out that was taken in by mistake. One with
// lines that are matched is fault.Conflict.
func RemoveStatement(s BankRecords, by directory.Actor, t Treasury, serial int64, now time.Time) error {
	if err := May(s, by, directory.RightReconcile, t.Journal, now); err != nil {
		return err
	}
	statements, err := s.BankStatements(t.Project, t.Account)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(statements, func(b BankStatement) bool { return b.Serial == serial })
	if at < 0 {
		return fault.New(fault.Missing, "accounting.bank-statement", fault.Args{"Statement": serial})
	}
	lines, err := s.BankLines(t.Project, t.Account, 0, lastDay)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if l.Statement == serial && l.Match != 0 {
			return fault.New(fault.Conflict, "accounting.bank-matched", fault.Args{"Statement": serial, "Match": l.Match})
		}
	}
	if err := s.DeleteBankStatement(t.Project, t.Account, serial); err != nil {
		return err
	}
	return directory.Note(s, by, ident.UserID{}, directory.VerbStatementRemoved, now, t.facts(statements[at])...)
}
