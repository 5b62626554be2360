package paper_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/paper/papertest"
	"github.com/comptoir/comptoir/app/translation"
)

var page = paper.Fingerprint{
	Organisation: "Eau Vive – Ɓeydaari Ndiyam", Groups: "7F3K-2M9Q-XW4T-0H6Z-K4WM-9PQX-2T7H-VB3D",
	Person: "Moussa Traoré", Made: time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC),
}

func TestFingerprintShowsEveryGroupAndName(t *testing.T) {
	for _, language := range []string{"fr", "en"} {
		p := printer(t, language)
		text := papertest.Text(t, pdf(t, page, p))
		want := append(strings.Split(page.Groups, "-"), page.Organisation, page.Person, p.T("paper.fingerprint.title"), p.Time(page.Made))
		for _, part := range want {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q is not on the page", language, part)
			}
		}
		if strings.Contains(text, "[paper.") {
			t.Errorf("%s: a key without a text is on the page", language)
		}
	}
}

func TestSameContentGivesTheSameBytes(t *testing.T) {
	p := printer(t, "fr")
	first := pdf(t, page, p)
	if !bytes.HasPrefix(first, []byte("%PDF-")) {
		t.Fatalf("begins with %q", first[:8])
	}
	for range 5 {
		if !bytes.Equal(first, pdf(t, page, p)) {
			t.Fatal("a second print has other bytes")
		}
	}
	later := page
	later.Made = later.Made.Add(time.Minute)
	if bytes.Equal(first, pdf(t, later, p)) {
		t.Error("the time of printing changes nothing")
	}
}

func printer(t *testing.T, language string) *translation.Printer {
	t.Helper()
	p, err := translation.New(language, "")
	if err != nil {
		t.Fatal(err)
	}
	return p.In(time.UTC)
}

func pdf(t *testing.T, f paper.Fingerprint, p *translation.Printer) []byte {
	t.Helper()
	content, err := f.PDF(p)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
