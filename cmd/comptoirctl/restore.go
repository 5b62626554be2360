package main

import (
	"encoding/hex"
	"strconv"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

type restoreCommands struct {
	Preview  restorePreview  `cmd:""`
	Journal  restoreJournal  `cmd:""`
	Branches restoreBranches `cmd:""`
	Branch   restoreBranch   `cmd:""`
}

// extentView tells of postings that follow each other.
type extentView struct {
	Postings   int64        `json:"postings"`
	From       int64        `json:"from"`
	To         int64        `json:"to"`
	FirstDay   calendar.Day `json:"first_day"`
	LastDay    calendar.Day `json:"last_day"`
	DebitMinor int64        `json:"debit_minor"`
	base       string
}

func viewExtent(e accounting.Extent, base string) extentView {
	return extentView{e.Postings, e.From, e.To, e.FirstDay, e.LastDay, e.DebitMinor, base}
}

// text says numbers, days and sum, or a dash for nothing.
func (e extentView) text(p *translation.Printer) string {
	key := "ctl.restore.extent"
	switch e.Postings {
	case 0:
		return "–"
	case 1:
		key = "ctl.restore.extent-one"
	}
	return p.T(key, fault.Args{
		"Postings": e.Postings, "From": e.From, "To": e.To, "First": e.FirstDay, "Last": e.LastDay, "Amount": inCurrency(e.DebitMinor, e.base),
	})
}

// restoreView says what a restore would do, or has done.
type restoreView struct {
	Backup    journalContentView `json:"backup"`
	Kind      string             `json:"kind"` // normal or critical
	Kept      int64              `json:"kept"` // number of the last posting that stays
	Aside     extentView         `json:"aside"`
	Back      extentView         `json:"back"`
	Beyond    extentView         `json:"beyond"`
	Closings  []int64            `json:"closings"` // that went to head office and are contradicted
	Item      string             `json:"item"`     // what a code is asked for
	Permitted bool               `json:"permitted"`
	Blocked   string             `json:"blocked"` // kind of what is in the way; the sentence is on stderr
}

func viewRestore(r workspace.JournalRestore) restoreView {
	base := string(r.Plan.Journal.Base)
	v := restoreView{
		Backup: viewJournalContent(r.Content), Kind: "normal", Kept: r.Plan.Common.Number, Aside: viewExtent(r.Plan.Aside, base),
		Back: viewExtent(r.Plan.Back, base), Beyond: viewExtent(r.Plan.Beyond, base), Permitted: r.Permitted,
		Closings: each(r.Affected, func(c accounting.Closing) int64 { return c.Number }),
	}
	if r.Critical {
		v.Kind = "critical"
	}
	if r.Item != [32]byte{} {
		v.Item = hex.EncodeToString(r.Item[:])
	}
	if f, is := fault.KindOf(r.Blocked); is {
		v.Blocked = string(f)
	}
	return v
}

func (v restoreView) words(s *sheet) {
	v.Backup.tell(s)
	s.facts(
		fact{"ctl.col.restore-kind", s.T("restore-kind." + v.Kind)}, fact{"ctl.col.kept-until", s.Int(v.Kept)},
		fact{"ctl.col.aside", v.Aside.text(s.Printer)}, fact{"ctl.col.back", v.Back.text(s.Printer)},
	)
	if v.Beyond.Postings > 0 {
		s.facts(fact{"ctl.col.beyond", v.Beyond.text(s.Printer)})
	}
	for _, number := range v.Closings {
		s.say("ctl.restore.closing", fault.Args{"Closing": number})
	}
	if v.Permitted {
		s.say("ctl.restore.permitted")
	}
}

type restorePreview struct {
	Backup string `arg:""`
}

func (restorePreview) examples() []string {
	return []string{"restore preview P01_BQ1_2026-11-21_09h14_jour_142.age"}
}

func (restorePreview) result() report { return restoreView{} }

func (cmd *restorePreview) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	r, err := session.PreviewRestore(c.ctx, c.resolve(cmd.Backup), c.progressBytes())
	if err != nil {
		return err
	}
	if r.Blocked != nil {
		c.tell(r.Blocked)
	}
	return c.give(viewRestore(r))
}

type restoreJournal struct {
	Backup string `arg:""`
	Reason string `required:"" placeholder:"text"`
}

func (restoreJournal) examples() []string {
	return []string{"restore journal P01_BQ1_2026-11-21_09h14_jour_142.age --reason Doublon"}
}

// journalRestored is what a restore did.
type journalRestored struct {
	Restore    restoreView `json:"restore"`
	Branch     int64       `json:"branch"` // 0 when nothing was put aside
	LastNumber int64       `json:"last_number"`
	Anchor     string      `json:"anchor"`
}

func (restoreJournal) result() report { return journalRestored{} }

func (cmd *restoreJournal) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	file := c.resolve(cmd.Backup)
	seen, err := session.PreviewRestore(c.ctx, file, nil)
	if err != nil {
		return err
	}
	if seen.Blocked != nil {
		return seen.Blocked
	}
	if err := c.confirmTyped("ctl.ask.restore", fault.Args{
		"Journal": seen.Plan.Journal.Ref(), "Kept": seen.Plan.Common.Number, "Aside": viewExtent(seen.Plan.Aside, string(seen.Plan.Journal.Base)).text(c.printer),
	}); err != nil {
		return err
	}
	done, err := session.RestoreJournal(c.ctx, file, seen, cmd.Reason, c.progressBytes())
	if err != nil {
		return err
	}
	return c.give(journalRestored{viewRestore(done.JournalRestore), done.Branch.Number, done.Head.Number, done.Head.Hash.Anchor()})
}

func (r journalRestored) words(s *sheet) {
	args := fault.Args{"Journal": r.Restore.Backup.Journal, "Kept": r.Restore.Kept, "Branch": r.Branch, "Last": strconv.FormatInt(r.LastNumber, 10) + "-" + r.Anchor}
	if r.Branch == 0 {
		s.say("ctl.restore.brought", args)
		return
	}
	s.say("ctl.restore.done", args)
}

type restoreBranches struct {
	Journal string `arg:""`
}

func (restoreBranches) examples() []string { return []string{"restore branches P01/BQ1"} }

// asideView is what a restore has put aside.
type asideView struct {
	Journal  string     `json:"journal"`
	Branch   int64      `json:"branch"`
	Cause    string     `json:"cause"`
	PutAside moment     `json:"put_aside"`
	By       string     `json:"by"`
	Reason   string     `json:"reason"`
	Code     string     `json:"code"` // by which head office permitted it
	After    int64      `json:"after"`
	Extent   extentView `json:"extent"`
}

// asidesListed are the branches of a journal, by number.
type asidesListed []asideView

func (restoreBranches) result() report { return asidesListed{} }

func (cmd *restoreBranches) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	list, err := session.JournalBranches(c.ctx, card.Journal.ID)
	if err != nil {
		return err
	}
	return c.give(asidesListed(each(list, func(b workspace.JournalBranch) asideView {
		return asideView{
			Journal: card.Journal.Ref(), Branch: b.Number, Cause: string(b.Cause), PutAside: moment(b.PutAside), By: b.By, Reason: b.Reason,
			Code: b.Code, After: b.Cut.Number, Extent: viewExtent(b.Extent, string(card.Journal.Base)),
		}
	})))
}

func (r asidesListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.restore.no-branch")
		return
	}
	t := s.newTable(right("ctl.col.branch"), left("ctl.col.put-aside"), left("ctl.col.made-by"), right("ctl.col.after-posting"), left("ctl.col.postings"), left("ctl.col.reason"), left("ctl.col.code"))
	for _, b := range r {
		t.row(s.Int(b.Branch), s.moment(b.PutAside), b.By, s.Int(b.After), b.Extent.text(s.Printer), b.Reason, b.Code)
	}
	t.write(s)
}

type restoreBranch struct {
	Journal string `arg:""`
	Branch  int64  `arg:"" name:"branch"`
}

func (restoreBranch) examples() []string { return []string{"restore branch P01/BQ1 1"} }
func (restoreBranch) result() report     { return postingsListed{} }

func (cmd *restoreBranch) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	postings, err := session.BranchPostings(c.ctx, card.Journal.ID, cmd.Branch)
	if err != nil {
		return err
	}
	j := card.Journal
	return c.give(postingsListed{
		Journal: j.Ref(), Name: j.Name, Currency: string(j.Currency), Total: len(postings),
		Postings: each(postings, func(p accounting.Posting) postingView { return viewPosting(j, workspace.JournalLine{Posting: p}) }),
	})
}
