package workspace

import (
	"slices"

	"github.com/comptoir/comptoir/sync/exchange"
)

func previewUserData(in *intake, a *Arrival) error {
	receiver, err := in.receiver()
	if err != nil {
		return err
	}
	if a.UserData, err = exchange.PreviewUserData(in.store, receiver, in.parcel, in.clock); err != nil {
		return err
	}
	a.fill(a.UserData.Opened)
	return nil
}

func applyUserData(in *intake, a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	return exchange.ApplyUserData(in.store, by, in.parcel, a.UserData, in.clock)
}

func sameUserData(again, seen *Arrival) bool {
	return slices.EqualFunc(again.UserData.Changes, seen.UserData.Changes, exchange.Change.Equal)
}
