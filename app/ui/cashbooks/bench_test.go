package cashbooks_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	amount "github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// bench is a window in which somebody keeps books.
type bench struct {
	*uitest.Bench
	desk    *desk.Desk
	folder  *uitest.Folder
	session *workspace.Session
	changes int // how often other places were told to read again
}

func newBench(t *testing.T, folder *uitest.Folder, session *workspace.Session) *bench {
	t.Helper()
	return newBenchIn(t, "fr", folder, session)
}

func newBenchIn(t *testing.T, language string, folder *uitest.Folder, session *workspace.Session) *bench {
	t.Helper()
	b := &bench{Bench: uitest.In(t, language), folder: folder, session: session}
	b.desk = &desk.Desk{
		Services: b.Services, Shell: kit.NewShell(b.Services), Workspace: folder.Workspace, Session: session, Context: t.Context(),
	}
	b.desk.OnChange(func() { b.changes++ })
	cashbooks.Register(b.desk)
	return b
}

// atSite is Awa at her poste, which keeps the till P01/1.
func atSite(t *testing.T) (*bench, *uitest.Office) {
	t.Helper()
	office := uitest.NewOffice(t)
	folder, awa := office.Join()
	reply := uitest.Must(folder.Examine(t.Context(), nil, office.Answer(awa)))(t)
	uitest.Check(t, folder.Apply(t.Context(), awa, reply, workspace.Fingerprint{}))
	return newBench(t, folder, awa), office
}

// atOffice is the administrator at head office.
func atOffice(t *testing.T) *bench {
	t.Helper()
	office := uitest.NewOffice(t)
	return newBench(t, office.Folder, office.Session)
}

// openTill shows the page of P01/1.
func (b *bench) openTill() {
	b.T.Helper()
	b.desk.OpenItem(desk.CashBooks, "P01/1")
	b.Await("screen cashbook")
}

// fields types a line field by field, Enter after each; a field not given is
// passed over.
func (b *bench) fields(texts ...string) {
	for _, text := range texts {
		b.Write(text)
		b.Key(fyne.KeyReturn)
	}
}

// record types a whole voucher and waits for its number.
func (b *bench) record(number string, texts ...string) {
	b.T.Helper()
	b.fields(texts...)
	b.Await("voucher recorded " + number)
}

// lines gives the page as it is stored.
func (b *bench) lines() []workspace.BookLine {
	b.T.Helper()
	book := uitest.Must(b.session.Book(b.T.Context(), "P01/1"))(b.T).Book.ID
	lines, _, err := b.session.BookLines(b.T.Context(), cashbook.PageFilter{Book: book})
	uitest.Check(b.T, err)
	return lines
}

// money gives francs as an amount.
func money(minor int64) amount.Amount { return amount.Amount{Minor: minor, Currency: "XOF"} }

// focused gives the last focus event of the trace.
func (b *bench) focused() string {
	events := strings.Split(strings.TrimSpace(b.Trace()), "\n")
	for _, event := range slices.Backward(events) {
		if strings.HasPrefix(event, "focus ") {
			return event
		}
	}
	return ""
}
