package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// DerivedLines visits the lines of a journal as they are stored in the order of the
// accounts.
func (t *Tx) DerivedLines(journal ident.BookID, visit func(accounting.DerivedLine) error) error {
	return each(t, func(row scanner) (l accounting.DerivedLine, err error) {
		err = row.Scan(toID(&l.Project), &l.Account, dayColumn{&l.Day}, &l.Number, &l.Place, &l.Seq, &l.Opening, &l.Party,
			&l.BudgetLine, &l.Funding, &l.AmountMinor, &l.BaseMinor)
		return l, err
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

// VerifyListing compares what pages and searches of a journal go by with its
// postings: the folded texts, the number of documents, and the postings of each
// month. The first difference is fault.Forged.
func (t *Tx) VerifyListing(journal ident.BookID) error {
	months := map[string]int64{}
	wrong := int64(0)
	err := each(t, readListed, func(l listedPosting) error {
		months[l.Entry.Day.String()[:7]]++
		if wrong == 0 && !l.right() {
			wrong = l.Entry.Number
		}
		return nil
	}, `SELECT e.search, e.documents, e.source_book, e.source_seq, `+postingColumns+` FROM posting e WHERE e.journal = $1 ORDER BY e.seq`, id(journal))
	if err != nil {
		return err
	}
	if wrong != 0 {
		return fault.New(fault.Forged, "storage.posting-listing", fault.Args{"Number": wrong})
	}
	return t.verifyMonths(journal, months)
}

// listedPosting is a posting with what is stored beside it.
type listedPosting struct {
	accounting.Posting
	search    string
	documents int64
	source    ident.BookID
	sourceSeq int64
}

func (l *listedPosting) right() bool {
	return l.search == searchablePosting(l.Content) && l.documents == int64(len(l.Attachments)) &&
		l.source == l.Source.Book && l.sourceSeq == l.Source.Seq
}

func readListed(row scanner) (l listedPosting, err error) {
	first := prefixed{prefixed{row, &l.search}, &l.documents}
	l.Posting, err = readPosting(prefixed{prefixed{first, toID(&l.source)}, positiveColumn{&l.sourceSeq}})
	return l, err
}

func (t *Tx) verifyMonths(journal ident.BookID, months map[string]int64) error {
	type counted struct {
		month    string
		postings int64
	}
	stored, err := list(t, func(row scanner) (c counted, err error) {
		return c, row.Scan(&c.month, &c.postings)
	}, `SELECT month, postings FROM journal_month WHERE journal = $1 ORDER BY month`, id(journal))
	if err != nil {
		return err
	}
	for _, c := range stored {
		if months[c.month] != c.postings {
			return fault.New(fault.Forged, "storage.journal-month", fault.Args{"Month": c.month})
		}
		delete(months, c.month)
	}
	for month := range months {
		return fault.New(fault.Forged, "storage.journal-month", fault.Args{"Month": month})
	}
	return nil
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
