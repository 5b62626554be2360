package storage

import (
	"database/sql"
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// The chain is written once: this file inserts into the table posting and reads
// it, and no statement here changes or deletes from it.

// Columns of a posting, and those that postings of one journal do not share.
const (
	postingColumns = `e.journal, ` + chainColumns
	chainColumns   = `e.seq, e.number, e.reverses, e.epoch, e.day, e.recorded, e.author, e.poste, e.prev, e.hash, e.body`
)

const selectPosting = `SELECT ` + postingColumns + ` FROM posting e `

// chainTargets are where chainColumns go: an entry, and the bytes of what it says.
func chainTargets(e *ledger.Entry, body any) []any {
	return []any{
		&e.Seq, &e.Number, positiveColumn{&e.Reverses}, &e.Epoch, dayColumn{&e.Day}, instantColumn{&e.Recorded},
		toID(&e.Author), toID(&e.Poste), digestColumn{(*[32]byte)(&e.Prev)}, digestColumn{(*[32]byte)(&e.Hash)}, body,
	}
}

// readPosting reads a single posting.
func readPosting(row scanner) (p accounting.Posting, err error) {
	var body []byte
	targets := append([]any{toID(&p.Entry.Book)}, chainTargets(&p.Entry, &body)...)
	if err = row.Scan(targets...); err == nil {
		p.Content, err = accounting.ReadBody(body)
	}
	return p, err
}

// postingReader reads the postings of one result, each by way of the same variables,
// since a page has a hundred. The columns before those of a posting go to first.
func postingReader(first ...any) func(scanner) (accounting.Posting, error) {
	var e ledger.Entry
	return entryReader(&e, append(first, toID(&e.Book)))
}

// chainReader is postingReader for the chainColumns of a journal.
func chainReader(journal ident.BookID) func(scanner) (accounting.Posting, error) {
	return entryReader(&ledger.Entry{Book: journal}, nil)
}

func entryReader(e *ledger.Entry, first []any) func(scanner) (accounting.Posting, error) {
	var body sql.RawBytes
	targets := append(first, chainTargets(e, &body)...)
	return func(row scanner) (p accounting.Posting, err error) {
		if err = row.Scan(targets...); err == nil {
			p.Content, err = accounting.ReadBody(body)
		}
		p.Entry = *e
		return p, err
	}
}

// PostingHead gives the end of a journal's chain; zero for one without postings.
func (t *Tx) PostingHead(journal ident.BookID) (ledger.Head, error) {
	end, err := t.PostingEnd(journal)
	return end.Head, err
}

// postingEnd is under which a connection remembers the end of a chain.
const postingEnd = "posting end"

// PostingEnd gives the end of a journal's chain and the epoch in which it was
// written; zero for one without postings.
func (t *Tx) PostingEnd(journal ident.BookID) (ledger.End, error) {
	return recall(t, postingEnd, journal, func() (ledger.End, error) {
		return one(t, nil, func(row scanner) (end ledger.End, err error) {
			err = row.Scan(&end.Seq, &end.Number, digestColumn{(*[32]byte)(&end.Hash)}, &end.Epoch)
			return end, err
		}, `SELECT seq, number, hash, epoch FROM posting WHERE journal = $1 ORDER BY seq DESC LIMIT 1`, id(journal))
	})
}

// AppendPosting adds the next link to a journal's chain, and what follows from it
// to its accounts. A posting that does not continue the chain and a second reversal
// of one posting are a fault.Conflict. The first posting of a journal here may
// begin anywhere, since a journal that is handed over goes on after the head of its
// grant.
func (t *Tx) AppendPosting(j accounting.Journal, p accounting.Posting) error {
	head, err := t.PostingHead(j.ID)
	if err != nil {
		return err
	}
	e := p.Entry
	if head.Seq != 0 && (e.Seq != head.Seq+1 || e.Prev != head.Hash || e.Number <= head.Number) {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": e.Number})
	}
	if err := t.write(newRows{&insertPostings, postingValues(nil, p)}); err != nil {
		return err
	}
	if err := know(t, postingEnd, j.ID, ledger.End{Head: head.After(e), Epoch: e.Epoch}, "posting"); err != nil {
		return err
	}
	return t.derivePosting(j, p)
}

var insertPostings = insertsOf("posting", []string{
	"journal", "seq", "number", "reverses", "epoch", "day", "recorded", "author", "poste", "prev", "hash", "body",
	"search", "documents", "source_book", "source_seq",
}, "")

// postingValues appends those of a row of insertPostings.
func postingValues(to []any, p accounting.Posting) []any {
	e := p.Entry
	return append(to,
		id(e.Book), e.Seq, e.Number, positive(e.Reverses), e.Epoch, day(e.Day), e.Recorded.Unix(), id(e.Author), id(e.Poste),
		digest(e.Prev), digest(e.Hash), p.AppendBody(nil), searchablePosting(p.Content), len(p.Attachments),
		id(p.Source.Book), positive(p.Source.Seq))
}

// searchablePosting gives what a search looks into.
func searchablePosting(c accounting.Content) string {
	texts := []string{c.Voucher, c.Text, c.Origin}
	for _, l := range c.Lines {
		for _, text := range [...]string{l.PartyName, l.Text} {
			if text != "" && text != texts[len(texts)-1] {
				texts = append(texts, text)
			}
		}
	}
	return searchable(texts...)
}

// Posting gives the posting of a number, or fault.Missing.
func (t *Tx) Posting(journal ident.BookID, number int64) (accounting.Posting, error) {
	return one(t, fault.New(fault.Missing, "storage.posting", fault.Args{"Number": number}), readPosting,
		selectPosting+`WHERE e.journal = $1 AND e.number = $2`, id(journal), number)
}

// PostingReversalOf gives the posting that cancels a number, or fault.Missing.
func (t *Tx) PostingReversalOf(journal ident.BookID, number int64) (accounting.Posting, error) {
	return one(t, fault.New(fault.Missing, "storage.posting-reversal", fault.Args{"Number": number}), readPosting,
		selectPosting+`WHERE e.journal = $1 AND e.reverses = $2`, id(journal), number)
}

// PostingOf gives the newest posting of a received voucher, or fault.Missing.
func (t *Tx) PostingOf(book ident.BookID, seq int64) (accounting.Posting, error) {
	return one(t, fault.New(fault.Missing, "storage.received", nil), readPosting,
		selectPosting+`WHERE e.source_book = $1 AND e.source_seq = $2 ORDER BY e.recorded DESC, e.seq DESC LIMIT 1`, id(book), seq)
}

// ReversedNumbers tells, of the postings of a journal between the smallest and the
// largest number, by which they are cancelled.
func (t *Tx) ReversedNumbers(journal ident.BookID, numbers []int64) (by map[int64]int64, err error) {
	by = map[int64]int64{}
	err = each(t, func(row scanner) (pair [2]int64, err error) {
		return pair, row.Scan(&pair[0], &pair[1])
	}, func(pair [2]int64) error {
		by[pair[0]] = pair[1]
		return nil
	}, `SELECT reverses, number FROM posting WHERE journal = $1 AND reverses >= $2 AND reverses <= $3`,
		id(journal), slices.Min(numbers), slices.Max(numbers))
	return by, err
}

// PostingChain visits the postings of a journal from a place in its sequence on, in
// the order of the chain, without holding more than one. The visitor must not use
// the transaction.
func (t *Tx) PostingChain(journal ident.BookID, fromSeq int64, visit func(accounting.Posting) error) error {
	return each(t, postingReader(), visit,
		selectPosting+`WHERE e.journal = $1 AND e.seq >= $2 ORDER BY e.seq`, id(journal), fromSeq)
}

// PostingLinks visits the links of a journal's chain in their order, with the bytes
// of what they say as they are stored. The next ones are read meanwhile. A link is
// the visitor's until it returns.
func (t *Tx) PostingLinks(journal ident.BookID, visit func(*accounting.Link) error) error {
	return eachAhead(t, linkReader(journal), visit, `SELECT `+chainColumns+` FROM posting e WHERE e.journal = $1 ORDER BY e.seq`, id(journal))
}

// linkReader reads links of one journal, always into the same entry, since there are
// millions.
func linkReader(journal ident.BookID) func(scanner, *accounting.Link) error {
	e := ledger.Entry{Book: journal}
	var body sql.RawBytes
	targets := chainTargets(&e, &body)
	return func(row scanner, l *accounting.Link) error {
		err := row.Scan(targets...)
		l.Entry, l.Body = e, append(l.Body[:0], body...)
		return err
	}
}

// LastPostingDay gives the latest day for which a journal has a posting; no day for
// a journal without any.
func (t *Tx) LastPostingDay(journal ident.BookID) (calendar.Day, error) {
	return one(t, nil, func(row scanner) (last calendar.Day, err error) {
		return last, row.Scan(dayColumn{&last})
	}, `SELECT day FROM posting WHERE journal = $1 ORDER BY day DESC LIMIT 1`, id(journal))
}
