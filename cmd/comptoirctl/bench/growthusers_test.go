package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/workspace"
)

// growthOfPeople is in users: those of a head office, and files that come to a poste.
// A list of users is read whole, with their roles; what a screen shows of it is cut
// from memory. Signing in checks a password, which takes the same whoever else there is.
var growthOfPeople = []growth{
	{name: "export", job: "export .usr, by user", rounds: 2, at: exportGrown},
	{name: "import-usr", job: "import .usr from a folder, by file", rounds: 2, at: importUsrGrown},
	{name: "users", job: "list users, by user", rounds: 5, at: listGrown},
	{name: "sign-in", job: "sign in", rounds: 5, at: signInGrown},
}

// crowd is a head office with many users.
type crowd struct {
	dir string
	w   *workspace.Workspace
	s   *workspace.Session
	all []ident.UserID // but who administers
}

// crowds are their folders, by the number of users, made once for all rows.
var crowds = map[int]crowd{}

// gathered gives such a folder, opened.
func gathered(b *testing.B, size int) crowd {
	b.Helper()
	c, made := crowds[size]
	if !made {
		c = gather(b, size)
		crowds[size] = c
	}
	c.w = openFolder(b, c.dir)
	c.s = must[*workspace.Session](b)(c.w.SignIn(b.Context(), keeperName, keeperPassword))
	return c
}

// gather makes one: everybody has a role in a project and may be given a file.
func gather(b *testing.B, size int) (c crowd) {
	k := newBooks(b)
	ctx := b.Context()
	catalogue := roster.NewCatalogue(nil)
	titles := []string{"Prénom", "Nom", "E-mail", "Fonction"}
	m := catalogue.Guess(titles)
	rows := make([][]string, size)
	for n := range rows {
		rows[n] = []string{"Aïssatou", fmt.Sprintf("N'Diaye %d", n), fmt.Sprintf("u%d@eauvive.example", n), "Caissière"}
	}
	people := catalogue.Newcomers(rows, 2, m, calendar.Of(time.Now(), time.UTC), 0)
	for _, o := range must[[]workspace.Checked](b)(k.s.ImportUsers(ctx, people, titles, m, func(int, int) {})) {
		c.all = append(c.all, o.User.ID)
	}
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{k.project.ID}}
	for _, action := range []workspace.Bulk{
		{Action: workspace.BulkGrant, Users: c.all, Role: directory.RoleCashier, Scope: scope},
		{Action: workspace.BulkActivate, Users: c.all},
	} {
		must[[]workspace.Outcome](b)(k.s.Bulk(ctx, action, func(int, int) {}))
	}
	k.close(b)
	c.dir = filepath.Join(lasting(b), strconv.Itoa(size))
	copyFolder(b, k.dir, c.dir)
	return c
}

func exportGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	c := gathered(b, size)
	return func(b *testing.B) time.Duration {
		out := must[string](b)(os.MkdirTemp(b.TempDir(), "usr"))
		defer os.RemoveAll(out)
		return byItem(b, size, func() error {
			written, err := c.s.ExportUsers(b.Context(), c.all, out, func(int, int) {})
			for _, o := range written {
				if err == nil {
					err = o.Err
				}
			}
			return err
		})
	}
}

// importUsrGrown has a file for 99 users in 100: no more than 100 000 names are looked
// at in one folder, and the key beside them is one.
func importUsrGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	o, files := office(b), size-size/100
	stick := b.TempDir()
	put(b, stick, "eau.key", o.KeyFile())
	for n := range files {
		put(b, stick, fmt.Sprintf("%06d.usr", n), person(o, n))
	}
	return func(b *testing.B) time.Duration {
		dir := must[string](b)(os.MkdirTemp(b.TempDir(), "poste"))
		defer os.RemoveAll(dir)
		return byItem(b, files, func() error { return importFolder(b, dir, stick, o) })
	}
}

func listGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	c := gathered(b, size)
	return func(b *testing.B) time.Duration {
		return byItem(b, size, func() error {
			_, err := c.s.Roster(b.Context())
			return err
		})
	}
}

func signInGrown(b *testing.B, size int) func(b *testing.B) time.Duration {
	c := gathered(b, size)
	return func(b *testing.B) time.Duration {
		return timed(b, func() error {
			s, err := c.w.SignIn(b.Context(), keeperName, keeperPassword)
			if err == nil {
				s.Close()
			}
			return err
		})
	}
}
