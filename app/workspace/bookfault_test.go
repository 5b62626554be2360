package workspace_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
)

// keeping is Awa at her poste with the till, in a victim.
func keeping(w *workspace.Workspace) (*workspace.Session, cashbook.Book, error) {
	s, err := w.SignIn(context.Background(), awaName, awaPassword)
	if err != nil {
		return nil, cashbook.Book{}, err
	}
	card, err := s.Book(context.Background(), "P01/1")
	return s, card.Book, err
}

func said(text string, amount int64) cashbook.Draft {
	return cashbook.Draft{Content: cashbook.Content{AmountMinor: amount, Text: text, Recipient: "Moussa"}}
}

// advance is one that somebody is given for number n.
func advance(n int) cashbook.Draft {
	draft := said(fmt.Sprint("Avance ", n), -int64(n))
	draft.Kind = cashbook.KindItem
	return draft
}

// accounted is the settlement of advance n by two expenses: three vouchers in one.
func accounted(n int) cashbook.Settlement {
	spent := func(minor int) cashbook.Content { return said(fmt.Sprint("Dépense ", n), int64(minor)).Content }
	return cashbook.Settlement{Draft: said(fmt.Sprint("Décompte ", n), 0), Expenses: []cashbook.Content{spent(n + 1), spent(n + 2)}}
}

// enterAll gives an advance, corrects it and settles it, over and over; what was
// interrupted is taken up.
func enterAll(w *workspace.Workspace, _ string, first int) error {
	s, book, err := keeping(w)
	if err != nil {
		return err
	}
	ctx := context.Background()
	for n := first; ; n++ {
		item := int64(4*n - 2) // after one voucher, four each
		if _, err := s.Voucher(ctx, book.ID, item); err != nil {
			if _, err := s.Record(ctx, book.ID, advance(n)); err != nil {
				return err
			}
		}
		corrected := advance(n)
		corrected.PartnerNumber = "A-" + fmt.Sprint(n)
		if _, err := s.Change(ctx, book.ID, item, corrected); err != nil {
			return err
		}
		if _, err := s.Settle(ctx, book.ID, item, accounted(n)); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// pageOf gives all lines of a book by their number, and fails where one is missing.
func pageOf(t *testing.T, s *workspace.Session, book ident.BookID) []workspace.BookLine {
	t.Helper()
	lines, total, err := s.BookLines(t.Context(), cashbook.PageFilter{Book: book})
	check(t, err)
	slices.SortFunc(lines, func(a, b workspace.BookLine) int { return int(a.Voucher.Entry.Number - b.Voucher.Entry.Number) })
	for i, l := range lines {
		if l.Voucher.Entry.Number != int64(i+1) {
			t.Fatalf("number %d is missing", i+1)
		}
	}
	if total != len(lines) {
		t.Fatalf("%d lines of %d", len(lines), total)
	}
	return lines
}

// Killed during entry, at any moment: what was told of is there, in full and under
// its number, and what takes several vouchers is there with all of them or none.
func TestThreat26FaultKilledEntryKeepsWhatItTold(t *testing.T) {
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 1_000_000_000)
	done, taken := 0, 0
	for range rounds() {
		told := site.killed(t, "enter", "", done+1)
		awa = must[*workspace.Session](t)(site.SignIn(t.Context(), awaName, awaPassword))
		report := must[cashbook.Report](t)(awa.VerifyBook(t.Context(), o.book.ID))
		whole, more := int(report.Vouchers-1)/4, int(report.Vouchers-1)%4
		if more > 1 || whole < told || whole > told+1 || report.Lost != 0 {
			t.Fatalf("told %d, there are %d and %d vouchers of the next", told, whole, more)
		}
		lines := pageOf(t, awa, o.book.ID)
		for n := done + 1; n <= whole; n++ {
			wantAdvance(t, lines[4*n-3:4*n+1], n)
		}
		taken, done = taken+whole-done, whole
	}
	t.Logf("%d rounds: %d entries of four vouchers each, nothing lost, nothing half", rounds(), taken)
}

// wantAdvance wants the four vouchers of an advance to say all that was entered.
func wantAdvance(t *testing.T, lines []workspace.BookLine, n int) {
	t.Helper()
	for i, want := range []struct {
		text, partner string
		amount        int
		kind          cashbook.Kind
	}{
		{"Avance", "A-" + fmt.Sprint(n), -n, cashbook.KindItem}, {"Décompte", "", n, cashbook.KindSettlement},
		{"Dépense", "", -n - 1, ""}, {"Dépense", "", -n - 2, ""},
	} {
		v := lines[i].Voucher
		settles := int64(0)
		if want.kind == cashbook.KindSettlement {
			settles = int64(4*n - 2)
		}
		if v.Text != fmt.Sprint(want.text, " ", n) || v.AmountMinor != int64(want.amount) || v.Kind != want.kind ||
			v.Settles != settles || v.PartnerNumber != want.partner || v.Recipient != "Moussa" && want.kind != "" {
			t.Fatalf("number %d is %+v", v.Entry.Number, v)
		}
	}
}

// pile is so many pieces of ten francs.
func pile(pieces int) []cashbook.CountLine {
	return []cashbook.CountLine{{Denomination: money.Denomination{Minor: 10, Coin: true}, Pieces: int64(pieces)}}
}

// countAll enters a voucher, counts the till and has the count signed on paper,
// over and over.
func countAll(w *workspace.Workspace, signatory string, first int) error {
	s, book, err := keeping(w)
	if err != nil {
		return err
	}
	ctx := context.Background()
	var by ident.UserID
	if err := by.UnmarshalText([]byte(signatory)); err != nil {
		return err
	}
	for n := first; ; n++ {
		if _, err := s.Record(ctx, book.ID, said(fmt.Sprint("Don ", n), 10)); err != nil {
			return err
		}
		c, err := s.CountTill(ctx, book.ID, cashbook.CountSheet{Lines: pile(n), Remark: fmt.Sprint("Comptage ", n)})
		if err != nil {
			return err
		}
		if _, err := s.SignCountOnPaper(ctx, book.ID, c.Number, cashbook.PaperSignature{Signatory: by, Anchor: c.Hash.Anchor()}); err != nil {
			return err
		}
		fmt.Println(c.Number)
	}
}

// Killed during a count, at any moment: the counts have no gap, each is whole, and
// so is each signature.
func TestThreat26FaultKilledCountIsWholeOrAbsent(t *testing.T) {
	o := found(t)
	ba := must[directory.User](t)(o.session.AddUser(t.Context(), directory.User{Email: moussa, FirstName: "Moussa", LastName: "Ba"}))
	check(t, o.session.AssignBook(t.Context(), o.book.ID, ba.ID, cashbook.CounterSignatory))
	site, _ := o.join(t)
	made := 0
	for range rounds() {
		told := site.killed(t, "count", ba.ID.String(), made+1)
		awa := must[*workspace.Session](t)(site.SignIn(t.Context(), awaName, awaPassword))
		report := must[cashbook.Report](t)(awa.VerifyBook(t.Context(), o.book.ID))
		counts := must[[]workspace.CountCard](t)(awa.Counts(t.Context(), o.book.ID))
		pageOf(t, awa, o.book.ID)
		if n := len(counts); n < told || n > told+1 || report.Counts != int64(n) || report.Vouchers < int64(n) {
			t.Fatalf("told %d, there are %d, %+v", told, n, report)
		}
		for _, c := range counts {
			if c.Number > int64(made) && c.Number <= int64(told) && (!c.Signed() || c.Signature.Signatory != ba.ID) {
				t.Fatalf("count %d is not signed: %+v", c.Number, c)
			}
			if c.CountedMinor != 10*c.Lines[0].Pieces || c.BalanceMinor != 10*c.Head.Number || c.Remark != fmt.Sprint("Comptage ", c.Lines[0].Pieces) {
				t.Fatalf("count %+v", c.Count)
			}
		}
		made = len(counts)
	}
	t.Logf("%d rounds: %d counts, none lost, none half", rounds(), made)
}

// batchAll enters a voucher with a document and writes a batch of it to a stick,
// over and over.
func batchAll(w *workspace.Workspace, stick string, first int) error {
	s, book, err := keeping(w)
	if err != nil {
		return err
	}
	ctx := context.Background()
	for n := first; ; n++ {
		kept, err := s.KeepAttachment(ctx, "facture.pdf", bill(n))
		if err != nil {
			return err
		}
		draft := said(fmt.Sprint("Achat ", n), 10)
		draft.Attachments = []cashbook.Attachment{kept}
		if _, err := s.Record(ctx, book.ID, draft); err != nil {
			return err
		}
		batches, _, err := s.WriteBatches(ctx, book.ID, ident.PosteID{}, 0, stick)
		if err != nil {
			return err
		}
		fmt.Println(batches[len(batches)-1].Number)
	}
}

// bill is a document that differs from every other.
func bill(n int) []byte { return append(slices.Clone(invoice), fmt.Sprintf("%% %d\n", n)...) }

// Killed while batches are written, at any moment: a file is whole or not there,
// each batch that was told of has one, and one that is written again brings the
// same, so that head office ends up with every entry and document.
func TestThreat26FaultKilledBatchIsWholeOrAbsent(t *testing.T) {
	o := found(t)
	site, _ := o.join(t)
	made, lost, same := 0, 0, 0
	for range rounds() {
		stick := t.TempDir()
		told := site.killed(t, "batch", stick, made+1)
		awa := must[*workspace.Session](t)(site.SignIn(t.Context(), awaName, awaPassword))
		here := must[cashbook.Report](t)(awa.VerifyBook(t.Context(), o.book.ID))
		list := must[workspace.BookBatches](t)(awa.BookBatches(t.Context(), o.book.ID))
		if n := len(list.Batches); n < told || n > told+1 {
			t.Fatalf("told %d, there are %d", told, n)
		}
		files := batchFiles(t, stick)
		for _, b := range slices.Backward(list.Batches) {
			if b.Number <= int64(made) {
				continue
			}
			path, written := files[b.Number]
			if !written && b.Number <= int64(told) {
				t.Fatalf("batch %d was told of and has no file", b.Number)
			}
			if written {
				takesBatch(t, o, path, b.Batch, int(b.Head.Seq-b.After.Seq))
				same++
			} else {
				lost++
			}
			again, path, err := awa.RewriteBatch(t.Context(), o.book.ID, b.Number, t.TempDir())
			check(t, err)
			if again.Head != b.Head || again.After != b.After || again.Totals != b.Totals || !slices.Equal(again.Documents, b.Documents) {
				t.Fatalf("batch %d again is %+v, was %+v", b.Number, again, b.Batch)
			}
			fresh := 0
			if !written {
				fresh = int(b.Head.Seq - b.After.Seq)
			}
			takesBatch(t, o, path, again, fresh)
			delete(files, b.Number)
		}
		if len(files) != 0 {
			t.Fatalf("files of batches that nobody knows: %v", files)
		}
		there := must[cashbook.Report](t)(o.session.VerifyBook(t.Context(), o.book.ID))
		if there.Head != list.Batches[0].Head || here.Vouchers-there.Vouchers != int64(list.Waiting.Vouchers) || list.Waiting.Vouchers > 1 {
			t.Fatalf("here %+v, at head office %+v, %d wait", here, there, list.Waiting.Vouchers)
		}
		pageOf(t, awa, o.book.ID)
		made = len(list.Batches)
	}
	wantBills(t, o)
	t.Logf("%d rounds: %d batches, %d files lost and written again, %d of files that were there", rounds(), made, lost, same)
}

// batchFiles gives the files on a stick by the number of their batch. A name that
// was reserved when the power went is an empty file, and what was being written
// has another ending; all others are whole.
func batchFiles(t *testing.T, stick string) map[int64]string {
	t.Helper()
	found := map[int64]string{}
	paths, err := filepath.Glob(filepath.Join(stick, "*.lot"))
	check(t, err)
	for _, path := range paths {
		if info := must[os.FileInfo](t)(os.Stat(path)); info.Size() == 0 {
			continue
		}
		var number int64
		_, err := fmt.Sscanf(filepath.Base(path), "p01-1_lot-%d_", &number)
		check(t, err)
		found[number] = path
	}
	return found
}

// takesBatch imports a batch at head office, which wants so many entries of it.
func takesBatch(t *testing.T, o *office, path string, b cashbook.Batch, fresh int) {
	t.Helper()
	a := must[*workspace.Arrival](t)(o.Examine(t.Context(), o.session, path))
	if a.Batch == nil || a.Batch.Number != b.Number || a.Batch.Totals != b.Totals || a.Batch.New != fresh || a.Batch.Missing != 0 {
		t.Fatalf("%s brings %+v, want %d new of %+v", path, a.Batch, fresh, b)
	}
	check(t, o.Apply(t.Context(), o.session, a, a.Fingerprint))
}

// wantBills wants every document that a voucher names at head office.
func wantBills(t *testing.T, o *office) {
	t.Helper()
	o.look(t, func(tx *storage.Tx) error {
		return tx.Chain(o.book.ID, 1, func(v cashbook.Voucher) error {
			for _, a := range v.Attachments {
				if data, err := o.Cabinet().Read(a.Hash, a.Size); err != nil || int64(len(data)) != a.Size {
					t.Errorf("document of number %d: %v", v.Entry.Number, err)
				}
			}
			return nil
		})
	})
}
