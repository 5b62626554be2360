package directory

import (
	"slices"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

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
