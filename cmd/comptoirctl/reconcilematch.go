package main

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/workspace"
)

type reconcileList struct {
	Journal string `arg:""`
	Date    string `placeholder:"date"`
}

func (reconcileList) examples() []string {
	return []string{"reconcile list P01/BQ1", "reconcile list P01/BQ1 --date 30.11.26 --json"}
}

// reconciliationShown is what is open on both sides at the end of a day.
type reconciliationShown struct {
	Journal     string         `json:"journal"`
	Account     string         `json:"account"`
	Currency    string         `json:"currency"`
	Day         calendar.Day   `json:"day"`
	BookMinor   int64          `json:"book_minor"`
	BankMinor   int64          `json:"bank_minor"`
	StatedMinor *int64         `json:"stated_minor"` // null where the bank says nothing
	Matched     int            `json:"matched"`
	Statement   []bankLineView `json:"statement_only"`
	Books       []bookLineView `json:"books_only"`
	Suggestions []suggestion   `json:"suggestions"`
}

type bankLineView struct {
	Line        string       `json:"line"`
	Day         calendar.Day `json:"day"`
	ValueDay    calendar.Day `json:"value_day"`
	AmountMinor int64        `json:"amount_minor"`
	Text        string       `json:"text"`
	Party       string       `json:"party"`
	Reference   string       `json:"reference"`
	FileLine    int          `json:"file_line"`
	words       string
}

type bookLineView struct {
	Line        string       `json:"line"`
	Day         calendar.Day `json:"day"`
	Voucher     string       `json:"voucher"`
	Text        string       `json:"text"`
	AmountMinor int64        `json:"amount_minor"`
}

type suggestion struct {
	Statement []string `json:"statement"`
	Books     []string `json:"books"`
	Score     int      `json:"score"`
	Sure      bool     `json:"sure"`
}

func (reconcileList) result() report { return reconciliationShown{} }

func (cmd *reconcileList) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	at, err := dayOption(cmd.Date, card.Today)
	if err != nil {
		return err
	}
	page, err := session.ReconciliationPage(c.ctx, card.Journal.ID, at)
	if err != nil {
		return err
	}
	return c.give(c.viewReconciliation(page))
}

func (c *call) viewReconciliation(page workspace.ReconciliationPage) reconciliationShown {
	j := page.Treasury.Journal
	r := reconciliationShown{
		Journal: j.Ref(), Account: page.Treasury.Account, Currency: string(j.Currency), Day: page.At,
		BookMinor: page.BookMinor, BankMinor: page.BankMinor, Matched: page.Matched,
		Statement: each(page.Bank, c.viewBankLine), Books: each(page.Booked, viewBookLine), Suggestions: each(page.Suggestions, viewSuggestion),
	}
	if page.Stated.Known {
		r.StatedMinor = &page.Stated.Minor
	}
	return r
}

func (c *call) viewBankLine(l accounting.BankLine) bankLineView {
	return bankLineView{
		Line: l.BankRef.String(), Day: l.Day, ValueDay: l.ValueDay, AmountMinor: l.AmountMinor, Text: l.Text, Party: l.Party,
		Reference: l.Reference, FileLine: l.Line.Place.Line, words: financial.BankText(l, c.printer),
	}
}

func viewBookLine(l workspace.BookedLine) bookLineView {
	return bookLineView{l.Name(), l.Day, l.Posting.Voucher, textOf(l.Posting, l.Place), l.Minor}
}

func viewSuggestion(s workspace.Suggested) suggestion {
	return suggestion{
		each(s.Bank, func(l accounting.BankLine) string { return l.BankRef.String() }),
		each(s.Booked, workspace.BookedLine.Name), s.Score, s.Sure(),
	}
}

func (r reconciliationShown) words(s *sheet) {
	s.say("ctl.reconcile.at", fault.Args{"Journal": r.Journal, "Day": r.Day})
	s.say("ctl.reconcile.books", fault.Args{"Amount": inCurrency(r.BookMinor, r.Currency)})
	s.say("ctl.reconcile.bank", fault.Args{"Amount": inCurrency(r.BankMinor, r.Currency)})
	if r.StatedMinor != nil && *r.StatedMinor != r.BankMinor {
		s.say("ctl.reconcile.stated", fault.Args{"Amount": inCurrency(*r.StatedMinor, r.Currency), "Difference": inCurrency(*r.StatedMinor-r.BankMinor, r.Currency)})
	}
	if len(r.Statement) > 0 {
		s.line("")
		s.say("ctl.reconcile.on-statement")
		t := s.newTable(right("ctl.col.number"), left("ctl.col.date"), left("ctl.col.text"), left("ctl.col.ref"), right("ctl.col.amount"))
		for _, l := range r.Statement {
			t.row(l.Line, s.DayShort(l.Day), l.words, l.Reference, s.Number(inCurrency(l.AmountMinor, r.Currency)))
		}
		t.write(s)
	}
	if len(r.Books) > 0 {
		s.line("")
		s.say("ctl.reconcile.in-books")
		t := s.newTable(left("ctl.col.entry"), left("ctl.col.date"), left("ctl.col.text"), left("ctl.col.voucher"), right("ctl.col.amount"))
		for _, l := range r.Books {
			t.row(l.Line, s.DayShort(l.Day), l.Text, l.Voucher, s.Number(inCurrency(l.AmountMinor, r.Currency)))
		}
		t.write(s)
	}
	if len(r.Suggestions) > 0 {
		s.line("")
		s.say("ctl.reconcile.suggested")
		writeSuggestions(s, r.Suggestions)
	}
}

func writeSuggestions(s *sheet, list []suggestion) {
	t := s.newTable(left("ctl.col.statement-lines-of"), left("ctl.col.entries"), right("ctl.col.score"), left("ctl.col.sure"))
	for _, one := range list {
		sure := ""
		if one.Sure {
			sure = "✓"
		}
		t.row(strings.Join(one.Statement, " "), strings.Join(one.Books, " "), strconv.Itoa(one.Score), sure)
	}
	t.write(s)
}

type reconcileMatch struct {
	Journal   string   `arg:""`
	Line      []string `placeholder:"statement-line" help:"match-line"`
	Posting   []string `placeholder:"entry-line" help:"match-posting"`
	Suggested bool     `help:"match-suggested"`
	Date      string   `placeholder:"date"`
}

func (reconcileMatch) examples() []string {
	return []string{
		"reconcile match P01/BQ1 --suggested", "reconcile match P01/BQ1 --line 1/4 --posting BQ1/7:2 --posting BQ1/8:2",
	}
}

// linesMatched are matches that were made.
type linesMatched struct {
	Journal string      `json:"journal"`
	Matches []matchView `json:"matches"`
}

type matchView struct {
	Match     int64    `json:"match"`
	Statement []string `json:"statement"`
	Books     []string `json:"books"`
	By        string   `json:"by"`
	Proposed  bool     `json:"proposed"`
}

func (reconcileMatch) result() report { return linesMatched{} }

func (cmd *reconcileMatch) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	var made []accounting.Match
	if cmd.Suggested {
		made, err = cmd.confirm(c, session, card)
	} else {
		made, err = cmd.byHand(c, session, card)
	}
	if err != nil {
		return err
	}
	return c.giveMatches(session, card, func(m workspace.Matched) bool {
		for _, one := range made {
			if one.Serial == m.Serial {
				return true
			}
		}
		return false
	})
}

// confirm matches the suggestions that need no look at them.
func (cmd *reconcileMatch) confirm(c *call, session *workspace.Session, card workspace.JournalCard) ([]accounting.Match, error) {
	at, err := dayOption(cmd.Date, card.Today)
	if err != nil {
		return nil, err
	}
	page, err := session.ReconciliationPage(c.ctx, card.Journal.ID, at)
	if err != nil {
		return nil, err
	}
	var sure []workspace.Suggested
	for _, s := range page.Suggestions {
		if s.Sure() {
			sure = append(sure, s)
		}
	}
	return session.MatchSuggestions(c.ctx, card.Journal.ID, sure)
}

func (cmd *reconcileMatch) byHand(c *call, session *workspace.Session, card workspace.JournalCard) ([]accounting.Match, error) {
	var bank []accounting.BankRef
	for _, text := range cmd.Line {
		statement, place, found := strings.Cut(text, "/")
		serial, err := strconv.ParseInt(statement, 10, 64)
		at, errPlace := strconv.Atoi(place)
		if !found || err != nil || errPlace != nil {
			return nil, fault.New(fault.Invalid, "ctl.statement-line", fault.Args{"Text": fault.Excerpt(text)})
		}
		bank = append(bank, accounting.BankRef{Statement: serial, Place: at})
	}
	books, err := c.lineRefs(session, card.Journal.ProjectCode, cmd.Posting)
	if err != nil {
		return nil, err
	}
	m, err := session.MatchLines(c.ctx, card.Journal.ID, bank, books)
	return []accounting.Match{m}, err
}

func (c *call) giveMatches(session *workspace.Session, card workspace.JournalCard, wanted func(workspace.Matched) bool) error {
	list, err := session.Matches(c.ctx, card.Journal.ID)
	if err != nil {
		return err
	}
	r := linesMatched{Journal: card.Journal.Ref()}
	for _, m := range list {
		if wanted(m) {
			r.Matches = append(r.Matches, matchView{
				m.Serial, each(m.Theirs, func(l accounting.BankLine) string { return l.BankRef.String() }), each(m.Booked, workspace.BookedLine.Name), m.Author, m.Proposed,
			})
		}
	}
	return c.give(r)
}

func (r linesMatched) words(s *sheet) {
	if len(r.Matches) == 0 {
		s.say("ctl.reconcile.no-matches")
		return
	}
	t := s.newTable(right("ctl.col.number"), left("ctl.col.statement-lines-of"), left("ctl.col.entries"), left("ctl.col.who"))
	for _, m := range r.Matches {
		t.row(strconv.FormatInt(m.Match, 10), strings.Join(m.Statement, " "), strings.Join(m.Books, " "), m.By)
	}
	t.write(s)
}

type reconcileMatches struct {
	Journal string `arg:""`
}

func (reconcileMatches) examples() []string { return []string{"reconcile matches P01/BQ1"} }
func (reconcileMatches) result() report     { return linesMatched{} }

func (cmd *reconcileMatches) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	return c.giveMatches(session, card, func(workspace.Matched) bool { return true })
}

type reconcileUndo struct {
	Journal string `arg:""`
	Match   int64  `arg:"" name:"match-number"`
}

func (reconcileUndo) examples() []string { return []string{"reconcile undo P01/BQ1 4"} }

type matchUndone struct {
	Journal string `json:"journal"`
	Match   int64  `json:"match"`
}

func (reconcileUndo) result() report { return matchUndone{} }

func (cmd *reconcileUndo) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	if _, err := session.Unmatch(c.ctx, card.Journal.ID, cmd.Match); err != nil {
		return err
	}
	return c.give(matchUndone{card.Journal.Ref(), cmd.Match})
}

func (r matchUndone) words(s *sheet) {
	s.say("ctl.reconcile.undone", fault.Args{"Match": r.Match, "Journal": r.Journal})
}
