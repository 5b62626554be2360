package main

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
)

// decideOptions are what a decision about a closing takes.
type decideOptions struct {
	Journal  string `arg:""`
	Number   int64  `arg:"" name:"closing-number"`
	Document string `placeholder:"file" help:"close-document"`
	Out      string `placeholder:"folder" help:"close-out"`
}

type closeRelease struct {
	decideOptions
	Reason string `placeholder:"text" help:"close-remark"`
}

func (closeRelease) examples() []string {
	return []string{"close release P01/BQ1 3 --out /media/usb", `close release P01/BQ1 3 --reason "Pièces vues" --document visa.pdf --out /media/usb --yes`}
}
func (closeRelease) result() report { return closed{} }

func (cmd *closeRelease) Run(c *call) error { return cmd.decide(c, true, cmd.Reason) }

type closeReject struct {
	decideOptions
	Reason string `required:"" placeholder:"text"`
}

func (closeReject) examples() []string {
	return []string{`close reject P01/BQ1 3 --reason "Pièce 12 sans justificatif" --out /media/usb`}
}
func (closeReject) result() report { return closed{} }

func (cmd *closeReject) Run(c *call) error { return cmd.decide(c, false, cmd.Reason) }

// decide shows the closing, asks, and decides for good.
func (o *decideOptions) decide(c *call, released bool, reason string) error {
	session, card, err := c.withJournal(o.Journal)
	if err != nil {
		return err
	}
	report, err := session.ClosingReport(c.ctx, card.Journal.ID, o.Number)
	if err != nil {
		return err
	}
	if report.MayDecide != nil {
		return report.MayDecide
	}
	question := "ctl.ask.close-reject"
	if released {
		question = "ctl.ask.close-release"
	}
	if err := c.confirm(question, fault.Args{
		"Journal": card.Journal.Ref(), "Number": o.Number, "Kind": fault.Key("closing." + string(report.Kind)), "Until": report.Until,
	}); err != nil {
		return err
	}
	document := o.Document
	if document != "" {
		document = c.resolve(document)
	}
	var r closed
	err = c.into(c.closingFolder(o.Out), func(dir string) error {
		_, path, err := session.DecideClosing(c.ctx, accounting.Verdict{
			Journal: card.Journal.ID, Number: o.Number, Released: released, Reason: reason,
		}, document, dir)
		if path != "" {
			r.Files = []string{path}
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.giveClosing(session, card, o.Number, r)
}

type closeDecision struct {
	Journal string `arg:""`
	Number  int64  `arg:"" name:"closing-number"`
	Out     string `placeholder:"folder" help:"close-out"`
}

func (closeDecision) examples() []string {
	return []string{"close decision P01/BQ1 3 --out /media/usb"}
}
func (closeDecision) result() report { return closed{} }

func (cmd *closeDecision) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	var r closed
	err = c.into(c.closingFolder(cmd.Out), func(dir string) error {
		path, err := session.RewriteDecision(c.ctx, card.Journal.ID, cmd.Number, dir)
		if path != "" {
			r.Files = []string{path}
		}
		return err
	})
	if err != nil {
		return err
	}
	return c.giveClosing(session, card, cmd.Number, r)
}

type closeCheck struct {
	Journal string `arg:""`
	Number  int64  `arg:"" name:"posting-number"`
	Remove  bool   `help:"close-uncheck"`
	Remark  string `placeholder:"text" help:"close-check-remark"`
}

func (closeCheck) examples() []string {
	return []string{`close check P01/BQ1 12 --remark "Facture vue"`, "close check P01/BQ1 12 --remove"}
}
func (closeCheck) result() report { return postingChecked{} }

// postingChecked is what head office has marked in a journal.
type postingChecked struct {
	Journal string      `json:"journal"`
	Checks  []checkView `json:"checks"`
}

type checkView struct {
	Number int64  `json:"number"`
	By     string `json:"by"`
	At     moment `json:"at"`
	Remark string `json:"remark"`
}

func (cmd *closeCheck) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	if err := session.CheckPosting(c.ctx, card.Journal.ID, cmd.Number, !cmd.Remove, cmd.Remark); err != nil {
		return err
	}
	checks, err := session.PostingChecks(c.ctx, card.Journal.ID)
	if err != nil {
		return err
	}
	return c.give(postingChecked{card.Journal.Ref(), each(checks, func(k accounting.PostingCheck) checkView {
		return checkView{k.Number, k.ByName, moment(k.At), k.Remark}
	})})
}

func (r postingChecked) words(s *sheet) {
	if len(r.Checks) == 0 {
		s.say("ctl.closing.unchecked", fault.Args{"Journal": r.Journal})
		return
	}
	t := s.newTable(right("ctl.col.number"), left("ctl.col.checked-by"), left("ctl.col.date"), left("ctl.col.remark"))
	for _, k := range r.Checks {
		t.row(s.Int(k.Number), k.By, s.moment(k.At), k.Remark)
	}
	t.write(s)
}
