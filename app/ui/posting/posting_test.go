package posting_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/posting"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// bench is Khady, who posts at head office what Awa sends from her till P01/1.
type bench struct {
	*uitest.Bench
	desk    *desk.Desk
	office  *uitest.Office
	khady   *workspace.Session
	journal accounting.Journal
	site    *uitest.Folder
	awa     *workspace.Session
	poste   directory.Poste // of head office
	left    int             // how often the screen was left
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{Bench: uitest.New(t), office: uitest.NewOffice(t)}
	var journals []accounting.Journal
	b.khady, b.poste, journals = b.office.Accountant(directory.RoleAccountantAdvanced,
		accounting.Journal{Code: "CA", Name: "Caisse Kolda", Class: accounting.Cash, Account: "5711"})
	b.journal = journals[0]
	b.site, b.awa = b.office.Join()
	b.siteTakes(b.office.Answer(b.awa))
	b.desk = b.Seat(b.office.Folder, b.khady)
	return b
}

// siteTakes imports a file at Awa's.
func (b *bench) siteTakes(path string) {
	b.T.Helper()
	arrival := uitest.Must(b.site.Examine(b.T.Context(), b.awa, path))(b.T)
	uitest.Check(b.T, b.site.Apply(b.T.Context(), b.awa, arrival, workspace.Fingerprint{}))
}

// arrive lets Awa enter vouchers and send them.
func (b *bench) arrive(vouchers ...cashbook.Content) {
	b.T.Helper()
	ctx := b.T.Context()
	for _, v := range vouchers {
		uitest.Must(b.awa.Record(ctx, b.office.Book.ID, cashbook.Draft{Content: v}))(b.T)
	}
	_, paths, err := b.awa.WriteBatches(ctx, b.office.Book.ID, b.poste.ID, 0, b.T.TempDir())
	uitest.Check(b.T, err)
	for _, path := range paths {
		arrival := uitest.Must(b.office.Examine(ctx, b.khady, path))(b.T)
		uitest.Check(b.T, b.office.Apply(ctx, b.khady, arrival, arrival.Fingerprint))
	}
}

func (b *bench) open(waiting int) {
	b.T.Helper()
	posting.ShowBooks(b.desk, func() { b.left++ })
	b.Await("screen posting")
	b.Await(fmt.Sprintf("vouchers to post %d", waiting))
}

// postings gives how many the journal has.
func (b *bench) postings() int64 {
	b.T.Helper()
	return uitest.Must(b.khady.VerifyPostings(b.T.Context(), b.journal.ID))(b.T).Postings
}

func TestNothingWaits(t *testing.T) {
	b := newBench(t)
	posting.ShowBooks(b.desk, func() {})
	b.Await("no vouchers to post")
}

// Enter posts what the voucher says in full, and the next one follows.
func TestEnterPostsWhatIsComplete(t *testing.T) {
	b := newBench(t)
	b.arrive(
		cashbook.Content{AmountMinor: 50_000, Text: "Approvisionnement", Account: "5211"},
		cashbook.Content{AmountMinor: -12_500, Text: "Carburant", Account: "6053"},
	)
	b.open(2)
	b.Want("P01/1", "Caisse Kolda", "Approvisionnement", "Aucune pièce jointe")
	b.Await("voucher to post 1")
	b.Key(fyne.KeyReturn)
	b.Await("voucher posted 1")
	b.Await("vouchers to post 1")
	b.Await("voucher to post 2")
	b.Want("6053", "Carburant")
	b.Key(fyne.KeyReturn)
	b.Await("voucher posted 2")
	b.Await("vouchers to post 0")
	if n := b.postings(); n != 2 {
		t.Errorf("%d postings", n)
	}
	b.Key(fyne.KeyEscape)
	if b.left != 1 {
		t.Error("Esc does not leave the list")
	}
}

// What lacks an account leads to the form, where Enter posts once nothing is missing.
func TestEnterLeadsToWhatIsMissing(t *testing.T) {
	b := newBench(t)
	b.arrive(cashbook.Content{AmountMinor: 50_000, Text: "Don", Account: "7582"}, cashbook.Content{AmountMinor: -12_500, Text: "Carburant"})
	b.open(2)
	b.Key(fyne.KeyDown)
	b.Await("voucher to post 2")
	b.Key(fyne.KeyReturn)
	b.Await("focus account")
	if n := b.postings(); n != 0 {
		t.Fatalf("%d postings of what has no account", n)
	}
	b.Write("6053")
	b.Key(fyne.KeyEscape, fyne.KeyEscape, fyne.KeyEscape) // the completions, what was typed, the form
	b.Await("focus grid")
	b.Key(fyne.KeyReturn)
	b.Await("focus account")
	b.Write("6053")
	b.Want("6053 12 500", "5711 12 500")
	b.Key(fyne.KeyReturn)
	b.Await("voucher posted 2")
	p := uitest.Must(b.khady.Posting(t.Context(), b.journal.ID, 1))(t)
	if p.Posting.Text != "Carburant" || len(p.Posting.Lines) != 2 {
		t.Errorf("posted %+v", p.Posting)
	}
}

// All that is complete is posted after a question; the rest stays.
func TestAllThatIsCompleteIsPosted(t *testing.T) {
	b := newBench(t)
	b.arrive(
		cashbook.Content{AmountMinor: 50_000, Text: "Don", Account: "7582"},
		cashbook.Content{AmountMinor: -1_000, Text: "Thé"},
		cashbook.Content{AmountMinor: -2_000, Text: "Taxi", Account: "6181"},
	)
	b.open(3)
	b.Key(fyne.KeyF9)
	b.Await("dialog open post-all")
	b.Key(fyne.KeyReturn)
	b.Await("vouchers posted 2")
	b.Await("vouchers to post 1")
	b.Want("Thé")
	b.WantNot("Taxi")
}

// Declining asks for a reason, which goes back to the cashier.
func TestDecliningAsksWhy(t *testing.T) {
	b := newBench(t)
	b.arrive(cashbook.Content{AmountMinor: 50_000, Text: "Don", Account: "7582"})
	b.open(1)
	b.Chord(fyne.KeyR)
	b.Await("dialog open decline")
	b.Key(fyne.KeyReturn)
	b.Await("field refused reason")
	b.Write("Pièce illisible")
	b.Key(fyne.KeyReturn)
	b.Await("voucher declined 1")
	b.Await("vouchers to post 0")
	list, total, err := b.khady.ReceivedVouchers(t.Context(), cashbook.ReceivedFilter{Book: b.office.Book.ID, State: cashbook.Declined})
	if err != nil || total != 1 || list[0].Reason != "Pièce illisible" {
		t.Errorf("%+v, %v", list, err)
	}
	if n := b.postings(); n != 0 {
		t.Errorf("%d postings", n)
	}
}
