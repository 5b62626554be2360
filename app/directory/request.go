package directory

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

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

// ApproveRequest registers the poste of an open request, or the further module of
// a registered one, under a label and a location that head office decides; empty
// ones stay as wished. Nobody approves their own request.
func ApproveRequest(s Store, by Actor, digest [32]byte, label, location string, now time.Time) (Poste, error) {
	r, err := decide(s, by, digest, now)
	if err != nil {
		return Poste{}, err
	}
	if _, err := mayRequest(s, r, now); err != nil {
		return Poste{}, err
	}
	if label != "" {
		r.Label = label
	}
	if location != "" {
		r.Location = location
	}
	poste, err := register(s, by, r, now)
	if err != nil {
		return Poste{}, err
	}
	r.Status = RequestApproved
	if err := s.SaveRequest(r); err != nil {
		return Poste{}, err
	}
	details := append(Request{Module: r.Module, Label: poste.Label, Location: poste.Location}.details(), posteDetail(poste))
	return poste, Note(s, by, r.User, VerbRequestApproved, now, details...)
}

// register gives the poste of an approved request its place in the directory.
func register(s Store, by Actor, r Request, now time.Time) (Poste, error) {
	poste, registered, err := posteOf(s, r)
	if err != nil {
		return Poste{}, err
	}
	if !registered {
		poste = Poste{ID: r.Poste, User: r.User, SignKey: r.SignKey, BoxKey: r.BoxKey, Registered: now, By: by.ID, Status: PosteActive}
		if poste.Number, err = s.NextPosteNumber(); err != nil {
			return Poste{}, err
		}
	}
	poste.Label, poste.Location = r.Label, r.Location
	c := cleaning{}
	c.required("label", &poste.Label, nameMax)
	c.text("location", &poste.Location, nameMax)
	if c.err != nil {
		return Poste{}, c.err
	}
	if poste.Number < 1 || poste.Number > posteNumberMax {
		return Poste{}, fault.New(fault.Conflict, "directory.postes", fault.Args{"Max": posteNumberMax})
	}
	if !slices.Contains(poste.Modules, r.Module) {
		poste.Modules = append(slices.Clone(poste.Modules), r.Module)
	}
	return poste, s.SavePoste(poste)
}

// RefuseRequest closes an open request with a reason, which travels back.
func RefuseRequest(s Store, by Actor, digest [32]byte, reason string, now time.Time) (Request, error) {
	r, err := decide(s, by, digest, now)
	if err != nil {
		return Request{}, err
	}
	if r.Reason, err = required("reason", reason, reasonMax); err != nil {
		return Request{}, err
	}
	r.Status = RequestRefused
	if err := s.SaveRequest(r); err != nil {
		return Request{}, err
	}
	return r, Note(s, by, r.User, VerbRequestRefused, now, append(r.details(), Detail{"reason", r.Reason})...)
}

// decide gives an open request with who decides on it when, if by may do so.
func decide(s Store, by Actor, digest [32]byte, now time.Time) (Request, error) {
	if err := Can(by, RightModuleApprove, Place{}, now); err != nil {
		return Request{}, err
	}
	r, err := s.Request(digest)
	if err != nil {
		return Request{}, err
	}
	if err := notOwn(by, r.User); err != nil {
		return Request{}, err
	}
	if r.Status != RequestOpen {
		return Request{}, fault.New(fault.Conflict, "directory.request-decided", fault.Args{
			"Status": fault.Key("request.status." + string(r.Status)), "When": r.Decided,
		})
	}
	r.Decided, r.DecidedBy = now, by.ID
	return r, nil
}

func posteDetail(p Poste) Detail { return Detail{"poste", strconv.Itoa(p.Number)} }
