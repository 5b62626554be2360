package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// arrivedCounts gives the counts of the newest batch at the accountant's.
func (a *accounts) arrivedCounts(t *testing.T) []workspace.CountCard {
	t.Helper()
	cards := must[[]workspace.ReceivedCard](t)(a.moussa.ReceivedBatches(t.Context()))
	return must[[]workspace.CountCard](t)(a.moussa.ReceivedCounts(t.Context(), cards[0].Received))
}

// A count goes to the accountant with the batch of its place in the book, its
// signature when it is there, and both stay what they were when they come again.
func TestCountsReachTheAccountant(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	fatou := a.counterSigned(t)
	a.refresh(t)
	a.enters(t, 1_000, -300)
	first := must[cashbook.Count](t)(a.awa.CountTill(ctx, a.book.ID, coins(7)))
	path := a.sends(t, a.deskID)[0]
	a.receives(t, path)
	if got := a.arrivedCounts(t); len(got) != 1 || got[0].Hash != first.Hash || got[0].Signed() || got[0].AuthorName != "Awa Diop" {
		t.Fatalf("%+v", got)
	}

	paper := cashbook.PaperSignature{Signatory: fatou, Anchor: first.Hash.Anchor()}
	must[cashbook.CountSignature](t)(a.awa.SignCountOnPaper(ctx, a.book.ID, 1, paper))
	second := must[cashbook.Count](t)(a.awa.CountTill(ctx, a.book.ID, coins(8))) // at the head where the batch ended
	a.enters(t, -100)
	a.receives(t, a.sends(t, a.deskID)[0])
	if got := a.arrivedCounts(t); len(got) != 1 || got[0].Hash != second.Hash || got[0].DifferenceMinor() != 100 {
		t.Fatalf("%+v", got)
	}
	cards := must[[]workspace.ReceivedCard](t)(a.moussa.ReceivedBatches(ctx))
	of1 := must[[]workspace.CountCard](t)(a.moussa.ReceivedCounts(ctx, cards[1].Received))
	if len(of1) != 1 || !of1[0].Signed() || of1[0].Signature.Way != cashbook.OnPaper {
		t.Fatalf("%+v", of1)
	}
}

// A batch between others does not bring what went elsewhere, and yet what it
// brings is taken; head office takes its counts as those of the book.
func TestCountsOfSeveralReaders(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.enters(t, 1_000)
	must[cashbook.Count](t)(a.awa.CountTill(ctx, a.book.ID, coins(10)))
	receivedAt(t, a.folder, a.session, a.sends(t, ident.PosteID{})[0])
	if report := must[cashbook.Report](t)(a.session.VerifyBook(ctx, a.book.ID)); report.Counts != 1 {
		t.Errorf("%+v", report)
	}
	a.enters(t, -300)
	second := must[cashbook.Count](t)(a.awa.CountTill(ctx, a.book.ID, coins(7)))
	a.enters(t, -1)
	a.receives(t, a.sends(t, a.deskID)[0])
	got := a.arrivedCounts(t)
	if len(got) != 2 || got[1].Hash != second.Hash { // the first was made where this batch begins
		t.Fatalf("%+v", got)
	}
}
