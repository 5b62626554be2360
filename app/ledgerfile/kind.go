package ledgerfile

// The kinds of whole lines and of files.
const (
	KindEncoding  Kind = "encoding"   // a character that the file's encoding does not have
	KindUTF16     Kind = "utf16"      // a file of 16-bit characters
	KindControl   Kind = "control"    // a control character within a text
	KindLineEnd   Kind = "line-end"   // CR CR LF
	KindLongLine  Kind = "long-line"  // beyond LineMost
	KindTooLong   Kind = "too-long"   // beyond LinesMost
	KindBlank     Kind = "blank-line" // in the middle of a table
	KindEmpty     Kind = "empty"      // a file without an entry
	KindName      Kind = "name"       // the name of a FEC
	KindSeparator Kind = "separator"
)

// The kinds of tables.
const (
	KindTitle        Kind = "title"         // a title written otherwise
	KindNoTitles     Kind = "no-titles"     // the first line has none
	KindPreamble     Kind = "preamble"      // a line before the titles
	KindOrder        Kind = "column-order"  // the columns stand in another order
	KindNoColumn     Kind = "no-column"     // a column is missing
	KindMoreColumns  Kind = "more-columns"  // a column that is not read
	KindFewFields    Kind = "few-fields"    // a line is shorter than the titles
	KindManyFields   Kind = "many-fields"   // a line is longer than the titles
	KindQuoted       Kind = "quoted"        // a field in quotation marks
	KindQuote        Kind = "quote"         // a quotation mark that does not close
	KindPadding      Kind = "padding"       // spaces or zeros that fill a field
	KindMissing      Kind = "missing"       // an obligatory field is empty
	KindNeeded       Kind = "needed"        // one that nothing can stand in for
	KindDateForm     Kind = "date-form"     // a date written otherwise
	KindDate         Kind = "date"          // no day of the calendar
	KindAmountForm   Kind = "amount-form"   // an amount written otherwise
	KindAmount       Kind = "amount"        // no amount
	KindAmbiguous    Kind = "ambiguous"     // an amount that can be read in two ways
	KindPrecision    Kind = "precision"     // more decimals than the currency has
	KindOverflow     Kind = "overflow"      // beyond 64 bits
	KindSide         Kind = "side"          // neither debit nor credit
	KindBothSides    Kind = "both-sides"    // debit and credit on one line
	KindNoAmount     Kind = "no-amount"     // neither debit nor credit on a line
	KindNegative     Kind = "negative"      // a negative debit or credit
	KindCurrency     Kind = "currency"      // no currency that is known
	KindForeignHalf  Kind = "foreign-half"  // amount or currency, but not both
	KindAccountForm  Kind = "account-form"  // an account that does not begin with three digits
	KindLettering    Kind = "lettering"     // lettering without its date, or the other way about
	KindTooManyNames Kind = "too-many"      // beyond AccountsMost
	KindTooScattered Kind = "too-scattered" // beyond ScatterMost
)

// The kinds of entries.
const (
	KindUnbalanced   Kind = "unbalanced"
	KindScattered    Kind = "scattered"      // its lines do not stand together
	KindRepeated     Kind = "repeated"       // a number that was complete before
	KindGap          Kind = "gap"            // numbers are missing before this one
	KindSeveralDays  Kind = "several-days"   // the lines of an entry have different dates
	KindSeveralValid Kind = "several-valid"  // they were made final on different days
	KindValidBefore  Kind = "valid-before"   // made final before its own date
	KindValidBack    Kind = "valid-back"     // made final before the entry above it
	KindDayBack      Kind = "day-back"       // of an earlier day than the entry before it in its journal
	KindVoucherAfter Kind = "voucher-after"  // its voucher is of a later day
	KindAfterClosing Kind = "after-closing"  // after the day in the name of the file
	KindEntryTooLong Kind = "entry-too-long" // beyond EntryMost
	KindNothing      Kind = "nothing"        // an entry without amounts
)

// The kinds of journals of ledger and hledger.
const (
	KindSyntax     Kind = "syntax"     // a line that is not understood
	KindInclude    Kind = "include"    // another file is included
	KindVirtual    Kind = "virtual"    // a virtual posting
	KindAutomatic  Kind = "automatic"  // an automatic or periodic transaction
	KindAssignment Kind = "assignment" // a balance that is to become an amount
	KindAssertion  Kind = "assertion"  // a balance that is asserted, and not checked here
	KindLot        Kind = "lot"        // a lot or its price
	KindElided     Kind = "elided"     // an amount is left out that can not be found
	KindCommodity  Kind = "commodity"  // no currency that is known
	KindMixed      Kind = "mixed"      // several currencies without a price
	KindRounded    Kind = "rounded"    // a price that does not come out even
	KindDirective  Kind = "directive"  // a line that changes what others mean
	KindSkipped    Kind = "skipped"    // a line without a meaning for entries
)

// The kinds of entries that become postings of another ledger.
const (
	KindRule      Kind = "rule"       // a rule of the books refuses it
	KindNoJournal Kind = "no-journal" // no journal is named for the entry
	KindNoAccount Kind = "no-account" // an account that no rule of the mapping gives a number
	KindCut       Kind = "cut"        // a text that is longer than a posting takes
	KindCode      Kind = "code"       // a code with characters that a posting does not take
	KindUnkept    Kind = "unkept"     // something that a posting has no place for
	KindMoved     Kind = "moved"      // something that a posting keeps in its text
)

// tolerant are the verdicts of a reader that repairs; whatever is not listed is
// refused.
var tolerant = map[Kind]Verdict{
	KindEncoding: Repaired, KindControl: Repaired, KindLineEnd: Repaired, KindBlank: Repaired,
	KindName: Noted, KindSeparator: Repaired,
	KindTitle: Repaired, KindNoTitles: Repaired, KindPreamble: Repaired, KindOrder: Repaired,
	KindMoreColumns: Repaired, KindFewFields: Repaired, KindManyFields: Repaired, KindQuoted: Repaired,
	KindPadding: Repaired, KindMissing: Repaired, KindDateForm: Repaired, KindAmountForm: Repaired,
	KindBothSides: Repaired, KindNoAmount: Repaired, KindNegative: Repaired, KindCurrency: Repaired,
	KindForeignHalf: Repaired, KindAccountForm: Noted, KindLettering: Noted,
	KindScattered: Repaired, KindGap: Noted, KindSeveralValid: Noted, KindValidBefore: Noted,
	KindValidBack: Noted, KindDayBack: Noted, KindVoucherAfter: Noted, KindAfterClosing: Noted,
	KindCut: Repaired, KindCode: Repaired, KindMoved: Repaired, KindUnkept: Noted,
	KindNothing: Repaired, KindAssertion: Noted, KindRounded: Repaired, KindSkipped: Noted,
}

// lawful is what is worth a look, but no breach of the rules of a format: numbers
// that are missing may have been lost with a poste and can be explained.
var lawful = map[Kind]bool{
	KindGap: true, KindDayBack: true, KindVoucherAfter: true,
	KindAssertion: true, KindSkipped: true, KindCut: true, KindCode: true, KindMoved: true, KindUnkept: true,
}

// verdict tells what becomes of a kind.
func verdict(k Kind, strict bool) Verdict {
	v, listed := tolerant[k]
	switch {
	case !listed, strict && !lawful[k]:
		return Refused
	}
	return v
}
