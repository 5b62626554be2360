package verification_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
)

// dismiss archives Awa at head office; her poste has not heard of it.
func (s *scene) dismiss() {
	s.Do(func(tx *storage.Tx) error {
		u, err := tx.User(awa)
		if err != nil {
			return err
		}
		u.Status = directory.StatusArchived
		_, err = tx.SaveUser(u)
		return err
	})
}

// Somebody who has left is not helped, though the poste does not know it yet: not
// by file, not by voice, and not when they left between request and approval.
func TestNothingIsPermittedToSomebodyWhoHasLeft(t *testing.T) {
	for p, byVoice := range map[mark.Purpose]string{
		mark.PurposeClock: "directory.account-inactive", mark.PurposeClosing: "directory.account-inactive",
		mark.PurposeFactor: "file.code-unknown", // nobody's telephone
	} {
		t.Run(string(p), func(t *testing.T) {
			s := newScene(t)
			first := s.receive(s.ask(p).Data)
			asked := s.ask(p)
			s.dismiss()
			_, err := s.tryReceive(asked.Data)
			s.refused(err, fault.Denied, "directory.account-inactive")
			_, err = s.tryEnter(asked.Code, awa)
			s.refused(err, fault.Denied, byVoice)
			_, err = s.tryApprove(manager, first.Code)
			s.refused(err, fault.Denied, "directory.account-inactive")
		})
	}
}
