package cashbook_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

func (s *site) grant(poste ident.PosteID) (ledger.Ownership, error) {
	return cashbook.GrantOwnership(s, s.actor(admin), till, poste, s.now)
}

func (s *site) editPoste(id ident.PosteID, change func(*directory.Poste)) {
	p := s.postes[id]
	change(&p)
	s.postes[id] = p
}

func TestGrantOwnership(t *testing.T) {
	s := newSite()
	delete(s.owners, till)
	s.now = noon.Add(999 * time.Millisecond)
	got, err := s.grant(kolda)
	want := ledger.Ownership{Book: till, Epoch: 1, Poste: kolda, FirstNumber: 1, Granted: noon}
	if err != nil || got != want {
		t.Fatalf("first grant: %+v, %v, want %+v", got, err, want)
	}
	wantAct(t, s, directory.VerbBookGranted, ident.UserID{},
		directory.Detail{Name: "book", Value: "P01/1"}, directory.Detail{Name: "poste", Value: "12"},
		directory.Detail{Name: "location", Value: "Kolda"}, directory.Detail{Name: "epoch", Value: "1"})
	if again, err := s.grant(kolda); err != nil || again != want || len(s.acts) != 1 || len(s.owners[till]) != 1 {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	s.must(t, 0, 100, 0, 50)
	if _, err := s.change(1, voucher(0, 90)); err != nil {
		t.Fatal(err)
	}

	s.editPoste(kolda, func(p *directory.Poste) { p.Status = directory.PosteRevoked })
	_, err = s.grant(spare)
	wantFault(t, s, 3, err, fault.Conflict, "cashbook.owned") // nobody has said what it printed
}

func TestGrantOwnershipRefuses(t *testing.T) {
	s := newSite()
	_, err := s.grant(spare)
	refusal := wantFault(t, s, 0, err, fault.Conflict, "cashbook.owned")
	if refusal.Args["Poste"] != 12 {
		t.Errorf("the refusal says %v", refusal.Args)
	}
	_, err = cashbook.GrantOwnership(s, s.actor(awa), till, spare, s.now)
	wantFault(t, s, 0, err, fault.Denied, "directory.no-right")
	if _, err = s.grant(ident.PosteID{9}); !errors.Is(err, fault.Missing) {
		t.Errorf("a grant to no poste: %v", err)
	}

	delete(s.owners, till)
	s.editPoste(kolda, func(p *directory.Poste) { p.Modules = []directory.Module{directory.ModuleAccounting} })
	_, err = s.grant(kolda)
	wantFault(t, s, 0, err, fault.Denied, "cashbook.grant-module")
	s.editPoste(kolda, func(p *directory.Poste) { p.Status = directory.PosteRevoked })
	_, err = s.grant(kolda)
	wantFault(t, s, 0, err, fault.Denied, "cashbook.grant-revoked")
	s.edit(func(b *cashbook.Book) { b.Status = cashbook.Finalised })
	_, err = s.grant(spare)
	wantFault(t, s, 0, err, fault.Denied, "cashbook.grant-finalised")
	if len(s.owners[till]) != 0 || len(s.acts) != 0 {
		t.Error("refused, but stored")
	}
}
