package main

import (
	"strconv"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type postingCommands struct {
	List    postingList    `cmd:""`
	Show    postingShow    `cmd:""`
	Extract postingExtract `cmd:""`
	Drafts  postingDrafts  `cmd:""`
	Commit  postingCommit  `cmd:""`
	Drop    postingDrop    `cmd:""`
}

type postingList struct {
	Journal string `arg:""`
	Search  string `placeholder:"text"`
	span
	Limit  int `default:"1000" placeholder:"number"`
	Offset int `placeholder:"number"`
}

func (postingList) examples() []string {
	return []string{"posting list P01/BQ1", "posting list P01/BQ1 --search carburant --from 1.1.26 --to 31.1.26 --json"}
}

// postingsListed is a page of a journal, by day and number.
type postingsListed struct {
	Journal  string        `json:"journal"`
	Name     string        `json:"name"`
	Currency string        `json:"currency"`
	Total    int           `json:"total"`
	Postings []postingView `json:"postings"`
}

func (postingList) result() report { return postingsListed{} }

func (cmd *postingList) Run(c *call) error {
	if cmd.Limit < 1 || cmd.Limit > mostLines || cmd.Offset < 0 {
		return fault.New(fault.Invalid, "ctl.limit", fault.Args{"Most": mostLines})
	}
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	from, until, err := cmd.days(card.Today)
	if err != nil {
		return err
	}
	lines, total, err := session.JournalPage(c.ctx, accounting.PageFilter{
		Journal: card.Journal.ID, Search: cmd.Search, From: from, Until: until, Limit: cmd.Limit, Offset: cmd.Offset,
	})
	if err != nil {
		return err
	}
	j := card.Journal
	return c.give(postingsListed{
		Journal: j.Ref(), Name: j.Name, Currency: string(j.Currency), Total: total,
		Postings: each(lines, func(l workspace.JournalLine) postingView { return viewPosting(j, l) }),
	})
}

func (r postingsListed) words(s *sheet) {
	if len(r.Postings) == 0 {
		s.say("ctl.posting.none", fault.Args{"Journal": r.Journal})
		return
	}
	t := s.newTable(right("ctl.col.number"), left("ctl.col.date"), left("ctl.col.voucher"), left("ctl.col.text"), left("ctl.col.account"),
		right("ctl.col.debit"), right("ctl.col.credit"), left("ctl.col.state"))
	for _, p := range r.Postings {
		for i, l := range p.Lines {
			cells := []string{"", "", "", l.Text, l.Account}
			state := ""
			if i == 0 {
				cells = []string{strconv.FormatInt(p.Number, 10), s.DayShort(p.Day), p.Voucher, p.Text, l.Account}
				state = p.standing(s)
			}
			t.row(append(append(cells, debitCredit(s, l.AmountMinor, r.Currency)...), state)...)
		}
	}
	t.write(s)
	if r.Total > len(r.Postings) {
		s.say("ctl.posting.more", fault.Args{"Shown": len(r.Postings), "Total": r.Total})
	}
}

// standing says what cancels the posting or what it cancels.
func (v postingView) standing(s *sheet) string {
	switch {
	case v.Reverses != 0:
		return s.T("ctl.voucher.reverses", fault.Args{"Number": strconv.FormatInt(v.Reverses, 10)})
	case v.ReversedBy != 0:
		return s.T("ctl.voucher.reversed-by", fault.Args{"Number": strconv.FormatInt(v.ReversedBy, 10)})
	}
	return ""
}

type postingShow struct {
	Journal string `arg:""`
	Number  int64  `arg:"" name:"posting-number"`
}

func (postingShow) examples() []string { return []string{"posting show P01/BQ1 7"} }
func (postingShow) result() report     { return postingView{} }

func (cmd *postingShow) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	line, err := session.Posting(c.ctx, card.Journal.ID, cmd.Number)
	if err != nil {
		return err
	}
	return c.give(viewPosting(card.Journal, line))
}

type postingExtract struct {
	Journal string `arg:""`
	Number  int64  `arg:"" name:"posting-number"`
	Dir     string `arg:""`
}

func (postingExtract) examples() []string {
	return []string{"posting extract P01/BQ1 7 pieces"}
}
func (postingExtract) result() report { return voucherExtracted{} }

func (cmd *postingExtract) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	files, err := c.extractInto(cmd.Dir, func(dir string) ([]string, error) {
		return session.ExtractPostingPapers(c.ctx, card.Journal.ID, cmd.Number, dir)
	})
	if err != nil {
		return err
	}
	return c.give(voucherExtracted{Book: card.Journal.Ref(), Number: cmd.Number, Files: files})
}

type postingDrafts struct {
	Journal string `arg:""`
}

func (postingDrafts) examples() []string { return []string{"posting drafts P01/OD"} }

// draftView is a posting that somebody prepares.
type draftView struct {
	Journal  string            `json:"journal"`
	ID       string            `json:"id"`
	Day      calendar.Day      `json:"day"`
	Kind     string            `json:"kind"`
	Voucher  string            `json:"voucher"`
	Text     string            `json:"text"`
	Currency string            `json:"currency"`
	Base     string            `json:"base"`
	Lines    []postingLineView `json:"lines"`
	Changed  moment            `json:"changed"`
	Version  int64             `json:"version"`
}

func viewDraft(j accounting.Journal, d accounting.Draft) draftView {
	return draftView{
		Journal: j.Ref(), ID: d.ID.String(), Day: d.Day, Kind: string(d.Mask), Voucher: d.Voucher, Text: d.Text,
		Currency: string(j.Currency), Base: string(j.Base), Lines: each(d.Lines, viewPostingLine), Changed: moment(d.Changed), Version: d.Version,
	}
}

func (v draftView) words(s *sheet) {
	s.say("ctl.posting.draft", fault.Args{"Journal": v.Journal, "ID": v.ID, "Text": v.Text})
	writeLines(s, v.Lines, v.Currency, v.Base)
}

type draftsListed []draftView

func (postingDrafts) result() report { return draftsListed{} }

func (r draftsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.posting.no-drafts")
	}
	for _, v := range r {
		v.words(s)
	}
}

func (cmd *postingDrafts) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	drafts, err := session.Drafts(c.ctx, card.Journal.ID)
	if err != nil {
		return err
	}
	return c.give(draftsListed(each(drafts, func(d accounting.Draft) draftView { return viewDraft(card.Journal, d) })))
}

type postingCommit struct {
	Journal string `arg:""`
	Draft   string `arg:""`
}

func (postingCommit) examples() []string {
	return []string{"posting commit P01/OD 5b2c1f7e-6a0d-4b7e-9f0e-0c1d2e3f4a5b"}
}
func (postingCommit) result() report { return postingView{} }

func (cmd *postingCommit) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	id, err := draftID(cmd.Draft)
	if err != nil {
		return err
	}
	p, err := session.PostDraft(c.ctx, id)
	if err != nil {
		return err
	}
	return c.give(viewPosting(card.Journal, workspace.JournalLine{Posting: p}))
}

func draftID(text string) (id ident.DraftID, err error) {
	return id, id.UnmarshalText([]byte(text))
}

type postingDrop struct {
	Draft string `arg:""`
}

func (postingDrop) examples() []string {
	return []string{"posting drop 5b2c1f7e-6a0d-4b7e-9f0e-0c1d2e3f4a5b"}
}

type draftDropped struct {
	ID string `json:"id"`
}

func (postingDrop) result() report { return draftDropped{} }

func (r draftDropped) words(s *sheet) { s.say("ctl.posting.dropped", fault.Args{"ID": r.ID}) }

func (cmd *postingDrop) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	id, err := draftID(cmd.Draft)
	if err != nil {
		return err
	}
	if err := session.DropDraft(c.ctx, id); err != nil {
		return err
	}
	return c.give(draftDropped{cmd.Draft})
}
