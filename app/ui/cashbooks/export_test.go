package cashbooks

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/workspace"
)

// What the presenters decide, for tests without a window.
var (
	NextPiece = nextPiece
	Culprit   = culprit
	WhereIs   = whereIs
)

// Found gives the books that a search finds.
func Found(all []workspace.BookCard, search string) []workspace.BookCard {
	return desk.Search(all, search, texts)
}

// Sorted gives the books in the order of a column.
func Sorted(all []workspace.BookCard, column string, descending bool) []workspace.BookCard {
	return desk.Sorted(all, orders[column], descending, byRef)
}

type (
	Typed      = typed
	Place      = place
	Completion = completion
)

const (
	AtDay       = atDay
	AtPiece     = atPiece
	AtText      = atText
	AtRecipient = atRecipient
	AtAccount   = atAccount
	AtIn        = atIn
	AtOut       = atOut
)

// NewTyped fills the line: day, piece, text, recipient, in, out.
func NewTyped(day, piece, text, recipient, in, out string) Typed {
	return typed{day, piece, text, recipient, "", in, out}
}

// ReadDraft reads a line.
func ReadDraft(b cashbook.Book, today calendar.Day, lastPiece string, t Typed) (cashbook.Draft, Place, error) {
	return reader{book: b, today: today, lastPiece: lastPiece}.draft(t)
}

// CheckField reads one field of a line.
func CheckField(b cashbook.Book, today calendar.Day, at Place, t Typed) error {
	return reader{book: b, today: today}.check(at, t)
}

// Learn teaches a completion texts.
func (c *completion) Learn(texts ...string) { c.learn(texts) }

// Use brings a text to the front.
func (c *completion) Use(text string) { c.use(text) }

// Offer gives the texts offered.
func (c *completion) Offer(text string) []string {
	var texts []string
	for _, choice := range c.offer(text) {
		texts = append(texts, choice.Text)
	}
	return texts
}

// After gives the balance of a book once an amount stands where the outlook is
// of, and whether the book must not come to it; unknown for another day.
func After(b cashbook.Book, o cashbook.Outlook, day, looked calendar.Day, minor int64) (balance int64, known, short bool) {
	after := prospect{spot{day: looked}, o, true}.after(b, spot{day: day}, minor)
	return after.minor, after.known, after.short
}

// AfterPassed gives the same once another amount has been recorded there.
func AfterPassed(b cashbook.Book, o cashbook.Outlook, day calendar.Day, recorded, minor int64) int64 {
	return prospect{spot{day: day}, o, true}.passed(recorded).after(b, spot{day: day}, minor).minor
}

// Card gives a card of the list.
func Card(ref, name, person string, minor int64) workspace.BookCard {
	return workspace.BookCard{
		Book: cashbook.Book{ProjectCode: ref, Number: 1, Name: name, Currency: "XOF"}, Responsible: person, BalanceMinor: minor,
	}
}
