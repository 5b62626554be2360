package usrfile_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

func sampleRegistration() usrfile.Registration {
	return usrfile.Registration{Organisation: orgID, Poste: posteID, Request: seed(0x66)}
}

func sampleKey(t testing.TB) usrfile.VerificationKey {
	t.Helper()
	key, err := sampleRegistration().AtPoste(posteBox, officeBox.Public())
	return must(t, key, err)
}

func TestPosteAndHeadOfficeHaveTheSameKey(t *testing.T) {
	office, err := sampleRegistration().AtOffice(officeBox, posteBox.Public())
	must(t, office, err)
	if usrfile.VerificationSecret(office) != usrfile.VerificationSecret(sampleKey(t)) {
		t.Error("head office has another key than the poste")
	}
}

// Another organisation, poste, registration or key of either side gives another
// key; so does an exchange of the sides.
func TestVerificationKeysAreBoundToTheRegistration(t *testing.T) {
	other := usrfile.BoxKeyFromSeed(seed(9))
	keys := map[[32]byte]string{usrfile.VerificationSecret(sampleKey(t)): "the sample"}
	add := func(name string, r usrfile.Registration, own usrfile.BoxKey, office [32]byte) {
		key, err := r.AtPoste(own, office)
		keys[usrfile.VerificationSecret(must(t, key, err))] = name
	}
	for name, edit := range map[string]func(*usrfile.Registration){
		"organisation": func(r *usrfile.Registration) { r.Organisation[15]++ },
		"poste":        func(r *usrfile.Registration) { r.Poste[15]++ },
		"request":      func(r *usrfile.Registration) { r.Request[31]++ },
	} {
		r := sampleRegistration()
		edit(&r)
		add(name, r, posteBox, officeBox.Public())
	}
	add("key of the poste", sampleRegistration(), other, officeBox.Public())
	add("key of head office", sampleRegistration(), posteBox, other.Public())
	add("sides exchanged", sampleRegistration(), officeBox, posteBox.Public())
	if want := 7; len(keys) != want {
		t.Errorf("%d different keys, want %d: %v", len(keys), want, keys)
	}
}

func TestVerificationKeysWantEveryPart(t *testing.T) {
	for name, edit := range map[string]func(*usrfile.Registration){
		"no organisation": func(r *usrfile.Registration) { r.Organisation = uuid.Nil },
		"no poste":        func(r *usrfile.Registration) { r.Poste = uuid.Nil },
		"no request":      func(r *usrfile.Registration) { r.Request = [32]byte{} },
	} {
		t.Run(name, func(t *testing.T) {
			r := sampleRegistration()
			edit(&r)
			_, err := r.AtPoste(posteBox, officeBox.Public())
			refused(t, err, usrfile.ErrField)
			_, err = r.AtOffice(officeBox, posteBox.Public())
			refused(t, err, usrfile.ErrField)
		})
	}
	_, err := sampleRegistration().AtPoste(usrfile.BoxKey{}, officeBox.Public())
	refused(t, err, usrfile.ErrWeakKey)
	_, err = sampleRegistration().AtOffice(officeBox, [32]byte{})
	refused(t, err, usrfile.ErrWeakKey)
}

func TestVerificationKeysAreNeverPrinted(t *testing.T) {
	key := sampleKey(t)
	secret := usrfile.VerificationSecret(key)
	hidden := struct {
		Name string
		Key  usrfile.VerificationKey
		own  usrfile.VerificationKey
	}{"poste 12", key, key}
	leaks := []string{
		fmt.Sprintf("%x", secret[:4]), fmt.Sprintf("%X", secret[:4]), fmt.Sprintf("%d", secret[:4])[1:10],
		fmt.Sprintf("%#x", secret[0]) + ", " + fmt.Sprintf("%#x", secret[1]), fmt.Sprintf("%08b", secret[:2])[1:16],
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%08b"} {
		for _, v := range []any{key, &key, hidden, &hidden, []any{key}, map[string]any{"k": key}} {
			text := fmt.Sprintf(verb, v)
			for _, leak := range leaks {
				if strings.Contains(text, leak) {
					t.Errorf("%s of %T shows the secret: %.80s", verb, v, text)
				}
			}
		}
	}
	if key.String() != "[private key]" || key.GoString() != "[private key]" {
		t.Errorf("got %q and %q", key.String(), key.GoString())
	}
	if _, err := json.Marshal(hidden); err == nil {
		t.Error("a verification key went into JSON")
	}
}
