package workspace

import (
	"context"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

// MaxSheetLines is how many lines « le grand livre » and « le journal » have at
// most: a list beyond it is for a file of entries, see the FEC.
const MaxSheetLines = 500_000

// AccountSheet is an account in « le grand livre ».
type AccountSheet struct {
	accounting.BalanceRow
	Lines []accounting.AccountLine
}

// GeneralLedger is « le grand livre » of a time.
type GeneralLedger struct {
	Accounts
	Sheets []AccountSheet
	Party  string // the only one in it; empty for all
}

// LedgerWish says which accounts of a general ledger somebody wants.
type LedgerWish struct {
	AccountsWish
	Codes []string // beginnings of accounts; none for all
	Exact bool     // Codes are accounts and no beginnings
	Party string   // empty for all
}

// GeneralLedger reads « le grand livre » of a project: each account with its opening
// balance and every line. An opening balance of one party counts its lines.
func (s *Session) GeneralLedger(ctx context.Context, wish LedgerWish) (GeneralLedger, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (g GeneralLedger, err error) {
		if g.Accounts, err = openAccounts(tx, by, wish.AccountsWish, now); err != nil {
			return g, err
		}
		g.Party = wish.Party
		balance, err := accounting.ReadTrialBalance(tx, g.Span)
		count := 0
		for _, row := range balance.Rows {
			if err != nil {
				return g, err
			}
			if !wish.wants(row.Account) {
				continue
			}
			var sheet AccountSheet
			if sheet, err = readSheet(tx, g.Span, row, wish.Party); err != nil {
				return g, err
			}
			if count += len(sheet.Lines); count > MaxSheetLines {
				return g, fault.New(fault.Invalid, "workspace.sheet-lines", fault.Args{"Most": MaxSheetLines})
			}
			if wish.Party == "" || len(sheet.Lines) > 0 || sheet.OpeningMinor != 0 {
				g.Sheets = append(g.Sheets, sheet)
			}
		}
		return g, err
	})
}

// wants reports whether an account is asked for.
func (w LedgerWish) wants(account string) bool {
	for _, code := range w.Codes {
		if account == code || !w.Exact && strings.HasPrefix(account, code) {
			return true
		}
	}
	return len(w.Codes) == 0
}

// readSheet reads the lines of an account. Opening entries are lines like others
// here, so they are not in the opening balance.
func readSheet(tx *storage.Tx, span accounting.Span, row accounting.BalanceRow, party string) (sheet AccountSheet, err error) {
	sheet.Account = row.Account
	f := accounting.LineFilter{
		Project: span.Project, Journals: span.Journals, Account: row.Account, Party: party, From: span.From, Until: span.Until,
		Without: span.Without, Limit: MaxSheetLines + 1,
	}
	if sheet.Lines, _, err = tx.AccountLines(f); err != nil {
		return sheet, err
	}
	for _, l := range sheet.Lines {
		sheet.DebitMinor += max(l.Line().BaseMinor, 0)
		sheet.CreditMinor += max(-l.Line().BaseMinor, 0)
		if l.Posting.Mask == accounting.MaskOpening {
			row.OpeningMinor -= l.Line().BaseMinor
		}
	}
	if party == "" {
		sheet.OpeningMinor = row.OpeningMinor
		return sheet, nil
	}
	if span.From.IsZero() {
		return sheet, nil
	}
	f.From, f.Until, f.Without = span.FirstOf(row.Account), span.From-1, nil
	sheet.OpeningMinor, _, err = tx.AccountBalance(f)
	return sheet, err
}

// JournalSheet is a journal of a time, with every posting.
type JournalSheet struct {
	Accounts // of its project
	Card     JournalCard
	Lines    []JournalLine
}

// JournalSheet reads a journal between two days.
func (s *Session) JournalSheet(ctx context.Context, ref string, wish AccountsWish) (JournalSheet, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (sheet JournalSheet, err error) {
		j, err := findJournal(tx, ref)
		if err != nil {
			return sheet, err
		}
		if err := accounting.May(tx, by, directory.RightReportView, j, now); err != nil {
			return sheet, err
		}
		if sheet.Card, err = journalCard(tx, j, now); err != nil {
			return sheet, err
		}
		wish.Project, wish.Journals = j.Project, nil
		if sheet.Accounts, err = openAccounts(tx, by, wish, now); err != nil {
			return sheet, err
		}
		postings, total, err := tx.PostingPage(accounting.PageFilter{
			Journal: j.ID, From: sheet.Span.From, Until: sheet.Span.Until, Limit: MaxSheetLines / 2,
		})
		if err == nil && total > len(postings) {
			err = fault.New(fault.Invalid, "workspace.sheet-lines", fault.Args{"Most": MaxSheetLines})
		}
		if err == nil {
			sheet.Lines, err = journalLines(tx, postings)
		}
		return sheet, err
	})
}

// AnnualAccounts are « bilan » and « compte de résultat » of a time.
type AnnualAccounts struct {
	Accounts
	accounting.Annual
	Earlier accounting.Span // that the figures beside are of; zero for none
}

// AnnualAccounts makes the annual accounts of a project, which needs a chart. The
// time compared with may be nil.
func (s *Session) AnnualAccounts(ctx context.Context, wish AccountsWish, compare *AccountsWish) (AnnualAccounts, error) {
	if err := s.canStatutory(ctx, wish); err != nil {
		return AnnualAccounts{}, err
	}
	b, err := s.TrialBalance(ctx, wish, compare)
	if err != nil {
		return AnnualAccounts{}, err
	}
	if b.Chart == nil {
		return AnnualAccounts{}, fault.New(fault.Conflict, "workspace.no-chart", fault.Args{"Project": b.ProjectCode})
	}
	a := AnnualAccounts{Accounts: b.Accounts, Earlier: b.Earlier}
	var earlier accounting.TrialBalance
	if b.Compared != nil {
		earlier = *b.Compared
	}
	a.Annual = accounting.MakeAnnual(b.Chart, b.TrialBalance, earlier)
	return a, nil
}

// canStatutory asks for the right to statutory reports where the accounts are.
func (s *Session) canStatutory(ctx context.Context, wish AccountsWish) error {
	return s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		journals, err := tx.Journals(accounting.JournalFilter{Project: wish.Project})
		if err != nil {
			return err
		}
		at, err := directory.PlaceOf(tx, wish.Project)
		for _, j := range journals {
			at.Holders = append(at.Holders, j.Holders()...)
		}
		if err != nil {
			return err
		}
		return directory.Can(by, directory.RightReportStatutory, at, now)
	})
}
