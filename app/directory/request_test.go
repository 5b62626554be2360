package directory_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// request is Awa's wish for the cash book on her portable.
func request(h *house) directory.Request {
	user := h.add(directory.StatusPending, in(directory.RoleCashier, h.project.ID))
	return wish(user.ID, 1)
}

func wish(user ident.UserID, n byte) directory.Request {
	return directory.Request{
		Digest: [32]byte{n}, Poste: newID[ident.PosteID](), User: user, Module: directory.ModuleCashbook,
		Label: " Portable  Awa", Location: "Kolda", SignKey: [32]byte{n, 1}, BoxKey: [32]byte{n, 2}, Schema: 1,
		Made: now.Add(-time.Hour), Received: now, Status: directory.RequestApproved, // the status does not count
	}
}

func TestReceiveRequest(t *testing.T) {
	h := newHouse(t)
	given := request(h)
	got, err := directory.ReceiveRequest(h, given)
	if err != nil {
		t.Fatal(err)
	}
	want := given
	want.Label, want.Status = "Portable Awa", directory.RequestOpen
	if got != want || h.requests[given.Digest] != want {
		t.Errorf("request\n%+v\nwant\n%+v", got, want)
	}
	if want := "request-received module=cashbook label=Portable Awa location=Kolda"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	if again, err := directory.ReceiveRequest(h, given); err != nil || again != got || len(h.acts) != 1 {
		t.Errorf("the same again: %+v, %v", again, err)
	}
}

func TestReceiveRequestRefuses(t *testing.T) {
	h := newHouse(t)
	good := request(h)
	registered := wish(good.User, 2)
	receive(t, h, registered)
	approve(t, h, registered)
	revoked := wish(good.User, 3)
	receive(t, h, revoked)
	revoke(t, h, approve(t, h, revoked))
	for name, c := range map[string]struct {
		spoil func(*directory.Request)
		kind  fault.Kind
		key   string
	}{
		"no label":          {func(r *directory.Request) { r.Label = "" }, fault.Invalid, "directory.text-empty"},
		"a false location":  {func(r *directory.Request) { r.Location = "Kolda\u202e" }, fault.Invalid, "directory.text-forbidden"},
		"an unknown module": {func(r *directory.Request) { r.Module = "games" }, fault.Invalid, "directory.module"},
		"nobody":            {func(r *directory.Request) { r.User = newID[ident.UserID]() }, fault.Missing, "test.missing"},
		"archived": {func(r *directory.Request) {
			r.User = h.add(directory.StatusArchived, in(directory.RoleCashier, h.project.ID)).ID
		}, fault.Denied, "directory.account-inactive"},
		"an auditor":                    {func(r *directory.Request) { r.User = h.add(directory.StatusActive, whole(directory.RoleAuditor)).ID }, fault.Denied, "directory.no-right"},
		"the signing key of another":    {func(r *directory.Request) { r.SignKey = registered.SignKey }, fault.Conflict, "directory.poste-cloned"},
		"the box key of another":        {func(r *directory.Request) { r.BoxKey = registered.BoxKey }, fault.Conflict, "directory.poste-cloned"},
		"a copied folder with new keys": {func(r *directory.Request) { r.Poste, r.SignKey = registered.Poste, registered.SignKey }, fault.Conflict, "directory.poste-cloned"},
		"a revoked poste": {func(r *directory.Request) {
			r.Poste, r.SignKey, r.BoxKey = revoked.Poste, revoked.SignKey, revoked.BoxKey
		}, fault.Conflict, "directory.poste-revoked"},
	} {
		t.Run(name, func(t *testing.T) {
			r := good
			c.spoil(&r)
			_, err := directory.ReceiveRequest(h, r)
			wantFault(t, err, c.kind, c.key)
			if _, there := h.requests[r.Digest]; there {
				t.Error("the request was kept")
			}
		})
	}
}

func receive(t *testing.T, h *house, r directory.Request) {
	t.Helper()
	if _, err := directory.ReceiveRequest(h, r); err != nil {
		t.Fatal(err)
	}
}

func approve(t *testing.T, h *house, r directory.Request) directory.Poste {
	t.Helper()
	poste, err := directory.ApproveRequest(h, h.founder, r.Digest, directory.Approval{}, now)
	if err != nil {
		t.Fatal(err)
	}
	return poste
}

func revoke(t *testing.T, h *house, p directory.Poste) {
	t.Helper()
	if _, err := directory.RevokePoste(h, h.founder, p.ID, directory.CauseStolen, "Volé", now); err != nil {
		t.Fatal(err)
	}
}

// Whoever knows a name can make any number of requests; they do not bury those of
// other people.
func TestRequestsOfOnePersonAreBounded(t *testing.T) {
	h := newHouse(t)
	first := request(h)
	receive(t, h, first)
	for n := byte(2); n <= 16; n++ {
		receive(t, h, wish(first.User, n))
	}
	_, err := directory.ReceiveRequest(h, wish(first.User, 17))
	wantFault(t, err, fault.Conflict, "directory.requests-open")
	again := wish(first.User, 18) // of a poste that waits already
	again.Poste, again.SignKey, again.BoxKey = first.Poste, first.SignKey, first.BoxKey
	receive(t, h, again)
	receive(t, h, wish(h.add(directory.StatusPending, in(directory.RoleCashier, h.project.ID)).ID, 19))
}
