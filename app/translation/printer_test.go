package translation_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
)

func printer(t *testing.T, lang, format string) *translation.Printer {
	t.Helper()
	p, err := translation.New(lang, format)
	if err != nil {
		t.Fatal(err)
	}
	return p.In(time.FixedZone("Dakar+1", 3600))
}

func TestNewRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, bad := range [][2]string{{"", ""}, {"xx", ""}, {"fr", "klingon"}} {
		if _, err := translation.New(bad[0], bad[1]); !errors.Is(err, fault.Invalid) {
			t.Errorf("New(%q, %q) = %v, want fault.Invalid", bad[0], bad[1], err)
		}
	}
}

func TestEveryLanguageAndFormatWorksWithEveryOther(t *testing.T) {
	for _, lang := range translation.Languages() {
		for _, format := range translation.Formats() {
			p := printer(t, lang.Code, format)
			if got, want := p.T("status.active"), map[string]string{"fr": "Compte utilisateur actif", "en": "Active user account"}[lang.Code]; got != want || p.Language() != lang.Code {
				t.Errorf("%s/%s says %q in %q, want %q", lang.Code, format, got, p.Language(), want)
			}
		}
	}
}

func TestAmount(t *testing.T) {
	xof := func(n int64) money.Amount { return money.Amount{Minor: n, Currency: "XOF"} }
	eur := func(n int64) money.Amount { return money.Amount{Minor: n, Currency: "EUR"} }
	tests := []struct {
		format string
		amount money.Amount
		want   string
	}{
		{"fr", xof(0), "0\u00a0F\u00a0CFA"},
		{"fr", xof(237500), "237\u202f500\u00a0F\u00a0CFA"},
		{"fr", xof(-12500), "(12\u202f500\u00a0F\u00a0CFA)"},
		{"fr", eur(-7), "(0,07\u00a0€)"},
		{"fr", eur(123456789), "1\u202f234\u202f567,89\u00a0€"},
		{"en", eur(123456789), "1,234,567.89\u00a0€"},
		{"de", eur(-123450), "\u22121.234,50\u00a0€"},
		{"fr", money.Amount{Minor: 100, Currency: "MAD"}, "1,00\u00a0MAD"},
		{"fr", xof(-1 << 63), "(9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f808\u00a0F\u00a0CFA)"},
	}
	for _, test := range tests {
		if got := printer(t, "fr", test.format).Amount(test.amount); got != test.want {
			t.Errorf("%s: Amount(%v) = %q, want %q", test.format, test.amount, got, test.want)
		}
	}
	if got := printer(t, "fr", "fr").Number(eur(-150)); got != "(1,50)" {
		t.Errorf("Number = %q, want (1,50)", got)
	}
}

func TestEditableIsReadBackInEveryFormat(t *testing.T) {
	amounts := []money.Amount{
		{Minor: 0, Currency: "XOF"}, {Minor: 12_500, Currency: "XOF"}, {Minor: -1_234_567_890_123, Currency: "XOF"},
		{Minor: 1, Currency: "EUR"}, {Minor: 123_450, Currency: "EUR"}, {Minor: -99_999_999, Currency: "EUR"},
		{Minor: 1_234, Currency: "TND"}, {Minor: 1_234_567, Currency: "TND"}, {Minor: 12_345_678, Currency: "CLF"},
	}
	for _, format := range translation.Formats() {
		p, err := translation.New("fr", format)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range amounts {
			text := p.Editable(a)
			if got, err := money.Parse(text, a.Currency); err != nil || got != a {
				t.Errorf("%s: %v in %s is written %q and read as %v, %v", format, a, a.Currency, text, got, err)
			}
		}
	}
}

func TestDays(t *testing.T) {
	first, later := calendar.New(2026, time.March, 1), calendar.New(2026, time.November, 21)
	fr, en := printer(t, "fr", "fr"), printer(t, "en", "en")
	tests := []struct{ name, got, want string }{
		{"first of a month", fr.Day(first), "1er\u00a0mars 2026"},
		{"in words", fr.Day(later), "21\u00a0novembre 2026"},
		{"cut short", fr.DayMedium(later), "21\u00a0nov. 2026"},
		{"in digits", fr.DayShort(later), "21.11.26"},
		{"no day", fr.Day(0) + fr.DayMedium(0) + fr.DayShort(0), ""},
		{"English words", en.Day(first), "1\u00a0March 2026"},
		{"English digits", en.DayShort(later), "21/11/2026"},
		{"French words, ISO digits", printer(t, "fr", "iso").DayShort(later), "2026-11-21"},
		{"over a calendar", fr.Month(2026, time.August), "août 2026"},
		{"week", fmt.Sprint(fr.Weekdays()), "[lun. mar. mer. jeu. ven. sam. dim.]"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
}

func TestTimeIsShownInTheZone(t *testing.T) {
	instant := time.Date(2026, 11, 21, 23, 14, 0, 0, time.UTC)
	if got, want := printer(t, "fr", "fr").Time(instant), "22\u00a0nov. 2026 à 00:14"; got != want {
		t.Errorf("Time = %q, want %q", got, want)
	}
	if got := printer(t, "fr", "fr").Time(time.Time{}); got != "" {
		t.Errorf("no instant prints %q", got)
	}
}

func TestTFormatsArgumentsByType(t *testing.T) {
	fr := printer(t, "fr", "fr")
	type revision uint32
	tests := []struct {
		value any
		want  string
	}{
		{"Awa", "Awa"},
		{fault.Key("month.mar"), "mars"},
		{12500, "12\u202f500"},
		{revision(7), "7"},
		{int64(-3), "\u22123"},
		{calendar.New(2026, time.March, 3), "3\u00a0mars 2026"},
		{money.Amount{Minor: 5, Currency: "XAF"}, "5\u00a0FCFA"},
		{nil, "<nil>"},
	}
	for _, test := range tests {
		want := "Réessayez. Si l'erreur revient, communiquez la référence " + test.want + " à votre administrateur."
		if got := fr.T("unforeseen.hint", fault.Args{"Reference": test.value}); got != want {
			t.Errorf("T with %T gives %q, want %q", test.value, got, want)
		}
	}
}

func TestMissingTextIsVisible(t *testing.T) {
	if got := printer(t, "en", "").T("no.such.key", nil); got != "[no.such.key]" {
		t.Errorf("missing key prints %q", got)
	}
}

func TestFault(t *testing.T) {
	en := printer(t, "en", "en")
	wrapped := fmt.Errorf("start: %w", fault.New(fault.Invalid, "translation.format", fault.Args{"Name": "x"}))
	text, hint := en.Fault(wrapped, "7F3K")
	if text != "The format “x” is not known." || hint != "Choose a format of numbers and dates from the list." {
		t.Errorf("Fault = %q, %q", text, hint)
	}
	text, hint = en.Fault(errors.New("disk on fire"), "7F3K")
	if text != "An unforeseen error occurred; nothing was changed." ||
		hint != "Try again. If it comes back, give your administrator the reference 7F3K." {
		t.Errorf("unforeseen: %q, %q", text, hint)
	}
}

func TestReasonIsASentenceWithoutItsValues(t *testing.T) {
	p, err := translation.New("fr", "fr")
	if err != nil {
		t.Fatal(err)
	}
	text, is := p.Reason("order.rollback")
	if want, _ := p.Fault(fault.New(fault.Conflict, "order.rollback", nil), ""); !is || text != want {
		t.Errorf("%q, %v; want %q", text, is, want)
	}
	if text, is := p.Reason("file.revoked-poste"); !is || !strings.Contains(text, "…") || strings.Contains(text, "<") {
		t.Errorf("without its values: %q, %v", text, is)
	}
	if text, is := p.Reason("Portable volé"); is {
		t.Errorf("what a person wrote became %q", text)
	}
}
