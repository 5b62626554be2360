package directory_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestActivateKeepsTheActivation(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusEmployee)
	a := activation()
	got, err := directory.Activate(h, h.founder, user.ID, a, now)
	if err != nil {
		t.Fatal(err)
	}
	if got.Activation != a || got.Activation.Until.Sub(now) != 14*24*time.Hour {
		t.Errorf("activation %+v", got.Activation)
	}
	if got, want := h.lastAct(), "user-activated status=pending until=2026-12-05"; got != want {
		t.Errorf("act %q, want %q", got, want)
	}
}

func TestActivateRefusesAnUnusableActivation(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusEmployee)
	for name, spoil := range map[string]func(*directory.Activation){
		"no identifier": func(a *directory.Activation) { a.ID = ident.ActivationID{} },
		"no digest":     func(a *directory.Activation) { a.Digest = [32]byte{} },
		"over":          func(a *directory.Activation) { a.Until = now },
		"too long":      func(a *directory.Activation) { a.Until = a.Until.Add(time.Second) },
	} {
		a := activation()
		spoil(&a)
		_, err := directory.Activate(h, h.founder, user.ID, a, now)
		t.Run(name, func(t *testing.T) { wantFault(t, err, fault.Invalid, "directory.activation") })
	}
}

func TestActivateRefusesOneWhoseAccessIsOver(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusEmployee).User
	for day, allowed := range map[int]bool{20: false, 21: true} {
		user.AccessUntil = calendar.New(2026, time.November, day)
		h.users[user.ID] = user
		_, err := directory.Activate(h, h.founder, user.ID, activation(), now)
		if allowed && err != nil {
			t.Errorf("last day: %v", err)
		}
		if !allowed {
			wantFault(t, err, fault.Invalid, "directory.access-over")
		}
	}
}

func TestTheActivationEndsWithTheAccount(t *testing.T) {
	for name, kept := range map[string]bool{"confirm": true, "deactivate": false, "archive": false} {
		h := newHouse(t)
		user := h.add(directory.StatusPending).User
		user.Activation = activation()
		h.users[user.ID] = user
		if err := steps[name](h, user.ID); err != nil {
			t.Fatal(err)
		}
		if got := h.users[user.ID].Activation == user.Activation; got != kept {
			t.Errorf("%s: activation kept %v, want %v", name, got, kept)
		}
	}
}

func TestCompleteActivation(t *testing.T) {
	h := newHouse(t)
	site := newID[ident.PosteID]()
	h.home = &directory.Home{Side: directory.Site, Poste: site}
	h.postes[site] = directory.Poste{ID: site, Number: 12}
	user := h.add(directory.StatusPending)
	got, err := directory.CompleteActivation(h, user.ID, now)
	if err != nil || got.Status != directory.StatusActive {
		t.Fatalf("user %+v, %v", got, err)
	}
	if act := h.acts[0]; act.Verb != directory.VerbUserConfirmed || act.By != user.ID || act.Subject != user.ID || act.Poste != 12 {
		t.Errorf("act %+v", act)
	}
	again, err := directory.CompleteActivation(h, user.ID, now)
	if err != nil || again != got || len(h.acts) != 2 || h.acts[1].Verb != directory.VerbUserConfirmed {
		t.Errorf("a second poste: %+v, %v", again, err)
	}
}

// Head office counts the activation that is open, and no other.
func TestAcknowledgeActivation(t *testing.T) {
	h := newHouse(t)
	user := h.add(directory.StatusPending).User
	user.Activation.ID = newID[ident.ActivationID]()
	h.users[user.ID] = user
	for name, c := range map[string]struct {
		id   ident.UserID
		used ident.ActivationID
	}{
		"another activation": {user.ID, newID[ident.ActivationID]()},
		"somebody erased":    {newID[ident.UserID](), user.Activation.ID},
		"somebody active":    {h.add(directory.StatusActive).ID, ident.ActivationID{}},
	} {
		if done, err := directory.AcknowledgeActivation(h, c.id, c.used, now); err != nil || done || len(h.acts) > 0 {
			t.Errorf("%s: %v, %v", name, done, err)
		}
	}
	done, err := directory.AcknowledgeActivation(h, user.ID, user.Activation.ID, now)
	if err != nil || !done || h.users[user.ID].Status != directory.StatusActive {
		t.Errorf("%v, %v, %s", done, err, h.users[user.ID].Status)
	}
	if want := "user-confirmed status=active"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
}

func TestCompleteActivationRefuses(t *testing.T) {
	h := newHouse(t)
	for _, status := range []directory.Status{directory.StatusEmployee, directory.StatusArchived} {
		_, err := directory.CompleteActivation(h, h.add(status).ID, now)
		wantFault(t, err, fault.Conflict, "directory.cannot-confirm")
	}
	ended := h.add(directory.StatusPending).User
	ended.AccessUntil = calendar.New(2026, time.November, 20)
	h.users[ended.ID] = ended
	_, err := directory.CompleteActivation(h, ended.ID, now)
	wantFault(t, err, fault.Denied, "directory.access-ended")
}
