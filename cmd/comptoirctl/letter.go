package main

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type letterCommands struct {
	Accounts letterAccounts `cmd:""`
	List     letterList     `cmd:""`
	Propose  letterPropose  `cmd:""`
	Add      letterAdd      `cmd:""`
	Undo     letterUndo     `cmd:""`
}

// withProject signs in and finds a project.
func (c *call) withProject(code string) (*workspace.Session, directory.Project, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, directory.Project{}, err
	}
	project, err := c.findProject(session, code)
	return session, project, err
}

type letterAccounts struct {
	Project string `arg:""`
}

func (letterAccounts) examples() []string { return []string{"letter accounts P01"} }

// accountOpen is an account that is lettered.
type accountOpen struct {
	Account      string `json:"account"`
	BalanceMinor int64  `json:"balance_minor"`
	Currency     string `json:"currency"`
}

type accountsOpen []accountOpen

func (letterAccounts) result() report { return accountsOpen{} }

func (cmd *letterAccounts) Run(c *call) error {
	session, project, err := c.withProject(cmd.Project)
	if err != nil {
		return err
	}
	list, err := session.LetterAccounts(c.ctx, project.ID)
	if err != nil {
		return err
	}
	return c.give(accountsOpen(each(list, func(a workspace.LetterAccount) accountOpen {
		return accountOpen{a.Account, a.BaseMinor, string(a.Base)}
	})))
}

func (r accountsOpen) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.letter.no-accounts")
		return
	}
	t := s.newTable(left("ctl.col.account"), right("ctl.col.balance"))
	for _, a := range r {
		t.row(a.Account, s.Amount(inCurrency(a.BalanceMinor, a.Currency)))
	}
	t.write(s)
}

type letterList struct {
	Project string `arg:""`
	Account string `arg:""`
	Party   string `placeholder:"code" help:"letter-party"`
	Until   string `placeholder:"date" help:"letter-until"`
	Open    bool   `help:"letter-open"`
}

func (letterList) examples() []string {
	return []string{"letter list P01 4011", "letter list P01 4011 --party STA --open --json"}
}

// lettersListed is an account with its letters.
type lettersListed struct {
	Account   string         `json:"account"`
	Currency  string         `json:"currency"` // base
	OpenMinor int64          `json:"open_minor"`
	Lines     []letteredView `json:"lines"`
}

type letteredView struct {
	Line        string       `json:"line"`
	Day         calendar.Day `json:"day"`
	Voucher     string       `json:"voucher"`
	Text        string       `json:"text"`
	Party       string       `json:"party"`
	AmountMinor int64        `json:"amount_minor"`
	Currency    string       `json:"currency"`
	BaseMinor   int64        `json:"base_minor"`
	Letter      string       `json:"letter"`
	Full        bool         `json:"full"`
	Lettered    calendar.Day `json:"lettered"`
	By          string       `json:"by"`
}

func (letterList) result() report { return lettersListed{} }

func (cmd *letterList) Run(c *call) error {
	session, project, err := c.withProject(cmd.Project)
	if err != nil {
		return err
	}
	until, err := c.dayOfHere(session, cmd.Until)
	if err != nil {
		return err
	}
	page, err := session.LetterPage(c.ctx, project.ID, cmd.Account, cmd.Party, until, cmd.Open)
	if err != nil {
		return err
	}
	return c.give(lettersListed{page.Account, string(page.Base), page.OpenBase, each(page.Lines, viewLettered)})
}

// dayOfHere reads a day as it is for the person; none stays none.
func (c *call) dayOfHere(s *workspace.Session, text string) (calendar.Day, error) {
	if text == "" {
		return 0, nil
	}
	head, err := c.head(s)
	if err != nil {
		return 0, err
	}
	return calendar.ParseInput(text, calendar.Of(head.Made, head.Zone), true)
}

func viewLettered(l workspace.LetteredLine) letteredView {
	return letteredView{
		Line: l.Journal.LineName(l.LineRef), Day: l.Day, Voucher: l.Posting.Voucher, Text: textOf(l.Posting, l.Place), Party: l.Party,
		AmountMinor: l.AmountMinor, Currency: string(l.Journal.Currency), BaseMinor: l.BaseMinor,
		Letter: l.Code, Full: l.Full, Lettered: l.On, By: l.By,
	}
}

// textOf gives the text of a line, or that of its posting.
func textOf(p accounting.Posting, place int) string {
	if text := p.Lines[place].Text; text != "" {
		return text
	}
	return p.Text
}

func (r lettersListed) words(s *sheet) {
	if len(r.Lines) == 0 {
		s.say("ctl.letter.none", fault.Args{"Account": r.Account})
		return
	}
	t := s.newTable(left("ctl.col.entry"), left("ctl.col.date"), left("ctl.col.voucher"), left("ctl.col.text"), left("ctl.col.party"),
		right("ctl.col.debit"), right("ctl.col.credit"), left("ctl.col.lettering"), left("ctl.col.lettered"))
	for _, l := range r.Lines {
		amounts := debitCredit(s, l.BaseMinor, r.Currency)
		t.row(l.Line, s.DayShort(l.Day), l.Voucher, l.Text, l.Party, amounts[0], amounts[1], l.Letter, s.DayShort(l.Lettered))
	}
	t.write(s)
	s.say("ctl.letter.open", fault.Args{"Amount": inCurrency(r.OpenMinor, r.Currency)})
}

type letterPropose struct {
	Project string `arg:""`
	Account string `arg:""`
	Party   string `placeholder:"code" help:"letter-party"`
}

func (letterPropose) examples() []string {
	return []string{"letter propose P01 4011", "letter propose P01 4011 --party STA --yes"}
}

// lettersProposed are letters that seem right, and whether they were made.
type lettersProposed struct {
	Account   string         `json:"account"`
	Currency  string         `json:"currency"`
	Lettered  bool           `json:"lettered"`
	Proposals []proposalView `json:"proposals"`
}

type proposalView struct {
	Party     string   `json:"party"`
	Reason    string   `json:"reason"`
	Lines     []string `json:"lines"`
	BaseMinor int64    `json:"base_minor"` // of the debits
	Letter    string   `json:"letter"`
}

func (letterPropose) result() report { return lettersProposed{} }

func (cmd *letterPropose) Run(c *call) error {
	session, project, err := c.withProject(cmd.Project)
	if err != nil {
		return err
	}
	proposals, err := session.ProposeLetters(c.ctx, project.ID, cmd.Account, cmd.Party)
	if err != nil {
		return err
	}
	r := lettersProposed{Account: cmd.Account}
	for _, p := range proposals {
		v := proposalView{Party: p.Party, Reason: string(p.Reason)}
		for _, l := range p.Lines {
			v.Lines = append(v.Lines, l.Journal.LineName(l.LineRef))
			v.BaseMinor += max(l.RestBase, 0)
			r.Currency = string(l.Journal.Base)
		}
		r.Proposals = append(r.Proposals, v)
	}
	if !c.Yes || len(proposals) == 0 {
		return c.give(r)
	}
	letters, err := session.LetterProposals(c.ctx, project.ID, cmd.Account, proposals)
	if err != nil {
		return err
	}
	r.Lettered = true
	for i, l := range letters {
		r.Proposals[i].Letter = accounting.LetterCode(l.Serial, true)
	}
	return c.give(r)
}

func (r lettersProposed) words(s *sheet) {
	if len(r.Proposals) == 0 {
		s.say("ctl.letter.no-proposals", fault.Args{"Account": r.Account})
		return
	}
	t := s.newTable(left("ctl.col.lettering"), left("ctl.col.party"), left("ctl.col.why-so"), right("ctl.col.amount"), left("ctl.col.entries"))
	for _, p := range r.Proposals {
		t.row(p.Letter, p.Party, s.T("letter.reason."+p.Reason), s.Number(inCurrency(p.BaseMinor, r.Currency)), strings.Join(p.Lines, " "))
	}
	t.write(s)
	if !r.Lettered {
		s.say("ctl.letter.yes")
	}
}

type letterAdd struct {
	Project string   `arg:""`
	Account string   `arg:""`
	Lines   []string `arg:"" name:"entry-lines"`
}

func (letterAdd) examples() []string { return []string{"letter add P01 4011 OD/12:2 BQ1/7"} }

// lettered is a letter that was made or undone.
type lettered struct {
	Account string       `json:"account"`
	Letter  string       `json:"letter"`
	Party   string       `json:"party"`
	Day     calendar.Day `json:"day"`
	Full    bool         `json:"full"`
	Undone  bool         `json:"undone"`
	Lines   []string     `json:"lines"`
}

func (letterAdd) result() report { return lettered{} }

func (cmd *letterAdd) Run(c *call) error {
	session, project, err := c.withProject(cmd.Project)
	if err != nil {
		return err
	}
	refs, err := c.lineRefs(session, project.Code, cmd.Lines)
	if err != nil {
		return err
	}
	letter, err := session.Letter(c.ctx, project.ID, cmd.Account, refs)
	if err != nil {
		return err
	}
	return c.giveLettering(session, project, letter)
}

// giveLettering shows a letter as it is now.
func (c *call) giveLettering(session *workspace.Session, project directory.Project, letter accounting.Letter) error {
	page, err := session.LetterPage(c.ctx, project.ID, letter.Account, letter.Party, 0, false)
	if err != nil {
		return err
	}
	r := lettered{Account: letter.Account, Party: letter.Party, Day: letter.Day}
	for _, l := range page.Lines {
		if l.Letter == letter.Serial {
			r.Letter, r.Full = l.Code, l.Full
			r.Lines = append(r.Lines, l.Journal.LineName(l.LineRef))
		}
	}
	return c.give(r)
}

// lineRefs reads names of lines: BQ1/12 for the first line of a posting, BQ1/12:2
// for the second.
func (c *call) lineRefs(s *workspace.Session, project string, names []string) ([]accounting.LineRef, error) {
	journals := map[string]ident.BookID{}
	var refs []accounting.LineRef
	for _, name := range names {
		code, rest, found := strings.Cut(name, "/")
		numberText, placeText, placed := strings.Cut(rest, ":")
		number, err := strconv.ParseInt(numberText, 10, 64)
		place := 1
		if placed && err == nil {
			place, err = strconv.Atoi(placeText)
		}
		if !found || err != nil || number < 1 || place < 1 || place > accounting.MaxLines {
			return nil, fault.New(fault.Invalid, "ctl.entry-line", fault.Args{"Text": fault.Excerpt(name)})
		}
		id, known := journals[code]
		if !known {
			card, err := s.Journal(c.ctx, project+"/"+code)
			if err != nil {
				return nil, err
			}
			id = card.Journal.ID
			journals[code] = id
		}
		refs = append(refs, accounting.LineRef{Journal: id, Number: number, Place: place - 1})
	}
	return refs, nil
}

func (r lettered) words(s *sheet) {
	args := fault.Args{"Letter": r.Letter, "Account": r.Account, "Lines": strings.Join(r.Lines, ", ")}
	switch {
	case r.Undone:
		s.say("ctl.letter.undone", args)
	case r.Full:
		s.say("ctl.letter.full", args)
	default:
		s.say("ctl.letter.partial", args)
	}
}

type letterUndo struct {
	Project string `arg:""`
	Account string `arg:""`
	Letter  string `arg:"" name:"lettering"`
}

func (letterUndo) examples() []string { return []string{"letter undo P01 4011 AB"} }
func (letterUndo) result() report     { return lettered{} }

func (cmd *letterUndo) Run(c *call) error {
	session, project, err := c.withProject(cmd.Project)
	if err != nil {
		return err
	}
	letter, err := session.Unletter(c.ctx, project.ID, cmd.Account, accounting.LetterSerial(cmd.Letter))
	if err != nil {
		return err
	}
	return c.give(lettered{
		Account: letter.Account, Letter: accounting.LetterCode(letter.Serial, true), Party: letter.Party, Day: letter.Day, Undone: true,
		Lines: []string{},
	})
}
