package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

// Version is the program's, as FyneApp.toml has it.
const Version = "0.1.0"

// Asked is a registration request that now lies in a folder.
type Asked struct {
	Path        string
	Fingerprint string // 16 symbols to compare by voice
}

// RequestModule writes the request to register a module on this poste.
func (s *Session) RequestModule(ctx context.Context, wish registration.Wish, dir string) (Asked, error) {
	return s.writeRequest(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) (registration.Made, error) {
		return s.ask(tx, by, wish, s.ownKeys, now)
	})
}

// RenewPoste writes the request to register this poste again because its keys are
// lost, as with a new disk: with new keys, under its number and with its books.
func (s *Session) RenewPoste(ctx context.Context, wish registration.Wish, dir string) (Asked, error) {
	return s.writeRequest(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) (registration.Made, error) {
		return s.ask(tx, by, wish, s.newKeys, now)
	})
}

// WriteRequest writes the file of an open request of this poste once more, for
// one that was lost on its way.
func (s *Session) WriteRequest(ctx context.Context, digest [32]byte, dir string) (Asked, error) {
	return s.writeRequest(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) (registration.Made, error) {
		return registration.Again(tx, by, digest, now)
	})
}

func (s *Session) writeRequest(ctx context.Context, dir string, make func(*storage.Tx, directory.Actor, time.Time) (registration.Made, error)) (Asked, error) {
	var made registration.Made
	parcel := shipment{w: s.w, dir: dir}
	paths, err := parcel.end(s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) (err error) {
		if made, err = make(tx, by, now); err != nil {
			return err
		}
		return parcel.add(made.Outgoing)
	}))
	if err != nil {
		return Asked{}, err
	}
	return Asked{Path: paths[0], Fingerprint: made.Fingerprint}, nil
}

// chooseKeys gives the keys with which a poste asks.
type chooseKeys func(directory.Home, directory.Poste) (registration.Keys, error)

func (s *Session) ask(tx *storage.Tx, by directory.Actor, wish registration.Wish, choose chooseKeys, now time.Time) (registration.Made, error) {
	keys, err := askWith(tx, choose)
	if err != nil {
		return registration.Made{}, err
	}
	file, err := draw[ident.FileID](s.w)
	if err != nil {
		return registration.Made{}, err
	}
	random := registration.Draw{File: file, Random: s.w.random}
	if err := s.w.drawBytes(random.Nonce[:]); err != nil {
		return registration.Made{}, err
	}
	return registration.Ask(tx, by, wish, keys, random, Version, now)
}

// askWith gives the keys to ask with, on a poste that may ask.
func askWith(tx *storage.Tx, choose chooseKeys) (registration.Keys, error) {
	home, err := tx.Home()
	if err != nil {
		return registration.Keys{}, err
	}
	if home.Side == directory.HeadOffice {
		return registration.Keys{}, fault.New(fault.Invalid, "workspace.request-at-head-office", nil)
	}
	poste, err := homePoste(tx, home)
	if err != nil {
		return registration.Keys{}, err
	}
	if poste.Status == directory.PosteRevoked {
		return registration.Keys{}, fault.New(fault.Denied, "workspace.revoked", fault.Args{"Poste": poste.Number})
	}
	return choose(home, poste)
}

// ownKeys gives the keys that the poste has. One that is registered has only
// those with which it was: others are asked for in so many words.
func (s *Session) ownKeys(home directory.Home, poste directory.Poste) (registration.Keys, error) {
	if poste.Number == 0 {
		return s.w.makePosteKeys(home)
	}
	keys, err := s.w.registeredKeys(poste)
	if isMissing(err) {
		return registration.Keys{}, fault.Wrap(err, fault.Missing, "workspace.keys-lost", fault.Args{"Poste": poste.Number})
	}
	return keys, err
}

// newKeys gives keys in place of those that a registered poste has lost: drawn at
// the first request, and the same until it is answered.
func (s *Session) newKeys(home directory.Home, poste directory.Poste) (registration.Keys, error) {
	if poste.Number == 0 {
		return registration.Keys{}, fault.New(fault.Invalid, "workspace.not-registered", nil)
	}
	_, err := s.w.registeredKeys(poste)
	switch {
	case err == nil:
		return registration.Keys{}, fault.New(fault.Conflict, "workspace.keys-there", fault.Args{"Poste": poste.Number})
	case !isMissing(err):
		return registration.Keys{}, err
	}
	return s.w.makePosteKeys(home)
}

// Task is a registration request at head office.
type Task struct {
	Request      directory.Request
	Status       directory.RequestStatus // now
	Fingerprint  string
	Person       string
	Registration directory.Registration // what an approval would do to the poste
	Books        []string               // "P01/1 Caisse Kolda": the books and journals that an approval would grant
	Obstacle     error                  // why it can not be approved as things are; nil where it can
}

// Tasks lists requests, the open ones for « Tâches en cours ».
func (s *Session) Tasks(ctx context.Context, status directory.RequestStatus) ([]Task, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]Task, error) {
		if err := directory.Can(by, directory.RightModuleApprove, directory.Place{}, now); err != nil {
			return nil, err
		}
		requests, err := directory.RequestsAt(tx, status, now)
		if err != nil {
			return nil, err
		}
		tasks := make([]Task, 0, len(requests))
		for _, r := range requests {
			t, err := task(tx, r, now)
			if err != nil {
				return nil, err
			}
			tasks = append(tasks, t)
		}
		return tasks, nil
	})
}

func task(tx *storage.Tx, r directory.Request, now time.Time) (Task, error) {
	person, err := nameOf(tx, r.User)
	if err != nil {
		return Task{}, err
	}
	t := Task{Request: r, Status: r.StatusAt(now), Fingerprint: usrfile.RequestFingerprint(r.Digest), Person: person}
	if r.Status != directory.RequestOpen {
		return t, nil
	}
	t.Registration, t.Obstacle = directory.Approvable(tx, r, now)
	if _, foreseen := fault.KindOf(t.Obstacle); foreseen {
		return t, nil
	} else if t.Obstacle != nil {
		return Task{}, t.Obstacle
	}
	books, journals, err := registration.WouldGrant(tx, r)
	t.Books = grantNames(books, journals)
	return t, err
}

// ReceiveRequest reads a request file at head office and puts it among the
// tasks.
func (s *Session) ReceiveRequest(ctx context.Context, path string) (Task, error) {
	arrival, err := s.w.Examine(ctx, s, path)
	if err != nil {
		return Task{}, err
	}
	return s.receive(ctx, arrival)
}

// receive imports a registration request.
func (s *Session) receive(ctx context.Context, a *Arrival) (Task, error) {
	if a.Request == nil {
		return Task{}, exchange.OtherKind(a.Kind, usrfile.KindRequest)
	}
	err := s.w.Apply(ctx, s, a, a.Fingerprint)
	return *a.Request, err
}

// Decided is a reply that now lies in a folder.
type Decided struct {
	Path    string
	Entries []string        // files with what was entered before in the books
	Poste   directory.Poste // zero when refused
	Books   []string        // granted, journals among them
}

// grantNames names books and journals: "P01/1 Caisse Kolda".
func grantNames(books []cashbook.Book, journals []accounting.Journal) (names []string) {
	for _, b := range books {
		names = append(names, b.Ref()+" "+b.Name)
	}
	for _, j := range journals {
		names = append(names, j.Ref()+" "+j.Name)
	}
	return names
}

// ApproveRequest numbers the poste, grants its books and writes the reply. One that
// replaces the keys of a poste must say so.
func (s *Session) ApproveRequest(ctx context.Context, digest [32]byte, a directory.Approval, dir string) (Decided, error) {
	return s.decide(ctx, dir, func(tx *storage.Tx, by directory.Actor, i exchange.Issuer, file ident.FileID, now time.Time) (registration.Answer, error) {
		return registration.Approve(tx, by, i, digest, a, file, s.w.random, now)
	})
}

// RefuseRequest writes the reply that says why not.
func (s *Session) RefuseRequest(ctx context.Context, digest [32]byte, reason, dir string) (Decided, error) {
	return s.decide(ctx, dir, func(tx *storage.Tx, by directory.Actor, i exchange.Issuer, file ident.FileID, now time.Time) (registration.Answer, error) {
		return registration.Refuse(tx, by, i, digest, reason, file, s.w.random, now)
	})
}

type decision func(*storage.Tx, directory.Actor, exchange.Issuer, ident.FileID, time.Time) (registration.Answer, error)

func (s *Session) decide(ctx context.Context, dir string, decide decision) (Decided, error) {
	file, err := draw[ident.FileID](s.w)
	if err != nil {
		return Decided{}, err
	}
	var answer registration.Answer
	entries := 0
	parcel := shipment{w: s.w, dir: dir}
	paths, err := parcel.end(s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightModuleApprove, directory.Place{}, now); err != nil {
			return err // before anything is said of keys
		}
		issuer, err := s.issuer(tx)
		if err != nil {
			return err
		}
		if answer, err = decide(tx, by, issuer, file, now); err != nil {
			return err
		}
		if err := parcel.add(answer.Outgoing); err != nil {
			return err
		}
		if err := s.addEntries(tx, by, answer.Books, &parcel, now); err != nil {
			return err
		}
		entries = len(parcel.staged) - 1
		return parcel.addNewerChain(tx)
	}))
	if err != nil {
		return Decided{}, err
	}
	return Decided{
		Path: paths[0], Entries: paths[1 : 1+entries], Poste: answer.Poste, Books: grantNames(answer.Books, answer.Journals),
	}, nil
}
