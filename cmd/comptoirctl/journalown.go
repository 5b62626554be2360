package main

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
)

type journalGrant struct {
	Journal string `arg:""`
	Poste   int    `arg:""`
	Out     string `placeholder:"folder"`
}

func (journalGrant) examples() []string {
	return []string{"journal grant P01/BQ1 3", "journal grant P01/BQ1 4 --out /media/usb"}
}
func (journalGrant) result() report { return journalKept{} }

// journalKept is what was done about who keeps a journal.
type journalKept struct {
	Journal     string `json:"journal"`
	Epoch       int64  `json:"epoch"`
	Poste       int    `json:"poste"` // to which it was granted, or 0
	LastNumber  int64  `json:"last_number"`
	FirstNumber int64  `json:"first_number"` // of the next posting
	Reason      string `json:"reason"`

	Files []string `json:"files"` // with what was posted before, for the poste
	did   string
}

func (cmd *journalGrant) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	postes, err := session.JournalPostes(c.ctx, card.Journal.ID)
	if err != nil {
		return err
	}
	poste, err := posteNumbered(postes, cmd.Poste)
	if err != nil {
		return err
	}
	did, err := c.hereOr(session, "granted", cmd.Poste)
	if err != nil {
		return err
	}
	o, err := session.GrantJournal(c.ctx, card.Journal.ID, poste)
	if err != nil {
		return err
	}
	r := journalKept{
		Journal: card.Journal.Ref(), Epoch: o.Epoch, Poste: cmd.Poste, LastNumber: o.Head.Number, FirstNumber: o.FirstNumber, did: did,
	}
	out := cmd.Out
	if out == "" {
		out = session.Workspace().Outbox()
	}
	err = c.into(out, func(dir string) (err error) {
		r.Files, err = session.SendPostings(c.ctx, card.Journal.ID, dir)
		return err
	})
	if err != nil {
		return err
	}
	if r.Files == nil {
		r.Files = []string{}
	}
	return c.give(r)
}

type journalWithdraw struct {
	Journal     string `arg:""`
	LastPrinted int64  `required:"" placeholder:"number"`
	Reason      string `required:"" placeholder:"text"`
}

func (journalWithdraw) examples() []string {
	return []string{`journal withdraw P01/BQ1 --last-printed 214 --reason "Portable noyé"`}
}
func (journalWithdraw) result() report { return journalKept{} }

func (cmd *journalWithdraw) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	args := fault.Args{"Journal": card.Journal.Ref(), "Known": card.Head.Number, "Last": cmd.LastPrinted}
	if err := c.confirm("ctl.ask.journal-withdraw", args); err != nil {
		return err
	}
	o, err := session.WithdrawJournal(c.ctx, card.Journal.ID, cmd.LastPrinted, cmd.Reason)
	if err != nil {
		return err
	}
	return c.give(journalKept{
		Files: []string{}, Journal: card.Journal.Ref(), Epoch: o.Epoch, LastNumber: o.Head.Number, FirstNumber: o.FirstNumber, Reason: o.Reason, did: "withdrawn",
	})
}

func (r journalKept) words(s *sheet) {
	for _, path := range r.Files {
		s.line(path)
	}
	s.say("ctl.journal.kept."+r.did, fault.Args{
		"Journal": r.Journal, "Poste": r.Poste, "Known": r.LastNumber, "Next": r.FirstNumber, "Epoch": r.Epoch,
	})
}

type journalAccept struct {
	Journal string `arg:""`
}

func (journalAccept) examples() []string { return []string{"journal accept P01/BQ1"} }
func (journalAccept) result() report     { return journalKept{} }

func (cmd *journalAccept) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	args := fault.Args{"Journal": card.Journal.Ref(), "Number": card.Head.Number, "Anchor": card.Head.Hash.Anchor()}
	if err := c.confirm("ctl.ask.journal-accept", args); err != nil {
		return err
	}
	o, err := session.AcceptJournal(c.ctx, card.Journal.ID)
	if err != nil {
		return err
	}
	return c.give(journalKept{Files: []string{}, Journal: card.Journal.Ref(), Epoch: o.Epoch, LastNumber: o.Head.Number, FirstNumber: o.FirstNumber, did: "accepted"})
}

type journalReturn struct {
	Journal string `arg:""`
}

func (journalReturn) examples() []string { return []string{"journal return P01/BQ1"} }
func (journalReturn) result() report     { return journalKept{} }

func (cmd *journalReturn) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.journal-return", fault.Args{"Journal": card.Journal.Ref()}); err != nil {
		return err
	}
	did, err := c.hereOr(session, "returned", 0)
	if err != nil {
		return err
	}
	if _, err := session.ReturnJournal(c.ctx, card.Journal.ID); err != nil {
		return err
	}
	return c.give(journalKept{Files: []string{}, Journal: card.Journal.Ref(), Epoch: card.Ownership.Epoch, LastNumber: card.Head.Number, FirstNumber: card.Head.Number + 1, did: did})
}

type journalFinalise struct {
	Journal string `arg:""`
	Reason  string `placeholder:"text"`
}

func (journalFinalise) examples() []string {
	return []string{"journal finalise P01/BQ1", `journal finalise P01/BQ1 --reason "Compte clôturé"`}
}
func (journalFinalise) result() report { return journalStatusSet{} }

// journalStatusSet is a journal that is open, idle or finalised now.
type journalStatusSet struct {
	Journal string `json:"journal"`
	Status  string `json:"status"`
}

func (cmd *journalFinalise) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.journal-finalise", fault.Args{"Journal": card.Journal.Ref()}); err != nil {
		return err
	}
	return c.giveJournalStatus(session.FinaliseJournal(c.ctx, card.Journal.ID, cmd.Reason))
}

type journalIdle struct {
	Journal string `arg:""`
}

func (journalIdle) examples() []string { return []string{"journal idle P01/BQ1"} }
func (journalIdle) result() report     { return journalStatusSet{} }

func (cmd *journalIdle) Run(c *call) error { return c.restJournal(cmd.Journal, true) }

type journalOpen struct {
	Journal string `arg:""`
}

func (journalOpen) examples() []string { return []string{"journal open P01/BQ1"} }
func (journalOpen) result() report     { return journalStatusSet{} }

func (cmd *journalOpen) Run(c *call) error { return c.restJournal(cmd.Journal, false) }

func (c *call) restJournal(ref string, rest bool) error {
	session, card, err := c.withJournal(ref)
	if err != nil {
		return err
	}
	return c.giveJournalStatus(session.RestJournal(c.ctx, card.Journal.ID, rest))
}

func (c *call) giveJournalStatus(j accounting.Journal, err error) error {
	if err != nil {
		return err
	}
	return c.give(journalStatusSet{j.Ref(), string(j.Status)})
}

func (r journalStatusSet) words(s *sheet) {
	s.say("ctl.journal.status-set", fault.Args{"Journal": r.Journal, "Status": fault.Key("journal.status." + r.Status)})
}

type journalHistory struct {
	Journal string `arg:""`
}

func (journalHistory) examples() []string {
	return []string{"journal history P01/BQ1", "journal history P01/BQ1 --json"}
}
func (journalHistory) result() report { return journalKeepings{} }

// journalKeepings is who kept a journal.
type journalKeepings struct {
	Journal  string        `json:"journal"`
	Keepings []keepingView `json:"keepings"`
}

func (cmd *journalHistory) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	h, err := session.JournalHistory(c.ctx, card.Journal.ID)
	if err != nil {
		return err
	}
	return c.give(journalKeepings{card.Journal.Ref(), each(h.Keepings, viewKeeping)})
}

func (r journalKeepings) words(s *sheet) {
	if len(r.Keepings) == 0 {
		s.say("ctl.journal.no-history", fault.Args{"Journal": r.Journal})
		return
	}
	keepingsListed{Keepings: r.Keepings}.words(s)
}
