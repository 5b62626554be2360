package paper_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/paper"
	"github.com/comptoir/comptoir/app/paper/papertest"
)

var keyPage = paper.Key{
	Organisation: "Eau Vive", Number: 2, ID: "7F3K-2M9Q-XW4T-0",
	Groups:       "0401-G20X-810G-40GE-208V-104B-0G23-081T-040R-G204-8109-40GQ-2082-104J-0G2Q-081E-040C-KKFR",
	OfficeID:     "B422-3WNZ-C9TD-8",
	OfficeGroups: "0M2F-GA1T-8500-M2GJ-A18N-50MB-2GA3-185T-0M2P-GA13-850S-M2GB-A18C-50MJ-2GAQ-185E-0M22-YZR1",
	Fingerprint:  "V9BX-Y7JC-JFWF-WT93-F6F7-E1MD-HTAW-KZPQ",
	Person:       "Moussa Traoré", Made: time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC),
}

func TestKeyPageShowsEveryGroup(t *testing.T) {
	alone := keyPage
	alone.Number, alone.Groups, alone.ID = 0, "", ""
	for _, language := range []string{"fr", "en"} {
		for _, page := range []paper.Key{keyPage, alone} {
			p := printer(t, language)
			content, err := page.PDF(p)
			if err != nil {
				t.Fatal(err)
			}
			text := papertest.Text(t, content)
			want := append(strings.Split(page.Groups, "-"), strings.Split(page.OfficeGroups, "-")...)
			for _, part := range append(want, page.ID, page.OfficeID, page.Fingerprint, page.Organisation, page.Person) {
				if !strings.Contains(text, part) {
					t.Errorf("%s: %q is not on the page", language, part)
				}
			}
			if strings.Contains(text, "[paper.") {
				t.Errorf("%s: a key without a text is on the page", language)
			}
			if n := bytes.Count(content, []byte("/Type /Page\n")); n != 1 {
				t.Errorf("%s: %d pages, want 1", language, n)
			}
			again, err := page.PDF(p)
			if err != nil || !bytes.Equal(content, again) {
				t.Errorf("%s: a second print has other bytes: %v", language, err)
			}
		}
	}
}
