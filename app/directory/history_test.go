package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestNoteNamesThePoste(t *testing.T) {
	m := newMemory()
	note := func() int {
		t.Helper()
		if err := directory.Note(m, awa(), moussa, directory.VerbSignedIn, now, directory.Detail{Name: "reason", Value: "x"}); err != nil {
			t.Fatal(err)
		}
		act := m.acts[len(m.acts)-1]
		if act.By != awaID || act.ByName != "Awa Diop" || act.Subject != moussa || act.At != now || len(act.Details) != 1 {
			t.Errorf("act %+v", act)
		}
		return act.Poste
	}
	if n := note(); n != 0 {
		t.Errorf("an empty folder is poste %d", n)
	}
	id := newID[ident.PosteID]()
	m.home = &directory.Home{Side: directory.Site, Poste: id}
	if n := note(); n != 0 {
		t.Errorf("an unregistered poste is %d", n)
	}
	m.postes[id] = directory.Poste{ID: id, Number: 12}
	if n := note(); n != 12 {
		t.Errorf("poste 12 is %d", n)
	}
}

func TestDetailsAreWords(t *testing.T) {
	for _, c := range []struct {
		detail      directory.Detail
		label, word fault.Key
		is          bool
	}{
		{directory.Detail{Name: "role", Value: "cashier"}, "detail.role", "role.cashier", true},
		{directory.Detail{Name: "level", Value: "projects"}, "detail.level", "level.projects", true},
		{directory.Detail{Name: "status", Value: "pending"}, "detail.status", "status.pending", true},
		{directory.Detail{Name: "module", Value: "cashbook"}, "detail.module", "module.cashbook", true},
		{directory.Detail{Name: "duty", Value: "deputy"}, "detail.duty", "duty.deputy", true},
		{directory.Detail{Name: "book-type", Value: "cash"}, "detail.book-type", "book.type.cash", true},
		{directory.Detail{Name: "signing-way", Value: "paper"}, "detail.signing-way", "signing-way.paper", true},
		{directory.Detail{Name: "label", Value: "Portable"}, "detail.label", "", false},
	} {
		word, is := c.detail.Word()
		if c.detail.Label() != c.label || word != c.word || is != c.is {
			t.Errorf("%+v: %s, %s, %v", c.detail, c.detail.Label(), word, is)
		}
	}
	if directory.StatusActive.Label() != "status.active" || directory.RoleCashier.Label() != "role.cashier" {
		t.Error("labels of words")
	}
}
