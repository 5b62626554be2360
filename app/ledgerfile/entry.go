// Package ledgerfile reads and writes ledgers as other programs keep them: the
// French « fichier des écritures comptables » (FEC), journals of ledger and
// hledger, and tables of entries in CSV. All of them become the same entries,
// one after the other, so that a ledger of any length needs little memory.
//
// A reader never guesses in silence. What it repairs, what it doubts and what it
// refuses is noted with line and column; one refusal refuses the whole file.
package ledgerfile

import (
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/money"
)

// Bounds of what is read.
const (
	LineMost     = 64 << 10   // bytes of a line
	EntryMost    = 100_000    // lines of an entry
	ScatterMost  = 200_000    // lines of entries that are not complete yet
	AccountsMost = 200_000    // accounts of a ledger
	LinesMost    = 50_000_000 // lines of a file
)

// Entry is an entry of a ledger; its lines add up to zero.
type Entry struct {
	Line                 int // of the file, from 1, where the entry begins
	Journal, JournalName string
	Number               string // as the file has it; its place in the file where it has none
	Day                  calendar.Day
	ValidDay             calendar.Day // when it was made final; no day where the file does not say
	Voucher              string
	VoucherDay           calendar.Day
	Text                 string
	Currency             money.Currency // of its amounts
	Lines                []Line
}

// Line is one account's part of an entry.
type Line struct {
	Line                 int // of the file
	Account, AccountName string
	Party, PartyName     string // subsidiary account
	Voucher              string
	VoucherDay           calendar.Day
	Text                 string
	AmountMinor          int64        // debit positive, credit negative, in the entry's currency
	Foreign              money.Amount // the same in another currency, if it has one; sign as AmountMinor
	Lettering            string
	LetteringDay         calendar.Day
}

// Visit is told each entry. The entry is the reader's own: what is kept beyond
// the call is a Clone. An error ends the reading.
type Visit func(*Entry) error

// Clone gives an entry that stays.
func (e *Entry) Clone() *Entry {
	c := *e
	c.Lines = slices.Clone(e.Lines)
	return &c
}

// add sums without ever turning over.
func add(a, b int64) (sum int64, fits bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0)
}

// total adds up an entry; it does not fit where 64 bits are not enough.
func (e *Entry) total() (sum int64, fits bool) {
	for _, l := range e.Lines {
		if sum, fits = add(sum, l.AmountMinor); !fits {
			return 0, false
		}
	}
	return sum, true
}
