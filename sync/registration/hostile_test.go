package registration_test

import (
	"crypto/rand"
	"math"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// pretend is a request under the identity of the site, signed with keys that
// anybody can make, and with the last serial that there is.
func (s *scene) pretend() []byte {
	s.t.Helper()
	return s.lastOf(synctest.NewFolder(s.t, "somebody"))
}

// lastOf is a request under the identity of the site, signed with the keys of a
// folder.
func (s *scene) lastOf(other *synctest.Folder) []byte {
	s.t.Helper()
	payload, err := usrfile.EncodeRequestData(usrfile.RequestData{
		Module: "accounting", User: "awa@eauvive.example", Label: "Portable Awa", SignKey: other.Sign.Public(),
		BoxKey: other.Key.Public(), Nonce: usrfile.Bytes16(uuid.New()), Application: "0.1.0", Schema: usrfile.SchemaVersion,
		Previous: usrfile.Bytes32{9}, // unknown, so that it is no fork
	})
	s.must(err)
	file, err := usrfile.Encode(usrfile.Message{
		Kind: usrfile.KindRequest, FileID: uuid.New(), Organisation: s.Office.ID, Subject: synctest.Awa, Poste: uuid.UUID(s.site.Poste),
		Serial: math.MaxInt64, Issued: s.Now, Expires: s.Now.Add(usrfile.RequestWindow), Schema: usrfile.SchemaVersion, Payload: payload,
	}, other.Sign, rand.Reader)
	s.must(err)
	return file
}

// Whoever knows the identity of a poste, which every `.usr` tells, can not make
// head office refuse what the poste itself sends.
func TestPretenderDoesNotMoveTheSequenceOfAPoste(t *testing.T) {
	for name, registered := range map[string]bool{"before it is registered": false, "afterwards": true} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			if registered {
				s.must(importReply(s.site, s.approve(s.ask()).Data))
			}
			_, err := s.tryReceive(s.pretend())
			s.must(err) // it waits for somebody who compares its fingerprint
			w := wish
			w.Module = directory.ModuleAccounting
			made, err := tryAsk(s.site, awa, w)
			s.must(err)
			s.receive(made)
		})
	}
}

// Whoever had the keys of a poste may have used up their serials: with the keys
// the sequence ends.
func TestRenewalBeginsASequence(t *testing.T) {
	s := newScene(t)
	s.must(importReply(s.site, s.approve(s.ask()).Data))
	_, err := s.tryReceive(s.lastOf(s.site))
	s.must(err)
	s.site.Now = s.site.Now.Add(time.Hour)
	s.loseKeys()
	_, err = s.renew(s.receive(s.ask()).Digest)
	s.must(err)
}
