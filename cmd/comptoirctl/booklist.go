package main

import (
	"strconv"
)

type bookList struct{}

func (bookList) examples() []string { return []string{"book list", "book list --json"} }

type booksListed []bookView

func (bookList) result() report { return booksListed{} }

func (bookList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	cards, err := session.Books(c.ctx)
	if err != nil {
		return err
	}
	return c.give(booksListed(each(cards, viewBook)))
}

func (r booksListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.book.none")
		return
	}
	t := s.newTable(left("ctl.col.book"), left("ctl.col.name"), left("ctl.col.type"), right("ctl.col.balance"),
		right("ctl.col.vouchers"), left("ctl.col.responsible"), left("ctl.col.kept"))
	for _, v := range r {
		t.row(v.Ref, v.Name, s.T("book.type."+v.Type), s.Amount(inCurrency(v.BalanceMinor, v.Currency)),
			strconv.FormatInt(v.Vouchers, 10), v.Responsible, s.T(v.kept()))
	}
	t.write(s)
}

type bookShow struct {
	Book string `arg:""`
}

func (bookShow) examples() []string { return []string{"book show P01/1"} }
func (bookShow) result() report     { return bookView{} }

func (cmd *bookShow) Run(c *call) error {
	_, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	return c.give(viewBook(card))
}
