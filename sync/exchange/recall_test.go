package exchange_test

import (
	"errors"
	"testing"
	"time"

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
				"postes": lenOf(r.Postes()) == lenOf(tx.Postes()), "roles": lenOf(r.Grants(awa)) == lenOf(tx.Grants(awa)),
				"home": sameOf(r.Home())(tx.Home()), "time": sameOf(r.Times())(tx.Times()),
				"user": sameOf(r.User(awa))(tx.User(awa)), "user of an address": sameOf(idOf(r.UserByName(newAddress)))(idOf(tx.UserByName(newAddress))),
				"absent user": isMissing(r.User(ident.UserID{9})) == isMissing(tx.User(ident.UserID{9})),
				"poste":       isMissing(r.Poste(ident.PosteID{9})) == isMissing(tx.Poste(ident.PosteID{9})),
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
		u, failed := r.User(awa)
		u.Email = newAddress
		home, _ := r.Home()
		times, _ := r.Times()
		home.Registration[0]++
		times.Signed = times.Signed.Add(time.Hour)
		grants, _ := r.Grants(awa)
		err = errors.Join(err, failed, sink(r.SaveUser(u)), sink(r.SaveUser(directory.User{ID: ident.UserID{9}, Login: "neuf", Status: directory.StatusEmployee})),
			r.SaveHome(home), r.SaveTimes(times), r.ReplaceGrants(awa, grants[:len(grants)-1]),
			r.SavePoste(directory.Poste{ID: ident.PosteID{9}, Number: 9, SignKey: [32]byte{1}, BoxKey: [32]byte{1}, Status: directory.PosteActive}))
		agree("after writing")
		taken := errors.New("taken back")
		if again := tx.Attempt(func() error {
			p.Name, u.Version = "Barrages", u.Version+1
			u.Email = ""
			return errors.Join(r.SaveProject(p), sink(r.Project(forages)), sink(r.SaveUser(u)), sink(r.User(awa)), sink(r.UserByName(newAddress)), taken)
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

var (
	forages = ident.ProjectID(synctest.P01)
)

const newAddress = "awa.diop@ailleurs.example"

func idOf(u directory.User, err error) (ident.UserID, error) {
	if errors.Is(err, fault.Missing) {
		err = nil
	}
	return u.ID, err
}

func isMissing[T any](_ T, err error) bool { return errors.Is(err, fault.Missing) }

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
