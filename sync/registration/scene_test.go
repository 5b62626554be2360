package registration_test

import (
	"crypto/rand"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// scene is a head office and a site at which Awa has activated her account.
type scene struct {
	*synctest.HeadOffice
	site *synctest.Folder
	t    *testing.T
}

var (
	awa  = ident.UserID(synctest.Awa)
	till = ident.BookID(synctest.Till)
)

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive")), synctest.NewFolder(t, "Kolda"), t}
	s.site.Accept(s.Export(), s.Office.KeyFile())
	s.must(s.site.Update(func(tx *storage.Tx) error {
		if err := tx.SpendActivation(ident.ActivationID(synctest.ID("first")), s.Now); err != nil {
			return err
		}
		_, err := directory.CompleteActivation(tx, awa, s.Now)
		return err
	}))
	return s
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

var wish = registration.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}

// tryAsk makes a request in a folder as a person of its own.
func tryAsk(f *synctest.Folder, user ident.UserID, w registration.Wish) (made registration.Made, err error) {
	err = f.Update(func(tx *storage.Tx) error {
		by, err := directory.LoadActor(tx, user)
		if err != nil {
			return err
		}
		draw := registration.Draw{File: ident.FileID(uuid.New()), Nonce: uuid.New(), Random: rand.Reader}
		made, err = registration.Ask(tx, by, w, registration.Keys{Sign: f.Sign, Box: f.Key}, draw, "0.1.0", f.Now)
		return err
	})
	return made, err
}

func (s *scene) ask() registration.Made {
	s.t.Helper()
	made, err := tryAsk(s.site, awa, wish)
	s.must(err)
	return made
}

func (s *scene) tryReceive(file []byte) (r directory.Request, err error) {
	err = s.Update(func(tx *storage.Tx) error {
		clock, _, err := s.Receiver(tx)
		if err != nil {
			return err
		}
		r, err = registration.Receive(tx, file, clock)
		return err
	})
	return r, err
}

func (s *scene) receive(made registration.Made) directory.Request {
	s.t.Helper()
	r, err := s.tryReceive(made.Data)
	s.must(err)
	return r
}

func (s *scene) tryApprove(digest [32]byte) (a registration.Answer, err error) {
	err = s.Update(func(tx *storage.Tx) error {
		a, err = registration.Approve(tx, s.Admin, s.Issuer(), digest, directory.Approval{}, ident.FileID(uuid.New()), rand.Reader, s.Now)
		return err
	})
	return a, err
}

func (s *scene) approve(made registration.Made) registration.Answer {
	s.t.Helper()
	a, err := s.tryApprove(s.receive(made).Digest)
	s.must(err)
	return a
}

// previewReply examines a reply at a folder.
func previewReply(t *testing.T, f *synctest.Folder, file []byte) (pv *registration.Preview, err error) {
	t.Helper()
	err = f.Store.View(t.Context(), func(tx *storage.Tx) error {
		clock, r, err := f.Receiver(tx)
		if err != nil {
			return err
		}
		pv, err = registration.PreviewReply(tx, r, exchange.Parcel{File: file}, clock)
		return err
	})
	return pv, err
}

// importReply applies a reply, with the `.key` files beside it, to a folder.
func importReply(f *synctest.Folder, file []byte, keys ...[]byte) error {
	return f.Update(func(tx *storage.Tx) error {
		clock, r, err := f.Receiver(tx)
		if err != nil {
			return err
		}
		pv, err := registration.PreviewReply(tx, r, exchange.Parcel{File: file, Keys: keys}, clock)
		if err != nil {
			return err
		}
		return registration.ApplyReply(tx, directory.Actor{}, pv, clock)
	})
}

// reply signs what head office never would: a reply to the request with another
// payload.
func (s *scene) reply(made registration.Made, edit func(*usrfile.Message, *usrfile.ReplyData)) []byte {
	s.t.Helper()
	m := usrfile.Message{
		Kind: usrfile.KindReply, Subject: synctest.Awa, Poste: uuid.UUID(s.site.Poste), Answers: made.Digest,
		Mode: usrfile.Sealed, Recipient: s.site.Key.Public(),
	}
	data := usrfile.ReplyData{
		Request: made.Digest, Approved: true, Registration: made.Digest, PosteNumber: 1, Label: "Portable Awa", Location: "Kolda",
		Modules: usrfile.List[string]{"cashbook"}, Postes: usrfile.List[usrfile.Poste]{s.site.Line(1)},
	}
	edit(&m, &data)
	payload, err := usrfile.EncodeReplyData(data)
	s.must(err)
	m.Payload = payload
	return s.Office.Sign(m)
}
