package bench

import (
	"slices"
	"strconv"
	"testing"
	"time"
)

// transactions is how long the ledger is that somebody takes over.
const transactions = 100_000

// importLedgerRow takes over a ledger as a CSV table: it is read, put into journals,
// checked, chained, summed up and compared, all in one durable transaction. The
// reference loads the rows that came of it into the same tables with the same
// indexes, in one durable transaction: it reads no file and works nothing out.
var importLedgerRow = row{
	name: "import-ledger", job: "import a ledger of " + strconv.Itoa(transactions) + " transactions, chained and durable",
	reference: "one bare load of the same rows", target: 1.7, rounds: 3,
	prepare: func(b *testing.B) sides {
		empty := newBooks(b)
		_, csv, _ := synthetic(b, b.TempDir(), transactions)
		empty.close(b)
		var brought []table
		return sides{
			ours: func(b *testing.B) time.Duration {
				k := reopened(b, empty, empty.copied(b))
				defer k.close(b)
				took := timed(b, func() error { return k.take(b, csv) })
				if brought == nil {
					brought = newest(rowsOf(b, k.dir))
				}
				return took
			},
			reference: func(b *testing.B) time.Duration {
				path := emptyDatabase(b)
				return timed(b, func() error { return load(path, brought) })
			},
		}
	},
}

// newest gives the tables that an import of a ledger fills.
func newest(tables []table) []table {
	filled := []string{"posting", "posting_line", "account_month", "journal_month"}
	return slices.DeleteFunc(tables, func(t table) bool { return !slices.Contains(filled, t.name) })
}
