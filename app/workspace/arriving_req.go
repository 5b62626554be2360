package workspace

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/sync/registration"
)

func previewRequest(in *intake, a *Arrival) error {
	code, err := in.isSealed()
	if err != nil {
		return err
	}
	if code {
		return previewSealed(in, a)
	}
	by, err := in.actor()
	if err != nil {
		return err
	}
	if err := directory.Can(by, directory.RightModuleApprove, directory.Place{}, in.clock.Now()); err != nil {
		return err
	}
	read, err := registration.Read(in.tx, in.parcel.File, in.clock)
	if err != nil {
		return err
	}
	a.Request, a.Repeated = &Task{Request: read.Request}, read.Known
	a.describe(read.Message)
	*a.Request, err = task(in.tx, read.Request, in.clock.Now())
	return err
}

// previewSealed reads what only a registered poste can have asked.
func previewSealed(in *intake, a *Arrival) error {
	funds, err := in.asksForFunds()
	if err != nil {
		return err
	}
	if funds {
		return previewFundsRequest(in, a)
	}
	return previewCodeRequest(in, a)
}

func applyRequest(in *intake, a *Arrival) error {
	if a.Funds != nil {
		return applyFundsRequest(in, a)
	}
	if a.CodeTask != nil {
		return applyCodeRequest(in, a)
	}
	request, err := registration.Receive(in.tx, in.parcel.File, in.clock)
	if err != nil {
		return err
	}
	*a.Request, err = task(in.tx, request, in.clock.Now())
	return err
}
