package directory

import (
	"errors"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// RequestStatus says what became of a request.
type RequestStatus string

const (
	RequestOpen     RequestStatus = "open"
	RequestApproved RequestStatus = "approved"
	RequestRefused  RequestStatus = "refused"
	RequestReplaced RequestStatus = "replaced" // by a newer one of the same poste
	RequestExpired  RequestStatus = "expired"  // is never stored, see StatusAt
)

// requestDays is how long a request can be answered, as its file says (FORMAT.md,
// kind 2).
const requestDays = 90

// Request is a registration of a module that a poste asked for.
type Request struct {
	Digest    [32]byte // SHA-256 of the request's message; names the request
	Poste     ident.PosteID
	User      ident.UserID
	Module    Module
	Label     string // as wished
	Location  string // as wished
	SignKey   [32]byte
	BoxKey    [32]byte
	Schema    uint32 // newest payload schema that the poste reads
	Made      time.Time
	Received  time.Time
	Status    RequestStatus
	Decided   time.Time
	DecidedBy ident.UserID
	Reason    string // of a refusal
}

// ReceiveRequest puts the registration request of a poste among the open tasks;
// Digest to Made count, and Received, which is now. A request that is known
// already is given as it stands. The poste's signature and keys have been
// verified by the caller.
func ReceiveRequest(s Store, r Request) (Request, error) {
	known, err := s.Request(r.Digest)
	if err == nil || !errors.Is(err, fault.Missing) {
		return known, err
	}
	c := cleaning{}
	c.required("label", &r.Label, nameMax)
	c.text("location", &r.Location, nameMax)
	if c.err != nil {
		return Request{}, c.err
	}
	requester, err := mayRequest(s, r, r.Received)
	if err != nil {
		return Request{}, err
	}
	if _, err := RegistrationOf(s, r); err != nil {
		return Request{}, err
	}
	if err := notTooMany(s, r); err != nil {
		return Request{}, err
	}
	received := Request{
		Digest: r.Digest, Poste: r.Poste, User: r.User, Module: r.Module, Label: r.Label, Location: r.Location,
		SignKey: r.SignKey, BoxKey: r.BoxKey, Schema: r.Schema, Made: r.Made, Received: r.Received, Status: RequestOpen,
	}
	if err := Replace(s, received); err != nil {
		return Request{}, err
	}
	return received, Note(s, requester, r.User, VerbRequestReceived, r.Received, r.details()...)
}

// openMost is how many postes can wait for an answer to one person. Requests are
// signed by keys that nobody knows yet: whoever knows a name can make any number.
const openMost = 16

// notTooMany refuses a request of another poste when the requester has as many
// open ones as anybody may have.
func notTooMany(s Store, r Request) error {
	open, err := s.Requests(RequestOpen)
	if err != nil {
		return err
	}
	postes := map[ident.PosteID]bool{}
	for _, old := range open {
		if old.User == r.User && old.Poste != r.Poste {
			postes[old.Poste] = true
		}
	}
	if len(postes) >= openMost {
		return fault.New(fault.Conflict, "directory.requests-open", fault.Args{"Most": openMost})
	}
	return nil
}

// Replace saves an open request and closes the open ones which it takes the place
// of: those of its poste for the same module, and those with keys that the poste
// has no more.
func Replace(s Store, r Request) error {
	open, err := s.Requests(RequestOpen)
	if err != nil {
		return err
	}
	for _, old := range open {
		if old.Poste != r.Poste || old.Digest == r.Digest || old.Module != r.Module && old.SignKey == r.SignKey {
			continue
		}
		old.Status, old.Decided = RequestReplaced, r.Received
		if err := s.SaveRequest(old); err != nil {
			return err
		}
	}
	return s.SaveRequest(r)
}

// StatusAt gives the status, or that the request has expired before anybody
// decided.
func (r Request) StatusAt(now time.Time) RequestStatus {
	if r.Status == RequestOpen && !now.Before(r.Until()) {
		return RequestExpired
	}
	return r.Status
}

// Until gives the instant from which the request can not be approved any more.
func (r Request) Until() time.Time { return r.Made.AddDate(0, 0, requestDays) }

// RequestsAt gives the requests that have a status now, oldest first; all for the
// empty status.
func RequestsAt(s Store, status RequestStatus, now time.Time) ([]Request, error) {
	stored := status
	if status == RequestExpired {
		stored = RequestOpen
	}
	requests, err := s.Requests(stored)
	return slices.DeleteFunc(requests, func(r Request) bool { return status != "" && r.StatusAt(now) != status }), err
}

func (r Request) details() []Detail {
	return []Detail{{"module", string(r.Module)}, {"label", r.Label}, {"location", r.Location}}
}

// mayRequest decides whether the requester may have a module at all. An account
// of which head office has not heard yet that it was activated is good enough.
func mayRequest(s Store, r Request, now time.Time) (Actor, error) {
	requester, err := LoadActor(s, r.User)
	if err != nil {
		return Actor{}, err
	}
	if err := knownModule(r.Module); err != nil {
		return Actor{}, err
	}
	if requester.Status == StatusPending {
		requester.Status = StatusActive
	}
	return requester, CanSomewhere(requester, RightModuleRequest, now)
}
