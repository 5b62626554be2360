package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// JournalBranches lists what was put aside of a journal, by number.
func (t *Tx) JournalBranches(journal ident.BookID) ([]accounting.Branch, error) {
	return list(t, readJournalBranch, `
		SELECT journal, branch, cause, cut_seq, cut_number, cut_hash, end_seq, end_number, end_hash, backup, code, reason,
			put_aside, author, poste
		FROM journal_branch WHERE journal = $1 ORDER BY branch`, id(journal))
}

func readJournalBranch(row scanner) (b accounting.Branch, err error) {
	err = row.Scan(toID(&b.Journal), &b.Number, &b.Cause, &b.Cut.Seq, &b.Cut.Number, digestColumn{(*[32]byte)(&b.Cut.Hash)},
		&b.End.Seq, &b.End.Number, digestColumn{(*[32]byte)(&b.End.Hash)}, digestColumn{&b.Backup}, &b.Code, &b.Reason,
		instantColumn{&b.PutAside}, toID(&b.Author), toID(&b.Poste))
	return b, err
}

// SaveBranch keeps a branch, without postings yet.
func (t *Tx) SaveBranch(b accounting.Branch) error {
	return t.put(`
		INSERT INTO journal_branch (journal, branch, cause, cut_seq, cut_number, cut_hash, end_seq, end_number, end_hash,
			backup, code, reason, put_aside, author, poste)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		id(b.Journal), b.Number, string(b.Cause), b.Cut.Seq, b.Cut.Number, digest(b.Cut.Hash), b.End.Seq, b.End.Number,
		digest(b.End.Hash), digest(b.Backup), b.Code, b.Reason, b.PutAside.Unix(), id(b.Author), id(b.Poste))
}

// AppendBranchPosting adds a posting to a branch.
func (t *Tx) AppendBranchPosting(branch int64, p accounting.Posting) error {
	e := p.Entry
	return t.put(`
		INSERT INTO branch_posting (journal, branch, seq, number, reverses, epoch, day, recorded, author, poste, prev, hash, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		id(e.Book), branch, e.Seq, e.Number, positive(e.Reverses), e.Epoch, day(e.Day), e.Recorded.Unix(), id(e.Author),
		id(e.Poste), digest(e.Prev), digest(e.Hash), p.AppendBody(nil))
}

// BranchPostings visits the postings of a branch in the order of their chain.
func (t *Tx) BranchPostings(journal ident.BookID, branch int64, visit func(accounting.Posting) error) error {
	return each(t, postingReader(), visit, `SELECT `+postingColumns+`
		FROM branch_posting e WHERE e.journal = $1 AND e.branch = $2 ORDER BY e.seq`, id(journal), branch)
}

// PutAside moves the postings after the cut of a branch, which must be the end of
// what stays, from the chain into the branch, and takes back what followed from
// them. It is the only thing that ever takes a posting from a chain, and loses
// none.
func (t *Tx) PutAside(j accounting.Journal, b accounting.Branch) error {
	head, err := t.PostingHead(j.ID)
	if err != nil {
		return err
	}
	if head != b.End {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": b.End.Number})
	}
	if err := t.SaveBranch(b); err != nil {
		return err
	}
	err = t.eachPosting(j.ID, b.Cut.Seq, func(p accounting.Posting) error { return t.underive(j, p) })
	if err != nil {
		return err
	}
	moved, err := t.exec(`
		INSERT INTO branch_posting (journal, branch, seq, number, reverses, epoch, day, recorded, author, poste, prev, hash, body)
		SELECT journal, $1, seq, number, reverses, epoch, day, recorded, author, poste, prev, hash, body
		FROM posting WHERE journal = $2 AND seq > $3`, b.Number, id(j.ID), b.Cut.Seq)
	if err != nil {
		return err
	}
	if moved != b.Postings() {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": b.Cut.Number})
	}
	if err := t.put(`DELETE FROM posting WHERE journal = $1 AND seq > $2`, id(j.ID), b.Cut.Seq); err != nil {
		return err
	}
	head, err = t.PostingHead(j.ID)
	if err == nil && head != b.Cut {
		err = fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": b.Cut.Number})
	}
	return err
}

// postingsAtOnce is how many postings are read before they are worked on, which
// can not be done while the rows are being read.
const postingsAtOnce = 500

// eachPosting visits the postings after a place in the sequence; the visitor may
// use the transaction, but not write postings.
func (t *Tx) eachPosting(journal ident.BookID, after int64, visit func(accounting.Posting) error) error {
	for {
		some, err := list(t, postingReader(), selectPosting+`WHERE e.journal = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
			id(journal), after, postingsAtOnce)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, p := range some {
			if err := visit(p); err != nil {
				return err
			}
		}
		after = some[len(some)-1].Entry.Seq
	}
}

// underive takes back what derivePosting has made of a posting.
func (t *Tx) underive(j accounting.Journal, p accounting.Posting) error {
	sums := map[string]accountSum{}
	for place, l := range p.Lines {
		err := t.put(`DELETE FROM posting_line
			WHERE project = $1 AND account = $2 AND day = $3 AND journal = $4 AND number = $5 AND place = $6`,
			id(j.Project), l.Account, day(p.Entry.Day), id(j.ID), p.Entry.Number, place)
		if err != nil {
			return err
		}
		sums[l.Account] = sums[l.Account].with(l)
	}
	month, opening := p.Entry.Day.String()[:7], p.Mask == accounting.MaskOpening
	for account, sum := range sums {
		if err := t.takeFromMonth(j.ID, account, month, opening, sum); err != nil {
			return err
		}
	}
	if err := t.put(`DELETE FROM journal_month WHERE journal = $1 AND month = $2 AND postings = 1`, id(j.ID), month); err != nil {
		return err
	}
	return t.put(`UPDATE journal_month SET postings = postings - 1 WHERE journal = $1 AND month = $2`, id(j.ID), month)
}

func (t *Tx) takeFromMonth(journal ident.BookID, account, month string, opening bool, s accountSum) error {
	const of = ` WHERE journal = $1 AND account = $2 AND month = $3 AND opening = $4`
	err := t.put(`DELETE FROM account_month`+of+` AND lines = $5`, id(journal), account, month, opening, s.lines)
	if err != nil {
		return err
	}
	return t.put(`UPDATE account_month SET debit_minor = debit_minor - $5, credit_minor = credit_minor - $6,
		amount_minor = amount_minor - $7, lines = lines - $8`+of,
		id(journal), account, month, opening, s.debitMinor, s.creditMinor, s.amountMinor, s.lines)
}
