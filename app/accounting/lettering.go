package accounting

import (
	"fmt"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// LineRef names a line of a posting for ever: postings are neither changed nor
// deleted, and their numbers never used again.
type LineRef struct {
	Journal ident.BookID
	Number  int64
	Place   int // in the posting, from 0
}

// Letter is « lettrage »: lines of one account and one party that belong together.
// Where they add up to nothing in the base currency the letter is full, else it is
// partial and says what is left. It says something about postings and changes none.
type Letter struct {
	Project  ident.ProjectID
	Account  string
	Serial   int64 // counts letters of the account, from 1; never used again
	Party    string
	Proposed bool         // was found by the program and confirmed
	Day      calendar.Day // on which it was made
	Recorded time.Time
	Author   ident.UserID
	Lines    []LineRef
}

// LetterCode writes the letter of a serial number: AA, AB … ZZ, AAA. Those of
// partial letters are small, as in most ledgers.
func LetterCode(serial int64, full bool) string {
	letters, width, span := []byte{}, 2, int64(26*26)
	rest := serial - 1
	for rest >= span {
		rest -= span
		width++
		span *= 26
	}
	for range width {
		letters = append([]byte{byte('A' + rest%26)}, letters...)
		rest /= 26
	}
	if !full {
		return strings.ToLower(string(letters))
	}
	return string(letters)
}

// LetterSerial reads a code that LetterCode writes, in either case; 0 for what is
// none.
func LetterSerial(code string) int64 {
	code = strings.ToUpper(strings.TrimSpace(code))
	if len(code) < 2 || len(code) > 10 {
		return 0
	}
	serial, span := int64(1), int64(26*26)
	for range len(code) - 2 {
		serial += span
		span *= 26
	}
	offset := int64(0)
	for _, r := range []byte(code) {
		if r < 'A' || r > 'Z' {
			return 0
		}
		offset = offset*26 + int64(r-'A')
	}
	return serial + offset
}

// ReversalCode is the letter of the lines of a reversal and of what it cancels: the
// number of the reversal.
func (j Journal) ReversalCode(reversal int64) string { return fmt.Sprintf("%s-%d", j.Code, reversal) }

// Letterable reports whether lines of an account are lettered: those of third
// parties, class 4 of every chart, and of internal transfers, 58.
func Letterable(account string) bool {
	return strings.HasPrefix(account, "4") || strings.HasPrefix(account, "58")
}

// LedgerLine is a line of an account as lettering and reconciliation see it,
// without the texts of its posting.
type LedgerLine struct {
	LineRef
	Day         calendar.Day
	Party       string
	AmountMinor int64 // of the journal's currency
	BaseMinor   int64
	Reverses    int64        // number that its posting cancels, or 0
	ReversedBy  int64        // number of the posting that cancels its own, or 0
	ReversedOn  calendar.Day // day of that
	Letter      int64        // serial number of its letter, or 0
	Match       int64        // serial number of its match with a bank statement, or 0
}

// Cancelled reports whether the line counts for nothing at the end of a day: its
// posting was reversed by then, or reverses another. Such lines are lettered by
// themselves, each with its counterpart.
func (l LedgerLine) Cancelled(at calendar.Day) bool {
	return l.Reverses != 0 || l.ReversedBy != 0 && l.ReversedOn <= at
}

// LetterStore is what lettering needs besides postings.
type LetterStore interface {
	// LedgerLines gives lines of an account in (day, journal, number, place) order,
	// without those by which the closing of a year carries balances forward: what is
	// open stays open with its own date. Offset and Limit are not looked at.
	LedgerLines(LineFilter) ([]LedgerLine, error)
	// LetteringHead gives the last serial number that an account has used, or 0.
	LetteringHead(ident.ProjectID, string) (int64, error)
	// Lettering gives one with its lines; one that was undone is fault.Missing.
	Lettering(project ident.ProjectID, account string, serial int64) (Letter, error)
	// Letterings gives those of an account that are in force, by serial number, without
	// their lines.
	Letterings(project ident.ProjectID, account string) ([]Letter, error)
	// SaveLettering writes a letter with its lines, over one of its number.
	SaveLettering(Letter) error
	// UndoLettering takes the lines from a letter, of which the number stays.
	UndoLettering(l Letter, by ident.UserID, now time.Time) error
}

// LetterRecords is what the use cases of lettering need.
type LetterRecords interface {
	Records
	LetterStore
}
