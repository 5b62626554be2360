package workspace

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// letterAccount opens an account for lettering in the journals that the person may
// see. None at all is refused.
func letterAccount(tx *storage.Tx, by directory.Actor, project ident.ProjectID, account string, now time.Time) (accounting.LetterAccount, error) {
	a := accounting.LetterAccount{Project: project, Account: account}
	var err error
	a.Journals, err = seenJournals(tx, by, project, now)
	return a, err
}

func seenJournals(tx *storage.Tx, by directory.Actor, project ident.ProjectID, now time.Time) (map[ident.BookID]accounting.Journal, error) {
	list, err := visibleJournals(tx, by, accounting.JournalFilter{Project: project}, directory.RightJournalView, now)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fault.New(fault.Denied, "workspace.no-journal", nil)
	}
	journals := map[ident.BookID]accounting.Journal{}
	for _, j := range list {
		journals[j.ID] = j
	}
	return journals, nil
}

// todayOf gives a day, or for none the day it is in the first of the journals.
func todayOf(journals map[ident.BookID]accounting.Journal, at calendar.Day, now time.Time) (calendar.Day, error) {
	for _, j := range journals {
		if at.IsZero() {
			return j.Today(now)
		}
	}
	return at, nil
}

// LetteredLine is a line of an account with its posting and its letter.
type LetteredLine struct {
	accounting.LedgerLine
	Journal accounting.Journal
	Posting accounting.Posting
	Code    string       // of its letter; empty for none
	Full    bool         // the letter comes to nothing
	On      calendar.Day // day on which it was lettered
	By      string       // who did
}

// Line gives the line itself.
func (l LetteredLine) Line() accounting.Line { return l.Posting.Lines[l.Place] }

// LetterPage is an account as it is lettered.
type LetterPage struct {
	Account  string
	Base     money.Currency
	Today    calendar.Day
	Lines    []LetteredLine // oldest first
	OpenBase int64          // what is not settled, debit less credit, in the base currency
}

// LetterPage gives the lines of an account until a day (none for all), with their
// letters. With openOnly lines of full letters and reversed ones are left out.
func (s *Session) LetterPage(ctx context.Context, project ident.ProjectID, account, party string, until calendar.Day, openOnly bool) (LetterPage, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (page LetterPage, err error) {
		a, err := letterAccount(tx, by, project, account, now)
		if err != nil {
			return page, err
		}
		page.Account, page.Base = account, a.Base()
		if page.Today, err = todayOf(a.Journals, 0, now); err != nil {
			return page, err
		}
		lines, err := a.Lines(tx, party, until)
		if err != nil {
			return page, err
		}
		sums := map[int64]int64{}
		for _, l := range lines {
			if !l.Cancelled(endOfDays) {
				sums[l.Letter] += l.BaseMinor
			}
		}
		letters, err := lettersOf(tx, project, account)
		if err != nil {
			return page, err
		}
		for _, l := range lines {
			full := l.Letter != 0 && sums[l.Letter] == 0
			open := !full && !l.Cancelled(endOfDays)
			if open {
				page.OpenBase += l.BaseMinor
			}
			if !open && openOnly {
				continue
			}
			line := LetteredLine{LedgerLine: l, Journal: a.Journals[l.LineRef.Journal], Full: full}
			if line.Posting, err = tx.Posting(l.LineRef.Journal, l.Number); err != nil {
				return page, err
			}
			if err := line.sign(tx, letters); err != nil {
				return page, err
			}
			page.Lines = append(page.Lines, line)
		}
		return page, nil
	})
}

// endOfDays is later than any day of a posting.
var endOfDays = calendar.New(9999, 12, 31)

func lettersOf(tx *storage.Tx, project ident.ProjectID, account string) (map[int64]accounting.Letter, error) {
	list, err := tx.Letterings(project, account)
	letters := map[int64]accounting.Letter{}
	for _, l := range list {
		letters[l.Serial] = l
	}
	return letters, err
}

// sign fills in the letter of a line, and who made it when. Lines of a reversed
// posting and of its reversal are lettered by themselves, with the number of the
// reversal.
func (l *LetteredLine) sign(tx *storage.Tx, letters map[int64]accounting.Letter) (err error) {
	switch {
	case l.Reverses != 0:
		l.Code, l.Full, l.On = l.Journal.ReversalCode(l.Number), true, l.Day
	case l.ReversedBy != 0:
		l.Code, l.Full, l.On = l.Journal.ReversalCode(l.ReversedBy), true, l.ReversedOn
	case l.Letter != 0:
		letter := letters[l.Letter]
		l.Code, l.On = accounting.LetterCode(l.Letter, l.Full), letter.Day
		l.By, err = nameOf(tx, letter.Author)
	}
	return err
}

// OpenList is what is open with third parties at the end of a day.
type OpenList struct {
	At    calendar.Day
	Base  money.Currency
	Items []accounting.OpenItem // by account, party and day
}

// OpenLines lists what is open on the accounts of third parties of a project that
// begin with account, of one party or with an empty one of all, at the end of a
// day or today.
func (s *Session) OpenLines(ctx context.Context, project ident.ProjectID, account, party string, at calendar.Day) (OpenList, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (list OpenList, err error) {
		accounts, journals, err := letterableAccounts(tx, by, project, account, now)
		if err != nil {
			return list, err
		}
		if list.At, err = todayOf(journals, at, now); err != nil {
			return list, err
		}
		for _, code := range accounts {
			a := accounting.LetterAccount{Project: project, Account: code, Journals: journals}
			list.Base = a.Base()
			items, err := accounting.OpenItems(tx, a, party, list.At)
			if err != nil {
				return list, err
			}
			list.Items = append(list.Items, items...)
		}
		return list, nil
	})
}

// LetterAccount is an account that can be lettered, with what is open of it.
type LetterAccount struct {
	Account   string
	BaseMinor int64 // balance, debit less credit, in the base currency
	Base      money.Currency
}

// LetterAccounts lists the accounts of third parties of a project that have
// postings.
func (s *Session) LetterAccounts(ctx context.Context, project ident.ProjectID) ([]LetterAccount, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (found []LetterAccount, err error) {
		journals, err := seenJournals(tx, by, project, now)
		if err != nil {
			return nil, err
		}
		totals, err := tx.Totals(accounting.TotalFilter{Project: project, Journals: keysOf(journals)})
		for _, t := range totals {
			if accounting.Letterable(t.Account) {
				a := accounting.LetterAccount{Journals: journals}
				found = append(found, LetterAccount{t.Account, t.BalanceMinor(), a.Base()})
			}
		}
		return found, err
	})
}

func keysOf(journals map[ident.BookID]accounting.Journal) []ident.BookID {
	ids := make([]ident.BookID, 0, len(journals))
	for id := range journals {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b ident.BookID) int { return cmp.Compare(a.String(), b.String()) })
	return ids
}

// letterableAccounts gives the accounts of third parties with postings that begin
// with a code.
func letterableAccounts(tx *storage.Tx, by directory.Actor, project ident.ProjectID, prefix string, now time.Time) ([]string, map[ident.BookID]accounting.Journal, error) {
	journals, err := seenJournals(tx, by, project, now)
	if err != nil {
		return nil, nil, err
	}
	totals, err := tx.Totals(accounting.TotalFilter{Project: project, Journals: keysOf(journals)})
	var accounts []string
	for _, t := range totals {
		if accounting.Letterable(t.Account) && len(t.Account) >= len(prefix) && t.Account[:len(prefix)] == prefix {
			accounts = append(accounts, t.Account)
		}
	}
	return accounts, journals, err
}

// ProposeLetters proposes letters among what is open on an account today.
func (s *Session) ProposeLetters(ctx context.Context, project ident.ProjectID, account, party string) ([]accounting.Proposal, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]accounting.Proposal, error) {
		a, err := letterAccount(tx, by, project, account, now)
		if err != nil {
			return nil, err
		}
		return accounting.Propose(tx, a, party, endOfDays)
	})
}

// Letter letters lines of an account.
func (s *Session) Letter(ctx context.Context, project ident.ProjectID, account string, refs []accounting.LineRef) (accounting.Letter, error) {
	letters, err := s.letterAll(ctx, project, account, [][]accounting.LineRef{refs}, false)
	if err != nil {
		return accounting.Letter{}, err
	}
	return letters[0], nil
}

// LetterProposals letters what ProposeLetters gave, all or nothing.
func (s *Session) LetterProposals(ctx context.Context, project ident.ProjectID, account string, proposals []accounting.Proposal) ([]accounting.Letter, error) {
	groups := make([][]accounting.LineRef, len(proposals))
	for i, p := range proposals {
		for _, l := range p.Lines {
			groups[i] = append(groups[i], l.LineRef)
		}
	}
	return s.letterAll(ctx, project, account, groups, true)
}

func (s *Session) letterAll(ctx context.Context, project ident.ProjectID, account string, groups [][]accounting.LineRef, proposed bool) ([]accounting.Letter, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (letters []accounting.Letter, err error) {
		a, err := letterAccount(tx, by, project, account, now)
		if err != nil {
			return nil, err
		}
		for _, refs := range groups {
			letter, err := accounting.LetterLines(tx, by, a, refs, proposed, now)
			if err != nil {
				return nil, err
			}
			letters = append(letters, letter)
		}
		return letters, nil
	})
}

// Unletter takes a letter back.
func (s *Session) Unletter(ctx context.Context, project ident.ProjectID, account string, serial int64) (accounting.Letter, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Letter, error) {
		a, err := letterAccount(tx, by, project, account, now)
		if err != nil {
			return accounting.Letter{}, err
		}
		return accounting.Unletter(tx, by, a, serial, now)
	})
}
