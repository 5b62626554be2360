package directory_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// renewal is the request of the same poste after its keys were lost.
func renewal(r directory.Request) directory.Request {
	r.Digest[1]++
	r.SignKey[31]++
	r.BoxKey[31]++
	r.Made = r.Made.Add(time.Minute)
	return r
}

// Row 18: other keys under a known identity are a poste that has lost them, or a
// copy. Nobody takes one for the other without being told.
func TestRenewalReplacesTheKeysOfAPoste(t *testing.T) {
	h := newHouse(t)
	first := request(h)
	receive(t, h, first)
	poste := approve(t, h, first)
	again := renewal(first)
	receive(t, h, again)
	if known, err := directory.RegistrationOf(h, again); err != nil || !known.Renewal || known.Poste.Number != 1 {
		t.Errorf("it asks for %+v, %v", known, err)
	}
	_, err := directory.ApproveRequest(h, h.founder, again.Digest, directory.Approval{}, now)
	wantFault(t, err, fault.Conflict, "directory.renewal")
	later := now.Add(time.Hour)
	got, err := directory.ApproveRequest(h, h.founder, again.Digest, directory.Approval{Renewal: true}, later)
	if err != nil || got.ID != poste.ID || got.Number != poste.Number || got.SignKey != again.SignKey || got.BoxKey != again.BoxKey {
		t.Fatalf("poste %+v, %v", got, err)
	}
	if want := (directory.FormerKey{Poste: poste.ID, SignKey: first.SignKey, BoxKey: first.BoxKey, Replaced: later}); len(h.former) != 1 || h.former[0] != want {
		t.Errorf("former keys %+v, want %+v", h.former, want)
	}
	if want := "poste-renewed module=cashbook label=Portable Awa location=Kolda poste=1"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
}

// The old disk comes back and asks for something, under whatever identity.
func TestFormerKeysRegisterNothing(t *testing.T) {
	h := newHouse(t)
	first := request(h)
	receive(t, h, first)
	approve(t, h, first)
	again := renewal(first)
	receive(t, h, again)
	_, err := directory.ApproveRequest(h, h.founder, again.Digest, directory.Approval{Renewal: true}, now)
	if err != nil {
		t.Fatal(err)
	}
	old := first
	old.Digest, old.Module = [32]byte{7}, directory.ModuleAccounting
	elsewhere := wish(first.User, 8)
	elsewhere.BoxKey = first.BoxKey
	for _, r := range []directory.Request{old, elsewhere} {
		_, err := directory.ReceiveRequest(h, r)
		wantFault(t, err, fault.Conflict, "directory.poste-former-key")
	}
}

// A renewal puts an end to what the poste asked with the keys that it has lost.
func TestNewerRequestReplacesOlderOnes(t *testing.T) {
	h := newHouse(t)
	first := request(h)
	receive(t, h, first)
	other := first
	other.Digest, other.Module = [32]byte{5}, directory.ModuleAccounting
	receive(t, h, other)
	wantStatus(t, h, first, directory.RequestOpen) // both are wanted
	same := first
	same.Digest = [32]byte{6}
	receive(t, h, same)
	wantStatus(t, h, first, directory.RequestReplaced)
	wantStatus(t, h, other, directory.RequestOpen)
	lost := renewal(same)
	receive(t, h, lost)
	wantStatus(t, h, other, directory.RequestReplaced)
	wantStatus(t, h, same, directory.RequestReplaced)
	_, err := directory.ApproveRequest(h, h.founder, other.Digest, directory.Approval{Renewal: true}, now)
	wantFault(t, err, fault.Conflict, "directory.request-decided")
	foreign := wish(first.User, 9)
	receive(t, h, foreign)
	wantStatus(t, h, lost, directory.RequestOpen)
}

func wantStatus(t *testing.T, h *house, r directory.Request, want directory.RequestStatus) {
	t.Helper()
	if got := h.requests[r.Digest].Status; got != want {
		t.Errorf("request %d is %s, want %s", r.Digest[0], got, want)
	}
}

func TestRequestExpires(t *testing.T) {
	h := newHouse(t)
	r := request(h)
	receive(t, h, r)
	end := r.Made.AddDate(0, 0, 90)
	for _, c := range []struct {
		at      time.Time
		open    int
		expired int
	}{{end.Add(-time.Second), 1, 0}, {end, 0, 1}} {
		for status, want := range map[directory.RequestStatus]int{directory.RequestOpen: c.open, directory.RequestExpired: c.expired, "": 1} {
			if got, err := directory.RequestsAt(h, status, c.at); err != nil || len(got) != want {
				t.Errorf("at %v %d requests are %q, want %d; %v", c.at, len(got), status, want, err)
			}
		}
	}
	_, err := directory.ApproveRequest(h, h.founder, r.Digest, directory.Approval{}, end)
	wantFault(t, err, fault.Expired, "directory.request-expired")
	if _, err := directory.RefuseRequest(h, h.founder, r.Digest, "Trop tard", end); err != nil {
		t.Errorf("it can not be cleared away: %v", err)
	}
}
