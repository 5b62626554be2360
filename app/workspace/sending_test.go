package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/registration"
)

const (
	moussa         = "moussa@eauvive.example"
	moussaPassword = "une phrase pour la compta"
)

// accounts is the round of a book: head office, the cashier, and an accountant with
// a poste of their own.
type accounts struct {
	*office
	site     *folder
	awa      *workspace.Session
	desk     *folder
	moussa   *workspace.Session
	deskID   ident.PosteID
	moussaID ident.UserID
}

// rounded brings up all three, each with the directory in which the others are.
func rounded(t *testing.T) *accounts {
	t.Helper()
	ctx := t.Context()
	a := &accounts{office: found(t)}
	a.site, a.awa = a.join(t)
	u := must[directory.User](t)(a.session.AddUser(ctx, directory.User{Email: moussa, FirstName: "Moussa", LastName: "Ba"}))
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{a.book.Project}}
	must[directory.Grant](t)(a.session.GrantRole(ctx, u.ID, directory.RoleAccountant, scope))
	code := must[string](t)(a.session.ActivateUser(ctx, u.ID))
	a.moussaID, a.desk = u.ID, openFolder(t, t.TempDir())
	first := a.exportTo(t, u, plainFile)
	arrival := must[*workspace.Arrival](t)(a.desk.Examine(ctx, nil, first))
	check(t, a.desk.Apply(ctx, nil, arrival, a.print))
	a.moussa = must[*workspace.Session](t)(a.desk.ActivateAccount(ctx, moussa, code, moussaPassword))
	wish := registration.Wish{Module: directory.ModuleAccounting, Label: "Bureau Moussa", Location: "Dakar"}
	asked := must[workspace.Asked](t)(a.moussa.RequestModule(ctx, wish, t.TempDir()))
	task := must[workspace.Task](t)(a.session.ReceiveRequest(ctx, asked.Path))
	decided := must[workspace.Decided](t)(a.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
	a.desk.takes(t, decided.Path)
	for _, p := range must[[]directory.Poste](t)(a.session.Postes(ctx)) {
		if p.Label == wish.Label {
			a.deskID = p.ID
		}
	}
	a.refresh(t)
	return a
}

// refresh brings new user data to both sites.
func (a *accounts) refresh(t *testing.T) {
	t.Helper()
	a.site.takes(t, a.export(t))
	u := must[directory.User](t)(a.session.FindUser(t.Context(), moussa))
	a.desk.takes(t, a.exportTo(t, u, a.usual(t, u)))
}

// enters records vouchers, the first with a document.
func (a *accounts) enters(t *testing.T, amounts ...int64) {
	t.Helper()
	kept := must[cashbook.Attachment](t)(a.awa.KeepAttachment(t.Context(), "facture.pdf", invoice))
	for i, amount := range amounts {
		draft := cashbook.Draft{Content: cashbook.Content{AmountMinor: amount, Text: "Carburant"}}
		if i == 0 {
			draft.Attachments = []cashbook.Attachment{kept}
		}
		must[cashbook.Recorded](t)(a.awa.Record(t.Context(), a.book.ID, draft))
	}
}

// sends writes batches for the accountant.
func (a *accounts) sends(t *testing.T, to ident.PosteID) []string {
	t.Helper()
	_, paths, err := a.awa.WriteBatches(t.Context(), a.book.ID, to, 0, t.TempDir())
	check(t, err)
	return paths
}

// receives imports a batch at the accountant's and gives the acknowledgement.
func (a *accounts) receives(t *testing.T, path string) string {
	t.Helper()
	return receivedAt(t, a.desk, a.moussa, path)
}

func receivedAt(t *testing.T, f *folder, by *workspace.Session, path string) string {
	t.Helper()
	before, _ := filepath.Glob(filepath.Join(f.Outbox(), "accuse_p01*.rec"))
	arrival := must[*workspace.Arrival](t)(f.Examine(t.Context(), by, path))
	check(t, f.Apply(t.Context(), by, arrival, arrival.Fingerprint))
	after, _ := filepath.Glob(filepath.Join(f.Outbox(), "accuse_p01*.rec"))
	if len(after) != len(before)+1 {
		t.Fatalf("%d acknowledgements after %d", len(after), len(before))
	}
	for _, path := range after {
		if !contains(before, path) {
			return path
		}
	}
	return ""
}

func contains(list []string, one string) bool {
	for _, item := range list {
		if item == one {
			return true
		}
	}
	return false
}

func (a *accounts) states(t *testing.T) (states []cashbook.State) {
	t.Helper()
	lines, _, err := a.awa.BookLines(t.Context(), cashbook.PageFilter{Book: a.book.ID, Limit: 100})
	check(t, err)
	for _, l := range lines {
		states = append(states, l.State)
	}
	return states
}

// refusesBatch wants a batch to be refused at the accountant's, and nothing of it
// to stay.
func (a *accounts) refusesBatch(t *testing.T, path string, kind fault.Kind, key string) {
	t.Helper()
	before := len(must[[]workspace.ReceivedCard](t)(a.moussa.ReceivedBatches(t.Context())))
	_, err := a.desk.Examine(t.Context(), a.moussa, path)
	var why *fault.Error
	if !errors.As(err, &why) || why.Kind != kind || why.Key != key {
		t.Errorf("%v, want %s", err, key)
	}
	if after := must[[]workspace.ReceivedCard](t)(a.moussa.ReceivedBatches(t.Context())); len(after) != before {
		t.Errorf("%d batches after %d", len(after), before)
	}
}

func TestBatchGoesToTheAccountantAndBack(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.enters(t, 250_000, -12_500)
	batches, paths, err := a.awa.WriteBatches(ctx, a.book.ID, a.deskID, 0, t.TempDir())
	if err != nil || len(paths) != 1 || len(batches) != 1 || batches[0].Totals.Vouchers != 2 {
		t.Fatalf("%+v %v %v", batches, paths, err)
	}
	if got := a.states(t); got[0] != cashbook.Locked || got[1] != cashbook.Locked {
		t.Errorf("%v", got)
	}
	arrival := must[*workspace.Arrival](t)(a.desk.Examine(ctx, a.moussa, paths[0]))
	b := arrival.Batch
	if b == nil || b.New != 2 || b.Documents != 1 || b.Missing != 0 || b.Totals.InMinor != 250_000 || b.Totals.OutMinor != 12_500 || b.Author != "Awa Diop" {
		t.Fatalf("%+v", b)
	}
	receipt := a.receives(t, paths[0])
	cards := must[[]workspace.ReceivedCard](t)(a.moussa.ReceivedBatches(ctx))
	if len(cards) != 1 || cards[0].ToPost != 2 || cards[0].Poste.Number != 1 || cards[0].Documents != 1 {
		t.Fatalf("%+v", cards)
	}
	vouchers, total, err := a.moussa.ReceivedVouchers(ctx, cashbook.ReceivedFilter{Book: a.book.ID, State: cashbook.ToPost, Limit: 10})
	if err != nil || total != 2 || vouchers[1].AmountMinor != -12_500 {
		t.Fatalf("%+v, %v", vouchers, err)
	}
	named := vouchers[0].Attachments[0]
	if data := must[[]byte](t)(a.desk.Cabinet().Read(named.Hash, named.Size)); string(data) != string(invoice) {
		t.Error("the document is another")
	}
	a.site.takes(t, receipt)
	if got := a.states(t); got[0] != cashbook.AtAccounts || got[1] != cashbook.AtAccounts {
		t.Errorf("%v", got)
	}
	again := must[*workspace.Arrival](t)(a.desk.Examine(ctx, a.moussa, paths[0]))
	if !again.Repeated {
		t.Error("the same batch is not known")
	}
	if again := must[*workspace.Arrival](t)(a.site.Examine(ctx, nil, receipt)); !again.Repeated {
		t.Error("the same acknowledgement is not known")
	}
	if _, _, err := a.awa.ReceivedVouchers(ctx, cashbook.ReceivedFilter{Book: a.book.ID}); err != nil {
		t.Errorf("the cashier: %v", err)
	}
}

func TestBatchToHeadOffice(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.enters(t, 250_000, -12_500)
	paths := a.sends(t, ident.PosteID{})
	receipt := receivedAt(t, a.folder, a.session, paths[0])
	if card := must[workspace.BookCard](t)(a.session.Book(ctx, "P01/1")); card.BalanceMinor != 237_500 {
		t.Errorf("head office holds %d", card.BalanceMinor)
	}
	a.site.takes(t, receipt)
	if got := a.states(t); got[0] != cashbook.AtAccounts {
		t.Errorf("%v", got)
	}
	lines, _, err := a.session.BookLines(ctx, cashbook.PageFilter{Book: a.book.ID, Limit: 5})
	if err != nil || lines[0].State != cashbook.AtAccounts {
		t.Errorf("%+v, %v", lines, err)
	}
	a.take(t, sendsCopy(t, a.awa, a.book.ID)...) // a copy after the batch changes nothing
	a.enters(t, 5)
	a.refusesBatch(t, a.sends(t, ident.PosteID{})[0], fault.Forged, "file.recipient")
}

// Row 25: batches that are half written, reordered, gapped or repeated.
func TestThreat25BatchesOutOfOrder(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.enters(t, 250_000)
	first := a.sends(t, a.deskID)[0]
	a.enters(t, -500)
	second := a.sends(t, a.deskID)[0]
	a.refusesBatch(t, second, fault.Conflict, "cashbook.batch-gap")
	whole := must[[]byte](t)(os.ReadFile(first))
	half := filepath.Join(t.TempDir(), "half.lot")
	for _, size := range []int{100, len(whole) - 1, len(whole) - 40} {
		check(t, os.WriteFile(half, whole[:size], 0o600))
		if _, err := a.desk.Examine(ctx, a.moussa, half); !errors.Is(err, fault.Forged) {
			t.Errorf("of %d bytes: %v", size, err)
		}
	}
	flipped := append([]byte(nil), whole...)
	flipped[len(flipped)-5] ^= 1
	check(t, os.WriteFile(half, flipped, 0o600))
	a.refusesBatch(t, half, fault.Forged, "file.blob")
	a.receives(t, first)
	receipt := a.receives(t, second)
	a.site.takes(t, receipt) // acknowledges the first as well
	if got := a.states(t); got[0] != cashbook.AtAccounts || got[1] != cashbook.AtAccounts {
		t.Errorf("%v", got)
	}
}

// A batch of which the file was lost is written once more; whoever had it already
// takes nothing twice, and acknowledges it again.
func TestBatchIsWrittenAgain(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.enters(t, 250_000, -500)
	first := a.sends(t, a.deskID)[0]
	a.receives(t, first)
	_, path, err := a.awa.RewriteBatch(ctx, a.book.ID, 1, t.TempDir())
	check(t, err)
	arrival := must[*workspace.Arrival](t)(a.desk.Examine(ctx, a.moussa, path))
	if arrival.Batch.New != 0 || arrival.Repeated {
		t.Errorf("%+v", arrival.Batch)
	}
	a.site.takes(t, a.receives(t, path))
	if got := a.states(t); got[0] != cashbook.AtAccounts {
		t.Errorf("%v", got)
	}
	if _, total, _ := a.moussa.ReceivedVouchers(ctx, cashbook.ReceivedFilter{Book: a.book.ID}); total != 2 {
		t.Errorf("%d vouchers", total)
	}
	if list := must[workspace.BookBatches](t)(a.awa.BookBatches(ctx, a.book.ID)); len(list.Batches) != 1 || list.Waiting.Vouchers != 0 {
		t.Errorf("%+v", list)
	}
}

// Row 27: what a poste writes after the book was withdrawn from it is taken by
// nobody, once they have heard of it.
func TestThreat27WithdrawnPosteSendsABatch(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.enters(t, 250_000)
	a.take(t, sendsCopy(t, a.awa, a.book.ID)...)
	a.enters(t, -500)
	late := a.sends(t, a.deskID)[0]
	office := func() string {
		a.enters(t, -700)
		return a.sends(t, ident.PosteID{})[0]
	}()
	must[ledger.Ownership](t)(a.session.WithdrawBook(ctx, a.book.ID, 2, "Portable noyé"))
	u := must[directory.User](t)(a.session.FindUser(ctx, moussa))
	a.desk.now, a.folder.now = a.desk.now.Add(time.Minute), a.folder.now.Add(time.Minute)
	a.desk.takes(t, a.exportTo(t, u, a.usual(t, u)))
	a.refusesBatch(t, late, fault.Conflict, "cashbook.batch-withdrawn")
	_, err := a.Examine(ctx, a.session, office)
	if !errors.Is(err, fault.Conflict) {
		t.Errorf("at head office: %v", err)
	}
	alarms, _, err := a.session.Alarms(ctx, directory.AlarmFilter{Unseen: true})
	if err != nil || len(alarms) != 1 || alarms[0].Kind != directory.AlarmBranch {
		t.Errorf("alarms %+v, %v", alarms, err)
	}
}

// A chain that was rewritten on the poste, and sent again under the same number.
func TestThreat23RewrittenBatch(t *testing.T) {
	a := rounded(t)
	a.enters(t, 250_000, -500)
	a.receives(t, a.sends(t, a.deskID)[0])
	a.site.rewriteLast(t, a.book.ID, func(v *cashbook.Voucher) { v.AmountMinor = -100 })
	a.site.exec(t, "UPDATE batch SET head_hash = (SELECT hash FROM entry WHERE seq = 2)")
	_, path, err := a.awa.RewriteBatch(t.Context(), a.book.ID, 1, t.TempDir())
	check(t, err)
	a.refusesBatch(t, path, fault.Conflict, "cashbook.batch-other")
}

func TestReturnWritesTheLastBatch(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.enters(t, 250_000)
	a.receives(t, a.sends(t, a.deskID)[0])
	a.enters(t, -500)
	paths := must[[]string](t)(a.awa.ReturnBook(ctx, a.book.ID, t.TempDir()))
	if len(paths) != 2 {
		t.Fatalf("%v", paths)
	}
	a.receives(t, paths[0])
	a.take(t, paths[1])
	h := must[workspace.BookHistory](t)(a.session.BookHistory(ctx, a.book.ID))
	if last := h.Keepings[len(h.Keepings)-1]; last.What() != "returned" {
		t.Errorf("%+v", last)
	}
	if cards := must[[]workspace.ReceivedCard](t)(a.moussa.ReceivedBatches(ctx)); len(cards) != 2 || cards[0].Number != 2 {
		t.Errorf("%+v", cards)
	}
}
