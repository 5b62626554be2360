package workspace

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/sync/exchange"
)

// previewChain shows what a trust chain that comes by itself would change. At a
// site it carries its own authority; at head office, where the ceremony may have
// been held on another poste, it is for who manages the keys.
func previewChain(in *intake, a *Arrival) (err error) {
	if in.home.Side == directory.HeadOffice {
		by, err := in.actor()
		if err != nil {
			return err
		}
		if err := directory.Can(by, directory.RightKeyManage, directory.Place{}, in.clock.Now()); err != nil {
			return err
		}
	}
	if a.Chain, err = exchange.PreviewChain(in.tx, in.parcel); err != nil {
		return err
	}
	a.describe(a.Chain.Message)
	a.Fingerprint, a.Repeated = a.Chain.Trust.Fingerprint(), a.Chain.Repeated
	return nil
}

func applyChain(in *intake, a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	if in.home.Side == directory.HeadOffice {
		if err := in.tx.SaveKeyFile(in.parcel.File); err != nil {
			return err
		}
	}
	return exchange.ApplyChain(in.tx, by, a.Chain, in.clock.Now())
}

func sameChainChanges(again, seen *Arrival) bool {
	return slices.EqualFunc(again.Chain.Changes, seen.Chain.Changes, exchange.Change.Equal)
}
