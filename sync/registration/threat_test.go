package registration_test

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// Row 12: a key with which everybody could open or sign is not taken from a
// request, whoever signed it.
func TestThreat12WeakKeyInARequest(t *testing.T) {
	s := newScene(t)
	lowOrder := hex.EncodeToString(make([]byte, 32))
	nonCanonical := "f0ff" + string(bytes.Repeat([]byte("ff"), 29)) + "7f" // 2^255 − 16 is over the prime
	for name, weak := range map[string]string{"low order": lowOrder, "not canonical": nonCanonical} {
		for field, key := range map[string][32]byte{"box key": s.site.Key.Public(), "signing key": s.site.Sign.Public()} {
			t.Run(name+" "+field, func(t *testing.T) {
				s.notReceived(fault.Forged, "file.weak-key", s.withKey(hex.EncodeToString(key[:]), weak))
			})
		}
	}
	s.receive(s.ask())
}

// withKey is a request of the site in which one key is another.
func (s *scene) withKey(key, weak string) (file []byte) {
	s.t.Helper()
	s.must(s.site.Update(func(tx *storage.Tx) error {
		payload, err := usrfile.EncodeRequestData(usrfile.RequestData{
			Module: "cashbook", User: "awa@eauvive.example", Label: "Portable Awa", SignKey: s.site.Sign.Public(),
			BoxKey: s.site.Key.Public(), Nonce: usrfile.Bytes16(uuid.New()), Application: "0.1.0", Schema: usrfile.SchemaVersion,
		})
		if err != nil {
			return err
		}
		changed := bytes.Replace(payload, []byte(key), []byte(weak), 1)
		if bytes.Equal(changed, payload) {
			s.t.Fatal("the key is not in the payload")
		}
		m := usrfile.Message{Kind: usrfile.KindRequest, FileID: uuid.New(), Subject: synctest.Awa, Payload: changed}
		file, _, err = exchange.Sender{Poste: s.site.Poste, Key: s.site.Sign}.Sign(tx, m, rand.Reader, s.site.Now)
		return err
	}))
	return file
}

// Row 19: whoever swaps the request on its way can copy everything that a person
// reads in it but the fingerprint; and a reply to it opens nothing at the site.
func TestThreat19RequestSwappedOnTheWay(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	thief := synctest.NewFolder(t, "thief")
	thief.Accept(s.Export(), s.Office.KeyFile())
	activate(t, thief)
	swapped, err := tryAsk(thief, awa, wish)
	s.must(err)
	genuine, arrived := s.receive(made), s.receive(swapped)
	if arrived.Label != genuine.Label || arrived.Location != genuine.Location || arrived.User != genuine.User {
		t.Error("the thief forgot something")
	}
	if shown := usrfile.RequestFingerprint(arrived.Digest); shown == made.Fingerprint || len(shown) != len(made.Fingerprint) {
		t.Errorf("head office shows %s, the site %s", shown, made.Fingerprint)
	}
	a, err := s.tryApprove(arrived.Digest) // nobody compared
	s.must(err)
	s.refusedWhole(fault.Forged, "file.other-poste", a.Data)
}
