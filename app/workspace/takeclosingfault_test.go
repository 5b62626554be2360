package workspace_test

import (
	"os"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/workspace"
)

// Killed while head office takes closings, at any moment: each is there whole with
// its postings and their documents, or nothing of it is; the next one fits, and what
// was taken is known.
func TestThreat26FaultKilledTakingOfClosingsIsWholeOrAbsent(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	stick := t.TempDir()
	const ahead = 20
	done, made := 0, 0
	for range rounds() {
		for ; made < done+ahead; made++ {
			c.sendsClosing(t, numbered(stick, made+1, ".clo"), made+1)
		}
		told := c.killed(t, "take-closing", stick, done+1)
		c.ba = must[*workspace.Session](t)(c.SignIn(ctx, baName, baPassword))
		pending := must[[]workspace.ClosingCard](t)(c.ba.PendingClosings(ctx))
		if n := len(pending); n < told || n > told+1 {
			t.Fatalf("told %d, there are %d", told, n)
		}
		if done = len(pending); done == 0 {
			continue
		}
		again := must[*workspace.Arrival](t)(c.Examine(ctx, c.ba, numbered(stick, done, ".clo")))
		if !again.Repeated {
			t.Fatalf("closing %d is not known as taken", done)
		}
		c.wantTaken(t, done)
	}
	t.Logf("%d rounds: %d closings taken, none half", rounds(), done)
}

// sendsClosing posts with a document, closes, and lays the file where it is wanted.
// Nobody waits for the decision.
func (c *closer) sendsClosing(t *testing.T, path string, n int) {
	t.Helper()
	c.posts(t, october10, 100, must[cashbook.Attachment](t)(c.moussa.KeepAttachment(t.Context(), "facture.pdf", bill(n))))
	_, paths := c.closes(t, accounting.CloseProvisional, 0)
	if len(paths) != 1 {
		t.Fatalf("the closing is in %q", paths)
	}
	check(t, os.Rename(paths[0], path))
	check(t, openJournalOf(t.Context(), c.desk.dir))
}

// wantTaken wants head office to have so many closings of one posting each.
func (c *closer) wantTaken(t *testing.T, n int) {
	t.Helper()
	ctx := t.Context()
	report := must[accounting.Report](t)(c.ba.VerifyPostings(ctx, c.journal.ID))
	if report.Postings != int64(n) || report.Lost != 0 {
		t.Fatalf("%d closings, and %+v", n, report)
	}
	lines, _, err := c.ba.JournalPage(ctx, accounting.PageFilter{Journal: c.journal.ID, Limit: n})
	check(t, err)
	for _, line := range lines {
		for _, paper := range line.Attachments {
			must[[]byte](t)(c.Cabinet().Read(paper.Hash, paper.Size))
		}
		if len(line.Attachments) != 1 {
			t.Fatalf("posting %d has %d documents", line.Posting.Entry.Number, len(line.Attachments))
		}
	}
}
