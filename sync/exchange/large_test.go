package exchange_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// The largest files that the format allows are applied in bearable time: nothing
// grows with the square of what a file holds.
func TestLargestFilesAreBearable(t *testing.T) {
	for name, edit := range map[string]func(*synctest.File){"books": manyBooks, "roles": manyRoles} {
		t.Run(name, func(t *testing.T) {
			o := synctest.NewOffice(t, "Eau Vive")
			f := synctest.NewSite(t, o)
			file := o.UserData(edit)
			begin := time.Now()
			f.Accept(file)
			f.Accept(o.UserData(edit, func(d *synctest.File) { d.User.Job = "autre" }))
			if took := time.Since(begin); took > 20*time.Second {
				t.Errorf("%d KiB took %s", len(file)>>10, took)
			}
		})
	}
}

func manyBooks(d *synctest.File) {
	for n := range 7_000 {
		b := synctest.Book(1)
		b.ID, b.Number = synctest.ID(fmt.Sprint("book ", n)), n+2
		d.Books = append(d.Books, b)
	}
}

func manyRoles(d *synctest.File) {
	var projects usrfile.List[uuid.UUID]
	for n := range 9_000 {
		p := synctest.Project(fmt.Sprintf("Q%d", n))
		d.Projects = append(d.Projects, p)
		projects = append(projects, p.ID)
	}
	for _, role := range []string{"cashier", "assistant", "accountant", "staff", "controller", "auditor"} {
		d.Roles = append(d.Roles, synctest.Role(role, projects...))
	}
}
