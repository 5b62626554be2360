package workspace_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
)

// spread are the rows of a spreadsheet of so many people.
func spread(count int) [][]string {
	rows := make([][]string, count)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("Aïssatou %d", i%97), fmt.Sprintf("N'Diaye %d", i), fmt.Sprintf("u%d@eauvive.example", i), "Caissière"}
	}
	return rows
}

// BenchmarkTenThousandUsers is what an administrator of ten thousand users waits
// for: the import of a spreadsheet, the opening of the overview, and a role for
// everybody.
func BenchmarkTenThousandUsers(b *testing.B) {
	const count = 10_000
	titles := []string{"Prénom", "Nom", "E-mail", "Fonction"}
	m := roster.NewCatalogue(nil).Guess(titles)
	ctx := b.Context()
	var took struct{ preview, add, open, rehearse, grant, activate time.Duration }
	measure := func(sum *time.Duration, work func() error) {
		begin := time.Now()
		if err := work(); err != nil {
			b.Fatal(err)
		}
		*sum += time.Since(begin)
	}
	for b.Loop() {
		dir := b.TempDir()
		w, err := workspace.Open(ctx, dir, workspace.Options{Keys: vault.FileKeyStore(dir), Effort: access.FloorEffort})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := w.Found(ctx, workspace.NewOrganisation{Name: "Eau Vive", Country: "SN", Currency: "XOF", Admin: adminName, Password: adminPassword}); err != nil {
			b.Fatal(err)
		}
		s, err := w.SignIn(ctx, adminName, adminPassword)
		if err != nil {
			b.Fatal(err)
		}
		rows := roster.NewCatalogue(nil).Newcomers(spread(count), 2, m, calendar.Of(time.Now(), time.UTC), 0)
		measure(&took.preview, func() error { _, err := s.PreviewUsers(ctx, rows); return err })
		measure(&took.add, func() error { _, err := s.ImportUsers(ctx, rows, titles, m, func(int, int) {}); return err })
		var p roster.People
		measure(&took.open, func() (err error) { p, err = s.Roster(ctx); return err })
		var ids []ident.UserID
		for _, u := range p.Users {
			ids = append(ids, u.ID)
		}
		grant := workspace.Bulk{Action: workspace.BulkGrant, Users: ids, Role: directory.RoleCashier, Scope: allProjects()}
		measure(&took.rehearse, func() error { _, err := s.PreviewBulk(ctx, grant); return err })
		measure(&took.grant, func() error { _, err := s.Bulk(ctx, grant, func(int, int) {}); return err })
		grant.Action = workspace.BulkActivate
		measure(&took.activate, func() error { _, err := s.Bulk(ctx, grant, func(int, int) {}); return err })
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	for name, sum := range map[string]time.Duration{
		"import-preview": took.preview, "import": took.add, "open": took.open, "grant-preview": took.rehearse, "grant": took.grant, "activate": took.activate,
	} {
		b.ReportMetric(float64(sum.Milliseconds())/float64(b.N), name+"-ms")
	}
}
