package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var journalTests = []test{
	{"history is found by person, time, verb and words", findActs},
	{"a deleted user is erased from the history, which stays whole", eraseFromHistory},
	{"what a poste tells of a deleted user stays erased", eraseReported},
}

func appendActs(t *testing.T, s *storage.Store, acts ...directory.Act) {
	t.Helper()
	update(t, s, func(tx *storage.Tx) error {
		for _, a := range acts {
			if err := tx.AppendAct(a); err != nil {
				return err
			}
		}
		return nil
	})
}

func findActs(t *testing.T, s *storage.Store) {
	reason := func(text string) []directory.Detail { return []directory.Detail{{Name: "reason", Value: text}} }
	appendActs(t, s,
		directory.Act{At: instant(10), By: user("awa"), ByName: "Awa Diop", Verb: "one", Details: reason("Congé d'été")},
		directory.Act{At: instant(20), By: user("admin"), ByName: "Fatou", Subject: user("awa"), Verb: "two"},
		directory.Act{At: instant(30), By: user("admin"), ByName: "Fatou", Subject: user("moussa"), Verb: "one", Details: reason("100 % _")},
	)
	for name, c := range map[string]struct {
		filter directory.HistoryFilter
		want   []int64
	}{
		"all":             {directory.HistoryFilter{}, []int64{3, 2, 1}},
		"person":          {directory.HistoryFilter{Person: user("awa")}, []int64{2, 1}},
		"from":            {directory.HistoryFilter{From: instant(20)}, []int64{3, 2}},
		"until":           {directory.HistoryFilter{Until: instant(20)}, []int64{1}},
		"name":            {directory.HistoryFilter{Search: "DIOP"}, []int64{1}},
		"value":           {directory.HistoryFilter{Search: "ete"}, []int64{1}},
		"wildcard":        {directory.HistoryFilter{Search: "% _"}, []int64{3}},
		"words":           {directory.HistoryFilter{Search: "diop", Verbs: []directory.Verb{"two", "three"}}, []int64{2, 1}},
		"words of person": {directory.HistoryFilter{Search: "fatou", Person: user("moussa"), Verb: "one"}, []int64{3}},
		"nothing":         {directory.HistoryFilter{Search: "reason"}, nil},
	} {
		view(t, s, func(tx *storage.Tx) error {
			acts, total, err := tx.Acts(c.filter)
			var got []int64
			for _, a := range acts {
				got = append(got, a.Seq)
			}
			same(t, name, got, c.want)
			same(t, name+" in all", total, len(c.want))
			return err
		})
	}
}

// intact checks the journal and gives its report.
func intact(t *testing.T, s *storage.Store) (r directory.JournalReport) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) (err error) {
		r, err = directory.VerifyJournal(tx)
		same(t, "damages", r.Damages, nil)
		return err
	})
	return r
}

func eraseFromHistory(t *testing.T, s *storage.Store) {
	awa := person("awa")
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa", "moussa") })
	appendActs(t, s,
		directory.Act{By: user("admin"), ByName: "Fatou", Subject: awa.ID, Verb: "added", Details: []directory.Detail{{Name: "name", Value: awa.Name()}, {Name: "role", Value: "cashier"}}},
		directory.Act{By: awa.ID, ByName: awa.Name(), Subject: awa.ID, Verb: "signed"},
		directory.Act{By: awa.ID, ByName: awa.Name(), Subject: user("moussa"), Verb: "edited", Details: []directory.Detail{{Name: "job", Value: "Chef"}}},
		directory.Act{By: user("admin"), ByName: "Fatou", Verb: "assigned", Details: []directory.Detail{{Name: "person", Value: awa.Name()}}},
	)
	before := intact(t, s)
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.DeleteUser(awa.ID); err != nil {
			return err
		}
		return tx.AppendAct(directory.Act{Verb: directory.VerbUserDeleted, Subject: awa.ID})
	})
	after := intact(t, s)
	same(t, "values erased", []int64{before.Erased, after.Erased}, []int64{0, 4})
	view(t, s, func(tx *storage.Tx) error {
		for _, text := range []string{awa.Name(), awa.Email} {
			_, total, err := tx.Acts(directory.HistoryFilter{Search: text})
			if same(t, "found by "+text, total, 0); err != nil {
				return err
			}
		}
		acts, err := tx.ActsAfter(0, 9)
		same(t, "added", acts[0].Details, []directory.Detail{{Name: "name"}, {Name: "role", Value: "cashier"}})
		same(t, "added, erased", acts[0].Erased, []int{0})
		same(t, "edited", []any{acts[2].ByName, acts[2].NameErased, acts[2].Details[0].Value}, []any{"", true, "Chef"})
		same(t, "assigned", acts[3].Erased, []int{0})
		return err
	})
}

func eraseReported(t *testing.T, s *storage.Store) {
	awa := person("awa")
	act := directory.Act{
		By: awa.ID, ByName: awa.Name(), Subject: awa.ID, Verb: "signed", Poste: 3, Origin: ident.PosteID{3}, Received: instant(20),
		Details: []directory.Detail{{Name: "reason", Value: "x"}, {Name: "role", Value: "y"}},
	}
	update(t, s, func(tx *storage.Tx) error {
		if err := addPeople(tx, "awa"); err != nil {
			return err
		}
		deleted := act // a poste can not delete anybody
		deleted.Verb = directory.VerbUserDeleted
		if err := tx.AppendReported(deleted, 1); err != nil {
			return err
		}
		return tx.AppendReported(act, 2)
	})
	same(t, "before", intact(t, s).Erased, int64(0))
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.DeleteUser(awa.ID); err != nil {
			return err
		}
		if err := tx.AppendAct(directory.Act{Verb: directory.VerbUserDeleted, Subject: awa.ID}); err != nil {
			return err
		}
		return tx.AppendReported(act, 3)
	})
	same(t, "after", intact(t, s).Erased, int64(6))
	same(t, "the act of the caller", act.Details[0].Value, "x")
}
