package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

func TestOnlyATrainingOrganisationIsErased(t *testing.T) {
	h := newHouse(t)
	name := h.organisation.Name
	wantFault(t, directory.MayEraseTraining(h, h.founder, name, now), fault.Conflict, "directory.not-training")
	h.organisation.Training = true
	wantFault(t, directory.MayEraseTraining(h, h.founder, "EFFACER", now), fault.Invalid, "directory.other-name")
	if err := directory.MayEraseTraining(h, h.founder, " "+name+" ", now); err != nil {
		t.Error(err)
	}
	wantFault(t, directory.MayEraseTraining(h, directory.Actor{Side: directory.HeadOffice}, name, now), fault.Denied, "directory.account-inactive")
	away := h.founder
	away.Side = directory.Site
	wantFault(t, directory.MayEraseTraining(h, away, name, now), fault.Denied, "directory.head-office")
}
