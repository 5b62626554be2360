package overview_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

var (
	made = time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)
	head = overview.Head{Organisation: "Eau Vive", Person: "Moussa Traoré", Made: made}
)

func printer(t *testing.T) *translation.Printer {
	t.Helper()
	p, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	return p.In(time.UTC)
}

func people() roster.People {
	return roster.People{Now: made, Today: calendar.New(2026, 11, 21), Users: []directory.User{
		{ID: ident.UserID{1}, FirstName: "Awa", LastName: "Diop", Phone: "+221 77", Status: directory.StatusActive, AccessUntil: calendar.New(2026, 12, 31)},
		{ID: ident.UserID{2}, FirstName: "Ibou", LastName: "Fall", Status: directory.StatusEmployee},
	}}
}

func TestReportIsWhatTheViewShows(t *testing.T) {
	p := printer(t)
	r := roster.New(people(), p)
	v := roster.View{
		Columns: []string{"name", "phone", "access"}, Group: "status", Search: "a", Archived: true, AccessEnding: false,
		Filters: []roster.Filter{{Column: "name", Text: "i"}},
	}
	made := overview.Report(r, r.Arrange(v, map[string]bool{"0": true}), v, p, head)
	var b bytes.Buffer
	if err := made.Write(&b, report.CSV, report.Options{Printer: p}); err != nil {
		t.Fatal(err)
	}
	want := "Nom;Téléphone;Accès jusqu'au\r\nSans compte (1);;\r\nCompte actif (1);;\r\nDiop Awa;'+221 77;2026-12-31\r\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if about := strings.Join(made.About, "|"); !strings.Contains(about, "2 utilisateurs|Recherche\u202f: a|") || !strings.HasSuffix(about, "Nom\u202f: i") {
		t.Errorf("it is about %s", about)
	}
}

func TestNarrowingNamesEveryWish(t *testing.T) {
	v := roster.View{Search: "awa", Statuses: []directory.Status{directory.StatusActive}, FileExpired: true, AccessEnding: true, Filters: []roster.Filter{{Column: "job", Text: "x"}}}
	lines := overview.Narrowing(roster.NewCatalogue(nil), v, printer(t))
	if len(lines) != 5 || strings.Contains(strings.Join(lines, ""), "[") {
		t.Errorf("%q", lines)
	}
	if lines := overview.Narrowing(roster.NewCatalogue(nil), roster.View{Sort: "job", Group: "role"}, printer(t)); len(lines) != 0 {
		t.Errorf("nothing is narrowed, yet %q", lines)
	}
}

func TestCodesGoToWhomTheyWereGiven(t *testing.T) {
	p := printer(t)
	u := people().Users[0]
	u.Activation.Until = made
	done := []workspace.Outcome{{User: u, Code: "AAAA-BBBB"}, {User: people().Users[1], Err: fault.New(fault.Conflict, "x", nil)}}
	content, err := overview.Codes(done, overview.CodeCSV, p, head)
	if want := "\ufeffPour;Compte;Code;Valable jusqu'au\r\nAwa Diop;;AAAA-BBBB;2026-11-21 09:14:00\r\n"; err != nil || string(content) != want {
		t.Errorf("got %q, %v; want %q", content, err, want)
	}
	for _, f := range []overview.CodeFormat{overview.CodePages, overview.CodeList} {
		if content, err := overview.Codes(done, f, p, head); err != nil || !bytes.HasPrefix(content, []byte("%PDF")) || f.Extension() != ".pdf" {
			t.Errorf("%s: %v, %s", f, err, fmt.Sprintf("%.8s", content))
		}
	}
	if _, err := overview.Codes(done, "txt", p, head); err == nil {
		t.Error("a format that there is not")
	}
}
