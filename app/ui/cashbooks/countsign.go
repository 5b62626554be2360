package cashbooks

import (
	"context"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/factor"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// second are the fields in which a second person shows who they are, at the
// window of somebody else.
type second struct {
	name     *kit.TextField
	password *kit.PasswordField
	code     *kit.TextField
}

func (c *counts) second(form *kit.Form) *second {
	f := &second{name: kit.NewTextField(c.Services, "second-name"), password: kit.NewPasswordField(c.Services, "second-password"), code: factor.NewCodeField(c.Services, "second-code")}
	f.name.Required, f.name.MaxRunes, f.password.Required, f.code.Required = true, 254, true, false
	form.Add(c.T("cashbooks.second.name"), f.name).Add(c.T("cashbooks.second.password"), f.password).Add(c.T("cashbooks.second.code"), f.code)
	return f
}

// proof is what was typed in the fields.
type proof struct{ name, password, code string }

func (f *second) proof() proof { return proof{f.name.Text, f.password.Text, f.code.Text} }

// do does something as the second person, whose session ends with it.
func (p proof) do(ctx context.Context, w *workspace.Workspace, act func(*workspace.Session) error) error {
	e, err := w.Enter(ctx, p.name, p.password)
	if err != nil {
		return err
	}
	if e.Step() == workspace.StepCode && p.code != "" {
		if err := e.Prove(ctx, p.code); err != nil {
			return err
		}
	}
	s, err := e.Open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	return act(s)
}

// signCurrent takes the counter-signature of somebody who is there.
func (c *counts) signCurrent() {
	n, here := c.grid.Current()
	if !here {
		return
	}
	form := kit.NewForm().AddText(c.T("cashbooks.counts.who"), kit.NewParagraph(joinNames(n.Signatories), kit.Body))
	who := c.second(form)
	book := c.book.Book.ID
	ask(c.Desk, question{
		name: "count-sign", title: c.T("cashbooks.counts.sign.title", fault.Args{"Number": n.Number}), confirm: c.T("cashbooks.counts.sign.do"),
		form: form, focus: who.name, then: c.again,
		read: func() answer {
			proof := who.proof()
			return func() (string, error) {
				return c.T("cashbooks.counts.signed", fault.Args{"Number": n.Number}), proof.do(c.Context, c.Workspace, func(s *workspace.Session) error {
					_, err := s.SignCount(c.Context, book, n.Number)
					return err
				})
			}
		},
	})
}

func joinNames(list []workspace.Signatory) string {
	text := ""
	for i, s := range list {
		if i > 0 {
			text += ", "
		}
		text += s.Name
	}
	return text
}

// notePaper notes that somebody has signed the printed report.
func (c *counts) notePaper() {
	n, here := c.grid.Current()
	if !here || len(n.Signatories) == 0 {
		return
	}
	var choices []kit.Choice
	for _, s := range n.Signatories {
		choices = append(choices, kit.Choice{ID: s.ID.String(), Text: s.Name})
	}
	who := kit.NewStrictPicker(c.Services, "signatory", kit.OfferAll(choices))
	who.Required = true
	who.Set(choices[0])
	day, anchor := kit.NewDateField(c.Services, "signed-on"), kit.NewTextField(c.Services, "anchor")
	day.SetDay(c.book.Today)
	anchor.Required, anchor.MaxRunes = true, 4
	anchor.TextStyle.Monospace = true
	form := kit.NewForm().Add(c.T("cashbooks.counts.who"), who).Add(c.T("cashbooks.counts.signed-on"), day).Add(c.T("cashbooks.counts.anchor"), anchor)
	book := c.book.Book.ID
	ask(c.Desk, question{
		name: "count-paper", title: c.T("cashbooks.counts.paper.title", fault.Args{"Number": n.Number}), confirm: c.T("cashbooks.counts.paper.do"),
		form: form, focus: who, then: c.again,
		read: func() answer {
			on, _ := day.Day() // checked with the form
			p := cashbook.PaperSignature{Signatory: signatoryOf(n, who.Chosen().ID), Day: on, Anchor: anchor.Text}
			return func() (string, error) {
				_, err := c.Session.SignCountOnPaper(c.Context, book, n.Number, p)
				return c.T("cashbooks.counts.signed", fault.Args{"Number": n.Number}), err
			}
		},
	})
}

func signatoryOf(n workspace.CountCard, id string) ident.UserID {
	for _, s := range n.Signatories {
		if s.ID.String() == id {
			return s.ID
		}
	}
	return ident.UserID{}
}

// bookDifference enters the voucher for the difference: in one's own name, or in
// that of a second person where one has counted oneself.
func (c *counts) bookDifference() {
	n, here := c.grid.Current()
	if !here || !n.Open() {
		return
	}
	account := (&page{section: c.section, services: c.Services, book: c.book}).accounts("account")
	text := kit.NewTextField(c.Services, "text")
	account.Required = true
	text.Required, text.MaxRunes = true, cashbook.MaxText
	text.SetText(c.T("cashbooks.counts.text." + map[bool]string{true: "surplus", false: "shortage"}[n.DifferenceMinor() > 0]))
	day := kit.NewDateField(c.Services, "day")
	day.SetDay(n.Day)
	form := kit.NewForm().AddText(c.T("statement.count.difference"), kit.NewText(c.difference(n), differenceStyle(n))).
		Add(c.T("statement.account"), account).Add(c.T("statement.text"), text).Add(c.T("statement.day"), day)
	var who *second
	if n.Author == c.Session.UserID() {
		who = c.second(form)
	}
	book := c.book.Book.ID
	ask(c.Desk, question{
		name: "count-difference", title: c.T("cashbooks.counts.differ.title", fault.Args{"Number": n.Number}), confirm: c.T("cashbooks.counts.differ.do"),
		form: form, focus: account, then: c.again,
		read: func() answer {
			on, _ := day.Day() // checked with the form
			draft := cashbook.DifferenceDraft{Count: n.Number, Day: on, Text: text.Text, Account: account.Text}
			act := func(s *workspace.Session) error {
				_, err := s.BookDifference(c.Context, book, draft)
				return err
			}
			done := c.T("cashbooks.counts.differed", fault.Args{"Number": n.Number})
			if who == nil {
				return func() (string, error) { return done, act(c.Session) }
			}
			proof := who.proof()
			return func() (string, error) { return done, proof.do(c.Context, c.Workspace, act) }
		},
	})
}
