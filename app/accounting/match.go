package accounting

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// BookLine is a line of the books on a treasury account, in its currency.
type BookLine struct {
	LedgerLine
	Minor int64 // debit positive: what came in
}

// Books gives the lines of the account in the books until a day that count: those
// of reversed postings and their reversals come to nothing and are left out. Lines
// of journals in a third currency say nothing of the account's own and are left
// out, too.
func (t Treasury) Books(s LetterStore, until calendar.Day) ([]BookLine, error) {
	lines, err := s.LedgerLines(LineFilter{Project: t.Project, Journals: journalIDs(t.Journals), Account: t.Account, Until: until})
	if err != nil {
		return nil, err
	}
	var books []BookLine
	for _, l := range lines {
		if minor := t.minor(l); minor != 0 && !l.Cancelled(until) {
			books = append(books, BookLine{l, minor})
		}
	}
	return books, nil
}

// minor gives the amount of a line in the currency of the account.
func (t Treasury) minor(l LedgerLine) int64 {
	j := t.Journals[l.Journal]
	switch t.Currency {
	case j.Currency:
		return l.AmountMinor
	case j.Base:
		return l.BaseMinor
	}
	return 0
}

// maxMatched is how many lines one match has at most on each side.
const maxMatched = 500

// MatchLines says that lines of statements and lines of the books are the same.
// Both sides must come to the same (fault.Invalid); a line that is matched is
// fault.Conflict. One side may be empty where the other comes to nothing: a
// booking of the bank that it took back.
func MatchLines(s BankRecords, by directory.Actor, t Treasury, bank []BankRef, books []LineRef, proposed bool, now time.Time) (Match, error) {
	if err := May(s, by, directory.RightReconcile, t.Journal, now); err != nil {
		return Match{}, err
	}
	if len(bank)+len(books) < 2 || len(bank) > maxMatched || len(books) > maxMatched {
		return Match{}, fault.New(fault.Invalid, "accounting.match-lines", fault.Args{"Most": maxMatched})
	}
	theirs, err := t.sumBank(s, bank)
	if err != nil {
		return Match{}, err
	}
	ours, err := t.sumBooks(s, books)
	if err != nil {
		return Match{}, err
	}
	if theirs != ours {
		return Match{}, fault.New(fault.Invalid, "accounting.match-sum", fault.Args{
			"Bank": t.Journal.amount(theirs), "Books": t.Journal.amount(ours),
		})
	}
	_, last, err := s.BankHead(t.Project, t.Account)
	if err != nil {
		return Match{}, err
	}
	m := Match{Serial: last + 1, Proposed: proposed, Recorded: now, Author: by.ID, Bank: bank, Books: books}
	return m, s.SaveBankMatch(t.Project, t.Account, m)
}

// sumBank adds up lines of statements that are not matched.
func (t Treasury) sumBank(s BankStore, refs []BankRef) (sum int64, err error) {
	lines, err := s.BankLines(t.Project, t.Account, 0, lastDay)
	if err != nil {
		return 0, err
	}
	for i, ref := range refs {
		at := slices.IndexFunc(lines, func(l BankLine) bool { return l.BankRef == ref })
		switch {
		case at < 0 || slices.Contains(refs[:i], ref):
			return 0, fault.New(fault.Missing, "accounting.bank-line", fault.Args{"Line": ref.String()})
		case lines[at].Match != 0:
			return 0, fault.New(fault.Conflict, "accounting.matched", fault.Args{"Line": ref.String(), "Match": lines[at].Match})
		}
		sum += lines[at].AmountMinor
	}
	return sum, nil
}

// sumBooks adds up lines of the books that are not matched.
func (t Treasury) sumBooks(s BankRecords, refs []LineRef) (sum int64, err error) {
	lines, err := t.Books(s, lastDay)
	if err != nil {
		return 0, err
	}
	for i, ref := range refs {
		at := slices.IndexFunc(lines, func(l BookLine) bool { return l.LineRef == ref })
		switch {
		case at < 0 || slices.Contains(refs[:i], ref):
			return 0, fault.New(fault.Missing, "accounting.match-posting", fault.Args{"Number": ref.Number, "Line": ref.Place + 1, "Account": t.Account})
		case lines[at].Match != 0:
			return 0, fault.New(fault.Conflict, "accounting.matched", fault.Args{"Line": t.Journals[ref.Journal].line(ref), "Match": lines[at].Match})
		}
		sum += lines[at].Minor
	}
	return sum, nil
}

// Unmatch takes a match back.
func Unmatch(s BankRecords, by directory.Actor, t Treasury, serial int64, now time.Time) (Match, error) {
	if err := May(s, by, directory.RightReconcile, t.Journal, now); err != nil {
		return Match{}, err
	}
	m, err := s.BankMatch(t.Project, t.Account, serial)
	if err != nil {
		return Match{}, err
	}
	if err := s.DeleteBankMatch(t.Project, t.Account, serial); err != nil {
		return Match{}, err
	}
	return m, directory.Note(s, by, ident.UserID{}, directory.VerbMatchUndone, now,
		directory.Detail{Name: "journal", Value: t.Journal.Ref()}, directory.Detail{Name: "match", Value: serialText(serial)})
}
