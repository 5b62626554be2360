package directory_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// register has a poste of its own approved for a module.
func register(t *testing.T, h *house, n byte, module directory.Module) directory.Poste {
	t.Helper()
	r := request(h)
	r = wish(r.User, n)
	r.Module = module
	receive(t, h, r)
	return approve(t, h, r)
}

func TestWithoutALicenceThereIsNoLimit(t *testing.T) {
	h := newHouse(t)
	for n := byte(1); n < 5; n++ {
		register(t, h, n, directory.ModuleCashbook)
	}
	seats, err := directory.SeatsOf(h, directory.ModuleCashbook)
	if err != nil || seats.Licence != nil || len(seats.Used) != 4 || !seats.Open() {
		t.Errorf("seats %+v, %v", seats, err)
	}
}

func TestApprovalKeepsToTheSeats(t *testing.T) {
	h := newHouse(t)
	first := register(t, h, 1, directory.ModuleCashbook)
	setSeats(t, h, directory.ModuleCashbook, 1)
	r := wish(first.User, 2)
	receive(t, h, r)
	_, err := directory.ApproveRequest(h, h.founder, r.Digest, directory.Approval{}, now)
	wantFault(t, err, fault.Conflict, "directory.no-seat")
	if h.requests[r.Digest].Status != directory.RequestOpen || len(h.postes) != 1 {
		t.Error("something of it was done")
	}
	setSeats(t, h, directory.ModuleCashbook, 2)
	approve(t, h, r)
	revoke(t, h, first)
	third := wish(first.User, 3)
	receive(t, h, third)
	approve(t, h, third) // on the seat of the revoked one
}

// A further module takes a seat of its own, the same module again takes none.
func TestSeatsAreThoseOfTheModule(t *testing.T) {
	h := newHouse(t)
	first := register(t, h, 1, directory.ModuleCashbook)
	setSeats(t, h, directory.ModuleCashbook, 1)
	setSeats(t, h, directory.ModuleAccounting, 0)
	again := h.requests[[32]byte{1}]
	again.Digest = [32]byte{2}
	receive(t, h, again)
	approve(t, h, again)
	again.Digest, again.Module = [32]byte{3}, directory.ModuleAccounting
	receive(t, h, again)
	_, err := directory.ApproveRequest(h, h.founder, again.Digest, directory.Approval{}, now)
	wantFault(t, err, fault.Conflict, "directory.no-seat")
	renewed := renewal(h.requests[[32]byte{1}])
	receive(t, h, renewed)
	poste, err := directory.ApproveRequest(h, h.founder, renewed.Digest, directory.Approval{Renewal: true}, now)
	if err != nil || poste.Number != first.Number {
		t.Errorf("a renewal takes a seat: %+v, %v", poste, err)
	}
}

func TestSeatsAreNotLoweredBelowWhatIsTaken(t *testing.T) {
	h := newHouse(t)
	register(t, h, 1, directory.ModuleCashbook)
	register(t, h, 2, directory.ModuleCashbook)
	_, err := directory.SetSeats(h, h.founder, directory.ModuleCashbook, 1, now)
	wantFault(t, err, fault.Conflict, "directory.seats-taken")
	if f := new(fault.Error); errors.As(err, &f) && f.Args["Postes"] != "1 Portable Awa, 2 Portable Awa" {
		t.Errorf("it names %v", f.Args["Postes"])
	}
	seats := setSeats(t, h, directory.ModuleCashbook, 2)
	if seats.Open() || seats.Licence.Seats != 2 || seats.Licence.By != h.founder.ID || seats.Licence.Changed != now {
		t.Errorf("seats %+v", seats.Licence)
	}
	if want := "licence-set module=cashbook seats=2 taken=2"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
}

func TestCancelledModuleIsNotRegisteredAnyMore(t *testing.T) {
	h := newHouse(t)
	first := register(t, h, 1, directory.ModuleCashbook)
	seats, err := directory.CancelLicence(h, h.founder, directory.ModuleCashbook, now)
	if err != nil || seats.Open() || len(seats.Used) != 1 {
		t.Fatalf("seats %+v, %v", seats, err)
	}
	if want := "licence-cancelled module=cashbook seats=1 taken=1"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	r := wish(first.User, 2)
	receive(t, h, r)
	_, err = directory.ApproveRequest(h, h.founder, r.Digest, directory.Approval{}, now)
	wantFault(t, err, fault.Conflict, "directory.licence-ended")
	if h.postes[first.ID].Status != directory.PosteActive {
		t.Error("a poste that has the module has lost it")
	}
	_, err = directory.CancelLicence(h, h.founder, directory.ModuleCashbook, now)
	wantFault(t, err, fault.Conflict, "directory.licence-cancelled")
	setSeats(t, h, directory.ModuleCashbook, 2)
	approve(t, h, r)
}

func TestLicenceRefuses(t *testing.T) {
	h := newHouse(t)
	auditor := h.add(directory.StatusActive, whole(directory.RoleAuditor))
	for _, change := range []func(directory.Actor, directory.Module) error{
		func(by directory.Actor, m directory.Module) error {
			_, err := directory.SetSeats(h, by, m, 1, now)
			return err
		},
		func(by directory.Actor, m directory.Module) error {
			_, err := directory.CancelLicence(h, by, m, now)
			return err
		},
	} {
		wantFault(t, change(auditor, directory.ModuleCashbook), fault.Denied, "directory.no-right")
		wantFault(t, change(h.founder, "games"), fault.Invalid, "directory.module")
	}
	for _, seats := range []int{-1, 1 << 20} {
		_, err := directory.SetSeats(h, h.founder, directory.ModuleCashbook, seats, now)
		wantFault(t, err, fault.Invalid, "directory.seats")
	}
}

func setSeats(t *testing.T, h *house, module directory.Module, n int) directory.Seats {
	t.Helper()
	seats, err := directory.SetSeats(h, h.founder, module, n, now)
	if err != nil {
		t.Fatal(err)
	}
	return seats
}
