package workspace

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// BankOptions say how a statement is read and of which account it is.
type BankOptions struct {
	bankfile.Options
	Account string // of the bank, where the file has several
	Opening *int64 // balance before its first line, where the file does not say
}

// ReadBankFile gives the bytes of a statement, within bounds.
func ReadBankFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Wrap(err, fault.Missing, "workspace.no-file", fault.Args{"Path": path})
	case err != nil || !info.Mode().IsRegular():
		return nil, fault.Wrap(err, fault.Invalid, "bankfile.unreadable", nil)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "bankfile.unreadable", nil)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, bankfile.BytesMost+1))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "bankfile.unreadable", nil)
	}
	return content, nil
}

// errPreview ends a transaction of which nothing is to stay.
var errPreview = errors.New("workspace: preview")

// TakeStatements reads a file of the bank and takes its statements in for the
// account that a journal stands for, all or none. Without save it says what would
// be taken in, and nothing is.
func (s *Session) TakeStatements(ctx context.Context, journal ident.BookID, path string, o BankOptions, save bool) ([]accounting.Taking, error) {
	content, err := ReadBankFile(path)
	if err != nil {
		return nil, err
	}
	var takings []accounting.Taking
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		t, err := treasury(tx, by, journal, now)
		if err != nil {
			return err
		}
		o.Currency = t.Currency
		read, err := bankfile.Read(bytes.NewReader(content), o.Options)
		if err != nil {
			return err
		}
		if read, err = o.choose(tx, t, read); err != nil {
			return err
		}
		for _, one := range read {
			taking, err := accounting.TakeStatement(tx, by, t, one, filepath.Base(path), sha256.Sum256(content), now)
			if err != nil {
				return err
			}
			takings = append(takings, taking)
		}
		if !save {
			return errPreview
		}
		return nil
	})
	if errors.Is(err, errPreview) {
		err = nil
	}
	if err != nil {
		return nil, err
	}
	return takings, nil
}

// choose gives the statements of a file that are of one account: the stated one,
// that of earlier statements, or the only one. The oldest comes first.
func (o BankOptions) choose(tx *storage.Tx, t accounting.Treasury, read []bankfile.Statement) ([]bankfile.Statement, error) {
	wanted := strings.ReplaceAll(o.Account, " ", "")
	before, err := tx.BankStatements(t.Project, t.Account)
	if err != nil {
		return nil, err
	}
	for _, b := range before {
		if wanted == "" {
			wanted = b.BankAccount
		}
	}
	of := func(account string) (chosen []bankfile.Statement) {
		for _, s := range read {
			if s.Account == account {
				chosen = append(chosen, s)
			}
		}
		return chosen
	}
	if len(read) > 1 && wanted == "" {
		wanted = read[0].Account
		if len(of(wanted)) < len(read) {
			return nil, fault.New(fault.Invalid, "workspace.bank-several", fault.Args{"Accounts": accountsOf(read)})
		}
	}
	chosen := read
	if len(read) > 1 || o.Account != "" {
		if chosen = of(wanted); len(chosen) == 0 {
			return nil, fault.New(fault.Invalid, "workspace.bank-none", fault.Args{"Account": fault.Excerpt(wanted), "Accounts": accountsOf(read)})
		}
	}
	slices.SortStableFunc(chosen, func(a, b bankfile.Statement) int { return int(a.From - b.From) })
	if o.Opening != nil && !chosen[0].Opening.Known {
		return chosen, chosen[0].Begin(*o.Opening)
	}
	return chosen, nil
}

// accountsOf names the accounts of a file.
func accountsOf(read []bankfile.Statement) string {
	var names []string
	for _, s := range read {
		if !slices.Contains(names, s.Account) {
			names = append(names, s.Account)
		}
	}
	return strings.Join(names, ", ")
}

// treasury opens the account that a journal stands for, for a person who may see
// it.
func treasury(tx *storage.Tx, by directory.Actor, journal ident.BookID, now time.Time) (accounting.Treasury, error) {
	j, err := tx.Journal(journal)
	if err != nil {
		return accounting.Treasury{}, err
	}
	if err := accounting.May(tx, by, directory.RightJournalView, j, now); err != nil {
		return accounting.Treasury{}, err
	}
	journals, err := seenJournals(tx, by, j.Project, now)
	if err != nil {
		return accounting.Treasury{}, err
	}
	return accounting.OpenTreasury(j, journals)
}

// inTreasury reads something of the account that a journal stands for.
func inTreasury[T any](ctx context.Context, s *Session, journal ident.BookID, do func(*storage.Tx, accounting.Treasury, time.Time) (T, error)) (T, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (none T, err error) {
		t, err := treasury(tx, by, journal, now)
		if err != nil {
			return none, err
		}
		return do(tx, t, now)
	})
}

// changeTreasury changes something of it.
func changeTreasury[T any](ctx context.Context, s *Session, journal ident.BookID, do func(*storage.Tx, directory.Actor, accounting.Treasury, time.Time) (T, error)) (T, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (none T, err error) {
		t, err := treasury(tx, by, journal, now)
		if err != nil {
			return none, err
		}
		return do(tx, by, t, now)
	})
}

// BookedLine is a line of the books on a treasury account, with its posting.
type BookedLine struct {
	accounting.BookLine
	Journal accounting.Journal
	Posting accounting.Posting
}

// Name names the line among people.
func (l BookedLine) Name() string { return l.Journal.LineName(l.LineRef) }

// Suggested is a match that the program proposes.
type Suggested struct {
	accounting.Suggestion
	Booked []BookedLine
}

// ReconciliationPage is everything that a reconciliation shows.
type ReconciliationPage struct {
	accounting.Reconciliation
	Booked      []BookedLine // lines in the books only, with their postings
	Suggestions []Suggested
	Statements  []accounting.BankStatement
	Today       calendar.Day
}

// ReconciliationPage compares the books with the bank at the end of a day, or of
// today, and proposes matches.
func (s *Session) ReconciliationPage(ctx context.Context, journal ident.BookID, at calendar.Day) (ReconciliationPage, error) {
	return inTreasury(ctx, s, journal, func(tx *storage.Tx, t accounting.Treasury, now time.Time) (page ReconciliationPage, err error) {
		if page.Today, err = t.Journal.Today(now); err != nil {
			return page, err
		}
		if page.Reconciliation, err = accounting.Reconcile(tx, t, or(at, page.Today)); err != nil {
			return page, err
		}
		if page.Statements, err = tx.BankStatements(t.Project, t.Account); err != nil {
			return page, err
		}
		if page.Booked, err = booked(tx, t, page.Books); err != nil {
			return page, err
		}
		suggestions, err := accounting.Suggest(tx, t, page.At)
		if err != nil {
			return page, err
		}
		for _, one := range suggestions {
			lines, err := booked(tx, t, one.Books)
			if err != nil {
				return page, err
			}
			page.Suggestions = append(page.Suggestions, Suggested{one, lines})
		}
		return page, nil
	})
}

func booked(tx *storage.Tx, t accounting.Treasury, lines []accounting.BookLine) (found []BookedLine, err error) {
	for _, l := range lines {
		b := BookedLine{BookLine: l, Journal: t.Journals[l.LineRef.Journal]}
		if b.Posting, err = tx.Posting(l.LineRef.Journal, l.Number); err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	return found, nil
}

// MatchLines says that lines of statements and of the books are the same.
func (s *Session) MatchLines(ctx context.Context, journal ident.BookID, bank []accounting.BankRef, books []accounting.LineRef) (accounting.Match, error) {
	return changeTreasury(ctx, s, journal, func(tx *storage.Tx, by directory.Actor, t accounting.Treasury, now time.Time) (accounting.Match, error) {
		return accounting.MatchLines(tx, by, t, bank, books, false, now)
	})
}

// MatchSuggestions confirms suggestions, all or none.
func (s *Session) MatchSuggestions(ctx context.Context, journal ident.BookID, suggestions []Suggested) ([]accounting.Match, error) {
	return changeTreasury(ctx, s, journal, func(tx *storage.Tx, by directory.Actor, t accounting.Treasury, now time.Time) (matches []accounting.Match, err error) {
		for _, one := range suggestions {
			m, err := accounting.MatchLines(tx, by, t, one.BankRefs(), one.BookRefs(), true, now)
			if err != nil {
				return nil, err
			}
			matches = append(matches, m)
		}
		return matches, nil
	})
}

// Unmatch takes a match back.
func (s *Session) Unmatch(ctx context.Context, journal ident.BookID, serial int64) (accounting.Match, error) {
	return changeTreasury(ctx, s, journal, func(tx *storage.Tx, by directory.Actor, t accounting.Treasury, now time.Time) (accounting.Match, error) {
		return accounting.Unmatch(tx, by, t, serial, now)
	})
}

// RemoveStatement takes a statement out that was taken in by mistake.
func (s *Session) RemoveStatement(ctx context.Context, journal ident.BookID, serial int64) error {
	_, err := changeTreasury(ctx, s, journal, func(tx *storage.Tx, by directory.Actor, t accounting.Treasury, now time.Time) (struct{}, error) {
		return struct{}{}, accounting.RemoveStatement(tx, by, t, serial, now)
	})
	return err
}

// Matched is a match with its lines.
type Matched struct {
	accounting.Match
	Theirs []accounting.BankLine
	Booked []BookedLine
	Author string
}

// Matches lists the matches of the account that a journal stands for, with their
// lines.
func (s *Session) Matches(ctx context.Context, journal ident.BookID) ([]Matched, error) {
	return inTreasury(ctx, s, journal, func(tx *storage.Tx, t accounting.Treasury, _ time.Time) (matches []Matched, err error) {
		list, err := tx.BankMatches(t.Project, t.Account)
		if err != nil {
			return nil, err
		}
		bank, err := tx.BankLines(t.Project, t.Account, 0, 0)
		if err != nil {
			return nil, err
		}
		books, err := t.Books(tx, endOfDays)
		if err != nil {
			return nil, err
		}
		for _, m := range list {
			one := Matched{Match: m}
			if one.Author, err = nameOf(tx, m.Author); err != nil {
				return nil, err
			}
			for _, l := range bank {
				if l.Match == m.Serial {
					one.Theirs = append(one.Theirs, l)
				}
			}
			var ours []accounting.BookLine
			for _, l := range books {
				if l.Match == m.Serial {
					ours = append(ours, l)
				}
			}
			if one.Booked, err = booked(tx, t, ours); err != nil {
				return nil, err
			}
			matches = append(matches, one)
		}
		return matches, nil
	})
}

// BankLines lists the lines of the statements of the account that a journal stands
// for, between two days.
func (s *Session) BankLines(ctx context.Context, journal ident.BookID, from, until calendar.Day) ([]accounting.BankLine, error) {
	return inTreasury(ctx, s, journal, func(tx *storage.Tx, t accounting.Treasury, _ time.Time) ([]accounting.BankLine, error) {
		return tx.BankLines(t.Project, t.Account, from, until)
	})
}
