package main

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type journalCommands struct {
	Add    journalAdd    `cmd:""`
	List   journalList   `cmd:""`
	Show   journalShow   `cmd:""`
	Edit   journalEdit   `cmd:""`
	Assign journalAssign `cmd:""`

	Grant    journalGrant    `cmd:""`
	Withdraw journalWithdraw `cmd:""`
	Accept   journalAccept   `cmd:""`
	Return   journalReturn   `cmd:""`
	Idle     journalIdle     `cmd:""`
	Open     journalOpen     `cmd:""`
	Finalise journalFinalise `cmd:""`
	History  journalHistory  `cmd:""`
}

// journalView is a journal as machines read it.
type journalView struct {
	Ref          string       `json:"ref"`
	Project      string       `json:"project"`
	Code         string       `json:"code"`
	Name         string       `json:"name"`
	Class        string       `json:"class"`
	Currency     string       `json:"currency"`
	Base         string       `json:"base"`
	TimeZone     string       `json:"time_zone"`
	Account      string       `json:"account"`
	Allowed      []string     `json:"allowed"` // masks; none for every one
	Confidential bool         `json:"confidential"`
	Status       string       `json:"status"`
	Responsible  string       `json:"responsible"`
	Users        []string     `json:"users"`
	Postings     int64        `json:"postings"`
	LastNumber   int64        `json:"last_number"`
	LastDay      calendar.Day `json:"last_day"`
	Drafts       int          `json:"drafts"`
	Granted      bool         `json:"granted"`
	Here         bool         `json:"here"`
}

func viewJournal(card workspace.JournalCard) journalView {
	j := card.Journal
	return journalView{
		Ref: j.Ref(), Project: j.ProjectCode, Code: j.Code, Name: j.Name, Class: string(j.Class), Currency: string(j.Currency),
		Base: string(j.Base), TimeZone: j.TimeZone, Account: j.Account,
		Allowed:      each(j.Allowed, func(m accounting.Mask) string { return string(m) }),
		Confidential: j.Confidential, Status: string(j.Status), Responsible: card.Responsible,
		Users:    each(card.Users, func(name string) string { return name }),
		Postings: card.Head.Seq, LastNumber: card.Head.Number, LastDay: card.LastDay, Drafts: card.Drafts,
		Granted: card.Ownership != nil, Here: card.Here,
	}
}

func (v journalView) words(s *sheet) {
	allowed := each(v.Allowed, func(mask string) string { return s.T("mask." + mask) })
	s.facts(
		fact{"ctl.col.journal", v.Ref + " " + v.Name}, fact{"ctl.col.class", s.T("journal.class." + v.Class)},
		fact{"ctl.col.status", s.T("journal.status." + v.Status)}, fact{"ctl.col.currency", v.Currency},
		fact{"ctl.col.account", v.Account}, fact{"ctl.col.allowed", strings.Join(allowed, ", ")},
		fact{"ctl.col.confidential", yes(v.Confidential)}, fact{"ctl.col.postings", s.Int(v.Postings)},
		fact{"ctl.col.last-day", s.DayMedium(v.LastDay)}, fact{"ctl.col.drafts", s.Int(int64(v.Drafts))},
		fact{"ctl.col.responsible", v.Responsible}, fact{"ctl.col.users", strings.Join(v.Users, ", ")},
		fact{"ctl.col.zone", v.TimeZone}, fact{"ctl.col.kept", s.T(v.kept())},
	)
}

// kept says who posts in it.
func (v journalView) kept() string { return bookView{Here: v.Here, Granted: v.Granted}.kept() }

// withJournal signs in and opens a journal.
func (c *call) withJournal(ref string) (*workspace.Session, workspace.JournalCard, error) {
	s, err := c.signIn()
	if err != nil {
		return nil, workspace.JournalCard{}, err
	}
	card, err := s.Journal(c.ctx, ref)
	return s, card, err
}

type journalAdd struct {
	Project      string   `required:"" placeholder:"code"`
	Code         string   `required:"" placeholder:"code" help:"journal-code"`
	Class        string   `required:"" placeholder:"class" enum:"purchases,sales,cash,bank,general,opening" help:"journal-class"`
	Name         string   `required:"" placeholder:"name"`
	Currency     string   `placeholder:"currency"`
	TimeZone     string   `placeholder:"zone"`
	Account      string   `placeholder:"account" help:"journal-account"`
	Allow        []string `placeholder:"mask"`
	Confidential bool
}

func (journalAdd) examples() []string {
	return []string{
		`journal add --project P01 --code BQ1 --class bank --name "Banque de Dakar" --account 5211`,
		`journal add --project P01 --code EUR --class bank --name "Compte en euros" --currency EUR --account 5215`,
		`journal add --project P01 --code PAIE --class general --name "Paie" --allow cost,settlement --confidential`,
	}
}

func (journalAdd) result() report { return journalView{} }

func (cmd *journalAdd) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	p, err := c.findProject(session, cmd.Project)
	if err != nil {
		return err
	}
	j, err := session.AddJournal(c.ctx, accounting.Journal{
		Project: p.ID, Code: cmd.Code, Name: cmd.Name, Class: accounting.Class(cmd.Class),
		Currency: money.Currency(strings.ToUpper(cmd.Currency)), TimeZone: cmd.TimeZone, Account: cmd.Account,
		Allowed: masks(cmd.Allow), Confidential: cmd.Confidential,
	})
	if err != nil {
		return err
	}
	return c.give(viewJournal(workspace.JournalCard{Journal: j}))
}

func masks(words []string) []accounting.Mask {
	return each(words, func(word string) accounting.Mask { return accounting.Mask(word) })
}

type journalList struct{}

func (journalList) examples() []string { return []string{"journal list", "journal list --json"} }

type journalsListed []journalView

func (journalList) result() report { return journalsListed{} }

func (journalList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	cards, err := session.Journals(c.ctx)
	if err != nil {
		return err
	}
	return c.give(journalsListed(each(cards, viewJournal)))
}

func (r journalsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.journal.none")
		return
	}
	t := s.newTable(left("ctl.col.journal"), left("ctl.col.name"), left("ctl.col.class"), left("ctl.col.currency"),
		right("ctl.col.postings"), left("ctl.col.responsible"), left("ctl.col.kept"))
	for _, v := range r {
		t.row(v.Ref, v.Name, s.T("journal.class."+v.Class), v.Currency, strconv.FormatInt(v.Postings, 10), v.Responsible, s.T(v.kept()))
	}
	t.write(s)
}

type journalShow struct {
	Journal string `arg:""`
}

func (journalShow) examples() []string { return []string{"journal show P01/BQ1"} }
func (journalShow) result() report     { return journalView{} }

func (cmd *journalShow) Run(c *call) error {
	_, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	return c.give(viewJournal(card))
}

type journalEdit struct {
	Journal      string   `arg:""`
	Name         *string  `placeholder:"name"`
	Account      *string  `placeholder:"account" help:"journal-account"`
	Allow        []string `placeholder:"mask" xor:"allow"`
	AllowAll     bool     `xor:"allow"`
	Confidential *bool    `negatable:""`
}

func (journalEdit) examples() []string {
	return []string{`journal edit P01/BQ1 --name "Banque de Kolda"`, "journal edit P01/BQ1 --allow-all --no-confidential"}
}
func (journalEdit) result() report { return journalView{} }

func (cmd *journalEdit) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	j := card.Journal
	take(&j.Name, cmd.Name)
	take(&j.Account, cmd.Account)
	take(&j.Confidential, cmd.Confidential)
	if len(cmd.Allow) > 0 || cmd.AllowAll {
		j.Allowed = masks(cmd.Allow)
	}
	if card.Journal, err = session.EditJournal(c.ctx, j); err != nil {
		return err
	}
	return c.give(viewJournal(card))
}

type journalAssign struct {
	Journal     string   `arg:""`
	Responsible string   `placeholder:"user" help:"journal-responsible"`
	User        []string `placeholder:"user" help:"journal-user"`
	None        bool     `help:"journal-none"`
}

func (journalAssign) examples() []string {
	return []string{
		"journal assign P01/BQ1 --responsible moussa@eauvive.example --user awa@eauvive.example", "journal assign P01/BQ1 --none",
	}
}
func (journalAssign) result() report { return journalView{} }

func (cmd *journalAssign) Run(c *call) error {
	if cmd.None == (cmd.Responsible != "" || len(cmd.User) > 0) {
		return fault.New(fault.Invalid, "ctl.user-or-none", nil)
	}
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	responsible, users := card.Journal.Responsible, card.Journal.Users
	if cmd.None {
		responsible, users = ident.UserID{}, nil
	}
	if cmd.Responsible != "" {
		u, err := c.findUser(session, cmd.Responsible)
		if err != nil {
			return err
		}
		responsible = u.ID
	}
	for i, name := range cmd.User {
		u, err := c.findUser(session, name)
		if err != nil {
			return err
		}
		if i == 0 {
			users = nil
		}
		users = append(users, u.ID)
	}
	if _, err := session.AssignJournal(c.ctx, card.Journal.ID, responsible, users); err != nil {
		return err
	}
	if card, err = session.Journal(c.ctx, cmd.Journal); err != nil {
		return err
	}
	return c.give(viewJournal(card))
}
