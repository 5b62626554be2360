package workspace_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	books "github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// desk is a head office where Ba keeps journals.
type deskOfBa struct {
	*calls
	project ident.ProjectID
	bank    workspace.JournalCard
	sales   workspace.JournalCard
}

func newDesk(t *testing.T) *deskOfBa {
	t.Helper()
	ctx := t.Context()
	d := &deskOfBa{calls: newCalls(t)}
	d.project = d.book.Project
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{d.project}}
	must[directory.Grant](t)(d.session.GrantRole(ctx, d.ba.UserID(), directory.RoleAccountantAdvanced, scope))
	poste := must[directory.Poste](t)(d.session.RegisterHere(ctx, seat(directory.ModuleAccounting)))
	d.bank = d.journal(t, poste.ID, books.Journal{Code: "BQ1", Name: "Banque Dakar", Class: books.Bank, Account: "5211"})
	d.sales = d.journal(t, poste.ID, books.Journal{Code: "OD", Name: "Opérations diverses", Class: books.General})
	return d
}

// journal adds a journal that Ba keeps on the poste.
func (d *deskOfBa) journal(t *testing.T, poste ident.PosteID, j books.Journal) workspace.JournalCard {
	t.Helper()
	j.Project = d.project
	added := must[books.Journal](t)(d.ba.AddJournal(t.Context(), j))
	must[books.Journal](t)(d.ba.AssignJournal(t.Context(), added.ID, d.ba.UserID(), nil))
	synctest.Edit(t, d.database(), fmt.Sprintf(`
		INSERT INTO ownership (book, epoch, poste, first_number, head_seq, head_number, granted, reason)
		VALUES (x'%x', 1, x'%x', 1, 0, 0, 1, '')`, added.ID[:], poste[:]))
	return must[workspace.JournalCard](t)(d.ba.Journal(t.Context(), added.Ref()))
}

func november(day int) calendar.Day { return calendar.New(2026, time.November, day) }

// post debits one account and credits another.
func (d *deskOfBa) post(t *testing.T, j workspace.JournalCard, day int, voucher, text, debit, credit, party string, minor int64) books.Posting {
	t.Helper()
	name := map[string]string{"TOTAL": "Station Total", "FALL": "Ibra Fall"}[party]
	line := func(account string, minor int64) books.Line {
		l := books.Line{Account: account, AmountMinor: minor}
		if account[0] == '4' {
			l.Party, l.PartyName = party, name
		}
		return l
	}
	return must[books.Posting](t)(d.ba.Post(t.Context(), j.Journal.ID, books.Entry{Day: november(day), Content: books.Content{
		Mask: books.MaskFree, Voucher: voucher, VoucherDay: november(day), Text: text,
		Lines: []books.Line{line(debit, minor), line(credit, -minor)},
	}}))
}

func saveText(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
