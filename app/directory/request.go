package directory

import (
	"errors"
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
)

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
	if _, _, err := posteOf(s, r); err != nil {
		return Request{}, err
	}
	received := Request{
		Digest: r.Digest, Poste: r.Poste, User: r.User, Module: r.Module, Label: r.Label, Location: r.Location,
		SignKey: r.SignKey, BoxKey: r.BoxKey, Schema: r.Schema, Made: r.Made, Received: r.Received, Status: RequestOpen,
	}
	if err := s.SaveRequest(received); err != nil {
		return Request{}, err
	}
	return received, Note(s, requester, r.User, VerbRequestReceived, r.Received, r.details()...)
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
	if r.Module != ModuleCashbook && r.Module != ModuleAccounting {
		return Actor{}, fault.New(fault.Invalid, "directory.module", fault.Args{"Text": fault.Excerpt(string(r.Module))})
	}
	if requester.Status == StatusPending {
		requester.Status = StatusActive
	}
	return requester, CanSomewhere(requester, RightModuleRequest, now)
}

// posteOf gives the poste of a request if it is registered already. Another
// poste's keys, other keys than it has, and a revoked poste are refused: they
// mean a copied folder or a stolen device.
func posteOf(s Store, r Request) (poste Poste, registered bool, err error) {
	postes, err := s.Postes()
	if err != nil {
		return Poste{}, false, err
	}
	for _, p := range postes {
		sameKeys := p.SignKey == r.SignKey && p.BoxKey == r.BoxKey
		sharesKey := p.SignKey == r.SignKey || p.BoxKey == r.BoxKey
		switch {
		case p.ID != r.Poste && sharesKey, p.ID == r.Poste && !sameKeys:
			return Poste{}, false, fault.New(fault.Conflict, "directory.poste-cloned", fault.Args{"Poste": p.Number, "Label": p.Label})
		case p.ID == r.Poste && p.Status != PosteActive:
			return Poste{}, false, fault.New(fault.Conflict, "directory.poste-revoked", fault.Args{"Poste": p.Number, "Label": p.Label})
		case p.ID == r.Poste:
			poste, registered = p, true
		}
	}
	return poste, registered, nil
}
