package workspace_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/workspace"
)

// bought is purchase n: for n francs, and then, put right, for one more.
func bought(n, minor int) accounting.Entry {
	return accounting.Entry{Content: accounting.Content{
		Mask: accounting.MaskFree, Text: fmt.Sprint("Achat ", n),
		Lines: []accounting.Line{{Account: "605", AmountMinor: int64(minor)}, {Account: "521", AmountMinor: -int64(minor)}},
	}}
}

// postAll posts a purchase with its bill and puts it right, over and over: three
// postings each, of which the last two come together. What was interrupted is taken
// up.
func postAll(w *workspace.Workspace, _ string, first int) error {
	ctx := context.Background()
	s, card, err := victimAtJournal(ctx, w, fatou, fatouPassword)
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		posted := int64(3*n - 2)
		if _, err := s.Posting(ctx, card.Journal.ID, posted); err != nil {
			kept, err := s.KeepAttachment(ctx, "facture.pdf", bill(n))
			if err != nil {
				return err
			}
			entry := bought(n, n)
			entry.Attachments = []cashbook.Attachment{kept}
			if _, err := s.Post(ctx, card.Journal.ID, entry); err != nil {
				return err
			}
		}
		if _, err := s.RepostPosting(ctx, card.Journal.ID, posted, "Montant", bought(n, n+1)); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// Killed while it is posted, at any moment: what was told of is there under its
// number, what takes two postings is there with both or none, the chain and the
// totals verify.
func TestThreat26FaultKilledPostingKeepsWhatItTold(t *testing.T) {
	ctx := t.Context()
	a := accountsKept(t, chart.SYSCOHADA)
	journal := a.journals["OD"].ID
	done := 0
	for range rounds() {
		told := a.killed(t, "post", "", done+1)
		a.fatou = must[*workspace.Session](t)(a.SignIn(ctx, fatou, fatouPassword))
		report := must[accounting.Report](t)(a.fatou.VerifyPostings(ctx, journal))
		whole, more := int(report.Postings)/3, int(report.Postings)%3
		if more > 1 || whole < told || whole > told+1 || report.Lost != 0 || report.Reversals != int64(whole) {
			t.Fatalf("told %d, there are %+v", told, report)
		}
		lines, _, err := a.fatou.JournalPage(ctx, accounting.PageFilter{Journal: journal, Offset: 3 * done, Limit: 3 * (whole - done)})
		check(t, err)
		for i, line := range lines {
			n, step := done+1+i/3, i%3
			wantBought(t, line, n, step)
			if step == 0 {
				must[[]byte](t)(a.Cabinet().Read(line.Attachments[0].Hash, line.Attachments[0].Size))
			}
		}
		wantTotals(t, a, whole, more)
		done = whole
	}
	t.Logf("%d rounds: %d purchases of three postings each, nothing lost, nothing half", rounds(), done)
}

// wantBought wants a posting to be the purchase, what cancels it or what is right.
func wantBought(t *testing.T, line workspace.JournalLine, n, step int) {
	t.Helper()
	first := int64(3*n - 2)
	minor := []int{n, -n, n + 1}[step]
	reverses := []int64{0, first, 0}[step]
	p := line.Posting
	if p.Entry.Number != first+int64(step) || p.Entry.Reverses != reverses || len(p.Lines) != 2 || p.Lines[0].AmountMinor != int64(minor) {
		t.Fatalf("posting %d of purchase %d is %+v", step, n, p)
	}
}

// wantTotals wants the stored totals to be those of so many purchases, and of one
// that is still to be put right.
func wantTotals(t *testing.T, a *accountsOffice, whole, more int) {
	t.Helper()
	want := int64(more * (whole + 1))
	for n := 1; n <= whole; n++ {
		want += int64(n + 1)
	}
	if b := a.balances(t); b["605"] != want || b["521"] != -want {
		t.Fatalf("the totals are %v, want %d", b, want)
	}
}
