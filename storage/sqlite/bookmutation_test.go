package sqlite_test

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// verifiedOfBooks are the tables of which the verification of a book finds every
// change in every column.
var verifiedOfBooks = []string{"entry", "voucher", "voucher_search", "book_day", "cash_count", "count_signature", "branch_entry", "book_branch"}

// freeOfBooks are the tables about books that bear no proof, and why.
var freeOfBooks = map[string]string{
	"ownership":          "head office's word, which its files prove",
	"reported_head":      "what postes have told head office",
	"acknowledged_head":  "what head office has confirmed",
	"provisional":        "not numbered yet, and nobody is bound by it",
	"book_copy":          "remembers files that were sent",
	"count_copy":         "remembers files that were sent",
	"batch":              "files that were sent prove themselves",
	"received_batch":     "files that were received prove themselves",
	"received_entry":     "files that were received prove themselves",
	"received_count":     "files that were received prove themselves",
	"received_signature": "files that were received prove themselves",
	"book_event":         "what people did beside the entries",
	"release":            "requests for funds, which have files of their own",
	"voucher_decision":   "the accountant's word, which a file proves",

	"book_branch.received": "when files came, which their receipts say too",
}

var keptBookSubject = subject{
	fill: keptBook, verify: verifyTill,
	only:    func(err error) bool { return cashbook.OnlyDerived(err) || storage.OnlyTotals(err) },
	rebuild: func(tx *storage.Tx) error { return tx.RebuildTotals(ident.BookID{7}) },
	derived: func(table, _ string) bool {
		return slices.Contains([]string{"voucher", "voucher_search", "book_day"}, table)
	},
}

// Every column of every row of entries, totals and counts is changed, one at a time;
// the verification of the book finds each change, and mends what is only derived.
func TestVerifyFindsEveryChangedColumnOfABook(t *testing.T) {
	s, mutated := mutations(t, keptBookSubject)
	for _, table := range verifiedOfBooks {
		changeColumns(t, s, table, freeOfBooks, mutated)
	}
}

// A row that is gone is found too.
func TestVerifyFindsEveryRowOfABookThatIsGone(t *testing.T) {
	s, mutated := mutations(t, keptBookSubject)
	for _, table := range verifiedOfBooks {
		removeRows(t, s, table, "book", mutated)
	}
}

// Every table that names a book is either verified or said to be free.
func TestNoTableOfBooksIsForgotten(t *testing.T) {
	s, _ := mutations(t, keptBookSubject)
	everyTable(t, s, "book", verifiedOfBooks, freeOfBooks)
}
