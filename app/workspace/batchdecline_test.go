package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestCashierSeesWhatWasDeclined(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.enters(t, 250_000, -12_500)
	a.site.takes(t, a.receives(t, a.sends(t, a.deskID)[0]))
	if waiting := must[[]workspace.BookWaiting](t)(a.moussa.VouchersToPost(ctx)); len(waiting) != 1 || waiting[0].Count != 2 {
		t.Errorf("%+v wait", waiting)
	}
	must[cashbook.ReceivedVoucher](t)(a.moussa.DeclineVoucher(ctx, a.book.ID, 2, "Reçu illisible"))
	paths := must[[]string](t)(a.moussa.AcknowledgeBatches(ctx, t.TempDir()))
	if len(paths) != 1 {
		t.Fatalf("written: %v", paths)
	}
	arrival := must[*workspace.Arrival](t)(a.site.Examine(ctx, a.awa, paths[0]))
	if change := arrival.Receipt.Change(); change.Key != "batch-declined" || change.Args["Declined"] != 1 {
		t.Errorf("previewed as %+v", change)
	}
	a.site.takes(t, paths[0])
	lines, _, err := a.awa.BookLines(ctx, cashbook.PageFilter{Book: a.book.ID, Limit: 10})
	if err != nil || lines[0].State != cashbook.AtAccounts || lines[1].State != cashbook.Refused || lines[1].Reason != "Reçu illisible" {
		t.Errorf("%+v %v", lines, err)
	}
	if paths := must[[]string](t)(a.moussa.AcknowledgeBatches(ctx, t.TempDir())); len(paths) != 0 {
		t.Errorf("told again: %v", paths)
	}
	must[cashbook.ReceivedVoucher](t)(a.moussa.ReopenVoucher(ctx, a.book.ID, 2))
	if waiting := must[[]workspace.BookWaiting](t)(a.moussa.VouchersToPost(ctx)); waiting[0].Count != 2 {
		t.Errorf("%+v wait", waiting)
	}
}
