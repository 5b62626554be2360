package cashbooks_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
)

var (
	today = calendar.New(2026, time.November, 21)
	till  = cashbook.Book{Type: cashbook.Cash, Currency: "XOF", Status: cashbook.Open}
	euros = cashbook.Book{Type: cashbook.Cash, Currency: "EUR", Status: cashbook.Open}
)

func TestLineIsReadAsPeopleTypeIt(t *testing.T) {
	for name, c := range map[string]struct {
		book  cashbook.Book
		typed cashbooks.Typed
		want  cashbook.Draft
	}{
		"money out today": {till, cashbooks.NewTyped("t", "B-103", "Réparation pompe", "Garage Baldé", "", "18000"),
			cashbook.Draft{Day: today, Content: cashbook.Content{PartnerNumber: "B-103", Text: "Réparation pompe", Recipient: "Garage Baldé", AmountMinor: -18_000}}},
		"money in on a day of this year": {till, cashbooks.NewTyped("3/2", "", " Approvisionnement ", "", "250 000", ""),
			cashbook.Draft{Day: calendar.New(2026, time.February, 3), Content: cashbook.Content{Text: "Approvisionnement", AmountMinor: 250_000}}},
		"no day is today":        {till, cashbooks.NewTyped("", "", "x", "", "1", ""), cashbook.Draft{Day: today, Content: cashbook.Content{Text: "x", AmountMinor: 1}}},
		"the day before":         {till, cashbooks.NewTyped("-1", "", "x", "", "1", ""), cashbook.Draft{Day: today - 1, Content: cashbook.Content{Text: "x", AmountMinor: 1}}},
		"the next piece":         {till, cashbooks.NewTyped("t", "+", "x", "", "1", ""), cashbook.Draft{Day: today, Content: cashbook.Content{PartnerNumber: "B-100", Text: "x", AmountMinor: 1}}},
		"a sum with centimes":    {euros, cashbooks.NewTyped("t", "", "x", "", "", "12,5+3*4"), cashbook.Draft{Day: today, Content: cashbook.Content{Text: "x", AmountMinor: -2450}}},
		"a zero beside is empty": {till, cashbooks.NewTyped("t", "", "x", "", "0", "7"), cashbook.Draft{Day: today, Content: cashbook.Content{Text: "x", AmountMinor: -7}}},
	} {
		got, _, err := cashbooks.ReadDraft(c.book, today, "B-099", c.typed)
		if err != nil || got.Day != c.want.Day || !got.Equal(c.want.Content) {
			t.Errorf("%s: got %+v, %v; want %+v", name, got, err, c.want)
		}
	}
}

func TestLineRefusesWhatItCanNotRead(t *testing.T) {
	for name, c := range map[string]struct {
		typed cashbooks.Typed
		at    cashbooks.Place
		key   string
	}{
		"a day that is none":    {cashbooks.NewTyped("32/1", "", "x", "", "1", ""), cashbooks.AtDay, "calendar.input"},
		"no text":               {cashbooks.NewTyped("t", "", "  ", "", "1", ""), cashbooks.AtText, "cashbooks.line-text"},
		"no amount":             {cashbooks.NewTyped("t", "", "x", "", "", " "), cashbooks.AtOut, "cashbooks.line-amount"},
		"two amounts":           {cashbooks.NewTyped("t", "", "x", "", "1", "2"), cashbooks.AtOut, "cashbooks.line-both"},
		"a minus in":            {cashbooks.NewTyped("t", "", "x", "", "-1", ""), cashbooks.AtIn, "cashbooks.line-sign"},
		"a minus out":           {cashbooks.NewTyped("t", "", "x", "", "", "2-3"), cashbooks.AtOut, "cashbooks.line-sign"},
		"letters":               {cashbooks.NewTyped("t", "", "x", "", "abc", ""), cashbooks.AtIn, "money.syntax"},
		"centimes of a franc":   {cashbooks.NewTyped("t", "", "x", "", "", "1,5"), cashbooks.AtOut, "money.precision"},
		"the day before others": {cashbooks.NewTyped("x", "", "", "", "", ""), cashbooks.AtDay, "calendar.input"},
	} {
		_, at, err := cashbooks.ReadDraft(till, today, "", c.typed)
		var f *fault.Error
		if !errors.As(err, &f) || f.Key != c.key || at != c.at {
			t.Errorf("%s: got %v at %v, want %s at %v", name, err, at, c.key, c.at)
		}
	}
}

func TestFieldIsCheckedAloneAsItIsLeft(t *testing.T) {
	for name, c := range map[string]struct {
		at    cashbooks.Place
		typed cashbooks.Typed
		wrong bool
	}{
		"the day alone":        {cashbooks.AtDay, cashbooks.NewTyped("t", "", "", "", "", ""), false},
		"a wrong day":          {cashbooks.AtDay, cashbooks.NewTyped("x", "", "", "", "", ""), true},
		"any piece":            {cashbooks.AtPiece, cashbooks.NewTyped("x", "", "", "", "", ""), false},
		"no text":              {cashbooks.AtText, cashbooks.NewTyped("", "", "", "", "", ""), true},
		"no recipient":         {cashbooks.AtRecipient, cashbooks.NewTyped("", "", "", "", "", ""), false},
		"nothing in":           {cashbooks.AtIn, cashbooks.NewTyped("", "", "", "", "", ""), false},
		"a minus in":           {cashbooks.AtIn, cashbooks.NewTyped("", "", "", "", "-5", ""), true},
		"a minus out":          {cashbooks.AtOut, cashbooks.NewTyped("", "", "", "", "", "-5"), true},
		"the other column bad": {cashbooks.AtOut, cashbooks.NewTyped("", "", "", "", "x", "5"), false},
	} {
		if err := cashbooks.CheckField(till, today, c.at, c.typed); (err != nil) != c.wrong {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNextPieceCountsOn(t *testing.T) {
	for piece, want := range map[string]string{
		"B-102": "B-103", "B-099": "B-100", "B-999": "B-1000", "9": "10", "009": "010", "7": "8",
		"FA2026/19": "FA2026/20", "": "", "sans": "", "12-A": "", "é9": "é10",
	} {
		if got := cashbooks.NextPiece(piece); got != want {
			t.Errorf("after %q comes %q, want %q", piece, got, want)
		}
	}
}

func TestRefusalPointsToTheFieldItIsAbout(t *testing.T) {
	about := func(key, field string) error {
		args := fault.Args{}
		if field != "" {
			args["Field"] = fault.Key(field)
		}
		return fault.New(fault.Invalid, key, args)
	}
	for name, c := range map[string]struct {
		err  error
		want cashbooks.Place
	}{
		"a negative till":        {about("cashbook.negative", ""), cashbooks.AtIn},
		"a day in the future":    {about("cashbook.future", ""), cashbooks.AtDay},
		"a day before a count":   {about("cashbook.closed-day", ""), cashbooks.AtDay},
		"a day before a batch":   {about("cashbook.before-locked", ""), cashbooks.AtDay},
		"a text too long":        {about("directory.text-long", "detail.text"), cashbooks.AtText},
		"a recipient too long":   {about("directory.text-long", "detail.recipient"), cashbooks.AtRecipient},
		"a piece with odd signs": {about("directory.text-forbidden", "detail.partner-number"), cashbooks.AtPiece},
		"an unknown field":       {about("directory.text-long", "detail.name"), cashbooks.AtIn},
		"a full disk":            {errors.New("disk full"), cashbooks.AtIn},
	} {
		if got := cashbooks.Culprit(c.err, cashbooks.AtIn); got != c.want {
			t.Errorf("%s: field %v, want %v", name, got, c.want)
		}
	}
}
