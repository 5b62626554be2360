package directory_test

import (
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestApproveRequest(t *testing.T) {
	h := newHouse(t)
	r := request(h)
	receive(t, h, r)
	later := now.Add(time.Hour)
	got, err := directory.ApproveRequest(h, h.founder, r.Digest, directory.Approval{Location: "Kolda, bureau"}, later)
	if err != nil {
		t.Fatal(err)
	}
	want := directory.Poste{
		ID: r.Poste, Number: 1, Label: "Portable Awa", Location: "Kolda, bureau", Modules: []directory.Module{directory.ModuleCashbook},
		User: r.User, SignKey: r.SignKey, BoxKey: r.BoxKey, Registered: later, By: h.founder.ID, Status: directory.PosteActive,
	}
	if !equalPoste(got, want) || !equalPoste(h.postes[r.Poste], want) {
		t.Errorf("poste\n%+v\nwant\n%+v", got, want)
	}
	stored := h.requests[r.Digest]
	if stored.Status != directory.RequestApproved || stored.Decided != later || stored.DecidedBy != h.founder.ID {
		t.Errorf("request %+v", stored)
	}
	if want := "request-approved module=cashbook label=Portable Awa location=Kolda, bureau poste=1"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
}

func equalPoste(a, b directory.Poste) bool {
	if !slices.Equal(a.Modules, b.Modules) {
		return false
	}
	a.Modules, b.Modules = nil, nil
	return a.ID == b.ID && a.Number == b.Number && a.Label == b.Label && a.Location == b.Location && a.User == b.User &&
		a.SignKey == b.SignKey && a.BoxKey == b.BoxKey && a.Registered == b.Registered && a.By == b.By && a.Status == b.Status
}

func TestAFurtherModuleKeepsThePoste(t *testing.T) {
	h := newHouse(t)
	first := request(h)
	receive(t, h, first)
	poste := approve(t, h, first)
	second := first
	second.Digest, second.Module = [32]byte{9}, directory.ModuleAccounting
	receive(t, h, second)
	again := approve(t, h, second)
	if again.ID != poste.ID || again.Number != poste.Number || !slices.Equal(again.Modules, []directory.Module{"cashbook", "accounting"}) {
		t.Errorf("poste %+v", again)
	}
	other := wish(first.User, 4)
	receive(t, h, other)
	if next := approve(t, h, other); next.Number != 2 {
		t.Errorf("the next poste has number %d", next.Number)
	}
}

func TestDecisionsAreRefused(t *testing.T) {
	decisions := map[string]func(h *house, by directory.Actor, digest [32]byte) error{
		"approve": func(h *house, by directory.Actor, digest [32]byte) error {
			_, err := directory.ApproveRequest(h, by, digest, directory.Approval{}, now)
			return err
		},
		"refuse": func(h *house, by directory.Actor, digest [32]byte) error {
			_, err := directory.RefuseRequest(h, by, digest, "Poste inconnu", now)
			return err
		},
	}
	for name, decide := range decisions {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			r := request(h)
			receive(t, h, r)
			own := h.add(directory.StatusActive, whole(directory.RoleAdminInstallation))
			mine := wish(own.ID, 5)
			receive(t, h, mine)
			wantFault(t, decide(h, own, mine.Digest), fault.Denied, "directory.own-request")
			wantFault(t, decide(h, h.add(directory.StatusActive, whole(directory.RoleAdminUser)), r.Digest), fault.Denied, "directory.no-right")
			wantFault(t, decide(h, own, [32]byte{0xff}), fault.Missing, "test.missing")
			if err := decide(h, own, r.Digest); err != nil {
				t.Fatal(err)
			}
			for _, decideAgain := range decisions {
				wantFault(t, decideAgain(h, own, r.Digest), fault.Conflict, "directory.request-decided")
			}
		})
	}
}

func TestApprovalLooksAgain(t *testing.T) {
	h := newHouse(t)
	r := request(h)
	receive(t, h, r)
	u := h.users[r.User]
	u.Status = directory.StatusArchived
	h.users[u.ID] = u
	_, err := directory.ApproveRequest(h, h.founder, r.Digest, directory.Approval{}, now)
	wantFault(t, err, fault.Denied, "directory.account-inactive")
	u.Status = directory.StatusActive
	h.users[u.ID] = u
	_, err = directory.ApproveRequest(h, h.founder, r.Digest, directory.Approval{Label: "Portable\u202e"}, now)
	wantFault(t, err, fault.Invalid, "directory.text-forbidden")
	h.postes[newID[ident.PosteID]()] = directory.Poste{Number: 1<<20 - 1, SignKey: [32]byte{7}, BoxKey: [32]byte{7}}
	_, err = directory.ApproveRequest(h, h.founder, r.Digest, directory.Approval{}, now)
	wantFault(t, err, fault.Conflict, "directory.postes")
	if h.requests[r.Digest].Status != directory.RequestOpen {
		t.Error("the request was closed")
	}
}

func TestRefuseRequest(t *testing.T) {
	h := newHouse(t)
	r := request(h)
	receive(t, h, r)
	_, err := directory.RefuseRequest(h, h.founder, r.Digest, " ", now)
	wantFault(t, err, fault.Invalid, "directory.text-empty")
	got, err := directory.RefuseRequest(h, h.founder, r.Digest, "Poste inconnu", now)
	if err != nil || got.Status != directory.RequestRefused || got.Reason != "Poste inconnu" || h.requests[r.Digest] != got {
		t.Errorf("request %+v, %v", got, err)
	}
	if len(h.postes) != 0 {
		t.Error("a poste was registered")
	}
	if want := "request-refused module=cashbook label=Portable Awa location=Kolda reason=Poste inconnu"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
}
