package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// The approver sees before deciding that no seat is left, and what to do.
func TestTaskSaysThatNoSeatIsLeft(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, awa := o.join(t)
	must[directory.Seats](t)(o.session.SetSeats(ctx, directory.ModuleAccounting, 0))
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wishAccounting, t.TempDir()))
	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
	synctest.Refused(t, task.Obstacle, fault.Conflict, "directory.no-seat")
	_, err := o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "directory.no-seat")

	must[directory.Seats](t)(o.session.SetSeats(ctx, directory.ModuleAccounting, 1))
	must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
	_, err = o.session.SetSeats(ctx, directory.ModuleAccounting, 0)
	synctest.Refused(t, err, fault.Conflict, "directory.seats-taken")
	must[directory.Seats](t)(o.session.CancelLicence(ctx, directory.ModuleAccounting))
	all := must[[]directory.Seats](t)(o.session.Licence(ctx))
	if len(all) != 2 || all[0].Licence != nil || len(all[0].Used) != 1 || all[1].Licence.Status != directory.LicenceCancelled || len(all[1].Used) != 1 {
		t.Errorf("the licence is %+v", all)
	}
	_, err = awa.Licence(ctx)
	synctest.Refused(t, err, fault.Denied, "directory.head-office")
}
