package main

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
)

type bookAccept struct {
	Book string `arg:""`
}

func (bookAccept) examples() []string { return []string{"book accept P01/1"} }
func (bookAccept) result() report     { return bookAccepted{} }

// bookAccepted is a book that was taken over here.
type bookAccepted struct {
	Book         string `json:"book"`
	Currency     string `json:"currency"`
	Epoch        int64  `json:"epoch"`
	LastNumber   int64  `json:"last_number"`
	Anchor       string `json:"anchor"`
	BalanceMinor int64  `json:"balance_minor"`
}

func (cmd *bookAccept) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	handed, err := session.HandedBook(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	r := bookAccepted{
		Book: card.Book.Ref(), Currency: string(card.Book.Currency), LastNumber: handed.Head.Number,
		Anchor: handed.Head.Hash.Anchor(), BalanceMinor: handed.BalanceMinor,
	}
	if err := c.confirm("ctl.ask.accept", r.args()); err != nil {
		return err
	}
	owner, err := session.AcceptBook(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	r.Epoch = owner.Epoch
	return c.give(r)
}

func (r bookAccepted) args() fault.Args {
	return fault.Args{
		"Book": r.Book, "Number": r.LastNumber, "Anchor": r.Anchor, "Epoch": r.Epoch,
		"Balance": inCurrency(r.BalanceMinor, r.Currency),
	}
}

func (r bookAccepted) words(s *sheet) { s.say("ctl.book.accepted", r.args()) }

type bookFinalise struct {
	Book   string `arg:""`
	Reason string `placeholder:"text"`
}

func (bookFinalise) examples() []string {
	return []string{"book finalise P01/1", `book finalise P01/1 --reason "Projet terminé"`}
}
func (bookFinalise) result() report { return bookStatusSet{} }

// bookStatusSet is a book that is open, idle or finalised now.
type bookStatusSet struct {
	Book   string `json:"book"`
	Status string `json:"status"`
}

func (cmd *bookFinalise) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.finalise", fault.Args{"Book": card.Book.Ref()}); err != nil {
		return err
	}
	return c.giveStatus(session.FinaliseBook(c.ctx, card.Book.ID, cmd.Reason))
}

type bookIdle struct {
	Book string `arg:""`
}

func (bookIdle) examples() []string { return []string{"book idle P01/1"} }
func (bookIdle) result() report     { return bookStatusSet{} }

func (cmd *bookIdle) Run(c *call) error { return c.rest(cmd.Book, true) }

type bookOpen struct {
	Book string `arg:""`
}

func (bookOpen) examples() []string { return []string{"book open P01/1"} }
func (bookOpen) result() report     { return bookStatusSet{} }

func (cmd *bookOpen) Run(c *call) error { return c.rest(cmd.Book, false) }

func (c *call) rest(ref string, rest bool) error {
	session, card, err := c.withBook(ref)
	if err != nil {
		return err
	}
	return c.giveStatus(session.RestBook(c.ctx, card.Book.ID, rest))
}

func (c *call) giveStatus(b cashbook.Book, err error) error {
	if err != nil {
		return err
	}
	return c.give(bookStatusSet{Book: b.Ref(), Status: string(b.Status)})
}

func (r bookStatusSet) words(s *sheet) {
	s.say("ctl.book.status-set", fault.Args{"Book": r.Book, "Status": fault.Key("book.status." + r.Status)})
}
