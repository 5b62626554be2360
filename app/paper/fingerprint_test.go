package paper_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/translation"
)

var page = paper.Fingerprint{
	Organisation: "Eau Vive – Ɓeydaari Ndiyam", Groups: "7F3K-2M9Q-XW4T-0H6Z-K4WM-9PQX-2T7H-VB3D",
	Person: "Moussa Traoré", Made: time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC),
}

func TestFingerprintShowsEveryGroupAndName(t *testing.T) {
	for _, language := range []string{"fr", "en"} {
		p := printer(t, language)
		text := textOf(t, pdf(t, page, p))
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

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shown   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\) ?Tj`)
)

// textOf reads the text that the pages show: strings of UTF-16 in the streams.
func textOf(t *testing.T, content []byte) string {
	t.Helper()
	var text strings.Builder
	for _, stream := range streams.FindAllSubmatch(content, -1) {
		r, err := zlib.NewReader(bytes.NewReader(stream[1]))
		if err != nil {
			continue // not compressed, hence no page
		}
		plain, err := io.ReadAll(r)
		if err != nil {
			continue // a font
		}
		for _, match := range shown.FindAllSubmatch(plain, -1) {
			text.WriteString(fromUTF16(unescape(match[1])))
			text.WriteByte('\n')
		}
	}
	return text.String()
}

func unescape(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) {
			i++
			if b[i] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}

func fromUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}
