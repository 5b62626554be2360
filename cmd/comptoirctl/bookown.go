package main

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type bookWithdraw struct {
	Book        string `arg:""`
	LastPrinted int64  `required:"" placeholder:"number"`
	Reason      string `required:"" placeholder:"text"`
}

func (bookWithdraw) examples() []string {
	return []string{`book withdraw P01/1 --last-printed 14 --reason "Portable noyé"`}
}
func (bookWithdraw) result() report { return bookWithdrawn{} }

// bookWithdrawn is a book that is kept nowhere.
type bookWithdrawn struct {
	Book        string `json:"book"`
	Epoch       int64  `json:"epoch"`
	LastKnown   int64  `json:"last_known"` // number that head office holds
	FirstNumber int64  `json:"first_number"`
	Lost        string `json:"lost"`
	Reason      string `json:"reason"`
}

func (cmd *bookWithdraw) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.withdraw", fault.Args{"Book": card.Book.Ref(), "Known": card.Vouchers, "Last": cmd.LastPrinted}); err != nil {
		return err
	}
	end, err := session.WithdrawBook(c.ctx, card.Book.ID, cmd.LastPrinted, cmd.Reason)
	if err != nil {
		return err
	}
	h, err := session.BookHistory(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.give(bookWithdrawn{
		Book: card.Book.Ref(), Epoch: end.Epoch, LastKnown: end.Head.Number, FirstNumber: end.FirstNumber,
		Lost: h.Keepings[len(h.Keepings)-1].Lost, Reason: end.Reason,
	})
}

func (r bookWithdrawn) words(s *sheet) {
	args := fault.Args{"Book": r.Book, "Known": r.LastKnown, "Next": r.FirstNumber, "Lost": r.Lost, "Reason": r.Reason}
	s.say("ctl.book.withdrawn", args)
	if r.Lost != "" {
		s.say("ctl.book.lost", args)
	}
}

type bookGrant struct {
	Book  string `arg:""`
	Poste int    `arg:""`
	Out   string `required:"" placeholder:"folder"`
}

func (bookGrant) examples() []string { return []string{"book grant P01/1 13 --out /media/usb"} }
func (bookGrant) result() report     { return bookFiles{} }

// bookFiles are files with entries of a book.
type bookFiles struct {
	Book  string   `json:"book"`
	Poste int      `json:"poste"` // to which it was granted, or 0
	Files []string `json:"files"`
	did   string
}

func (cmd *bookGrant) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	postes, err := session.BookPostes(c.ctx, card.Book.ID)
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
	return c.writeBook(card, cmd.Out, bookFiles{Poste: cmd.Poste, did: did}, func(dir string) ([]string, error) {
		paths, _, err := session.GrantBook(c.ctx, card.Book.ID, poste, dir)
		return paths, err
	})
}

// hereOr gives the word for what was done about a poste; where that is head office
// itself, one that says that nothing has to travel.
func (c *call) hereOr(session *workspace.Session, did string, poste int) (string, error) {
	condition, err := session.Workspace().Condition(c.ctx)
	if condition.Side == directory.HeadOffice && (poste == 0 || condition.Poste.Number == poste) {
		did += "-here"
	}
	return did, err
}

// writeBook writes files about a book into a folder and tells of it.
func (c *call) writeBook(card workspace.BookCard, out string, r bookFiles, write func(dir string) ([]string, error)) error {
	err := c.into(out, func(dir string) (err error) {
		r.Files, err = write(dir)
		return err
	})
	if err != nil {
		return err
	}
	r.Book = card.Book.Ref()
	if r.Files == nil {
		r.Files = []string{}
	}
	return c.give(r)
}

func (r bookFiles) words(s *sheet) {
	for _, path := range r.Files {
		s.line(path)
	}
	s.say("ctl.book.files."+r.did, fault.Args{"Book": r.Book, "Poste": r.Poste, "Files": len(r.Files)})
}

type bookEntries struct {
	Book string `arg:""`
	Out  string `required:"" placeholder:"folder"`
}

func (bookEntries) examples() []string { return []string{"book entries P01/1 --out /media/usb"} }
func (bookEntries) result() report     { return bookFiles{} }

func (cmd *bookEntries) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	return c.writeBook(card, cmd.Out, bookFiles{did: "entries"}, func(dir string) ([]string, error) {
		return session.SendEntries(c.ctx, card.Book.ID, dir)
	})
}

type bookCopy struct {
	Book string `arg:""`
	Out  string `required:"" placeholder:"folder"`
}

func (bookCopy) examples() []string { return []string{"book copy P01/1 --out /media/usb"} }
func (bookCopy) result() report     { return bookFiles{} }

func (cmd *bookCopy) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	return c.writeBook(card, cmd.Out, bookFiles{did: "copied"}, func(dir string) ([]string, error) {
		return session.CopyBook(c.ctx, card.Book.ID, dir)
	})
}

type bookReturn struct {
	Book string `arg:""`
	Out  string `required:"" placeholder:"folder"`
}

func (bookReturn) examples() []string { return []string{"book return P01/1 --out /media/usb"} }
func (bookReturn) result() report     { return bookFiles{} }

func (cmd *bookReturn) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.return", fault.Args{"Book": card.Book.Ref()}); err != nil {
		return err
	}
	did, err := c.hereOr(session, "returned", 0)
	if err != nil {
		return err
	}
	return c.writeBook(card, cmd.Out, bookFiles{did: did}, func(dir string) ([]string, error) {
		return session.ReturnBook(c.ctx, card.Book.ID, dir)
	})
}

type bookBranch struct {
	Book  string `arg:""`
	Epoch int64  `arg:""`
}

func (bookBranch) examples() []string { return []string{"book branch P01/1 1"} }
func (bookBranch) result() report     { return branchListed{} }

// branchListed is what a poste entered after its book had been withdrawn.
type branchListed struct {
	Book     string        `json:"book"`
	Currency string        `json:"currency"`
	Epoch    int64         `json:"epoch"`
	Entries  []branchEntry `json:"entries"`
}

type branchEntry struct {
	Seq         int64        `json:"seq"`
	Number      int64        `json:"number"`
	Revision    int          `json:"revision"`
	Day         calendar.Day `json:"day"`
	AmountMinor int64        `json:"amount_minor"`
	Text        string       `json:"text"`
	Recorded    moment       `json:"recorded"`
}

func (cmd *bookBranch) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	vouchers, err := session.BranchVouchers(c.ctx, card.Book.ID, cmd.Epoch)
	if err != nil {
		return err
	}
	return c.give(branchListed{
		Book: card.Book.Ref(), Currency: string(card.Book.Currency), Epoch: cmd.Epoch,
		Entries: each(vouchers, func(v cashbook.Voucher) branchEntry {
			e := v.Entry
			return branchEntry{
				Seq: e.Seq, Number: e.Number, Revision: e.Revision, Day: e.Day, AmountMinor: v.AmountMinor,
				Text: v.Text, Recorded: moment(e.Recorded),
			}
		}),
	})
}
