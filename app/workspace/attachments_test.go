package workspace_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

var invoice = []byte("%PDF-1.4\n1 0 obj<</Type/Pages/Count 2>>endobj\n%%EOF\n")

func snapshot(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	check(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 2400, 1200)), nil))
	return b.Bytes()
}

// keepers is a site with its book and Awa.
func keepers(t *testing.T) (*office, *folder, *workspace.Session, cashbook.Book) {
	t.Helper()
	o := found(t)
	site, awa := o.join(t)
	return o, site, awa, must[workspace.BookCard](t)(awa.Book(t.Context(), "P01/1")).Book
}

func draftWith(attachments ...cashbook.Attachment) cashbook.Draft {
	return cashbook.Draft{Content: cashbook.Content{AmountMinor: 5000, Text: "Vente", Attachments: attachments}}
}

func TestAttachmentsAreBoundToTheirVoucher(t *testing.T) {
	ctx := t.Context()
	_, site, awa, book := keepers(t)
	dir := t.TempDir()
	photo, paper := filepath.Join(dir, "IMG_0012.JPG"), filepath.Join(dir, "Facture 12.pdf")
	check(t, os.WriteFile(photo, snapshot(t), 0o600))
	check(t, os.WriteFile(paper, invoice, 0o600))
	kept := must[[]cashbook.Attachment](t)(awa.KeepAttachments(ctx, []string{photo, paper}))
	if len(kept) != 2 || kept[0].Name != "IMG_0012.jpg" || kept[1].Media != cashbook.MediaPDF || kept[1].Size != int64(len(invoice)) {
		t.Fatalf("kept %+v", kept)
	}
	must[cashbook.Recorded](t)(awa.Record(ctx, book.ID, draftWith(kept[0])))
	r := must[cashbook.Recorded](t)(awa.Attach(ctx, book.ID, 1, kept...))
	if r.Voucher.Entry.Revision != 1 || len(r.Voucher.Attachments) != 2 || r.Voucher.Text != "Vente" {
		t.Errorf("attached: %+v", r.Voucher)
	}
	if r := must[cashbook.Recorded](t)(awa.Attach(ctx, book.ID, 1, kept[1])); r.Voucher.Entry.Revision != 1 {
		t.Errorf("attached twice it is revision %d", r.Voucher.Entry.Revision)
	}
	if data := must[[]byte](t)(awa.ReadAttachment(ctx, book.ID, 1, kept[1])); !bytes.Equal(data, invoice) {
		t.Errorf("read %d bytes", len(data))
	}
	r = must[cashbook.Recorded](t)(awa.Detach(ctx, book.ID, 1, kept[0].Hash))
	if len(r.Voucher.Attachments) != 1 || r.Voucher.Attachments[0] != kept[1] {
		t.Errorf("detached: %+v", r.Voucher.Attachments)
	}
	if _, err := awa.Detach(ctx, book.ID, 1, kept[0].Hash); !errors.Is(err, fault.Missing) {
		t.Errorf("detached twice: %v", err)
	}
	if _, err := awa.ReadAttachment(ctx, book.ID, 1, kept[0]); !errors.Is(err, fault.Missing) {
		t.Errorf("read what it has no more: %v", err)
	}
	report := must[workspace.AttachmentReport](t)(awa.VerifyAttachments(ctx, book.ID, nil))
	if report.Intact != 2 || report.Err() != nil { // the first revision has the photo
		t.Errorf("%+v", report)
	}
	site.now = site.now.Add(24 * time.Hour)
	if _, err := awa.Attach(ctx, book.ID, 1, kept[0]); !errors.Is(err, fault.Invalid) {
		t.Errorf("attached the next day: %v", err)
	}
}

func TestAVoucherNamesOnlyWhatIsThere(t *testing.T) {
	ctx := t.Context()
	_, site, awa, book := keepers(t)
	kept := must[cashbook.Attachment](t)(awa.KeepAttachment(ctx, "a.pdf", invoice))
	check(t, os.Remove(site.Cabinet().Path(kept.Hash)))
	if _, err := awa.Record(ctx, book.ID, draftWith(kept)); !errors.Is(err, fault.Missing) {
		t.Errorf("recorded without its file: %v", err)
	}
	never := cashbook.Attachment{Hash: [32]byte{1}, Size: 5, Media: cashbook.MediaPDF, Name: "b.pdf"}
	must[cashbook.Recorded](t)(awa.Record(ctx, book.ID, draftWith()))
	if _, err := awa.Attach(ctx, book.ID, 1, never); !errors.Is(err, fault.Missing) {
		t.Errorf("attached what was never kept: %v", err)
	}
	if _, err := awa.KeepAttachments(ctx, []string{filepath.Join(site.dir, "none.pdf")}); !errors.Is(err, fault.Missing) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := awa.KeepAttachments(ctx, []string{site.dir}); !errors.Is(err, fault.Invalid) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := awa.KeepAttachment(ctx, "a.txt", []byte("hello")); !errors.Is(err, fault.Invalid) {
		t.Errorf("a text: %v", err)
	}
	// What a voucher names and is lost does not keep it from being corrected.
	kept = must[cashbook.Attachment](t)(awa.KeepAttachment(ctx, "a.pdf", invoice))
	must[cashbook.Recorded](t)(awa.Attach(ctx, book.ID, 1, kept))
	check(t, os.Remove(site.Cabinet().Path(kept.Hash)))
	corrected := draftWith(kept)
	corrected.Text = "Vente de ciment"
	must[cashbook.Recorded](t)(awa.Change(ctx, book.ID, 1, corrected))
}

func TestEachMissingOrAlteredAttachmentIsNamed(t *testing.T) {
	ctx := t.Context()
	_, site, awa, book := keepers(t)
	var kept []cashbook.Attachment
	for n := range 3 {
		kept = append(kept, must[cashbook.Attachment](t)(awa.KeepAttachment(ctx, "f.pdf", append(invoice, byte('0'+n)))))
		must[cashbook.Recorded](t)(awa.Record(ctx, book.ID, draftWith(kept[n])))
	}
	check(t, os.Remove(site.Cabinet().Path(kept[0].Hash)))
	check(t, os.WriteFile(site.Cabinet().Path(kept[1].Hash), append(invoice, '9'), 0o600))
	report := must[workspace.AttachmentReport](t)(awa.VerifyAttachments(ctx, book.ID, func(int, int) {}))
	if report.Intact != 1 || len(report.Damaged) != 2 || report.Damaged[0].Number != 1 || report.Damaged[0].State != workspace.AttachmentMissing ||
		report.Damaged[1].Number != 2 || report.Damaged[1].State != workspace.AttachmentAltered {
		t.Fatalf("%+v", report)
	}
	if err := report.Err(); !errors.Is(err, fault.Missing) || !errors.Is(err, fault.Forged) {
		t.Errorf("%v", err)
	}
	for n, want := range []fault.Kind{fault.Missing, fault.Forged} {
		number := int64(n + 1)
		if data, err := awa.ReadAttachment(ctx, book.ID, number, kept[n]); !errors.Is(err, want) || data != nil {
			t.Errorf("read %d bytes: %v", len(data), err)
		}
		dir := t.TempDir()
		if _, err := awa.ExtractAttachments(ctx, book.ID, number, dir); !errors.Is(err, want) {
			t.Errorf("extracted: %v", err)
		}
		if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) > 0 {
			t.Errorf("left %v", left)
		}
	}
	if list := must[[]workspace.Attached](t)(awa.Attached(ctx, book.ID, 3)); len(list) != 1 || list[0].Err != nil {
		t.Errorf("%+v", list)
	}
	out := t.TempDir()
	check(t, os.WriteFile(filepath.Join(out, "f.pdf"), []byte("other"), 0o600))
	paths := must[[]string](t)(awa.ExtractAttachments(ctx, book.ID, 3, out))
	if len(paths) != 1 || filepath.Base(paths[0]) != "f-2.pdf" {
		t.Errorf("extracted %q", paths)
	}
}

// What was attached on another poste is not damage here.
func TestHeadOfficeDoesNotHaveTheFiles(t *testing.T) {
	ctx := t.Context()
	o, site, awa, book := keepers(t)
	kept := must[cashbook.Attachment](t)(awa.KeepAttachment(ctx, "a.pdf", invoice))
	must[cashbook.Recorded](t)(awa.Record(ctx, book.ID, draftWith(kept)))
	o.now = site.now
	o.take(t, must[[]string](t)(awa.CopyBook(ctx, book.ID, t.TempDir()))...)
	report := must[workspace.AttachmentReport](t)(o.session.VerifyAttachments(ctx, book.ID, nil))
	if report.Elsewhere != 1 || report.Intact != 0 || report.Err() != nil {
		t.Errorf("%+v", report)
	}
}

// A backup has the attachments; it leaves out, and removes, what no voucher names.
// A restore puts a damaged one right.
func TestBackupsHaveAttachments(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.trusted(t)
	book := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1")).Book
	kept := must[cashbook.Attachment](t)(awa.KeepAttachment(ctx, "a.pdf", invoice))
	must[cashbook.Recorded](t)(awa.Record(ctx, book.ID, draftWith(kept)))
	fresh := must[cashbook.Attachment](t)(awa.KeepAttachment(ctx, "b.pdf", append(invoice, '1')))
	orphan := must[cashbook.Attachment](t)(awa.KeepAttachment(ctx, "c.pdf", append(invoice, '2')))
	old := time.Now().Add(-48 * time.Hour)
	for _, a := range []cashbook.Attachment{kept, orphan} {
		check(t, os.Chtimes(site.Cabinet().Path(a.Hash), old, old))
	}
	backup := backUp(t, awa)
	content := must[workspace.BackupContent](t)(workspace.VerifyBackup(ctx, backup, byPhrase, t.TempDir(), nil))
	if len(content.Files) != 3 || !strings.HasPrefix(content.Files[1].Name, "attachments/") {
		t.Errorf("it holds %+v", content.Files)
	}
	if err := site.Cabinet().Check(orphan.Hash, orphan.Size); !errors.Is(err, fault.Missing) {
		t.Errorf("what nobody names: %v", err)
	}
	check(t, site.Cabinet().Check(fresh.Hash, fresh.Size))
	check(t, os.WriteFile(site.Cabinet().Path(kept.Hash), []byte("damaged"), 0o600))
	must[workspace.Restored](t)(awa.RestoreBackup(ctx, backup, byPhrase, nil))
	check(t, site.Cabinet().Check(kept.Hash, kept.Size))
}
