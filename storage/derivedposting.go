package storage

import (
	"database/sql"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
)

// DerivedLines visits the lines of a journal as they are stored in the order of the
// accounts. The next ones are read meanwhile. A line is the visitor's until it returns.
func (t *Tx) DerivedLines(journal ident.BookID, visit func(*accounting.DerivedLine) error) error {
	var l accounting.DerivedLine
	columns := []any{
		toID(&l.Project), &l.Account, dayColumn{&l.Day}, &l.Number, &l.Place, &l.Seq, &l.Opening, &l.Party,
		&l.BudgetLine, &l.Funding, &l.AmountMinor, &l.BaseMinor,
	}
	return eachAhead(t, func(row scanner, into *accounting.DerivedLine) error {
		err := row.Scan(columns...)
		*into = l
		return err
	}, visit, `SELECT project, account, day, number, place, seq, opening, party, budget_line, funding, amount_minor, base_minor
		FROM posting_line WHERE journal = $1`, id(journal))
}

// DerivedMonths gives the sums of the months of a journal, by account.
func (t *Tx) DerivedMonths(journal ident.BookID) ([]accounting.DerivedMonth, error) {
	return list(t, func(row scanner) (m accounting.DerivedMonth, err error) {
		err = row.Scan(&m.Account, &m.Month, &m.Opening, &m.DebitMinor, &m.CreditMinor, &m.AmountMinor, &m.Lines)
		return m, err
	}, `SELECT account, month, opening, debit_minor, credit_minor, amount_minor, lines
		FROM account_month WHERE journal = $1 ORDER BY account, month, opening`, id(journal))
}

// PostingsListed visits the postings of a journal in the order of the chain, and says
// of each whether what pages and searches go by agrees with what it says: the folded
// texts, the number of documents, and the voucher that it posts. The next ones are
// read meanwhile. A posting is the visitor's until it returns.
func (t *Tx) PostingsListed(journal ident.BookID, visit func(p *accounting.Posting, agrees bool) error) error {
	return eachAhead(t, listedReader(), func(l *listedPosting) error { return visit(&l.Posting, l.agrees) },
		`SELECT e.search, e.documents, e.source_book, e.source_seq, `+postingColumns+` FROM posting e WHERE e.journal = $1 ORDER BY e.seq`, id(journal))
}

// listedPosting is a posting and whether what is stored beside it agrees with it.
type listedPosting struct {
	accounting.Posting
	agrees bool
}

func listedReader() func(scanner, *listedPosting) error {
	var search sql.RawBytes
	var documents, sourceSeq int64
	var source ident.BookID
	read := postingReader(&search, &documents, toID(&source), positiveColumn{&sourceSeq})
	return func(row scanner, into *listedPosting) (err error) {
		into.Posting, err = read(row)
		c := &into.Content
		into.agrees = string(search) == searchablePosting(*c) && documents == int64(len(c.Attachments)) &&
			source == c.Source.Book && sourceSeq == c.Source.Seq
		return err
	}
}

// PostingMonths gives how many postings pages count in each month of a journal.
func (t *Tx) PostingMonths(journal ident.BookID) (map[string]int64, error) {
	months := map[string]int64{}
	type counted struct {
		month    string
		postings int64
	}
	return months, each(t, func(row scanner) (c counted, err error) {
		return c, row.Scan(&c.month, &c.postings)
	}, func(c counted) error {
		months[c.month] = c.postings
		return nil
	}, `SELECT month, postings FROM journal_month WHERE journal = $1`, id(journal))
}

// RebuildDerived makes all that is derived from the postings of a journal again.
func (t *Tx) RebuildDerived(j accounting.Journal) error {
	for _, table := range []string{"posting_line", "account_month", "journal_month"} {
		if err := t.put(`DELETE FROM `+table+` WHERE journal = $1`, id(j.ID)); err != nil {
			return err
		}
	}
	return t.eachPosting(j.ID, 0, func(p accounting.Posting) error {
		err := t.put(`UPDATE posting SET search = $1, documents = $2, source_book = $3, source_seq = $4 WHERE journal = $5 AND seq = $6`,
			searchablePosting(p.Content), len(p.Attachments), id(p.Source.Book), positive(p.Source.Seq), id(j.ID), p.Entry.Seq)
		if err != nil {
			return err
		}
		return t.derivePosting(j, p)
	})
}
