package workspace_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// shut wants files to be refused at the accountant's, each for a reason that was
// foreseen, and nothing of them to stay: no batch and no document.
func (a *accounts) shut(t *testing.T, what string, file []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lot.lot")
	check(t, os.WriteFile(path, file, 0o600))
	_, err := a.desk.Examine(t.Context(), a.moussa, path)
	if kind, _ := fault.KindOf(err); kind != fault.Forged && kind != fault.Invalid && kind != fault.Conflict && kind != fault.Missing {
		t.Errorf("%s: %v", what, err)
	}
}

// empty wants nothing to have arrived at the accountant's.
func (a *accounts) empty(t *testing.T) {
	t.Helper()
	if cards := must[[]workspace.ReceivedCard](t)(a.moussa.ReceivedBatches(t.Context())); len(cards) != 0 {
		t.Errorf("%d batches", len(cards))
	}
	_ = filepath.WalkDir(filepath.Join(a.desk.dir, "attachments"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			t.Errorf("there is a document %s", path)
		}
		return nil
	})
}

// Row 25: a batch of which any part is missing or was altered, on the way to
// somebody who takes it whole.
func TestThreat25DamagedBatches(t *testing.T) {
	a := rounded(t)
	a.enters(t, 250_000, -500)
	path := a.sends(t, a.deskID)[0]
	whole := must[[]byte](t)(os.ReadFile(path))
	seed := rand.Uint64()
	t.Logf("seed %d, %d bytes", seed, len(whole))
	random := rand.New(rand.NewPCG(seed, 1))
	for range 60 {
		size := random.IntN(len(whole))
		a.shut(t, fmt.Sprint("the first bytes: ", size), whole[:size])
	}
	for range 200 {
		at, bit := random.IntN(len(whole)), random.IntN(8)
		damaged := bytes.Clone(whole)
		damaged[at] ^= 1 << bit
		a.shut(t, fmt.Sprintf("byte %d, bit %d", at, bit), damaged)
	}
	for range 20 {
		damaged, from := bytes.Clone(whole), random.IntN(len(whole)-64)
		clear(damaged[from : from+64])
		a.shut(t, fmt.Sprint("a hole at ", from), damaged)
	}
	a.shut(t, "a tail", append(bytes.Clone(whole), whole...))
	a.empty(t)
	a.receives(t, path)
}

// pngBomb is a picture of a few bytes that says to be 60 000 by 60 000.
func pngBomb() []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), 60_000)
	head = append(binary.BigEndian.AppendUint32(head, 60_000), 8, 6, 0, 0, 0)
	bomb := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(bomb, crc32.ChecksumIEEE(head))
}

// Somebody at the poste who goes around the program binds what it would not have
// taken: the batch is genuine, and refused as a whole.
func TestThreat15BombsInBatches(t *testing.T) {
	for name, c := range map[string]struct {
		data  []byte
		media string
		shown string
	}{
		"a picture that would fill the memory": {pngBomb(), cashbook.MediaPNG, "plan.png"},
		"a program":                            {[]byte("MZ\x90\x00 this program"), cashbook.MediaPDF, "facture.pdf"},
		"another media":                        {invoice, cashbook.MediaJPEG, "facture.jpg"},
		"a page with a program before it":      {append([]byte("MZ\x90\x00"), invoice...), cashbook.MediaPDF, "facture.pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			a := rounded(t)
			hash := must[[32]byte](t)(a.site.Cabinet().Put(c.data))
			bound := cashbook.Attachment{Hash: hash, Size: int64(len(c.data)), Media: c.media, Name: c.shown}
			must[cashbook.Recorded](t)(a.awa.Record(t.Context(), a.book.ID, draftWith(bound)))
			path := a.sends(t, a.deskID)[0]
			_, err := a.desk.Examine(t.Context(), a.moussa, path)
			if !errors.Is(err, fault.Invalid) {
				t.Errorf("%v", err)
			}
			a.empty(t)
		})
	}
}

// The entries verify, but the documents behind them have changed places: both are
// of the same size, and each is genuine for the other place.
func TestThreat25DocumentsThatChangedPlaces(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	var scans []cashbook.Attachment
	for n := range 2 {
		scans = append(scans, must[cashbook.Attachment](t)(a.awa.KeepAttachment(ctx, "facture.pdf", bill(n))))
	}
	must[cashbook.Recorded](t)(a.awa.Record(ctx, a.book.ID, draftWith(scans...)))
	path := a.sends(t, a.deskID)[0]
	whole := must[[]byte](t)(os.ReadFile(path))
	stored := len(bill(0)) + sealOverhead
	if size := scans[0].Size; size != scans[1].Size || size != int64(len(bill(0))) {
		t.Fatalf("documents of %d and %d bytes", size, scans[1].Size)
	}
	head, first, second := whole[:len(whole)-2*stored], whole[len(whole)-2*stored:len(whole)-stored], whole[len(whole)-stored:]
	a.shut(t, "swapped", bytes.Join([][]byte{head, second, first}, nil))
	a.shut(t, "the first twice", bytes.Join([][]byte{head, first, first}, nil))
	a.shut(t, "the second alone", bytes.Join([][]byte{head, second}, nil))
	a.empty(t)
	a.receives(t, path)
	for n, scan := range scans {
		if data := must[[]byte](t)(a.desk.Cabinet().Read(scan.Hash, scan.Size)); !bytes.Equal(data, bill(n)) {
			t.Errorf("document %d is another", n)
		}
	}
}

// sealOverhead is what sealing adds to a document of one chunk (FORMAT.md).
const sealOverhead = 16

// Whatever the clock does between a count and a voucher, nothing comes to stand
// before the count, and no voucher gets an earlier state.
func TestClockJumpsBetweenCountAndVoucher(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 5_000)
	site.now = start.AddDate(0, 0, 3)
	c := must[cashbook.Count](t)(awa.CountTill(ctx, o.book.ID, cashbook.CountSheet{Lines: pile(500)}))
	for _, jump := range []time.Duration{-72 * time.Hour, -365 * 24 * time.Hour, 0, 400 * 24 * time.Hour, -time.Hour, 24 * time.Hour} {
		site.now = start.AddDate(0, 0, 3).Add(jump)
		v := must[cashbook.Recorded](t)(awa.Record(ctx, o.book.ID, said("Don", 10))).Voucher
		if v.Entry.Recorded.Before(c.Counted) || v.Entry.Day < c.Day {
			t.Errorf("after a jump of %s a voucher is of %s, the count of %s", jump, v.Entry.Day, c.Day)
		}
		if lines := pageOf(t, awa, o.book.ID); lines[0].State != cashbook.Entered {
			t.Errorf("after a jump of %s the first voucher is %s", jump, lines[0].State)
		}
		next := must[cashbook.Count](t)(awa.CountTill(ctx, o.book.ID, cashbook.CountSheet{Lines: pile(501)}))
		if next.Counted.Before(c.Counted) || next.Day < c.Day {
			t.Errorf("after a jump of %s a count is of %s", jump, next.Day)
		}
		must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID))
	}
}

// Two people at one poste, the one in a window and the other at the command line:
// their numbers have no gap, and what the one saw before the other changed it is
// refused.
func TestTwoProgramsOnOneBook(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	other := openFolder(t, site.dir)
	again := must[*workspace.Session](t)(other.SignIn(ctx, awaName, awaPassword))
	keeps(t, awa, o.book.ID, 100_000)
	const each = 25
	var group sync.WaitGroup
	numbers := make([][]int64, 2)
	for i, s := range []*workspace.Session{awa, again} {
		group.Go(func() {
			for n := range each {
				r, err := s.Record(ctx, o.book.ID, said(fmt.Sprint("Don ", i, " ", n), 10))
				if err != nil {
					t.Error(err)
					return
				}
				numbers[i] = append(numbers[i], r.Voucher.Entry.Number)
			}
		})
	}
	group.Wait()
	given := map[int64]bool{}
	for _, list := range numbers {
		for _, n := range list {
			given[n] = true
		}
	}
	if lines := pageOf(t, again, o.book.ID); len(lines) != 2*each+1 || len(given) != 2*each {
		t.Errorf("%d lines, %d numbers were told", len(lines), len(given))
	}
	must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID))
	wantStale(t, awa, again, o.book.ID)
}

// wantStale wants each to be refused what rests on what the other has changed.
func wantStale(t *testing.T, one, two *workspace.Session, book ident.BookID) {
	t.Helper()
	ctx := t.Context()
	sheet := must[workspace.CountSheet](t)(one.CountSheet(ctx, book))
	must[cashbook.Recorded](t)(two.Record(ctx, book, said("Don", 10)))
	if _, err := one.CountTill(ctx, book, cashbook.CountSheet{Lines: pile(1), Head: &sheet.Head}); !errors.Is(err, fault.Conflict) {
		t.Errorf("a count that was begun before: %v", err)
	}
	seen := must[cashbook.Voucher](t)(one.Voucher(ctx, book, 2))
	must[cashbook.Recorded](t)(two.Change(ctx, book, 2, said("Don de Moussa", 10)))
	draft := said("Don de Binta", 10)
	draft.Seen = seen.Entry.Hash
	if _, err := one.Change(ctx, book, 2, draft); !errors.Is(err, fault.Conflict) {
		t.Errorf("a change of what was seen before: %v", err)
	}
	if v := must[cashbook.Voucher](t)(two.Voucher(ctx, book, 2)); v.Text != "Don de Moussa" {
		t.Errorf("it says %q", v.Text)
	}
	if _, err := one.Reverse(ctx, book, 3, "Erreur"); err != nil {
		t.Error(err)
	}
	if _, err := two.Reverse(ctx, book, 3, "Erreur"); !errors.Is(err, fault.Conflict) {
		t.Errorf("reversed twice: %v", err)
	}
}
