package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// countSign signs a count in the name of who acts, or notes that somebody has
// signed its printed report.
type countSign struct {
	Book   string `arg:""`
	Number int64  `arg:"" name:"count"`
	Paper  string `placeholder:"name" help:"sign-paper"`
	Anchor string `placeholder:"anchor" help:"sign-anchor"`
	Date   string `placeholder:"date" help:"sign-date"`
}

func (countSign) examples() []string {
	return []string{
		"--as binta@eauvive.example --password-file pw2 count sign P01/1 3",
		`count sign P01/1 3 --paper "Moussa Ba" --anchor 7F3K --date 21.11.26`,
	}
}
func (countSign) result() report { return countView{} }

func (cmd *countSign) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	if cmd.Paper == "" {
		if cmd.Anchor != "" || cmd.Date != "" {
			return fault.New(fault.Invalid, "ctl.count-paper", nil)
		}
		_, err = session.SignCount(c.ctx, card.Book.ID, cmd.Number)
	} else {
		err = cmd.onPaper(c, session, card)
	}
	if err != nil {
		return err
	}
	return c.giveCount(session, card, cmd.Number, "ctl.count.signed")
}

func (cmd *countSign) onPaper(c *call, session *workspace.Session, card workspace.BookCard) error {
	n, err := session.CountCard(c.ctx, card.Book.ID, cmd.Number)
	if err != nil {
		return err
	}
	p := cashbook.PaperSignature{Anchor: cmd.Anchor, Signatory: signatory(n, cmd.Paper)}
	if cmd.Date != "" {
		if p.Day, err = calendar.ParseInput(cmd.Date, card.Today, true); err != nil {
			return err
		}
	}
	_, err = session.SignCountOnPaper(c.ctx, card.Book.ID, cmd.Number, p)
	return err
}

// signatory finds by name who may sign; nobody for any other name.
func signatory(n workspace.CountCard, name string) ident.UserID {
	for _, s := range n.Signatories {
		if strings.EqualFold(s.Name, strings.TrimSpace(name)) {
			return s.ID
		}
	}
	return ident.UserID{}
}

type countDifference struct {
	Book    string `arg:""`
	Number  int64  `arg:"" name:"count"`
	Account string `required:"" placeholder:"account" help:"difference-account"`
	Text    string `required:"" placeholder:"text"`
	Date    string `placeholder:"date" help:"difference-date"`
}

func (countDifference) examples() []string {
	return []string{`--as binta@eauvive.example --password-file pw2 count difference P01/1 3 --account 658 --text "Manquant de caisse"`}
}
func (countDifference) result() report { return voucherRecorded{} }

func (cmd *countDifference) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	draft := cashbook.DifferenceDraft{Count: cmd.Number, Text: cmd.Text, Account: cmd.Account}
	if cmd.Date != "" {
		if draft.Day, err = calendar.ParseInput(cmd.Date, card.Today, true); err != nil {
			return err
		}
	}
	recorded, err := session.BookDifference(c.ctx, card.Book.ID, draft)
	if err != nil {
		return err
	}
	return c.give(viewRecorded(card.Book, recorded))
}
