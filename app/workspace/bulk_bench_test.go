package workspace_test

import (
	"errors"
	"fmt"
	"strconv"
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
		rows[i] = []string{fmt.Sprintf("Aïssatou %d", i%97), fmt.Sprintf("N'Diaye %d", i), fmt.Sprintf("u%d@eauvive.example", i), "Caissière", strconv.Itoa(i), "CDI"}
	}
	return rows
}

// unitOf50 is a unit of fifty projects.
func unitOf50(b *testing.B, s *workspace.Session) ident.UnitID {
	b.Helper()
	unit, err := s.AddUnit(b.Context(), directory.Unit{Code: "SUD", Name: "Sud"})
	var projects []ident.ProjectID
	for i := range 50 {
		p, failed := s.AddProject(b.Context(), directory.Project{Code: fmt.Sprintf("P%d", i), Name: "Projet"})
		projects, err = append(projects, p.ID), errors.Join(err, failed)
	}
	if err := errors.Join(err, s.SetUnitProjects(b.Context(), unit.ID, projects)); err != nil {
		b.Fatal(err)
	}
	return unit.ID
}

// BenchmarkTenThousandUsers is what an administrator of ten thousand users waits
// for: the import of a spreadsheet, the opening of the overview, and a role for
// everybody.
func BenchmarkTenThousandUsers(b *testing.B) {
	const count = 10_000
	titles := []string{"Prénom", "Nom", "E-mail", "Fonction", "Matricule", "Contrat"}
	fields := []directory.Field{
		{Key: "number", NameFR: "Matricule", Type: directory.FieldNumber, Required: true, Active: true},
		{Key: "contract", NameFR: "Contrat", Type: directory.FieldChoice, Choices: []string{"CDI", "CDD"}, Active: true},
	}
	catalogue := roster.NewCatalogue(fields)
	m := catalogue.Guess(titles)
	ctx := b.Context()
	var took struct{ preview, add, open, rehearse, grant, unit, wide, activate time.Duration }
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
		for _, f := range fields {
			if _, err := s.AddField(ctx, f); err != nil {
				b.Fatal(err)
			}
		}
		unit := unitOf50(b, s)
		rows := catalogue.Newcomers(spread(count), 2, m, calendar.Of(time.Now(), time.UTC), 0)
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
		grant.Scope = directory.Scope{Level: directory.LevelUnit, Unit: directory.UnitRef{ID: unit}}
		measure(&took.unit, func() error { _, err := s.Bulk(ctx, grant, func(int, int) {}); return err })
		measure(&took.wide, func() (err error) { p, err = s.Roster(ctx); return err })
		grant.Action = workspace.BulkActivate
		measure(&took.activate, func() error { _, err := s.Bulk(ctx, grant, func(int, int) {}); return err })
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	for name, sum := range map[string]time.Duration{
		"import-preview": took.preview, "import": took.add, "open": took.open, "grant-preview": took.rehearse, "grant": took.grant, "grant-in-unit": took.unit, "open-with-units": took.wide, "activate": took.activate,
	} {
		b.ReportMetric(float64(sum.Milliseconds())/float64(b.N), name+"-ms")
	}
}
