package exchange

import (
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// RememberApplied makes the mark of a file that was applied in a folder of which
// this one was restored, so that nothing older is taken here, and gives when the
// file was issued. The chain must be pinned. A file that was not signed by it is
// fault.Forged; a mark that is higher already stays.
func RememberApplied(s Store, id ident.UserID, file []byte) (issued time.Time, err error) {
	envelope, err := inspect(file, usrfile.KindUserData)
	if err != nil {
		return issued, err
	}
	chain, err := PinnedChain(s)
	if err != nil {
		return issued, err
	}
	if err := stillGenuine(chain, envelope); err != nil {
		return issued, err
	}
	m := envelope.Unverified() // and verified by now
	applied := mark.Order{Epoch: m.KeyEpoch, Serial: m.Serial, Digest: m.Digest()}
	of := stream(mark.Received, usrfile.KindUserData, uuid.UUID(id))
	last, seen, err := s.Order(of)
	if err != nil {
		return m.Issued, err
	}
	if verdict, err := mark.Judge(last, seen, applied); err != nil || verdict == mark.Repeated {
		return m.Issued, nil
	}
	return m.Issued, s.SaveOrder(of, applied)
}
