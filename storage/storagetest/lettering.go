package storagetest

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var letteringTests = []test{
	{"letters are kept and undone", keepLetterings},
	{"a line has one letter", oneLettering},
	{"what the closing of a year carries forward is no line to letter", notCarried},
	{"statements and their lines are kept", keepStatements},
	{"nothing is matched twice", matchOnce},
}

var march = calendar.New(2026, time.March, 2)

// lettered has two lines of the account 4011 that threePostings posts.
func lettered(j accounting.Journal) accounting.Letter {
	return accounting.Letter{
		Project: j.Project, Account: "4011", Serial: 1, Party: "TOTAL", Proposed: true, Day: march + 9, Recorded: instant(50), Author: user("awa"),
		Lines: []accounting.LineRef{{Journal: j.ID, Number: 1, Place: 0}, {Journal: j.ID, Number: 2, Place: 0}},
	}
}

// threePostings posts 500, 300 and the reversal of the first.
func threePostings(t *testing.T, s *storage.Store) accounting.Journal {
	j := bank("BQ1")
	addJournals(t, s, j)
	c := &clerk{journal: j}
	first := c.enter(march, "4011", "5211", 500)
	second := c.enter(march+1, "4011", "5211", 300)
	reversed := first.Content
	reversed.Lines = []accounting.Line{first.Lines[1], first.Lines[0]}
	post(t, s, j, first, second, c.link(march+2, 1, reversed))
	return j
}

func keepLetterings(t *testing.T, s *storage.Store) {
	j := threePostings(t, s)
	l := lettered(j)
	whole(t, l)
	update(t, s, func(tx *storage.Tx) error { return tx.SaveLettering(l) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Lettering(j.Project, "4011", 1)
		same(t, "letter", got, l)
		if err != nil {
			return err
		}
		all, err := tx.Letterings(j.Project, "4011")
		bare := l
		bare.Lines = nil
		same(t, "letters", all, []accounting.Letter{bare})
		if err != nil {
			return err
		}
		lines, err := tx.LedgerLines(accounting.LineFilter{Project: j.Project, Account: "4011", Until: march + 1})
		same(t, "lines", lines, []accounting.LedgerLine{
			{LineRef: l.Lines[0], Day: march, Party: "TOTAL", AmountMinor: 500, BaseMinor: 327500, ReversedBy: 3, ReversedOn: march + 2, Letter: 1},
			{LineRef: l.Lines[1], Day: march + 1, Party: "TOTAL", AmountMinor: 300, BaseMinor: 196500, Letter: 1},
		})
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.UndoLettering(l, user("binta"), instant(60)) })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Lettering(j.Project, "4011", 1); return err })
	view(t, s, func(tx *storage.Tx) error {
		last, err := tx.LetteringHead(j.Project, "4011")
		same(t, "last number", last, int64(1))
		if err != nil {
			return err
		}
		lines, err := tx.LedgerLines(accounting.LineFilter{Project: j.Project, Account: "4011"})
		same(t, "letters after the undoing", []int64{lines[0].Letter, lines[1].Letter, lines[2].Reverses}, []int64{0, 0, 1})
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.SaveLettering(l) }) // an earlier number that goes on
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Lettering(j.Project, "4011", 1)
		same(t, "letter again", got, l)
		return err
	})
}

func oneLettering(t *testing.T, s *storage.Store) {
	j := threePostings(t, s)
	l, second := lettered(j), lettered(j)
	second.Serial = 2
	update(t, s, func(tx *storage.Tx) error { return tx.SaveLettering(l) })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveLettering(second) })
}

func notCarried(t *testing.T, s *storage.Store) {
	j := threePostings(t, s)
	year := accounting.Year{
		Project: j.Project, Code: "2026", First: march, Last: march + 300, Revision: 1,
		Closed: instant(1), Journal: j.ID, Closing: 2, Opening: 3, // the second posting was entered in that moment, the third was not
	}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveYear(year) })
	view(t, s, func(tx *storage.Tx) error {
		lines, err := tx.LedgerLines(accounting.LineFilter{Project: j.Project, Account: "5211"})
		var numbers []int64
		for _, l := range lines {
			numbers = append(numbers, l.Number)
		}
		same(t, "postings", numbers, []int64{1, 3})
		return err
	})
}

// statement has every field set.
func statement() (accounting.BankStatement, []accounting.BankLine) {
	b := accounting.BankStatement{
		Serial: 1, Format: bankfile.CAMT, Number: "2026/1", BankAccount: "SN01", From: march, To: march + 9,
		Opening: bankfile.Balance{Known: true, Day: march, Minor: 100}, Closing: bankfile.Balance{Known: true, Day: march + 9, Minor: -400},
		Lines: 2, Known: 1, File: "mars.xml", Digest: [32]byte{7}, Imported: instant(70), Author: user("awa"),
	}
	return b, []accounting.BankLine{
		{BankRef: accounting.BankRef{Statement: 1}, Line: bankfile.Line{Day: march, AmountMinor: 100}, Format: bankfile.CAMT},
		{BankRef: accounting.BankRef{Statement: 1, Place: 1}, Format: bankfile.CAMT, Line: bankfile.Line{
			Place: bankfile.Place{Line: 12, Element: "Ntry 1"}, Day: march, ValueDay: march + 1, AmountMinor: -500, Text: "Carburant",
			Party: "Total", Reference: "B-1", BankReference: "X1", Batch: "X",
		}},
	}
}

func keepStatements(t *testing.T, s *storage.Store) {
	j := threePostings(t, s)
	b, lines := statement()
	whole(t, b)
	whole(t, lines[1].Line)
	bare := accounting.BankStatement{Serial: 2, Format: bankfile.CSV, Digest: [32]byte{8}, Imported: instant(80)}
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveBankStatement(j.Project, "5211", b, lines); err != nil {
			return err
		}
		return tx.SaveBankStatement(j.Project, "5211", bare, nil)
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.BankStatements(j.Project, "5211")
		same(t, "statements", got, []accounting.BankStatement{b, bare})
		if err != nil {
			return err
		}
		read, err := tx.BankLines(j.Project, "5211", march, march)
		same(t, "lines", read, lines)
		if err != nil {
			return err
		}
		later, err := tx.BankLines(j.Project, "5211", march+1, 0)
		same(t, "later lines", later, []accounting.BankLine(nil))
		return err
	})
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.DeleteBankLine(j.Project, "5211", lines[0].BankRef); err != nil {
			return err
		}
		return tx.DeleteBankStatement(j.Project, "5211", 2)
	})
	view(t, s, func(tx *storage.Tx) error {
		read, err := tx.BankLines(j.Project, "5211", 0, 0)
		same(t, "lines left", read, lines[1:])
		if err != nil {
			return err
		}
		statement, match, err := tx.BankHead(j.Project, "5211")
		same(t, "numbers used", []int64{statement, match}, []int64{2, 0})
		return err
	})
}

func matchOnce(t *testing.T, s *storage.Store) {
	j := threePostings(t, s)
	b, lines := statement()
	m := accounting.Match{
		Serial: 1, Proposed: true, Recorded: instant(90), Author: user("awa"),
		Bank: []accounting.BankRef{lines[1].BankRef}, Books: []accounting.LineRef{{Journal: j.ID, Number: 1, Place: 1}},
	}
	whole(t, m)
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveBankStatement(j.Project, "5211", b, lines); err != nil {
			return err
		}
		return tx.SaveBankMatch(j.Project, "5211", m)
	})
	theirs, ours := m, m
	theirs.Serial, theirs.Books = 2, []accounting.LineRef{{Journal: j.ID, Number: 2, Place: 1}}
	ours.Serial, ours.Bank = 2, []accounting.BankRef{lines[0].BankRef}
	unknown := ours
	unknown.Bank, unknown.Books = []accounting.BankRef{{Statement: 9, Place: 9}}, nil
	for name, twice := range map[string]accounting.Match{"line of a statement": theirs, "line of the books": ours, "unknown line": unknown} {
		t.Log(name)
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveBankMatch(j.Project, "5211", twice) })
	}
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.DeleteBankStatement(j.Project, "5211", 1) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.BankMatch(j.Project, "5211", 1)
		same(t, "match", got, m)
		if err != nil {
			return err
		}
		all, err := tx.BankMatches(j.Project, "5211")
		same(t, "matches", len(all), 1)
		if err != nil {
			return err
		}
		read, err := tx.BankLines(j.Project, "5211", 0, 0)
		same(t, "matched lines", []int64{read[0].Match, read[1].Match}, []int64{0, 1})
		if err != nil {
			return err
		}
		books, err := tx.LedgerLines(accounting.LineFilter{Project: j.Project, Account: "5211"})
		same(t, "matched in the books", []int64{books[0].Match, books[1].Match}, []int64{1, 0})
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteBankMatch(j.Project, "5211", 1) })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.BankMatch(j.Project, "5211", 1); return err })
	update(t, s, func(tx *storage.Tx) error { return tx.SaveBankMatch(j.Project, "5211", theirs) })
}
