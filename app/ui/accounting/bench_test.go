package accounting_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	domain "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/accounting"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// bench is a window in which somebody keeps journals.
type bench struct {
	*uitest.Bench
	desk    *desk.Desk
	office  *uitest.Office
	session *workspace.Session
}

func newBench(t *testing.T, office *uitest.Office, session *workspace.Session) *bench {
	t.Helper()
	b := &bench{Bench: uitest.New(t), office: office, session: session}
	b.desk = &desk.Desk{
		Services: b.Services, Shell: kit.NewShell(b.Services), Workspace: office.Workspace, Session: session, Context: t.Context(),
	}
	accounting.Register(b.desk)
	return b
}

// atOffice is the administrator at head office, whose project has a chart.
func atOffice(t *testing.T) *bench {
	t.Helper()
	office := uitest.NewOffice(t)
	uitest.Must(office.Session.ChooseChart(t.Context(), office.Project.ID, chart.SYSCOHADA))(t)
	return newBench(t, office, office.Session)
}

// atWork is Khady, accountant with the advanced role, at head office, whose own
// installation keeps the journals of P01: OD, the bank BQ1 and the euros EUR.
func atWork(t *testing.T) *bench {
	t.Helper()
	office, session := worksAs(t, directory.RoleAccountantAdvanced)
	return newBench(t, office, session)
}

func worksAs(t *testing.T, role directory.RoleID) (*uitest.Office, *workspace.Session) {
	t.Helper()
	office := uitest.NewOffice(t)
	session, _, _ := office.Accountant(role,
		domain.Journal{Code: "OD", Name: "Opérations diverses", Class: domain.General},
		domain.Journal{Code: "BQ1", Name: "Banque CBAO", Class: domain.Bank, Account: "5211"},
		domain.Journal{Code: "EUR", Name: "Compte en euros", Class: domain.Bank, Account: "5215", Currency: "EUR"})
	uitest.Must(office.Session.SaveFunding(t.Context(), office.Project.ID, chart.Funding{Code: "AFD-24", Label: "Eau potable", Active: true}, 0))(t)
	return office, session
}

// openJournal shows the page of one.
func (b *bench) openJournal(ref string) {
	b.T.Helper()
	b.desk.OpenItem(desk.Accounting, ref)
	b.Await("screen journal")
}

// begin opens the entry of a posting.
func (b *bench) begin(ref string) {
	b.T.Helper()
	b.openJournal(ref)
	b.Chord(fyne.KeyN)
	b.Await("screen posting-entry")
}

// fields types field by field, Enter after each; a field not given is passed over.
func (b *bench) fields(texts ...string) {
	for _, text := range texts {
		b.Write(text)
		b.Key(fyne.KeyReturn)
	}
}

// kind chooses the transaction of the entry.
func (b *bench) kind(name string) {
	b.T.Helper()
	b.Reach("kind")
	b.Write(name)
	b.Key(fyne.KeyReturn)
}

// id gives a journal.
func (b *bench) id(ref string) ident.BookID {
	b.T.Helper()
	return uitest.Must(b.session.Journal(b.T.Context(), ref))(b.T).Journal.ID
}

// posting gives a posting as it is stored.
func (b *bench) posting(ref string, number int64) workspace.JournalLine {
	b.T.Helper()
	return uitest.Must(b.session.Posting(b.T.Context(), b.id(ref), number))(b.T)
}

// post enters a posting without the window.
func (b *bench) post(ref, text string, minor int64) domain.Posting {
	b.T.Helper()
	return uitest.Must(b.session.Post(b.T.Context(), b.id(ref), domain.Entry{Content: domain.Content{Mask: domain.MaskFree, Text: text, Lines: []domain.Line{
		{Account: "6042", AmountMinor: minor}, {Account: "5711", AmountMinor: -minor},
	}}}))(b.T)
}

// focused gives the last focus event of the trace.
func (b *bench) focused() string {
	for _, event := range slices.Backward(strings.Split(strings.TrimSpace(b.Trace()), "\n")) {
		if strings.HasPrefix(event, "focus ") {
			return event
		}
	}
	return ""
}
