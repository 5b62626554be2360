package registration_test

import (
	"bytes"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// again writes the file of a request at the site once more.
func (s *scene) again(digest [32]byte) (made registration.Made, err error) {
	err = s.site.Update(func(tx *storage.Tx) error {
		by, err := directory.LoadActor(tx, awa)
		if err != nil {
			return err
		}
		made, err = registration.Again(tx, by, digest, s.site.Now)
		return err
	})
	return made, err
}

// A request file that was lost on its way is the same file again.
func TestRequestFileIsWrittenAgain(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	again, err := s.again(made.Digest)
	if err != nil || !bytes.Equal(again.Data, made.Data) || again.Fingerprint != made.Fingerprint || again.Name != made.Name {
		t.Fatalf("again %+v, %v", again, err)
	}
	s.must(importReply(s.site, s.approve(again).Data))
	_, err = s.again(made.Digest)
	synctest.Refused(t, err, fault.Conflict, "registration.closed")
	_, err = s.again([32]byte{7})
	synctest.Refused(t, err, fault.Missing, "storage.request")
}

func TestExpiredRequestIsAskedAnew(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	r := s.receive(made)
	if end := s.Now.Add(usrfile.RequestWindow); r.Until() != end {
		t.Errorf("the task ends at %v, the file at %v", r.Until(), end)
	}
	for day := 0; day < 90; day += 15 { // whoever looks every few days sees no jump
		s.site.Now, s.Now = s.site.Now.AddDate(0, 0, 15), s.Now.AddDate(0, 0, 15)
		s.must(s.site.Observe())
	}
	_, err := s.tryApprove(r.Digest)
	synctest.Refused(t, err, fault.Expired, "directory.request-expired")
	_, err = s.again(made.Digest)
	synctest.Refused(t, err, fault.Expired, "registration.expired")
	s.approve(s.ask())
}

// Requests for both modules are open side by side; each reply closes its own,
// and a later one closes what it grants besides.
func TestRequestsForBothModulesAreOpenSideBySide(t *testing.T) {
	for name, second := range map[string]bool{"in order": false, "the later reply first": true} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			cash := s.ask()
			w := wish
			w.Module = directory.ModuleAccounting
			books, err := tryAsk(s.site, awa, w)
			s.must(err)
			first, last := s.approve(cash), s.approve(books)
			if !second {
				s.must(importReply(s.site, first.Data))
				s.wantRequest(cash, directory.RequestApproved)
				s.wantRequest(books, directory.RequestOpen)
			}
			s.must(importReply(s.site, last.Data))
			s.wantRequest(cash, directory.RequestApproved)
			s.wantRequest(books, directory.RequestApproved)
		})
	}
}
