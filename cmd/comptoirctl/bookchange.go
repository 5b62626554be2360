package main

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

type bookEdit struct {
	Book      string  `arg:""`
	Name      *string `placeholder:"name"`
	Ceiling   *string `placeholder:"amount"`
	Overdraft *bool   `negatable:""`
	Account   *string `placeholder:"account" help:"book-account"`
	Operator  *string `placeholder:"name"`
	Wallet    *string `placeholder:"text"`
}

func (bookEdit) examples() []string {
	return []string{"book edit P01/1 --ceiling 500000", "book edit P01/2 --no-overdraft"}
}
func (bookEdit) result() report { return bookView{} }

func (cmd *bookEdit) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	b := card.Book
	if cmd.Ceiling != nil {
		if b.CeilingMinor, err = parseCeiling(*cmd.Ceiling, b.Currency); err != nil {
			return err
		}
	}
	take(&b.Name, cmd.Name)
	take(&b.Overdraft, cmd.Overdraft)
	take(&b.Account, cmd.Account)
	take(&b.Operator, cmd.Operator)
	take(&b.Wallet, cmd.Wallet)
	if card.Book, err = session.EditBook(c.ctx, b); err != nil {
		return err
	}
	return c.give(viewBook(card))
}

// take changes a value where an option was given.
func take[T any](value *T, given *T) {
	if given != nil {
		*value = *given
	}
}

type bookAssign struct {
	Book string `arg:""`
	User string `arg:"" optional:""`
	Duty string `default:"responsible" enum:"responsible,deputy,counter-signatory"`
	None bool
}

func (bookAssign) examples() []string {
	return []string{
		"book assign P01/1 awa@eauvive.example", "book assign P01/1 moussa@eauvive.example --duty deputy",
		"book assign P01/1 --none --duty deputy",
	}
}

type bookAssigned struct {
	Book string `json:"book"`
	Duty string `json:"duty"`
	User string `json:"user"`
	name string
}

func (bookAssign) result() report { return bookAssigned{} }

func (cmd *bookAssign) Run(c *call) error {
	if cmd.None == (cmd.User != "") {
		return fault.New(fault.Invalid, "ctl.user-or-none", nil)
	}
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	r := bookAssigned{Book: card.Book.Ref(), Duty: cmd.Duty}
	var user ident.UserID
	if !cmd.None {
		u, err := c.findUser(session, cmd.User)
		if err != nil {
			return err
		}
		user, r.User, r.name = u.ID, nameOf(u), u.Name()
	}
	if err := session.AssignBook(c.ctx, card.Book.ID, user, cashbook.Duty(cmd.Duty)); err != nil {
		return err
	}
	return c.give(r)
}

func (r bookAssigned) words(s *sheet) {
	args := fault.Args{"Book": r.Book, "Duty": fault.Key("duty." + r.Duty), "Person": r.name}
	if r.User == "" && r.name == "" {
		s.say("ctl.book.unassigned", args)
		return
	}
	s.say("ctl.book.assigned", args)
}
