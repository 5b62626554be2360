package directory

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// Approval is what head office decides about a request.
type Approval struct {
	Label    string // of the poste; empty for the wished one
	Location string // likewise
	Renewal  bool   // the approver was told that the keys of the poste are replaced
}

// ApproveRequest registers the poste of an open request, or the further module of
// a registered one, within the seats of the licence. A request that would replace
// the keys of a poste is refused with fault.Conflict unless the approval says so;
// the poste keeps its number and its books. Nobody approves their own request.
func ApproveRequest(s Store, by Actor, digest [32]byte, a Approval, now time.Time) (Poste, error) {
	r, err := decide(s, by, digest, now)
	if err != nil {
		return Poste{}, err
	}
	known, err := Approvable(s, r, now)
	if err != nil {
		return Poste{}, err
	}
	r.Label, r.Location = cmp.Or(a.Label, r.Label), cmp.Or(a.Location, r.Location)
	poste, verb, err := known.register(s, by, r, a.Renewal, now)
	if err != nil {
		return Poste{}, err
	}
	r.Status = RequestApproved
	if err := s.SaveRequest(r); err != nil {
		return Poste{}, err
	}
	return poste, Note(s, by, r.User, verb, now, append(r.details(), posteDetail(poste))...)
}

// Approvable says what the approval of an open request does to its poste, or what
// is in its way: it has expired, its requester has left, its keys are not the
// poste's own, or no seat is free.
func Approvable(s Store, r Request, now time.Time) (Registration, error) {
	if r.StatusAt(now) == RequestExpired {
		return Registration{}, fault.New(fault.Expired, "directory.request-expired", fault.Args{"Until": r.Until()})
	}
	if _, err := mayRequest(s, r, now); err != nil {
		return Registration{}, err
	}
	known, err := RegistrationOf(s, r)
	if err == nil && !slices.Contains(known.Poste.Modules, r.Module) {
		err = takeSeat(s, r.Module)
	}
	return known, err
}

// register gives the poste of an approved request its place in the directory.
func (known Registration) register(s Store, by Actor, r Request, renewal bool, now time.Time) (poste Poste, verb Verb, err error) {
	poste, verb = known.Poste, VerbRequestApproved
	switch {
	case !known.Known:
		poste, err = newPoste(s, by, r, now)
	case known.Renewal && !renewal:
		err = cloned(poste, "directory.renewal")
	case known.Renewal:
		verb = VerbPosteRenewed
		err = distrust(s, poste, now)
		poste.SignKey, poste.BoxKey, poste.Registered, poste.By = r.SignKey, r.BoxKey, now, by.ID
	}
	if err != nil {
		return Poste{}, "", err
	}
	if !slices.Contains(poste.Modules, r.Module) {
		poste.Modules = append(slices.Clone(poste.Modules), r.Module)
	}
	if err := poste.name(r.Label, r.Location); err != nil {
		return Poste{}, "", err
	}
	return poste, verb, s.SavePoste(poste)
}

// newPoste numbers a poste.
func newPoste(s Store, by Actor, r Request, now time.Time) (Poste, error) {
	number, err := s.NextPosteNumber()
	if err == nil && (number < 1 || number > posteNumberMax) {
		err = fault.New(fault.Conflict, "directory.postes", fault.Args{"Max": posteNumberMax})
	}
	return Poste{
		ID: r.Poste, Number: number, User: r.User, SignKey: r.SignKey, BoxKey: r.BoxKey,
		Registered: now, By: by.ID, Status: PosteActive,
	}, err
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
