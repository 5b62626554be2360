package workspace_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// keeps records amounts of today.
func keeps(t *testing.T, s *workspace.Session, book ident.BookID, amounts ...int64) (last int64) {
	t.Helper()
	for _, amount := range amounts {
		got := must[cashbook.Recorded](t)(s.Record(t.Context(), book, cashbook.Draft{Content: cashbook.Content{AmountMinor: amount, Text: "Carburant"}}))
		last = got.Voucher.Entry.Number
	}
	return last
}

// take imports files at head office.
func (o *office) take(t *testing.T, paths ...string) (taken cashbook.Taken) {
	t.Helper()
	for _, path := range paths {
		a := must[*workspace.Arrival](t)(o.Examine(t.Context(), o.session, path))
		check(t, o.Apply(t.Context(), o.session, a, a.Fingerprint))
		taken = a.Entries.Taken
	}
	return taken
}

// sendsCopy writes the copies of the till and gives their paths.
func sendsCopy(t *testing.T, s *workspace.Session, book ident.BookID) []string {
	t.Helper()
	return must[[]string](t)(s.CopyBook(t.Context(), book, t.TempDir()))
}

// replace registers a second poste for Awa, which is granted what nobody keeps.
func (o *office) replace(t *testing.T) (*folder, *workspace.Session, workspace.Decided) {
	t.Helper()
	ctx := t.Context()
	site := openFolder(t, t.TempDir())
	written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, o.awa.ID, plainFile, t.TempDir()))
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, written[0].Path))
	check(t, site.Apply(ctx, nil, arrival, o.print))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	wish := workspace.Wish{Module: directory.ModuleCashbook, Label: "Nouveau portable", Location: "Kolda"}
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wish, t.TempDir()))
	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
	return site, awa, must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
}

// A poste dies with vouchers of which head office has not heard, a new one goes
// on after the last printed number, and the dead one comes back.
func TestThreat27WithdrawnPosteWritesOnIntoABranch(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, dead := o.join(t)
	keeps(t, dead, o.book.ID, 250_000, -12_500)
	first := sendsCopy(t, dead, o.book.ID)
	if taken := o.take(t, first...); taken.New != 2 {
		t.Fatalf("%+v", taken)
	}
	keeps(t, dead, o.book.ID, -1_000, -2_000, -3_000) // 3 to 5; 5 was never printed

	must[ledger.Ownership](t)(o.session.WithdrawBook(ctx, o.book.ID, 4, "Portable noyé"))
	site, awa, decided := o.replace(t)
	if len(decided.Books) != 1 || len(decided.Entries) != 1 {
		t.Fatalf("%+v", decided)
	}
	site.arrive(t, decided.Path)
	if _, err := awa.Record(ctx, o.book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: -500, Text: "Thé"}}); !errors.Is(err, fault.Conflict) {
		t.Fatalf("without the earlier entries: %v", err)
	}
	site.arrive(t, decided.Entries[0])
	if _, err := awa.Record(ctx, o.book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: -500, Text: "Thé"}}); !errors.Is(err, fault.Conflict) {
		t.Fatalf("before the book is accepted: %v", err)
	}
	must[ledger.Ownership](t)(awa.AcceptBook(ctx, o.book.ID))
	if n := keeps(t, awa, o.book.ID, -500); n != 5 {
		t.Fatalf("the new poste begins with number %d", n)
	}
	report := must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID))
	if report.Lost != 2 || report.BalanceMinor != 237_000 {
		t.Errorf("%+v", report)
	}
	if taken := o.take(t, sendsCopy(t, awa, o.book.ID)...); taken.New != 1 || taken.Head.Number != 5 {
		t.Errorf("%+v", taken)
	}

	// The dead poste comes back.
	if taken := o.take(t, sendsCopy(t, dead, o.book.ID)...); taken.New != 0 || taken.Branched != 3 {
		t.Errorf("%+v", taken)
	}
	h := must[workspace.BookHistory](t)(o.session.BookHistory(ctx, o.book.ID))
	if len(h.Branches) != 1 || h.Branches[0].From != 3 || h.Branches[0].To != 5 || h.Branches[0].Poste.Number != 1 {
		t.Errorf("branches %+v", h.Branches)
	}
	if len(h.Keepings) != 3 || h.Keepings[1].Lost != "3–4" || h.Keepings[1].Reason != "Portable noyé" || h.Keepings[2].Poste.Number != 2 {
		t.Errorf("history %+v", h.Keepings)
	}
	vouchers := must[[]cashbook.Voucher](t)(o.session.BranchVouchers(ctx, o.book.ID, 1))
	if len(vouchers) != 3 || vouchers[0].AmountMinor != -1_000 {
		t.Errorf("%+v", vouchers)
	}
	if report := must[cashbook.Report](t)(o.session.VerifyBook(ctx, o.book.ID)); report.Vouchers != 3 || report.Lost != 2 || report.Branches != 1 || report.Aside != 3 {
		t.Errorf("%+v", report)
	}
	alarms, _, err := o.session.Alarms(ctx, directory.AlarmFilter{Unseen: true})
	if err != nil || len(alarms) != 1 || alarms[0].Kind != directory.AlarmBranch {
		t.Errorf("alarms %+v, %v", alarms, err)
	}
}

// Copies that were replayed, reordered, gapped or changed are refused whole.
func TestThreat25CopiesOutOfOrder(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000)
	first := sendsCopy(t, awa, o.book.ID)
	keeps(t, awa, o.book.ID, -500)
	second := sendsCopy(t, awa, o.book.ID)
	o.take(t, second...)
	if _, err := o.Examine(ctx, o.session, first[0]); !errors.Is(err, fault.Conflict) {
		t.Errorf("an older copy after a newer one: %v", err)
	}
	again := must[*workspace.Arrival](t)(o.Examine(ctx, o.session, second[0]))
	if !again.Repeated {
		t.Error("the same copy is not known")
	}
	if report := must[cashbook.Report](t)(o.session.VerifyBook(ctx, o.book.ID)); report.Vouchers != 2 {
		t.Errorf("%+v", report)
	}
}

// Row 25: a copy of which the beginning is missing is refused whole, and taken
// after the one that brings it.
func TestThreat25CopyThatLeavesEntriesOut(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000, -500)
	first := sendsCopy(t, awa, o.book.ID)
	site.exec(t, `UPDATE book_copy SET acknowledged = 1`) // head office never said so
	keeps(t, awa, o.book.ID, -700)
	second := sendsCopy(t, awa, o.book.ID)
	a := must[*workspace.Arrival](t)(o.Examine(ctx, o.session, second[0]))
	wantKey(t, o.Apply(ctx, o.session, a, a.Fingerprint), "cashbook.copy-gap")
	if report := must[cashbook.Report](t)(o.session.VerifyBook(ctx, o.book.ID)); report.Vouchers != 0 {
		t.Errorf("of a copy that was refused there is %+v", report)
	}
	o.take(t, append(first, second...)...)
	if report := must[cashbook.Report](t)(o.session.VerifyBook(ctx, o.book.ID)); report.Vouchers != 3 {
		t.Errorf("%+v", report)
	}
}

// A till that was rewritten on the poste is found out by its next copy.
func TestThreat23RewrittenBookIsSeenAtTheNextCopy(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000, -500)
	o.take(t, sendsCopy(t, awa, o.book.ID)...)
	site.rewrite(t, o.book.ID)
	a := must[*workspace.Arrival](t)(o.Examine(ctx, o.session, sendsCopy(t, awa, o.book.ID)[0]))
	if err := o.Apply(ctx, o.session, a, a.Fingerprint); !errors.Is(err, fault.Forged) {
		t.Errorf("a rewritten book: %v", err)
	}
	alarms, _, err := o.session.Alarms(ctx, directory.AlarmFilter{Unseen: true})
	if err != nil || len(alarms) != 1 || alarms[0].Kind != directory.AlarmHeadLost {
		t.Errorf("alarms %+v, %v", alarms, err)
	}
}

// Amounts that nobody can enter would make every sum of the book overflow, at head
// office and wherever it goes on.
func TestCopyOfAmountsThatNobodyCanEnter(t *testing.T) {
	for _, amount := range []int64{math.MaxInt64, math.MinInt64, cashbook.MaxAmountMinor + 1} {
		o := found(t)
		site, awa := o.join(t)
		keeps(t, awa, o.book.ID, 250_000, 500)
		site.rewriteLast(t, o.book.ID, func(v *cashbook.Voucher) { v.AmountMinor = amount })
		a := must[*workspace.Arrival](t)(o.Examine(t.Context(), o.session, sendsCopy(t, awa, o.book.ID)[0]))
		wantKey(t, o.Apply(t.Context(), o.session, a, a.Fingerprint), "cashbook.damage-amount")
		if report := must[cashbook.Report](t)(o.session.VerifyBook(t.Context(), o.book.ID)); report.Vouchers != 0 {
			t.Errorf("%d: of a copy that was refused there is %+v", amount, report)
		}
	}
}

// The planned way: the owner returns the book, head office gives it elsewhere.
func TestReturnedBookGoesOnElsewhere(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000)
	site, other, decided := o.replace(t)
	if len(decided.Books) != 0 {
		t.Fatalf("a book in other hands was granted: %v", decided.Books)
	}
	site.arrive(t, decided.Path)
	last := must[[]string](t)(awa.ReturnBook(ctx, o.book.ID, t.TempDir()))
	if _, err := awa.Record(ctx, o.book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 5, Text: "Don"}}); !errors.Is(err, fault.Denied) {
		t.Errorf("after the return: %v", err)
	}
	o.take(t, last...)
	postes := must[[]directory.Poste](t)(o.session.BookPostes(ctx, o.book.ID))
	entries, granted, err := o.session.GrantBook(ctx, o.book.ID, postes[1].ID, t.TempDir())
	if err != nil || len(entries) != 1 || granted.FirstNumber != 2 {
		t.Fatalf("%v, %+v, %v", entries, granted, err)
	}
	if _, err := site.Examine(ctx, nil, entries[0]); err == nil {
		a := must[*workspace.Arrival](t)(site.Examine(ctx, nil, entries[0]))
		if err := site.Apply(ctx, nil, a, a.Fingerprint); !errors.Is(err, fault.Denied) && !errors.Is(err, fault.Conflict) {
			t.Errorf("entries before the grant: %v", err)
		}
	}
	to := workspace.Recipients{Postes: []ident.PosteID{postes[1].ID}}
	site.arrive(t, must[[]workspace.Written](t)(o.session.ExportUser(ctx, o.awa.ID, to, t.TempDir()))[0].Path)
	site.arrive(t, entries[0])
	must[ledger.Ownership](t)(other.AcceptBook(ctx, o.book.ID))
	if n := keeps(t, other, o.book.ID, -500); n != 2 {
		t.Errorf("the new poste begins with number %d", n)
	}
}

// Vouchers that were kept before the registration get their numbers with the
// reply, in its transaction.
func TestProvisionalsGetTheirNumbersWithTheReply(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, o.export(t)))
	check(t, site.Apply(ctx, nil, arrival, o.print))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	for _, amount := range []int64{250_000, -12_500} {
		must[cashbook.Provisional](t)(awa.AddProvisional(ctx, o.book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: amount, Text: "Carburant"}}))
	}
	if _, err := awa.CopyBook(ctx, o.book.ID, t.TempDir()); !errors.Is(err, fault.Invalid) {
		t.Errorf("a copy of a poste that is not registered: %v", err)
	}
	o.register(t, site, awa)
	lines, total, err := awa.Page(ctx, cashbook.PageFilter{Book: o.book.ID})
	if err != nil || total != 2 || lines[1].Voucher.Entry.Number != 2 || lines[1].BalanceMinor != 237_500 {
		t.Fatalf("%+v, %v", lines, err)
	}
	if held := must[[]cashbook.Held](t)(awa.Provisionals(ctx, o.book.ID)); len(held) != 0 {
		t.Errorf("%+v", held)
	}
}

// The copy of a day lies in the outbox when the next day begins, without anybody
// asking for it.
func TestCopiesAreWrittenWhenTheDayChanges(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000)
	if paths := must[[]string](t)(awa.CopyDueBooks(ctx, false)); len(paths) != 0 {
		t.Fatalf("before the day is over: %v", paths)
	}
	site.now = site.now.Add(24 * time.Hour)
	paths := must[[]string](t)(awa.CopyDueBooks(ctx, false))
	if len(paths) != 1 {
		t.Fatalf("on the next day: %v", paths)
	}
	if paths := must[[]string](t)(awa.CopyDueBooks(ctx, true)); len(paths) != 0 {
		t.Errorf("again, with nothing new: %v", paths)
	}
	keeps(t, awa, o.book.ID, -500)
	if paths := must[[]string](t)(awa.CopyDueBooks(ctx, true)); len(paths) != 1 {
		t.Errorf("on closing: %v", paths)
	}
	o.now = site.now
	o.take(t, paths...)
}

// Killed while vouchers are entered and copied, at any moment: what was written is
// whole, and head office takes it.
func TestThreat26FaultKilledCopiesAreWholeOrAbsent(t *testing.T) {
	o := found(t)
	site, _ := o.join(t)
	for range rounds() {
		stick := t.TempDir()
		told := site.killed(t, "copy", stick, 1)
		awa := must[*workspace.Session](t)(site.SignIn(t.Context(), awaName, awaPassword))
		o.take(t, must[[]string](t)(awa.CopyBook(t.Context(), o.book.ID, t.TempDir()))...)
		here := must[cashbook.Report](t)(awa.VerifyBook(t.Context(), o.book.ID))
		there := must[cashbook.Report](t)(o.session.VerifyBook(t.Context(), o.book.ID))
		if here.Head != there.Head || here.Vouchers < int64(told) {
			t.Fatalf("told %d, here %+v, at head office %+v", told, here, there)
		}
		awa.Close()
	}
}

// copyAll enters a voucher and copies the book, over and over.
func copyAll(w *workspace.Workspace, stick string, first int) error {
	s, err := w.SignIn(context.Background(), awaName, awaPassword)
	if err != nil {
		return err
	}
	card, err := s.Book(context.Background(), "P01/1")
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		if _, err := s.Record(context.Background(), card.Book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 100, Text: "Don"}}); err != nil {
			return err
		}
		if _, err := s.CopyBook(context.Background(), card.Book.ID, stick); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// rewrite changes the text of the last entry of a book and gives it the hash that
// it must have, as somebody who edits the database and knows the format would.
func (f *folder) rewrite(t *testing.T, book ident.BookID) {
	t.Helper()
	f.rewriteLast(t, book, func(v *cashbook.Voucher) { v.Text = "Autre chose" })
}

func (f *folder) rewriteLast(t *testing.T, book ident.BookID, edit func(*cashbook.Voucher)) {
	t.Helper()
	var last cashbook.Voucher
	f.look(t, func(tx *storage.Tx) error {
		return tx.Chain(book, 1, func(v cashbook.Voucher) error {
			last = v
			return nil
		})
	})
	edit(&last)
	hash := last.Entry.Sum(&last)
	f.exec(t, `UPDATE entry SET text = $1, amount_minor = $2, hash = $3 WHERE seq = $4`, last.Text, last.AmountMinor, hash[:], last.Entry.Seq)
}

// exec edits the database behind the program's back.
func (f *folder) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(f.dir, "comptoir.db")+"?vfs="+sqlite.VFS)
	check(t, err)
	_, err = db.Exec(statement, args...)
	check(t, err)
	check(t, db.Close())
}

// What head office answers to a record and what it hands over of a book are
// carried by different sticks: neither makes the other one old.
func TestEntriesArriveAfterANewerAnswer(t *testing.T) {
	o := found(t)
	_, dead := o.join(t)
	keeps(t, dead, o.book.ID, 250_000)
	o.take(t, sendsCopy(t, dead, o.book.ID)...)
	must[ledger.Ownership](t)(o.session.WithdrawBook(t.Context(), o.book.ID, 1, "Portable noyé"))
	site, awa, decided := o.replace(t)
	site.arrive(t, decided.Path)
	o.now, site.now = o.now.Add(time.Hour), site.now.Add(time.Hour)
	o.takeRecord(t, must[string](t)(site.WriteRecord(t.Context(), t.TempDir())))
	answers := must[[]string](t)(filepath.Glob(filepath.Join(o.Outbox(), "accuse_poste-2_*.rec")))
	if len(answers) != 1 {
		t.Fatalf("answers %q", answers)
	}
	site.arrive(t, answers[0])
	site.arrive(t, decided.Entries[0])
	must[ledger.Ownership](t)(awa.AcceptBook(t.Context(), o.book.ID))
	if n := keeps(t, awa, o.book.ID, -500); n != 2 {
		t.Errorf("the new poste begins with number %d", n)
	}
	if a := must[*workspace.Arrival](t)(site.Examine(t.Context(), nil, decided.Entries[0])); !a.Repeated {
		t.Error("the same entries are not known")
	}
	older := decided.Entries[0]
	o.now, site.now = o.now.Add(time.Hour), site.now.Add(time.Hour)
	for _, path := range must[[]string](t)(o.session.SendEntries(t.Context(), o.book.ID, t.TempDir())) {
		site.arrive(t, path)
	}
	_, err := site.Examine(t.Context(), nil, older)
	wantRefused(t, err, "order.rollback")
}
