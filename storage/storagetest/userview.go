package storagetest

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/storage"
)

var userViewTests = []test{
	{"views are a person's own", keepViews},
	{"mappings are remembered by titles", keepMappings},
	{"grants of everybody are those of each", readAllGrants},
	{"the last serial of each subject", readIssued},
}

func keepViews(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa", "ibou") })
	whole := roster.View{
		Search: "é", Columns: []string{"name", "file"}, Sort: "file", Descending: true, Filters: []roster.Filter{{Column: "job", Text: "="}},
		Statuses: []directory.Status{directory.StatusActive}, Archived: true, FileExpired: true, AccessEnding: true, Group: "role",
	}
	update(t, s, func(tx *storage.Tx) error {
		for _, v := range []roster.SavedView{{Name: "b"}, {Name: "a"}, {Name: "b", View: whole}} {
			if err := tx.SaveView(user("awa"), v); err != nil {
				return err
			}
		}
		return tx.SaveView(user("ibou"), roster.SavedView{Name: "c"})
	})
	view(t, s, func(tx *storage.Tx) error {
		views, err := tx.Views(user("awa"))
		same(t, "views", views, []roster.SavedView{{Name: "a"}, {Name: "b", View: whole}})
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteView(user("awa"), "a") })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { return tx.DeleteView(user("ibou"), "b") })
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteUser(user("awa")) })
	view(t, s, func(tx *storage.Tx) error {
		views, err := tx.Views(user("awa"))
		same(t, "views of nobody", len(views), 0)
		return err
	})
}

func keepMappings(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa") })
	titles := roster.TitlesDigest([]string{"Nom", "E-mail"})
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveMapping(user("awa"), titles, roster.Mapping{"email": 0}); err != nil {
			return err
		}
		return tx.SaveMapping(user("awa"), titles, roster.Mapping{"email": 1, "last-name": 0})
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Mapping(user("awa"), titles)
		same(t, "mapping", got, roster.Mapping{"email": 1, "last-name": 0})
		if err != nil {
			return err
		}
		none, err := tx.Mapping(user("awa"), [32]byte{1})
		same(t, "no mapping", len(none), 0)
		return err
	})
}

func readAllGrants(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		if err := addForGrants(tx); err != nil {
			return err
		}
		other := sampleGrant("other")
		other.Scope = directory.Scope{Level: directory.LevelAllProjects}
		return errors.Join(tx.SaveGrant(sampleGrant("first")), tx.SaveGrant(other))
	})
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.AllGrants()
		if err != nil {
			return err
		}
		for who, grants := range all {
			each, err := tx.Grants(who)
			if err != nil {
				return err
			}
			same(t, "grants", grants, each)
		}
		same(t, "people with grants", len(all), 1)
		return nil
	})
}

func readIssued(t *testing.T, s *storage.Store) {
	at := uint64(time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC).Unix()) * 1000
	streamOf := func(d mark.Direction, name string, subject byte) mark.Stream {
		return mark.Stream{Direction: d, Name: name, Subject: [16]byte{subject}}
	}
	update(t, s, func(tx *storage.Tx) error {
		for i, stream := range []mark.Stream{streamOf(mark.Issued, "usr", 1), streamOf(mark.Issued, "rep", 1), streamOf(mark.Received, "usr", 2), streamOf(mark.Issued, "usr", 3)} {
			if err := tx.SaveOrder(stream, mark.Order{Epoch: 1, Serial: at + uint64(i)}); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.IssuedSerials("usr")
		same(t, "serials", got, map[[16]byte]uint64{{1}: at, {3}: at + 3})
		return err
	})
}
