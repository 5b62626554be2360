package directory

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// LicenceStatus says whether a module may still be registered.
type LicenceStatus string

const (
	LicenceGranted   LicenceStatus = "granted"
	LicenceCancelled LicenceStatus = "cancelled" // no new registration; what is registered stays
)

// Licence is how many seats the organisation has of a module: active postes on
// which it is registered. Without a licence there is no limit.
type Licence struct {
	Module  Module
	Seats   int
	Status  LicenceStatus
	Changed time.Time
	By      ident.UserID
}

// Seats are those of one module and who sits on them.
type Seats struct {
	Module  Module
	Licence *Licence // nil without a limit
	Used    []Poste  // by number
}

// Open reports whether another poste may have the module.
func (s Seats) Open() bool {
	return s.Licence == nil || s.Licence.Status == LicenceGranted && len(s.Used) < s.Licence.Seats
}

// Modules gives every module, in the order in which they are shown.
func Modules() []Module { return []Module{ModuleCashbook, ModuleAccounting} }

// SeatsOf gives the seats of a module as they are taken.
func SeatsOf(s Store, module Module) (Seats, error) {
	seats := Seats{Module: module}
	licence, err := s.Licence(module)
	switch {
	case err == nil:
		seats.Licence = &licence
	case !errors.Is(err, fault.Missing):
		return Seats{}, err
	}
	postes, err := s.Postes()
	for _, p := range postes {
		if p.Status == PosteActive && slices.Contains(p.Modules, module) {
			seats.Used = append(seats.Used, p)
		}
	}
	return seats, err
}

// seatsMax bounds a licence; there are no more numbers for postes.
const seatsMax = posteNumberMax

// SetSeats raises or lowers the seats of a module, and ends a cancellation. Fewer
// than are taken are refused with fault.Conflict, which names the postes.
func SetSeats(s Store, by Actor, module Module, seats int, now time.Time) (Seats, error) {
	held, err := licensed(s, by, module, now)
	if err != nil {
		return Seats{}, err
	}
	if seats < 0 || seats > seatsMax {
		return Seats{}, fault.New(fault.Invalid, "directory.seats", fault.Args{"Max": seatsMax})
	}
	if seats < len(held.Used) {
		return Seats{}, fault.New(fault.Conflict, "directory.seats-taken", fault.Args{
			"Module": module.Label(), "Seats": seats, "Taken": len(held.Used), "Postes": namePostes(held.Used),
		})
	}
	return held.change(s, by, Licence{Module: module, Seats: seats, Status: LicenceGranted}, VerbLicenceSet, now)
}

// CancelLicence ends new registrations of a module. Postes that have it keep it.
func CancelLicence(s Store, by Actor, module Module, now time.Time) (Seats, error) {
	held, err := licensed(s, by, module, now)
	if err != nil {
		return Seats{}, err
	}
	next := Licence{Module: module, Seats: len(held.Used), Status: LicenceCancelled}
	if held.Licence != nil {
		if held.Licence.Status == LicenceCancelled {
			return Seats{}, fault.New(fault.Conflict, "directory.licence-cancelled", fault.Args{"Module": module.Label()})
		}
		next.Seats = held.Licence.Seats
	}
	return held.change(s, by, next, VerbLicenceCancelled, now)
}

// licensed gives the seats of a module to who may change them.
func licensed(s Store, by Actor, module Module, now time.Time) (Seats, error) {
	if err := Can(by, RightLicenceManage, Place{}, now); err != nil {
		return Seats{}, err
	}
	if err := knownModule(module); err != nil {
		return Seats{}, err
	}
	return SeatsOf(s, module)
}

func (s Seats) change(store Store, by Actor, next Licence, verb Verb, now time.Time) (Seats, error) {
	next.Changed, next.By = now, by.ID
	s.Licence = &next
	if err := store.SaveLicence(next); err != nil {
		return Seats{}, err
	}
	return s, Note(store, by, ident.UserID{}, verb, now,
		Detail{"module", string(next.Module)}, Detail{"seats", strconv.Itoa(next.Seats)}, Detail{"taken", strconv.Itoa(len(s.Used))})
}

// takeSeat refuses a module for one more poste than the licence has seats.
func takeSeat(s Store, module Module) error {
	seats, err := SeatsOf(s, module)
	if err != nil || seats.Open() {
		return err
	}
	args := fault.Args{"Module": module.Label(), "Taken": len(seats.Used), "Seats": seats.Licence.Seats}
	if seats.Licence.Status == LicenceCancelled {
		return fault.New(fault.Conflict, "directory.licence-ended", args)
	}
	return fault.New(fault.Conflict, "directory.no-seat", args)
}

// Label is the key of the module's name.
func (m Module) Label() fault.Key { return fault.Key("module." + string(m)) }

func knownModule(m Module) error {
	if !slices.Contains(Modules(), m) {
		return fault.New(fault.Invalid, "directory.module", fault.Args{"Text": fault.Excerpt(string(m))})
	}
	return nil
}

// namedPostes is how many postes one sentence names.
const namedPostes = 10

// namePostes names the first few postes and hints at the rest.
func namePostes(postes []Poste) string {
	var names []string
	for _, p := range postes[:min(len(postes), namedPostes)] {
		names = append(names, strconv.Itoa(p.Number)+" "+p.Label)
	}
	if len(postes) > namedPostes {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}
