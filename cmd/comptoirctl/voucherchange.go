package main

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/workspace"
)

type voucherChange struct {
	Book   string `arg:""`
	Number int64  `arg:""`
	draftOptions
}

func (voucherChange) examples() []string {
	return []string{`voucher change P01/1 2 --out 12000`, `voucher change P01/1 2 --text "Carburant mission Kolda"`}
}
func (voucherChange) result() report { return voucherRecorded{} }

func (cmd *voucherChange) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	draft, err := c.standing(session, card.Book, cmd.Number)
	if err != nil {
		return err
	}
	if err := cmd.apply(&draft, card); err != nil {
		return err
	}
	recorded, err := session.Change(c.ctx, card.Book.ID, cmd.Number, draft)
	if err != nil {
		return err
	}
	return c.give(viewRecorded(card.Book, recorded))
}

// standing gives a voucher as it stands, so that a change keeps what it does not
// name.
func (c *call) standing(s *workspace.Session, b cashbook.Book, n int64) (cashbook.Draft, error) {
	v, err := s.Voucher(c.ctx, b.ID, n)
	return cashbook.Draft{Day: v.Entry.Day, Content: v.Content, Seen: v.Entry.Hash}, err
}

type voucherReverse struct {
	Book   string `arg:""`
	Number int64  `arg:""`
	Reason string `required:"" placeholder:"text"`
}

func (voucherReverse) examples() []string {
	return []string{`voucher reverse P01/1 2 --reason "Annulation : double saisie"`}
}
func (voucherReverse) result() report { return voucherRecorded{} }

func (cmd *voucherReverse) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	recorded, err := session.Reverse(c.ctx, card.Book.ID, cmd.Number, cmd.Reason)
	if err != nil {
		return err
	}
	return c.give(viewRecorded(card.Book, recorded))
}
