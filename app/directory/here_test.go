package directory_test

import (
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// here is what head office's own installation is registered with.
func here(t *testing.T, h *house) directory.Request {
	t.Helper()
	home, err := h.Home()
	if err != nil {
		t.Fatal(err)
	}
	return directory.Request{
		Poste: home.Poste, Module: directory.ModuleCashbook, Label: "Siège", Location: "Dakar", SignKey: [32]byte{71}, BoxKey: [32]byte{72},
	}
}

func TestRegisterHere(t *testing.T) {
	h := newHouse(t)
	r := here(t, h)
	got, err := directory.RegisterHere(h, h.founder, r, false, now)
	if err != nil {
		t.Fatal(err)
	}
	want := directory.Poste{
		ID: r.Poste, Number: 1, Label: "Siège", Location: "Dakar", Modules: []directory.Module{directory.ModuleCashbook},
		User: h.founder.ID, SignKey: r.SignKey, BoxKey: r.BoxKey, Registered: now, By: h.founder.ID, Status: directory.PosteActive,
	}
	if !equalPoste(got, want) || !equalPoste(h.postes[r.Poste], want) {
		t.Errorf("poste\n%+v\nwant\n%+v", got, want)
	}
	if want := "registered-here module=cashbook label=Siège location=Dakar poste=1"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	if n := h.acts[len(h.acts)-1].Poste; n != 0 {
		t.Errorf("what is done at head office is told as of poste %d", n)
	}
	_, err = directory.RegisterHere(h, h.founder, r, false, now)
	wantFault(t, err, fault.Conflict, "directory.registered-here")
	r.Module = directory.ModuleAccounting
	got, err = directory.RegisterHere(h, h.founder, r, false, now)
	if err != nil || got.Number != 1 || !slices.Equal(got.Modules, []directory.Module{"cashbook", "accounting"}) {
		t.Errorf("with the other module %+v, %v", got, err)
	}
	_, err = directory.RevokePoste(h, h.founder, r.Poste, directory.CauseOther, "Essai", now)
	wantFault(t, err, fault.Conflict, "directory.own-poste")
}

func TestRegisterHereTakesASeatAndRefusesTheRest(t *testing.T) {
	h := newHouse(t)
	r := here(t, h)
	if _, err := directory.SetSeats(h, h.founder, directory.ModuleCashbook, 0, now); err != nil {
		t.Fatal(err)
	}
	_, err := directory.RegisterHere(h, h.founder, r, false, now)
	wantFault(t, err, fault.Conflict, "directory.no-seat")
	r.Module = "payroll"
	_, err = directory.RegisterHere(h, h.founder, r, false, now)
	wantFault(t, err, fault.Invalid, "directory.module")
	r.Module, r.Label = directory.ModuleAccounting, " "
	_, err = directory.RegisterHere(h, h.founder, r, false, now)
	wantFault(t, err, fault.Invalid, "directory.text-empty")
	r.Label, r.Poste = "Siège", ident.PosteID{9}
	_, err = directory.RegisterHere(h, h.founder, r, false, now)
	wantFault(t, err, fault.Invalid, "directory.register-elsewhere")
	if len(h.postes) != 0 {
		t.Errorf("registered %+v", h.postes)
	}
}

// A site can not register itself, whatever roles its folder says somebody has.
func TestSiteDoesNotRegisterItself(t *testing.T) {
	h := newHouse(t)
	by := h.founder
	by.Side = directory.Site
	_, err := directory.RegisterHere(h, by, here(t, h), false, now)
	wantFault(t, err, fault.Denied, "directory.head-office")
}

func TestRegisterHereAgainAfterTheKeysWereLost(t *testing.T) {
	h := newHouse(t)
	r := here(t, h)
	if _, err := directory.RegisterHere(h, h.founder, r, false, now); err != nil {
		t.Fatal(err)
	}
	was := r.SignKey
	r.SignKey, r.BoxKey = [32]byte{81}, [32]byte{82}
	_, err := directory.RegisterHere(h, h.founder, r, false, now)
	wantFault(t, err, fault.Conflict, "directory.renewal")
	later := now.Add(time.Hour)
	got, err := directory.RegisterHere(h, h.founder, r, true, later)
	if err != nil || got.Number != 1 || got.SignKey != r.SignKey || got.Registered != later || len(got.Modules) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	former, err := h.FormerKeys()
	if err != nil || len(former) != 1 || former[0].SignKey != was {
		t.Errorf("distrusted %+v, %v", former, err)
	}
}
