package accounting_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// The people and the poste of an office with a project and three journals.
var (
	fatou   = ident.UserID{1} // finance manager
	moussa  = ident.UserID{2} // accountant
	awa     = ident.UserID{3} // advanced accountant
	stagy   = ident.UserID{4} // assistant
	poste   = ident.PosteID{9}
	project = ident.ProjectID{7}

	general  = ident.BookID{11} // P01/OD, in XOF
	euroBank = ident.BookID{12} // P01/EUR, bank in EUR
	secret   = ident.BookID{13} // P01/PAIE, confidential
)

var noon = time.Date(2026, time.March, 20, 12, 0, 0, 0, time.UTC)

// today is the day it is in the journals at noon.
var today = calendar.New(2026, time.March, 20)

// office is a database with the journals, kept on the poste by the accountants.
type office struct {
	*storage.Store
	t   *testing.T
	now time.Time
}

func newOffice(t *testing.T) *office {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "office.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	o := &office{Store: store, t: t, now: noon}
	o.must(func(tx *storage.Tx) error { return furnish(tx) })
	return o
}

// must writes what has to work.
func (o *office) must(do func(*storage.Tx) error) {
	o.t.Helper()
	if err := o.Update(context.Background(), do); err != nil {
		o.t.Fatal(err)
	}
}

// as gives who acts.
func as(tx *storage.Tx, user ident.UserID) directory.Actor {
	actor, err := directory.LoadActor(tx, user)
	if err != nil {
		panic(err)
	}
	return actor
}

// act does something as somebody and gives what came of it.
func act[T any](o *office, user ident.UserID, do func(*storage.Tx, directory.Actor) (T, error)) (value T, err error) {
	o.t.Helper()
	err = o.Update(context.Background(), func(tx *storage.Tx) (err error) {
		value, err = do(tx, as(tx, user))
		return err
	})
	return value, err
}

func (o *office) post(user ident.UserID, journal ident.BookID, e accounting.Entry) (accounting.Posting, error) {
	return act(o, user, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
		return accounting.Post(tx, by, poste, journal, e, o.now)
	})
}

// refused fails unless the error is a fault of the key.
func refused(t *testing.T, err error, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != key {
		t.Errorf("got %v, want %s", err, key)
	}
}

func furnish(tx *storage.Tx) error {
	organisation := directory.Organisation{ID: ident.OrganisationID{1}, Name: "Eau Vive", Country: "SN", Currency: "XOF", TimeZone: "Africa/Dakar", Language: "fr", Policy: directory.DefaultPolicy, Created: noon}
	steps := []func() error{
		func() error { return tx.SaveOrganisation(organisation) },
		func() error { return tx.SaveHome(directory.Home{Side: directory.HeadOffice, Poste: poste}) },
		func() error {
			return tx.SaveProject(directory.Project{ID: project, Code: "P01", Name: "Forages", Country: "SN", Created: noon})
		},
		func() error { return hire(tx) },
		func() error {
			return tx.SavePoste(directory.Poste{
				ID: poste, Number: 1, Label: "Portable", Modules: []directory.Module{directory.ModuleAccounting},
				SignKey: [32]byte{1}, BoxKey: [32]byte{2}, Registered: noon, Status: directory.PosteActive,
			})
		},
		func() error {
			table, _ := chart.TableOf(chart.SYSCOHADA)
			return tx.SaveChart(chart.Choice{Project: project, Base: chart.SYSCOHADA, Hash: table.Hash, Revision: 1})
		},
		func() error { return addJournals(tx) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func hire(tx *storage.Tx) error {
	for id, role := range map[ident.UserID]directory.RoleID{
		fatou: directory.RoleFinanceManager, moussa: directory.RoleAccountant, awa: directory.RoleAccountantAdvanced, stagy: directory.RoleAssistant,
	} {
		user := directory.User{ID: id, FirstName: "Personne", LastName: string(role), Status: directory.StatusActive, Created: noon}
		if _, err := tx.SaveUser(user); err != nil {
			return err
		}
		err := tx.SaveGrant(directory.Grant{
			ID: ident.GrantID(id), User: id, Role: role, Granted: noon,
			Scope: directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{project}},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func addJournals(tx *storage.Tx) error {
	by := as(tx, fatou)
	for _, j := range []accounting.Journal{
		{ID: general, Project: project, Code: "OD", Name: "Opérations diverses", Class: accounting.General},
		{ID: euroBank, Project: project, Code: "EUR", Name: "Compte en euroBank", Class: accounting.Bank, Currency: "EUR", Account: "5215"},
		{ID: secret, Project: project, Code: "PAIE", Name: "Paie", Class: accounting.General, Allowed: []accounting.Mask{accounting.MaskCost}, Confidential: true},
	} {
		if _, err := accounting.AddJournal(tx, by, j, noon); err != nil {
			return err
		}
		users := []ident.UserID{moussa}
		if j.ID == secret {
			users = nil
		}
		if _, err := accounting.AssignJournal(tx, by, j.ID, awa, users, noon); err != nil {
			return err
		}
		if err := tx.SaveOwnership(ledger.Ownership{Book: j.ID, Epoch: 1, Poste: poste, FirstNumber: 1, Granted: noon}); err != nil {
			return err
		}
	}
	return nil
}

// fuel is an ordinary cost of an amount.
func fuel(minor int64) accounting.Entry {
	return accounting.Entry{Content: accounting.Content{
		Mask: accounting.MaskCost, Text: "Carburant",
		Lines: []accounting.Line{{Account: "6042", AmountMinor: minor}, {Account: "5211", AmountMinor: -minor}},
	}}
}
