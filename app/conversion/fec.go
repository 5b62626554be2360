package conversion

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
)

// Lettered is the letter of a line, and the day on which it got it.
type Lettered struct {
	Code string
	Day  calendar.Day
}

// FEC turns postings into entries of a FEC, in the order in which they were
// recorded.
type FEC struct {
	Journals map[ident.BookID]accounting.Journal
	Name     func(account string) string // « libellé » of an account; empty for none
	Letters  map[accounting.LineRef]Lettered
	valid    calendar.Day
}

// Entry gives the entry of a posting, whose day of validation is that on which it
// was recorded where its journal is kept. It is not ok for what a FEC leaves out:
// entries that close a year, since the accounts of costs and income must show the
// result, and marks of a restore.
func (f *FEC) Entry(p accounting.Posting) (e ledgerfile.Entry, ok bool) {
	if p.Mask == accounting.MaskClosing || p.Mask == accounting.MaskRestore {
		return e, false
	}
	j := f.Journals[p.Entry.Book]
	f.valid = max(f.valid, p.Entry.Day, recordedOn(j, p.Entry.Recorded)) // journals of several zones are one sequence here
	e = ledgerfile.Entry{
		Journal: j.Code, JournalName: j.Name, Number: strconv.FormatInt(p.Entry.Number, 10), Day: p.Entry.Day, ValidDay: f.valid,
		Voucher: p.Voucher, VoucherDay: p.VoucherDay, Text: p.Text, Currency: j.Base, Lines: make([]ledgerfile.Line, 0, len(p.Lines)),
	}
	for place := range p.Lines {
		if p.Lines[place].BaseMinor != 0 {
			e.Lines = append(e.Lines, f.line(j, p, place))
		}
	}
	return e, len(e.Lines) > 0
}

func recordedOn(j accounting.Journal, at time.Time) calendar.Day {
	zone, err := calendar.Zone(j.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	return calendar.Of(at, zone)
}

func (f *FEC) line(j accounting.Journal, p accounting.Posting, place int) ledgerfile.Line {
	l := p.Lines[place]
	letter := f.Letters[accounting.LineRef{Journal: j.ID, Number: p.Entry.Number, Place: place}]
	line := ledgerfile.Line{
		Account: l.Account, AccountName: cmp.Or(f.Name(l.Account), l.Account), Party: l.Party, PartyName: l.PartyName,
		Text: cmp.Or(l.Text, p.Text), AmountMinor: l.BaseMinor, Lettering: letter.Code, LetteringDay: letter.Day,
	}
	if j.IsForeign() && l.AmountMinor != 0 {
		line.Foreign = money.Amount{Minor: l.AmountMinor, Currency: j.Currency}
	}
	return line
}

// SIRENOf finds the number of a French enterprise in the numbers of an
// organisation: a SIREN, a SIRET, which begins with it, or a number for value added
// tax, which ends with it. Empty for none.
func SIRENOf(numbers ...string) string {
	for _, number := range numbers {
		number = strings.ReplaceAll(number, " ", "")
		switch {
		case digits(number) && (len(number) == 9 || len(number) == 14):
			return number[:9]
		case strings.HasPrefix(number, "FR") && len(number) == 13 && digits(number[4:]):
			return number[4:]
		}
	}
	return ""
}

func digits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }
