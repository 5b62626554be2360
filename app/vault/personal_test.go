package vault_test

import (
	"bytes"
	"crypto/rand"
	"testing"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
)

const password = "une phrase pour le siège"

var awa = ident.UserID{1}

// entitled is a person to whom a wrapping key is sealed, with a secret of it.
func entitled(t *testing.T) (p vault.PersonalKey, sealed []byte) {
	t.Helper()
	wrapping := must(vault.NewWrapping(rand.Reader))
	p = must(vault.NewPersonalKey(awa, password, access.FloorEffort, rand.Reader))
	p.Wrapping = must(wrapping.SealFor(p.Public, rand.Reader))
	return p, must(wrapping.Seal("root", []byte("seed"), rand.Reader))
}

// opens reports whether the person gets at the secret with the password.
func opens(p vault.PersonalKey, password string, sealed []byte) error {
	wrapping, err := p.Unlock(password)
	if err != nil {
		return err
	}
	secret, err := wrapping.Open("root", sealed)
	if err == nil && !bytes.Equal(secret, []byte("seed")) {
		panic("another secret")
	}
	return err
}

func TestUnlock(t *testing.T) {
	p, sealed := entitled(t)
	if err := opens(p, password, sealed); err != nil {
		t.Error(err)
	}
	if err := opens(p, "une phrase pour le sie\u0300ge", sealed); err != nil {
		t.Errorf("decomposed accent: %v", err)
	}
	wantFault(t, opens(p, "une autre phrase", sealed), fault.Denied, "vault.password")
	wantFault(t, opens(p, "", sealed), fault.Denied, "vault.password")
}

func TestAColleagueCanBeEntitledWhoIsNotThere(t *testing.T) {
	p, sealed := entitled(t)
	wrapping := must(p.Unlock(password))
	moussa := must(vault.NewPersonalKey(ident.UserID{2}, "une phrase de Moussa", access.FloorEffort, rand.Reader))
	_, err := moussa.Unlock("une phrase de Moussa")
	wantFault(t, err, fault.Denied, "vault.not-entitled")
	moussa.Wrapping = must(wrapping.SealFor(moussa.Public, rand.Reader))
	if err := opens(moussa, "une phrase de Moussa", sealed); err != nil {
		t.Error(err)
	}
	wantFault(t, opens(moussa, password, sealed), fault.Denied, "vault.password")
}

func TestChangePassword(t *testing.T) {
	p, sealed := entitled(t)
	_, err := p.ChangePassword("une autre phrase", "x", access.FloorEffort, rand.Reader)
	wantFault(t, err, fault.Denied, "vault.password")
	changed := must(p.ChangePassword(password, "une phrase nouvelle", access.FloorEffort, rand.Reader))
	if err := opens(changed, "une phrase nouvelle", sealed); err != nil {
		t.Error(err)
	}
	wantFault(t, opens(changed, password, sealed), fault.Denied, "vault.password")
	if changed.Public != p.Public || !bytes.Equal(changed.Wrapping, p.Wrapping) || bytes.Equal(changed.SealedPrivate[:22], p.SealedPrivate[:22]) {
		t.Error("only the sealing should be new, with a new salt")
	}
}

func TestAnEditedPersonalKeyIsRefused(t *testing.T) {
	p, sealed := entitled(t)
	stranger := must(vault.NewPersonalKey(ident.UserID{2}, password, access.FloorEffort, rand.Reader))
	edit := func(at int, value byte) func(*vault.PersonalKey) {
		return func(p *vault.PersonalKey) { p.SealedPrivate[at] = value }
	}
	for name, c := range map[string]struct {
		edit func(*vault.PersonalKey)
		kind fault.Kind
		key  string
	}{
		"nothing there":           {func(p *vault.PersonalKey) { p.SealedPrivate = nil }, fault.Forged, "vault.damaged"},
		"cut":                     {func(p *vault.PersonalKey) { p.SealedPrivate = p.SealedPrivate[:21] }, fault.Forged, "vault.damaged"},
		"absurd memory":           {edit(0, 0xff), fault.Forged, "vault.damaged"},
		"absurd passes":           {edit(4, 200), fault.Forged, "vault.damaged"},
		"no passes":               {edit(4, 0), fault.Forged, "vault.damaged"},
		"no lanes":                {edit(5, 0), fault.Forged, "vault.damaged"},
		"another effort":          {edit(4, 3), fault.Denied, "vault.password"},
		"another salt":            {func(p *vault.PersonalKey) { p.SealedPrivate[6] ^= 1 }, fault.Denied, "vault.password"},
		"a changed secret":        {func(p *vault.PersonalKey) { p.SealedPrivate[60] ^= 1 }, fault.Denied, "vault.password"},
		"somebody else's private": {func(p *vault.PersonalKey) { p.SealedPrivate = stranger.SealedPrivate }, fault.Denied, "vault.password"},
		"under somebody else":     {func(p *vault.PersonalKey) { p.User = ident.UserID{2} }, fault.Denied, "vault.password"},
		"somebody else's public":  {func(p *vault.PersonalKey) { p.Public = stranger.Public }, fault.Forged, "vault.damaged"},
		"a changed wrapping":      {func(p *vault.PersonalKey) { p.Wrapping[40] ^= 1 }, fault.Forged, "vault.damaged"},
		"no wrapping":             {func(p *vault.PersonalKey) { p.Wrapping = nil }, fault.Denied, "vault.not-entitled"},
	} {
		t.Run(name, func(t *testing.T) {
			edited := p
			edited.SealedPrivate, edited.Wrapping = bytes.Clone(p.SealedPrivate), bytes.Clone(p.Wrapping)
			c.edit(&edited)
			wantFault(t, opens(edited, password, sealed), c.kind, c.key)
		})
	}
}

// Else the next secret would be sealed to whoever put the public half there.
func TestHalvesThatDoNotBelongTogetherAreRefused(t *testing.T) {
	p, _ := entitled(t)
	stranger := must(vault.NewPersonalKey(ident.UserID{2}, password, access.FloorEffort, rand.Reader))
	p.Public, p.Wrapping = stranger.Public, nil
	_, err := p.Unlock(password)
	wantFault(t, err, fault.Forged, "vault.damaged")
	_, err = p.ChangePassword(password, "une phrase nouvelle", access.FloorEffort, rand.Reader)
	wantFault(t, err, fault.Forged, "vault.damaged")
}

func TestNewPersonalKeyRefusesAnAbsurdEffort(t *testing.T) {
	for _, effort := range []access.Effort{{}, {MemoryKiB: 1 << 30, Passes: 3, Lanes: 4}, {MemoryKiB: 64 << 10, Passes: 300, Lanes: 4}} {
		if _, err := vault.NewPersonalKey(awa, password, effort, rand.Reader); err == nil {
			t.Errorf("%+v passes", effort)
		}
	}
}
