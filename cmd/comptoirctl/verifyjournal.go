package main

import (
	"errors"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// isJournalRef tells "P01/BQ1" from "P01/1": the code of a journal begins with a
// letter.
func isJournalRef(ref string) bool {
	_, code, _ := strings.Cut(ref, "/")
	return code != "" && (code[0] < '0' || code[0] > '9')
}

// journals verifies the journals that were named, else all that the person may see,
// also after damage in one.
func (cmd *verifyCommand) journals(c *call, s *workspace.Session, intact *booksVerified) (damage []error, err error) {
	cards, err := cmd.journalCards(c, s)
	if err != nil {
		return nil, err
	}
	for _, card := range cards {
		verified, found, err := cmd.journal(c, s, card)
		if err != nil {
			return nil, err
		}
		damage = append(damage, found...)
		if verified.Intact {
			*intact = append(*intact, verified)
		}
	}
	return damage, nil
}

func (cmd *verifyCommand) journalCards(c *call, s *workspace.Session) ([]workspace.JournalCard, error) {
	if len(cmd.Book) == 0 {
		return s.Journals(c.ctx)
	}
	var cards []workspace.JournalCard
	for _, ref := range cmd.Book {
		if !isJournalRef(ref) {
			continue
		}
		card, err := s.Journal(c.ctx, ref)
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, nil
}

// journal verifies one. Damage is told and does not end the command.
func (cmd *verifyCommand) journal(c *call, s *workspace.Session, card workspace.JournalCard) (v bookVerified, damage []error, err error) {
	id := card.Journal.ID
	verify := s.VerifyPostings
	switch {
	case cmd.Rebuild:
		verify = s.RebuildJournal
	case cmd.Chain:
		verify = s.VerifyChain
	}
	r, err := verify(c.ctx, id)
	if errors.Is(err, fault.Forged) {
		c.tell(err)
		return v, []error{told{err}}, nil
	}
	if err != nil || cmd.Chain {
		return viewJournalReport(r, workspace.AttachmentReport{}), nil, err
	}
	files, err := s.VerifyPapers(c.ctx, id, nil)
	if err != nil {
		return v, nil, err
	}
	return viewJournalReport(r, files), tellDamaged(c, files), nil
}

func viewJournalReport(r accounting.Report, files workspace.AttachmentReport) bookVerified {
	return bookVerified{
		Book: r.Journal.Ref(), Kind: "journal", Intact: true, Entries: r.Postings, Vouchers: r.Postings, Reversals: r.Reversals,
		Lost: r.Lost, Currency: string(r.Journal.Base), Anchor: r.Head.Hash.Anchor(), Lines: r.Lines, DebitMinor: r.DebitMinor,
		Branches: r.Branches, Aside: r.Aside,
		Attachments: files.Intact, AttachmentsElsewhere: files.Elsewhere, AttachmentsDamaged: len(files.Damaged),
	}
}

func (b bookVerified) journalWords(s *sheet) {
	args := fault.Args{
		"Journal": b.Book, "Postings": b.Entries, "Lines": b.Lines, "Debit": inCurrency(b.DebitMinor, b.Currency), "Anchor": b.Anchor,
	}
	if b.Lines == 0 && b.Entries > 0 { // nobody has looked into them
		s.say("ctl.verify.chain", args)
	} else {
		s.say("ctl.verify.journal", args)
	}
	if b.Branches > 0 {
		s.say("ctl.verify.branches", fault.Args{"Journal": b.Book, "Branches": b.Branches, "Postings": b.Aside})
	}
	b.attachmentWords(s)
}
