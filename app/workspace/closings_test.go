package workspace_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/synctest"
)

// closer is the round of a journal: head office with Ba, who decides, and Moussa,
// who keeps the journal P01/OD on a poste of his own.
type closer struct {
	*accounts
	ba      *workspace.Session
	journal accounting.Journal
}

func newCloser(t *testing.T) *closer {
	t.Helper()
	ctx := t.Context()
	c := &closer{accounts: rounded(t)}
	ba := must[directory.User](t)(c.session.AddUser(ctx, directory.User{Email: baName, FirstName: "Moussa", LastName: "Ba"}))
	must[directory.Grant](t)(c.session.GrantRole(ctx, ba.ID, directory.RoleFinanceManager, directory.Scope{Level: directory.LevelOrganisation}))
	advanced := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{c.book.Project}}
	must[directory.Grant](t)(c.session.GrantRole(ctx, c.moussaID, directory.RoleAccountantAdvanced, advanced))
	code := must[string](t)(c.session.ActivateUser(ctx, ba.ID))
	must[*workspace.Session](t)(c.ActivateAccount(ctx, baName, code, baPassword))
	c.session = must[*workspace.Session](t)(c.SignIn(ctx, adminName, adminPassword)) // opens the keys to Ba
	c.ba = must[*workspace.Session](t)(c.SignIn(ctx, baName, baPassword))
	c.refresh(t)
	c.desk.now = c.now
	c.moussa = must[*workspace.Session](t)(c.desk.SignIn(ctx, moussa, moussaPassword))
	c.plant(t)
	return c
}

// plant gives the journal to the accountant's poste on both sides, without the
// files that would carry it.
func (c *closer) plant(t *testing.T) {
	t.Helper()
	c.journal = accounting.Journal{
		ID: ident.BookID(synctest.ID("journal")), Project: c.book.Project, ProjectCode: "P01", Code: "OD", Name: "Opérations diverses",
		Class: accounting.General, Currency: "XOF", Base: "XOF", TimeZone: "Africa/Dakar", Responsible: c.moussaID,
		Status: accounting.Open, Revision: 1,
	}
	for _, f := range []*folder{c.folder, c.desk} {
		inFolder(t, f, func(tx *storage.Tx) error {
			if err := tx.SaveJournal(c.journal); err != nil {
				return err
			}
			return tx.SaveOwnership(ledger.Ownership{Book: c.journal.ID, Epoch: 1, Poste: c.deskID, FirstNumber: 1, Granted: start})
		})
	}
}

// inFolder changes what lies in a data folder beside the open program.
func inFolder(t *testing.T, f *folder, do func(*storage.Tx) error) {
	t.Helper()
	s := must[*storage.Store](t)(sqlite.Open(context.Background(), filepath.Join(f.dir, "comptoir.db")))
	defer func() { check(t, s.Close()) }()
	check(t, s.Update(context.Background(), do))
}

// posts enters an amount on a day, with a document where there is one.
func (c *closer) posts(t *testing.T, day calendar.Day, minor int64, papers ...cashbook.Attachment) accounting.Posting {
	t.Helper()
	return must[accounting.Posting](t)(c.moussa.Post(t.Context(), c.journal.ID, accounting.Entry{Day: day, Content: accounting.Content{
		Mask: accounting.MaskFree, Text: "Carburant", Attachments: papers,
		Lines: []accounting.Line{{Account: "605", AmountMinor: minor}, {Account: "521", AmountMinor: -minor}},
	}}))
}

// refuses wants a posting of a day to be refused.
func (c *closer) refuses(t *testing.T, day calendar.Day, kind fault.Kind, key string) {
	t.Helper()
	_, err := c.moussa.Post(t.Context(), c.journal.ID, accounting.Entry{Day: day, Content: accounting.Content{
		Mask: accounting.MaskFree, Text: "trop tard",
		Lines: []accounting.Line{{Account: "605", AmountMinor: 1}, {Account: "521", AmountMinor: -1}},
	}})
	synctest.Refused(t, err, kind, key)
}

// closes closes the journal up to a day and gives the files.
func (c *closer) closes(t *testing.T, kind accounting.ClosingKind, until calendar.Day) (accounting.Closing, []string) {
	t.Helper()
	closed, paths, err := c.moussa.CloseJournal(t.Context(), c.journal.ID, kind, until, t.TempDir())
	check(t, err)
	return closed, paths
}

// arrives imports files at head office, by Ba.
func (c *closer) arrives(t *testing.T, paths ...string) {
	t.Helper()
	for _, path := range paths {
		arrival := must[*workspace.Arrival](t)(c.Examine(t.Context(), c.ba, path))
		check(t, c.Apply(t.Context(), c.ba, arrival, arrival.Fingerprint))
	}
}

// decides lets Ba decide and gives the file for the poste.
func (c *closer) decides(t *testing.T, number int64, released bool, reason string) string {
	t.Helper()
	_, path, err := c.ba.DecideClosing(t.Context(), accounting.Verdict{
		Journal: c.journal.ID, Number: number, Released: released, Reason: reason,
	}, "", t.TempDir())
	check(t, err)
	return path
}

func (c *closer) state(t *testing.T, by *workspace.Session, number int64) accounting.ClosingState {
	t.Helper()
	for _, card := range must[[]workspace.ClosingCard](t)(by.Closings(t.Context(), c.journal.ID)) {
		if card.Number == number {
			return card.State
		}
	}
	return ""
}

// passes lets time go by on both sides.
func (c *closer) passes(by time.Duration) {
	c.now = c.now.Add(by)
	c.desk.now = c.now
}

var (
	october10 = calendar.New(2026, time.October, 10)
	october31 = calendar.New(2026, time.October, 31)
	november2 = calendar.New(2026, time.November, 2)
)

func TestMonthIsRejectedCorrectedAndReleased(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	paper := must[cashbook.Attachment](t)(c.moussa.KeepAttachment(ctx, "facture.pdf", invoice))
	c.posts(t, october10, 12_500, paper)
	day, none := c.closes(t, accounting.CloseDay, october10)
	if len(none) != 0 || day.Number != 1 || day.Postings != 1 || day.DebitMinor != 12_500 {
		t.Fatalf("the day gives %+v and %v", day, none)
	}
	c.refuses(t, october10, fault.Invalid, "accounting.closed-day")
	c.posts(t, october31, 1_000)

	first, paths := c.closes(t, accounting.CloseMonth, october31)
	if len(paths) != 1 || first.Parts != 1 || first.State != accounting.ClosingSent {
		t.Fatalf("the month gives %+v and %v", first, paths)
	}
	c.refuses(t, november2, fault.Conflict, "accounting.closing-pending")
	_, _, err := c.moussa.CloseJournal(ctx, c.journal.ID, accounting.CloseDay, november2, t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "accounting.closing-pending")

	c.arrives(t, paths...)
	pending := must[[]workspace.ClosingCard](t)(c.ba.PendingClosings(ctx))
	if len(pending) != 1 || pending[0].Author != "Moussa Ba" || pending[0].MayDecide != nil || pending[0].Digest != first.Digest {
		t.Fatalf("head office has to decide about %+v", pending)
	}
	report := must[workspace.ClosingReport](t)(c.ba.ClosingReport(ctx, c.journal.ID, first.Number))
	want := []accounting.Total{{Account: "521", CreditMinor: 13_500}, {Account: "605", DebitMinor: 13_500}}
	if len(report.Balance) != 2 || report.Balance[0] != want[0] || report.Balance[1] != want[1] || len(report.Days) != 1 {
		t.Errorf("the report is %+v", report)
	}
	papers := must[[]workspace.Attached](t)(c.ba.PostingPapers(ctx, c.journal.ID, 1))
	if len(papers) != 1 || papers[0].State != workspace.AttachmentIntact {
		t.Errorf("the document is %+v", papers)
	}
	check(t, c.ba.CheckPosting(ctx, c.journal.ID, 1, true, "vu"))

	_, _, err = c.ba.DecideClosing(ctx, accounting.Verdict{Journal: c.journal.ID, Number: first.Number}, "", t.TempDir())
	synctest.Refused(t, err, fault.Invalid, "accounting.text-missing")
	rejected := c.decides(t, first.Number, false, "Pièce 2 sans justificatif")
	_, _, err = c.ba.DecideClosing(ctx, accounting.Verdict{Journal: c.journal.ID, Number: first.Number, Released: true}, "", t.TempDir())
	synctest.Refused(t, err, fault.Conflict, "accounting.closing-decided")
	c.desk.takes(t, rejected)
	if c.state(t, c.moussa, first.Number) != accounting.ClosingRejected || c.state(t, c.moussa, 1) != accounting.ClosingVoid {
		t.Error("the rejection does not open the days")
	}
	c.posts(t, october10, 700)

	second, paths := c.closes(t, accounting.CloseMonth, october31)
	c.arrives(t, paths...)
	c.desk.takes(t, c.decides(t, second.Number, true, ""))
	if second.Number != 3 || c.state(t, c.moussa, second.Number) != accounting.ClosingReleased {
		t.Errorf("the second month is %+v", second)
	}
	c.refuses(t, october31, fault.Invalid, "accounting.closed-day")
	c.posts(t, november2, 50)
}

func TestSecondMonthIsReleasedOverTheTelephone(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100)
	closed, paths := c.closes(t, accounting.CloseMonth, october31)

	wish := workspace.CodeWish{Purpose: mark.PurposeClosing, Item: closed.Digest, CodeStatement: why}
	asked := must[workspace.CodeAsked](t)(c.desk.AskCode(ctx, c.moussa, moussa, wish, t.TempDir()))
	_, err := c.session.EnterCode(ctx, workspace.CodeCall{Code: asked.Code, CodeStatement: why})
	synctest.Refused(t, err, fault.Denied, "file.code-unknown")
	c.arrives(t, paths...)
	_, err = c.session.EnterCode(ctx, workspace.CodeCall{Code: asked.Code, CodeStatement: why})
	synctest.Refused(t, err, fault.Denied, "file.code-unknown")
	c.decides(t, closed.Number, true, "")
	must[workspace.CodeTask](t)(c.session.EnterCode(ctx, workspace.CodeCall{Code: asked.Code, CodeStatement: why}))
	decided := must[workspace.CodeDecided](t)(c.ba.ApproveCode(ctx, asked.Code, t.TempDir()))
	c.refuses(t, november2, fault.Conflict, "accounting.closing-pending")
	must[workspace.CodeOutcome](t)(c.desk.EnterAnswer(ctx, c.moussa, mark.PurposeClosing, decided.Answer))
	c.posts(t, november2, 100)
	if c.state(t, c.moussa, closed.Number) != accounting.ClosingReleased {
		t.Error("the closing is not released")
	}
	late := must[string](t)(c.ba.RewriteDecision(ctx, c.journal.ID, closed.Number, t.TempDir()))
	c.desk.takes(t, late) // the file that comes after the code says who decided
	card := must[[]workspace.ClosingCard](t)(c.moussa.Closings(ctx, c.journal.ID))[0]
	if card.Decision.ByCode || card.Decision.ByName != "Moussa Ba" {
		t.Errorf("the decision is %+v", card.Decision)
	}
}

func TestClosingIsWrittenAgainInTheSameBytes(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	paper := must[cashbook.Attachment](t)(c.moussa.KeepAttachment(ctx, "facture.pdf", invoice))
	c.posts(t, october10, 100, paper)
	closed, paths := c.closes(t, accounting.CloseProvisional, 0)
	_, again, err := c.moussa.RewriteClosing(ctx, c.journal.ID, closed.Number, t.TempDir())
	check(t, err)
	if len(again) != 1 || string(must[[]byte](t)(os.ReadFile(again[0]))) != string(must[[]byte](t)(os.ReadFile(paths[0]))) {
		t.Error("the file is another one")
	}
	c.arrives(t, again...)
	arrival := must[*workspace.Arrival](t)(c.Examine(ctx, c.ba, paths[0]))
	if !arrival.Repeated {
		t.Error("the same file is not known")
	}
	c.desk.takes(t, c.decides(t, closed.Number, true, "Vu"))
	c.posts(t, october10, 100) // a provisional closing leaves no lock
}
