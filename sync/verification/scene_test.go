package verification_test

import (
	"crypto/rand"
	"io"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// scene is a head office, and a site that it has registered as poste 1, at which
// Awa is cashier.
type scene struct {
	*synctest.HeadOffice
	site  *synctest.Folder
	facts standIn
	t     *testing.T
}

var (
	awa    = ident.UserID(synctest.Awa)
	moussa = ident.UserID(synctest.Moussa)
)

// People at head office: who takes calls, and who approves.
var (
	operator = atOffice("operator", directory.RoleAdminInstallation)
	manager  = atOffice("manager", directory.RoleFinanceManager)
	second   = atOffice("second", directory.RoleFinanceManager)
)

func atOffice(name string, role directory.RoleID) directory.Actor {
	return directory.Actor{
		User: directory.User{ID: ident.UserID(synctest.ID(name)), FirstName: name, Status: directory.StatusActive},
		Side: directory.HeadOffice, Grants: []directory.Grant{{Role: role, Scope: directory.Scope{Level: directory.LevelOrganisation}}},
	}
}

// standIn stands for what Accounting will know: one closing and one restore that
// poste 1 may ask for, and what head office would permit.
type standIn struct {
	poste, office map[mark.Purpose][]verification.Item
}

func (f standIn) AtPoste(_ verification.Store, p mark.Purpose) ([]verification.Item, error) {
	return f.poste[p], nil
}

func (f standIn) AtOffice(_ verification.Store, _ ident.PosteID, p mark.Purpose) ([]verification.Item, error) {
	return f.office[p], nil
}

var (
	october = verification.Item{Subject: [32]byte{10}, Text: "P01 · Caisse · octobre 2026"}
	backup  = verification.Item{Subject: [32]byte{11}, Text: "P01 · Caisse · sauvegarde du 3 nov. 2026"}
)

func newScene(t *testing.T) *scene {
	t.Helper()
	items := map[mark.Purpose][]verification.Item{mark.PurposeClosing: {october}, mark.PurposeRestore: {backup}}
	s := &scene{
		synctest.NewHeadOffice(t, synctest.NewOffice(t, "Eau Vive")), synctest.NewFolder(t, "Kolda"), standIn{items, items}, t,
	}
	s.Do(func(tx *storage.Tx) error { return s.Hire(tx, synctest.Moussa, "moussa@eauvive.example") })
	s.site.Accept(s.Export(), s.Office.KeyFile())
	s.must(s.site.Update(func(tx *storage.Tx) error {
		if err := tx.SpendActivation(ident.ActivationID(synctest.ID("first")), s.Now); err != nil {
			return err
		}
		_, err := directory.CompleteActivation(tx, awa, s.Now)
		return err
	}))
	s.register()
	return s
}

// register brings the site's poste into the directory of both sides.
func (s *scene) register() {
	s.t.Helper()
	var made registration.Made
	s.must(s.site.Update(func(tx *storage.Tx) (err error) {
		draw := registration.Draw{File: fileID(), Nonce: uuid.New(), Random: rand.Reader}
		wish := registration.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}
		made, err = registration.Ask(tx, load(s.t, tx, awa), wish, registration.Keys{Sign: s.site.Sign, Box: s.site.Key}, draw, "0.1.0", s.site.Now)
		return err
	}))
	var answer registration.Answer
	s.Do(func(tx *storage.Tx) error {
		r, err := registration.Receive(tx, made.Data, s.clock(tx))
		if err != nil {
			return err
		}
		answer, err = registration.Approve(tx, s.Admin, s.Issuer(), r.Digest, directory.Approval{}, fileID(), rand.Reader, s.Now)
		return err
	})
	s.must(s.site.Update(func(tx *storage.Tx) error {
		clock, r, err := s.site.Receiver(tx)
		if err != nil {
			return err
		}
		pv, err := registration.PreviewReply(tx, r, exchange.Parcel{File: answer.Data}, clock)
		if err != nil {
			return err
		}
		return registration.ApplyReply(tx, directory.Actor{}, pv, clock)
	}))
}

func fileID() ident.FileID { return ident.FileID(uuid.New()) }

func load(t *testing.T, tx *storage.Tx, user ident.UserID) directory.Actor {
	t.Helper()
	actor, err := directory.LoadActor(tx, user)
	if err != nil {
		t.Fatal(err)
	}
	return actor
}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// clock is the one of head office.
func (s *scene) clock(tx *storage.Tx) exchange.Clock { return clockOf(s.t, s.Folder, tx) }

func clockOf(t *testing.T, f *synctest.Folder, tx *storage.Tx) exchange.Clock {
	t.Helper()
	times, err := tx.Times()
	if err != nil {
		t.Fatal(err)
	}
	return exchange.Clock{System: f.Now, Times: times}
}

var reason = directory.CodeStatement{Authorisation: "Accord de M. Ba", Beneficiary: "Awa Diop", Reason: "Pas d'Internet"}

func wish(p mark.Purpose) verification.Wish {
	w := verification.Wish{Purpose: p, CodeStatement: reason}
	switch p {
	case mark.PurposeClosing:
		w.Item = october.Subject
	case mark.PurposeRestore:
		w.Item = backup.Subject
	}
	return w
}

func (s *scene) tryAsk(w verification.Wish, random io.Reader) (asked verification.Asked, err error) {
	err = s.site.Update(func(tx *storage.Tx) error {
		draw := verification.Draw{File: fileID(), Random: random}
		asked, err = verification.Ask(tx, s.facts, load(s.t, tx, awa), w, s.site.Sender(), draw, clockOf(s.t, s.site, tx))
		return err
	})
	return asked, err
}

func (s *scene) ask(p mark.Purpose) verification.Asked {
	s.t.Helper()
	asked, err := s.tryAsk(wish(p), rand.Reader)
	s.must(err)
	return asked
}

func (s *scene) tryEnter(code string, caller ident.UserID) (r directory.CodeRequest, err error) {
	err = s.Update(func(tx *storage.Tx) error {
		call := verification.Call{Code: code, Caller: caller, CodeStatement: reason}
		r, err = verification.Enter(tx, s.facts, operator, call, s.clock(tx))
		return err
	})
	return r, err
}

func (s *scene) enter(code string) directory.CodeRequest {
	s.t.Helper()
	r, err := s.tryEnter(code, ident.UserID{})
	s.must(err)
	return r
}

func (s *scene) tryReceive(file []byte) (r directory.CodeRequest, err error) {
	err = s.Update(func(tx *storage.Tx) error {
		read, err := verification.ReadFile(tx, s.facts, file, []usrfile.BoxKey{s.Office.Box}, s.clock(tx))
		if err != nil {
			return err
		}
		r, err = verification.Receive(tx, operator, read, s.clock(tx))
		return err
	})
	return r, err
}

func (s *scene) receive(file []byte) directory.CodeRequest {
	s.t.Helper()
	r, err := s.tryReceive(file)
	s.must(err)
	return r
}

func (s *scene) with() verification.Answers {
	return verification.Answers{Issuer: s.Issuer(), File: fileID(), Random: rand.Reader}
}

func (s *scene) tryApprove(by directory.Actor, code string) (d verification.Decision, err error) {
	err = s.Update(func(tx *storage.Tx) error {
		d, err = verification.Approve(tx, s.facts, by, code, s.with(), s.clock(tx))
		return err
	})
	return d, err
}

// approve permits what a code asks for, and gives the answer to be read back.
func (s *scene) approve(code string) string {
	s.t.Helper()
	_, err := s.tryApprove(manager, code)
	s.must(err)
	answer, err := s.tryAnswer(code)
	s.must(err)
	return answer
}

func (s *scene) tryAnswer(code string) (answer string, err error) {
	err = s.Store.View(s.t.Context(), func(tx *storage.Tx) error {
		answer, err = verification.Answer(tx, operator, code, []usrfile.BoxKey{s.site.Key, s.Office.Box}, s.clock(tx).Now())
		return err
	})
	return answer, err
}

// reply lets head office decide on a request file, and gives the reply.
func (s *scene) reply(asked verification.Asked) []byte {
	s.t.Helper()
	d, err := s.tryApprove(manager, s.receive(asked.Data).Code)
	s.must(err)
	return d.Data
}

// typeIn types an answer at the site, as the window does: counted and committed,
// then compared.
func (s *scene) typeIn(p mark.Purpose, text string) (out verification.Outcome, err error) {
	typed, err := usrfile.ParseVerificationAnswer(text)
	if err != nil {
		return out, exchange.AsFault(err)
	}
	counted, err := s.count(p)
	if err != nil {
		return out, err
	}
	return s.compare(counted, typed)
}

func (s *scene) count(p mark.Purpose) (v mark.Verification, err error) {
	err = s.site.Update(func(tx *storage.Tx) error {
		v, err = verification.Count(tx, p)
		return err
	})
	return v, err
}

func (s *scene) compare(counted mark.Verification, typed usrfile.VerificationAnswer) (out verification.Outcome, err error) {
	err = s.site.Update(func(tx *storage.Tx) error {
		out, err = verification.Compare(tx, directory.Actor{}, s.site.Key, counted, typed, clockOf(s.t, s.site, tx))
		return err
	})
	return out, err
}

// importReply applies a reply at a folder.
func importReply(t *testing.T, f *synctest.Folder, file []byte) (out verification.Outcome, err error) {
	t.Helper()
	err = f.Update(func(tx *storage.Tx) error {
		clock, r, err := f.Receiver(tx)
		if err != nil {
			return err
		}
		pv, err := verification.PreviewReply(tx, r, exchange.Parcel{File: file}, clock)
		if err != nil {
			return err
		}
		out, err = verification.ApplyReply(tx, directory.Actor{}, pv, clock)
		return err
	})
	return out, err
}

// open gives what the site waits for.
func (s *scene) open(p mark.Purpose) (v mark.Verification) {
	s.t.Helper()
	s.site.View(func(tx *storage.Tx) (err error) {
		v, err = tx.Verification(p)
		return err
	})
	return v
}

// permit does what was permitted for a journal, as Accounting will.
func (s *scene) permit(p usrfile.Purpose, subject [32]byte) error {
	return s.site.Update(func(tx *storage.Tx) error {
		return verification.Permit(tx, load(s.t, tx, awa), usrfile.Subject{Purpose: p, Value: subject}, clockOf(s.t, s.site, tx))
	})
}

// times gives the marks of trusted time at the site.
func (s *scene) times() (times mark.Times) {
	s.site.View(func(tx *storage.Tx) (err error) {
		times, err = tx.Times()
		return err
	})
	return times
}

func (s *scene) refused(err error, kind fault.Kind, key string) {
	s.t.Helper()
	synctest.Refused(s.t, err, kind, key)
}

// pass lets time go by on both sides.
func (s *scene) pass(d time.Duration) {
	s.Now, s.site.Now = s.Now.Add(d), s.site.Now.Add(d)
}

// verbs gives what the history of a folder says of codes, oldest first.
func verbs(f *synctest.Folder) (told []directory.Verb) {
	f.View(func(tx *storage.Tx) error {
		acts, _, err := tx.Acts(directory.HistoryFilter{})
		for i := len(acts) - 1; i >= 0; i-- {
			if len(acts[i].Verb) > 5 && acts[i].Verb[:5] == "code-" {
				told = append(told, acts[i].Verb)
			}
		}
		return err
	})
	return told
}
