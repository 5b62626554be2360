package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

var actTests = []test{
	{"history is kept in order, newest first", keepActs},
	{"history of a poste has what was done on it and about it", actsOfPoste},
}

func sampleAct(verb directory.Verb) directory.Act {
	return directory.Act{
		Seq: 99, At: instant(12), By: user("admin"), ByName: "Fatou Sarr", Subject: user("awa"), Poste: 3, Verb: verb,
		Details: []directory.Detail{{Name: "role", Value: "cashier"}, {Name: "place", Value: `"P01" <é>`}, {Name: "role", Value: ""}},
	}
}

func keepActs(t *testing.T, s *storage.Store) {
	acts := []directory.Act{sampleAct("first"), {Verb: "second"}, sampleAct("third")}
	acts[2].At = instant(1) // a clock set back does not change the order
	whole(t, acts[0], "Origin", "Received", "NameErased", "Erased")
	for i := range acts {
		update(t, s, func(tx *storage.Tx) error { return tx.AppendAct(acts[i]) })
		acts[i].Seq = int64(i + 1)
	}
	for _, c := range []struct {
		filter directory.HistoryFilter
		want   []directory.Act
		total  int
	}{
		{directory.HistoryFilter{}, []directory.Act{acts[2], acts[1], acts[0]}, 3},
		{directory.HistoryFilter{Subject: user("awa")}, []directory.Act{acts[2], acts[0]}, 2},
		{directory.HistoryFilter{Limit: 2}, []directory.Act{acts[2], acts[1]}, 3},
		{directory.HistoryFilter{Offset: 2, Limit: 2}, []directory.Act{acts[0]}, 3},
		{directory.HistoryFilter{Subject: user("awa"), Offset: 1}, []directory.Act{acts[0]}, 2},
		{directory.HistoryFilter{Subject: user("nobody")}, nil, 0},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, total, err := tx.Acts(c.filter)
			same(t, "acts", got, c.want)
			same(t, "acts in all", total, c.total)
			return err
		})
	}
}

func actsOfPoste(t *testing.T, s *storage.Store) {
	about := func(name, value string) directory.Act {
		return directory.Act{Verb: "any", Details: []directory.Detail{{Name: name, Value: value}}}
	}
	for _, a := range []directory.Act{
		about("poste", "12"), {Verb: "on it", Poste: 12}, about("poste", "1"), about("poste", "120"), {Verb: "elsewhere", Poste: 1},
		about("text", `["poste","12"]`), about("text", `x"],["poste","12`),
	} {
		update(t, s, func(tx *storage.Tx) error { return tx.AppendAct(a) })
	}
	view(t, s, func(tx *storage.Tx) error {
		acts, total, err := tx.Acts(directory.HistoryFilter{Poste: 12, Limit: 9})
		if same(t, "acts in all", total, 2); len(acts) == 2 {
			same(t, "acts", []int64{acts[0].Seq, acts[1].Seq}, []int64{2, 1})
		}
		return err
	})
}
