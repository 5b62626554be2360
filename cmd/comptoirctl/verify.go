package main

import (
	"errors"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type verifyCommand struct {
	Book    []string `arg:"" optional:"" name:"book-or-journal"`
	Rebuild bool     `help:"verify-rebuild" xor:"verify"`
	Chain   bool     `help:"verify-chain" xor:"verify"`
}

func (verifyCommand) examples() []string {
	return []string{"verify P01/1", "verify P01/BQ1 --rebuild", "verify --chain", "verify --json"}
}

// booksVerified are books whose chains are intact.
type booksVerified []bookVerified

type bookVerified struct {
	Book         string `json:"book"`
	Kind         string `json:"kind"` // book or journal
	Intact       bool   `json:"intact"`
	Entries      int64  `json:"entries"`
	Vouchers     int64  `json:"vouchers"`
	Revisions    int64  `json:"revisions"`
	Reversals    int64  `json:"reversals"`
	Lost         int64  `json:"lost"` // numbers that no voucher has
	BalanceMinor int64  `json:"balance_minor"`
	Currency     string `json:"currency"`
	Anchor       string `json:"anchor"`
	Counts       int64  `json:"counts"`        // cash counts
	Signed       int64  `json:"signed_counts"` // that are signed
	Lines        int64  `json:"lines"`         // of postings
	DebitMinor   int64  `json:"debit_minor"`   // of journals, which is the credit too
	Branches     int64  `json:"branches"`      // that restores have put aside, or that followed a withdrawal
	Aside        int64  `json:"aside"`         // entries or postings in them

	Attachments          int64 `json:"attachments"`           // files that are what was attached
	AttachmentsElsewhere int64 `json:"attachments_elsewhere"` // attached on other postes and never brought here
	AttachmentsDamaged   int   `json:"attachments_damaged"`   // missing or altered
}

func (verifyCommand) result() report { return booksVerified{} }

// Run verifies every book, also after damage in one; the first damage decides
// the exit status.
func (cmd *verifyCommand) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	cards, err := cmd.books(c, session)
	if err != nil {
		return err
	}
	if len(cmd.Book) == 0 {
		if err := c.space.CheckFile(c.ctx); err != nil { // then nothing that is read means anything
			return err
		}
	}
	intact := booksVerified{}
	damage, err := cmd.journals(c, session, &intact)
	if err != nil {
		return err
	}
	for _, card := range cards {
		verified, found, err := cmd.book(c, session, card)
		if err != nil {
			return err
		}
		damage = append(damage, found...)
		if verified.Intact {
			intact = append(intact, verified)
		}
	}
	return errors.Join(append(damage, c.give(intact))...)
}

// book verifies one. Damage is told and does not end the command.
func (cmd *verifyCommand) book(c *call, s *workspace.Session, card workspace.BookCard) (v bookVerified, damage []error, err error) {
	verify := s.VerifyBook
	switch {
	case cmd.Rebuild:
		verify = s.RebuildBook
	case cmd.Chain:
		verify = s.VerifyBookChain
	}
	r, err := verify(c.ctx, card.Book.ID)
	if errors.Is(err, fault.Forged) {
		c.tell(err)
		return v, []error{told{err}}, nil
	}
	if err != nil || cmd.Chain {
		return viewReport(r, workspace.AttachmentReport{}), nil, err
	}
	files, err := s.VerifyAttachments(c.ctx, card.Book.ID, nil)
	if err != nil {
		return v, nil, err
	}
	return viewReport(r, files), tellDamaged(c, files), nil
}

// tellDamaged tells of every attachment that is missing or altered.
func tellDamaged(c *call, files workspace.AttachmentReport) (damage []error) {
	for _, a := range files.Damaged {
		c.tell(a.Err)
		damage = append(damage, told{a.Err})
	}
	return damage
}

// books gives the books that were named, else all that the person may see.
func (cmd *verifyCommand) books(c *call, s *workspace.Session) ([]workspace.BookCard, error) {
	if len(cmd.Book) == 0 {
		return s.Books(c.ctx)
	}
	var cards []workspace.BookCard
	for _, ref := range cmd.Book {
		if isJournalRef(ref) {
			continue
		}
		card, err := s.Book(c.ctx, ref)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, nil
}

func viewReport(r cashbook.Report, files workspace.AttachmentReport) bookVerified {
	return bookVerified{
		Book: r.Book.Ref(), Kind: "book", Intact: true, Entries: r.Entries, Vouchers: r.Vouchers, Revisions: r.Revisions,
		Reversals: r.Reversals, Lost: r.Lost, BalanceMinor: r.BalanceMinor, Currency: string(r.Book.Currency), Anchor: r.Head.Hash.Anchor(),
		Counts: r.Counts, Signed: r.Signed, Branches: r.Branches, Aside: r.Aside,
		Attachments: files.Intact, AttachmentsElsewhere: files.Elsewhere, AttachmentsDamaged: len(files.Damaged),
	}
}

func (r booksVerified) words(s *sheet) {
	for _, b := range r {
		if b.Kind == "journal" {
			b.journalWords(s)
			continue
		}
		s.say("ctl.verify.intact", fault.Args{
			"Book": b.Book, "Vouchers": b.Vouchers, "Entries": b.Entries,
			"Balance": inCurrency(b.BalanceMinor, b.Currency), "Anchor": b.Anchor,
		})
		if b.Counts > 0 {
			s.say("ctl.verify.counts", fault.Args{"Book": b.Book, "Count": b.Counts, "Signed": b.Signed})
		}
		if b.Branches > 0 {
			s.say("ctl.verify.book-branches", fault.Args{"Book": b.Book, "Branches": b.Branches, "Entries": b.Aside})
		}
		b.attachmentWords(s)
	}
}

func (b bookVerified) attachmentWords(s *sheet) {
	if b.Attachments+b.AttachmentsElsewhere+int64(b.AttachmentsDamaged) > 0 {
		s.say("ctl.verify.attachments", fault.Args{
			"Book": b.Book, "Intact": b.Attachments, "Damaged": b.AttachmentsDamaged, "Elsewhere": b.AttachmentsElsewhere,
		})
	}
}
