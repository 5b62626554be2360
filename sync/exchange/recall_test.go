package exchange_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
)

// A store that remembers says at every moment what the transaction says.
func TestWhatIsRecalledIsWhatIsThere(t *testing.T) {
	f, o := synctest.NewFolder(t, "Kolda"), synctest.NewOffice(t, "Eau Vive")
	f.Accept(o.UserData(), o.KeyFile())
	err := f.Update(func(tx *storage.Tx) error {
		r := exchange.NewRecall(tx)
		agree := func(when string) {
			t.Helper()
			for name, same := range map[string]bool{
				"project": sameOf(r.Project(forages))(tx.Project(forages)), "organisation": sameOf(r.Organisation())(tx.Organisation()),
				"projects": lenOf(r.Projects()) == lenOf(tx.Projects()), "fields": lenOf(r.Fields()) == lenOf(tx.Fields()),
				"postes": lenOf(r.Postes()) == lenOf(tx.Postes()),
			} {
				if !same {
					t.Errorf("%s: another %s is recalled", when, name)
				}
			}
			stream := mark.Stream{Direction: mark.Received, Name: "project", Subject: synctest.P01}
			recalled, _, err := r.Order(stream)
			there, _, other := tx.Order(stream)
			if recalled != there || err != nil || other != nil {
				t.Errorf("%s: the mark %v is recalled, not %v", when, recalled, there)
			}
		}
		agree("at first")
		p, err := r.Project(forages)
		org, failed := r.Organisation()
		p.Name, org.Name = "Forages", "Eau Claire"
		_, field := r.SaveField(directory.Field{Key: "number", NameFR: "Matricule", Type: directory.FieldNumber, Active: true})
		stream := mark.Stream{Direction: mark.Received, Name: "project", Subject: synctest.P01}
		err = errors.Join(err, failed, field, r.SaveProject(p), r.SaveOrganisation(org), r.SaveOrder(stream, mark.Order{Epoch: 1, Serial: 99}),
			r.SaveProject(directory.Project{ID: ident.ProjectID{7}, Code: "P77", Name: "Puits"}))
		agree("after writing")
		taken := errors.New("taken back")
		if again := tx.Attempt(func() error {
			p.Name = "Barrages"
			return errors.Join(r.SaveProject(p), sink(r.Project(forages)), taken)
		}); !errors.Is(again, taken) {
			t.Error(again)
		}
		r.Forget()
		agree("after something was taken back")
		if _, missing := r.Project(ident.ProjectID{9}); !errors.Is(missing, fault.Missing) {
			t.Error(missing)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var forages = ident.ProjectID(synctest.P01)

func sameOf[T comparable](a T, err error) func(T, error) bool {
	return func(b T, other error) bool { return a == b && err == nil && other == nil }
}

func lenOf[T any](list []T, err error) int {
	if err != nil {
		return -1
	}
	return len(list)
}

func sink[T any](_ T, err error) error { return err }
