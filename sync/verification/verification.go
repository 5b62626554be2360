// Package verification lets head office permit something on a poste that no
// network reaches: by a code that is read over a telephone and an answer that is
// read back, or by a request file and its reply, which say the same.
package verification

import (
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

// Store is what verifications need inside one transaction.
type Store interface {
	exchange.Store

	// CodeRequest returns fault.Missing for an unknown code.
	CodeRequest(code string) (directory.CodeRequest, error)
	CodeRequests(directory.RequestStatus) ([]directory.CodeRequest, error)
	SaveCodeRequest(directory.CodeRequest) error

	// DeleteFactor takes a person's second factor from this folder.
	DeleteFactor(ident.UserID) error
}

// Item is something that can be asked for beside a day and a person: a closing or
// a restore.
type Item struct {
	Subject [32]byte // see usrfile.ClosingSubject and usrfile.RestoreSubject
	Text    string   // how people name it: "P01 · Caisse · octobre 2026"
}

// Facts are what Accounting knows of closings and backups.
type Facts interface {
	// AtPoste gives what this poste can ask for by a purpose.
	AtPoste(Store, mark.Purpose) ([]Item, error)
	// AtOffice gives what head office would permit a poste, by what it has
	// received and decided itself.
	AtOffice(Store, ident.PosteID, mark.Purpose) ([]Item, error)
}

// Purposes are all there are, the most frequent first.
func Purposes() []mark.Purpose {
	return []mark.Purpose{mark.PurposeClock, mark.PurposeFactor, mark.PurposeClosing, mark.PurposeRestore}
}

// wire gives a purpose as codes have it; zero for a word that is none.
func wire(p mark.Purpose) usrfile.Purpose {
	for w := usrfile.PurposeRestore; w <= usrfile.PurposeFactor; w++ {
		if w.String() == string(p) {
			return w
		}
	}
	return 0
}

// WithoutSignIn reports whether a purpose is asked for and answered by people who
// may not be able to sign in because of what it mends.
func WithoutSignIn(p mark.Purpose) bool { return p == mark.PurposeClock || p == mark.PurposeFactor }

// Code gives the request code of a verification of this poste.
func Code(s Store, v mark.Verification) (string, error) {
	_, request, err := spoken(s, v)
	return request.String(), err
}

// spoken gives what a verification of this poste asks for, and its code.
func spoken(s Store, v mark.Verification) (usrfile.Verification, usrfile.VerificationRequest, error) {
	var request usrfile.VerificationRequest
	poste, err := registered(s)
	if err != nil {
		return usrfile.Verification{}, request, err
	}
	facts, err := about(s, poste, v.Purpose, v.Subject, v.Requester)
	if err != nil {
		return facts, request, err
	}
	request, err = usrfile.NewVerificationRequest(facts, usrfile.VerificationNonce(v.Nonce))
	return facts, request, exchange.AsFault(err)
}

func about(s Store, poste directory.Poste, p mark.Purpose, subject [32]byte, requester ident.UserID) (usrfile.Verification, error) {
	organisation, err := s.Organisation()
	return usrfile.Verification{
		Organisation: uuid.UUID(organisation.ID), Poste: uuid.UUID(poste.ID), PosteNumber: poste.Number,
		Subject: usrfile.Subject{Purpose: wire(p), Value: subject}, Requester: uuid.UUID(requester),
	}, err
}

// registered gives this poste as head office has registered it. One that is not
// shares no key with head office, and head office itself has nobody to ask.
func registered(s Store) (directory.Poste, error) {
	home, err := s.Home()
	if err != nil {
		return directory.Poste{}, err
	}
	if home.Side == directory.HeadOffice {
		return directory.Poste{}, fault.New(fault.Invalid, "verification.at-head-office", nil)
	}
	poste, err := s.Poste(home.Poste)
	if errors.Is(err, fault.Missing) || err == nil && home.Registration == [32]byte{} {
		return directory.Poste{}, fault.New(fault.Conflict, "verification.not-registered", nil)
	}
	return poste, err
}

// keyAtPoste makes the key that this poste shares with head office; by the newest
// link, whose key it is.
func keyAtPoste(s Store, own usrfile.BoxKey) (usrfile.VerificationKey, error) {
	home, err := s.Home()
	if err != nil {
		return usrfile.VerificationKey{}, err
	}
	trust, err := pinned(s)
	if err != nil {
		return usrfile.VerificationKey{}, err
	}
	met := usrfile.Registration{Organisation: trust.Organisation(), Poste: uuid.UUID(home.Poste), Request: home.Registration}
	key, err := met.AtPoste(own, trust.Newest().HeadOffice)
	return key, exchange.AsFault(err)
}

// keyAtOffice makes the key that head office shares with a poste, of the one that
// the newest link names.
func keyAtOffice(s Store, held []usrfile.BoxKey, poste directory.Poste) (usrfile.VerificationKey, error) {
	request, err := registration.Of(s, poste)
	if err != nil {
		return usrfile.VerificationKey{}, err
	}
	trust, err := pinned(s)
	if err != nil {
		return usrfile.VerificationKey{}, err
	}
	newest := slices.IndexFunc(held, func(k usrfile.BoxKey) bool { return k.Public() == trust.Newest().HeadOffice })
	if newest < 0 {
		return usrfile.VerificationKey{}, fault.New(fault.Denied, "verification.no-key", nil)
	}
	met := usrfile.Registration{Organisation: trust.Organisation(), Poste: uuid.UUID(poste.ID), Request: request}
	key, err := met.AtOffice(held[newest], poste.BoxKey)
	return key, exchange.AsFault(err)
}

func pinned(s Store) (*usrfile.Trust, error) {
	chain, err := exchange.PinnedChain(s)
	if err != nil {
		return nil, err
	}
	trust, err := chain.Verify()
	return trust, exchange.AsFault(err)
}

// User gives the person of a factor reset, zero for other purposes.
func User(p mark.Purpose, subject [32]byte) ident.UserID {
	if p != mark.PurposeFactor {
		return ident.UserID{}
	}
	return ident.UserID(subject[:16])
}

// Day gives the UTC day of a clock correction, zero for other purposes.
func Day(p mark.Purpose, subject [32]byte) time.Time {
	if p != mark.PurposeClock {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, string(subject[:len(time.DateOnly)]))
	if err != nil {
		return time.Time{}
	}
	return day
}

// itemText names a closing or a restore among items; empty when it is none.
func itemText(items []Item, subject [32]byte) (text string, found bool) {
	for _, i := range items {
		if i.Subject == subject {
			return i.Text, true
		}
	}
	return "", false
}
