package accounting

import (
	"cmp"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// maxLettered is how many lines one letter has at most.
const maxLettered = 2_000

// LetterAccount is where lines are lettered: an account of a project, with the
// journals of it that the person may see.
type LetterAccount struct {
	Project  ident.ProjectID
	Account  string
	Journals map[ident.BookID]Journal
}

// Lines gives the lines of the account in the journals that are seen, of one party
// or with an empty one of all, until a day or with none to the end.
func (a LetterAccount) Lines(s LetterStore, party string, until calendar.Day) ([]LedgerLine, error) {
	return s.LedgerLines(LineFilter{Project: a.Project, Journals: journalIDs(a.Journals), Account: a.Account, Party: party, Until: until})
}

// Base gives the currency in which the accounts of the project are kept.
func (a LetterAccount) Base() money.Currency {
	for _, j := range a.Journals {
		return j.Base
	}
	return ""
}

// LetterLines letters lines of one account and party. Lines of a partial letter
// bring the others of it along, so that a second payment completes it. It refuses
// with fault.Invalid lines of several parties, of reversed postings and accounts
// that are not lettered; with fault.Conflict lines of a full letter.
func LetterLines(s LetterRecords, by directory.Actor, a LetterAccount, refs []LineRef, proposed bool, now time.Time) (Letter, error) {
	if !Letterable(a.Account) {
		return Letter{}, fault.New(fault.Invalid, "accounting.letter-account", fault.Args{"Account": a.Account})
	}
	lines, err := a.Lines(s, "", 0)
	if err != nil {
		return Letter{}, err
	}
	chosen, err := choose(lines, refs)
	if err != nil {
		return Letter{}, err
	}
	chosen, joined, err := joinPartial(lines, chosen)
	if err != nil {
		return Letter{}, err
	}
	if err := a.checkLetter(s, by, chosen, now); err != nil {
		return Letter{}, err
	}
	for _, serial := range joined {
		old, err := s.Lettering(a.Project, a.Account, serial)
		if err != nil {
			return Letter{}, err
		}
		if err := s.UndoLettering(old, by.ID, now); err != nil {
			return Letter{}, err
		}
	}
	letter := Letter{
		Project: a.Project, Account: a.Account, Party: chosen[0].Party, Proposed: proposed,
		Recorded: now, Author: by.ID, Lines: refsOf(chosen),
	}
	if letter.Day, err = a.today(chosen, now); err != nil {
		return Letter{}, err
	}
	if letter.Serial, err = a.serial(s, joined); err != nil {
		return Letter{}, err
	}
	return letter, s.SaveLettering(letter)
}

// serial gives the first of the letters that are joined, or else the next one.
func (a LetterAccount) serial(s LetterStore, joined []int64) (int64, error) {
	if len(joined) > 0 {
		return slices.Min(joined), nil
	}
	last, err := s.LetteringHead(a.Project, a.Account)
	return last + 1, err
}

// today gives the day it is where the first of the lines was posted.
func (a LetterAccount) today(lines []LedgerLine, now time.Time) (calendar.Day, error) {
	return a.Journals[lines[0].Journal].Today(now)
}

// choose finds the lines that are named.
func choose(lines []LedgerLine, refs []LineRef) ([]LedgerLine, error) {
	known := make(map[LineRef]LedgerLine, len(lines))
	for _, l := range lines {
		known[l.LineRef] = l
	}
	var chosen []LedgerLine
	for _, ref := range refs {
		l, found := known[ref]
		switch {
		case !found:
			return nil, fault.New(fault.Missing, "accounting.letter-line", fault.Args{"Number": ref.Number, "Line": ref.Place + 1})
		case l.Reverses != 0 || l.ReversedBy != 0:
			return nil, fault.New(fault.Invalid, "accounting.letter-reversed", fault.Args{"Number": ref.Number})
		}
		chosen = append(chosen, l)
		delete(known, ref)
	}
	return chosen, nil
}

// joinPartial adds the other lines of partial letters that the chosen ones belong
// to, and names these letters.
func joinPartial(lines, chosen []LedgerLine) (all []LedgerLine, joined []int64, err error) {
	for _, c := range chosen {
		if c.Letter == 0 || slices.Contains(joined, c.Letter) {
			continue
		}
		joined = append(joined, c.Letter)
		sum := int64(0)
		for _, l := range lines {
			if l.Letter == c.Letter && !l.Cancelled(lastDay) {
				sum += l.BaseMinor
			}
		}
		if sum == 0 {
			return nil, nil, fault.New(fault.Conflict, "accounting.lettered", fault.Args{
				"Number": c.Number, "Letter": LetterCode(c.Letter, true),
			})
		}
	}
	for _, l := range lines {
		if slices.Contains(joined, l.Letter) && !l.Cancelled(lastDay) && !slices.ContainsFunc(chosen, func(c LedgerLine) bool { return c.LineRef == l.LineRef }) {
			chosen = append(chosen, l)
		}
	}
	slices.SortFunc(chosen, byDay)
	return chosen, joined, nil
}

// lastDay is later than any day of a posting.
var lastDay = calendar.New(9999, 12, 31)

func byDay(a, b LedgerLine) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), slices.Compare(a.Journal[:], b.Journal[:]), cmp.Compare(a.Number, b.Number), cmp.Compare(a.Place, b.Place))
}

// checkLetter refuses lines that cannot stand under one letter, and people who may
// not letter in the journals of all of them.
func (a LetterAccount) checkLetter(s LetterRecords, by directory.Actor, lines []LedgerLine, now time.Time) error {
	if len(lines) < 2 || len(lines) > maxLettered {
		return fault.New(fault.Invalid, "accounting.letter-lines", fault.Args{"Most": maxLettered})
	}
	debit, credit := false, false
	for _, l := range lines {
		if l.Party != lines[0].Party {
			return fault.New(fault.Invalid, "accounting.letter-party", fault.Args{"First": lines[0].Party, "Second": l.Party})
		}
		debit, credit = debit || l.BaseMinor > 0, credit || l.BaseMinor < 0
	}
	if !debit || !credit {
		return fault.New(fault.Invalid, "accounting.letter-side", nil)
	}
	return a.may(s, by, refsOf(lines), now)
}

func (a LetterAccount) may(s LetterRecords, by directory.Actor, refs []LineRef, now time.Time) error {
	asked := map[ident.BookID]bool{}
	for _, ref := range refs {
		if asked[ref.Journal] {
			continue
		}
		asked[ref.Journal] = true
		j, seen := a.Journals[ref.Journal]
		if !seen {
			return fault.New(fault.Missing, "accounting.letter-line", fault.Args{"Number": ref.Number, "Line": ref.Place + 1})
		}
		if err := May(s, by, directory.RightReconcile, j, now); err != nil {
			return err
		}
	}
	return nil
}

func refsOf(lines []LedgerLine) []LineRef {
	refs := make([]LineRef, len(lines))
	for i, l := range lines {
		refs[i] = l.LineRef
	}
	return refs
}

// Unletter takes a letter back. Its number is not used again. One of which all
// lines are in closed years stays (fault.Invalid).
func Unletter(s LetterRecords, by directory.Actor, a LetterAccount, serial int64, now time.Time) (Letter, error) {
	letter, err := s.Lettering(a.Project, a.Account, serial)
	if err != nil {
		return Letter{}, err
	}
	if err := a.may(s, by, letter.Lines, now); err != nil {
		return Letter{}, err
	}
	if err := a.notClosed(s, letter); err != nil {
		return Letter{}, err
	}
	if err := s.UndoLettering(letter, by.ID, now); err != nil {
		return Letter{}, err
	}
	return letter, directory.Note(s, by, ident.UserID{}, directory.VerbLetterUndone, now,
		directory.Detail{Name: "account", Value: a.Account}, directory.Detail{Name: "lettering", Value: LetterCode(serial, true)})
}

// notClosed refuses to take back what belongs to closed years alone.
func (a LetterAccount) notClosed(s LetterRecords, letter Letter) error {
	years, err := s.Years(a.Project)
	if err != nil {
		return err
	}
	var last Year
	for _, ref := range letter.Lines {
		p, err := s.Posting(ref.Journal, ref.Number)
		if err != nil {
			return err
		}
		y, found := YearOf(years, p.Entry.Day)
		if !found || y.IsOpen() {
			return nil
		}
		last = y
	}
	return fault.New(fault.Invalid, "accounting.letter-closed", fault.Args{"Letter": LetterCode(letter.Serial, true), "Year": last.Code})
}
