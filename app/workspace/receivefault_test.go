package workspace_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/workspace"
)

// Killed while an accountant takes batches, at any moment: each is there whole with
// its document or not at all, the next one fits, and in the end every one of them
// has been acknowledged to the cashier.
func TestThreat26FaultKilledTakingOfBatchesIsWholeOrAbsent(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	stick, answers := t.TempDir(), t.TempDir()
	const ahead = 30
	done, made := 0, 0
	for range rounds() {
		for ; made < done+ahead; made++ {
			a.enters(t, 100)
			check(t, os.Rename(a.sends(t, a.deskID)[0], numbered(stick, made+1, ".lot")))
		}
		told := a.desk.killed(t, "take-batch", stick, done+1)
		a.moussa = must[*workspace.Session](t)(a.desk.SignIn(ctx, moussa, moussaPassword))
		received := must[[]workspace.ReceivedCard](t)(a.moussa.ReceivedBatches(ctx))
		if n := len(received); n < told || n > told+1 {
			t.Fatalf("told %d, there are %d", told, n)
		}
		if done = len(received); done > 0 {
			again := must[*workspace.Arrival](t)(a.desk.Examine(ctx, a.moussa, numbered(stick, done, ".lot")))
			if !again.Repeated {
				t.Fatalf("batch %d is not known as taken", done)
			}
		}
		vouchers, total, err := a.moussa.ReceivedVouchers(ctx, cashbook.ReceivedFilter{Book: a.book.ID})
		check(t, err)
		if total != done {
			t.Fatalf("%d vouchers of %d batches", total, done)
		}
		for _, v := range vouchers {
			for _, document := range v.Attachments {
				must[[]byte](t)(a.moussa.ReadReceived(ctx, a.book.ID, document))
			}
		}
		must[[]string](t)(a.moussa.AcknowledgeBatches(ctx, answers))
	}
	for _, dir := range []string{answers, a.desk.Outbox()} {
		for _, path := range must[[]string](t)(filepath.Glob(filepath.Join(dir, "accuse_*.rec"))) {
			if info := must[os.FileInfo](t)(os.Stat(path)); info.Size() > 0 {
				if arrival, err := a.site.Examine(ctx, a.awa, path); err == nil {
					check(t, a.site.Apply(ctx, a.awa, arrival, arrival.Fingerprint))
				}
			}
		}
	}
	list := must[workspace.BookBatches](t)(a.awa.BookBatches(ctx, a.book.ID))
	for _, b := range list.Batches {
		if b.Number <= int64(done) && b.Acknowledged.IsZero() {
			t.Errorf("batch %d was taken, and the cashier never hears of it", b.Number)
		}
	}
	t.Logf("%d rounds: %d batches, all acknowledged", rounds(), done)
}
