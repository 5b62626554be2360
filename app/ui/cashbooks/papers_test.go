package cashbooks_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// What is dropped on the book while a voucher is typed belongs to it, and goes with
// it when it is recorded.
func TestFilesDroppedOnTheLineAreAttached(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	pdf, picture := uitest.Papers(t)
	b.fields("t", "B-1", "Vente")
	if !b.desk.TakeDrop([]string{pdf, picture}) {
		t.Fatal("the book does not take them")
	}
	b.Await("papers on line 2")
	b.Want("2 pièces jointes : Facture 12.pdf, recu.png")
	b.fields("", "5000")
	b.Await("voucher recorded 1")
	b.WantNot("2 pièces jointes :")
	if v := b.lines()[0].Voucher; len(v.Attachments) != 2 || v.Attachments[0].Name != "Facture 12.pdf" {
		t.Errorf("stored %+v", v.Attachments)
	}
	for _, other := range []string{filepath.Join(t.TempDir(), "none.pdf"), t.TempDir(), "awa.usr"} {
		if b.desk.TakeDrop([]string{pdf, other}) {
			t.Errorf("the book takes %s", other)
		}
	}
}

// A change in the line keeps the attachments, and Esc gives up those of a voucher
// that was never recorded.
func TestTheLineKeepsAttachments(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	pdf, _ := uitest.Papers(t)
	b.desk.TakeDrop([]string{pdf})
	b.Await("papers on line 1")
	b.Want("1 pièce jointe : Facture 12.pdf")
	b.Key(fyne.KeyEscape)
	b.WantNot("1 pièce jointe :")
	b.desk.TakeDrop([]string{pdf})
	b.Await("papers on line 1")
	b.record("1", "t", "", "Vente", "", "5000")
	b.Reach("grid")
	b.Key(fyne.KeyReturn)
	b.Want("1 pièce jointe : Facture 12.pdf")
	b.fields("B-7", "", "", "6000")
	b.Await("voucher changed 1")
	if v := b.lines()[0].Voucher; len(v.Attachments) != 1 || v.AmountMinor != 6000 || v.PartnerNumber != "B-7" {
		t.Errorf("stored %+v", v)
	}
}

func TestAttachmentsOfAVoucherAreSeenAndChanged(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	pdf, picture := uitest.Papers(t)
	b.record("1", "t", "", "Vente", "", "5000")
	b.Reach("grid")
	b.Chord(fyne.KeyJ)
	b.Await("dialog open papers")
	b.Want("Pièces jointes du justificatif 1", "Aucune pièce jointe")
	if !b.desk.TakeDrop([]string{pdf, picture}) {
		t.Fatal("the dialog does not take them")
	}
	b.Await("papers written")
	b.Await("papers 2")
	b.Want("Facture 12.pdf", "recu.png", "Intacte")
	if v := b.lines()[0].Voucher; len(v.Attachments) != 2 || v.Entry.Revision != 1 {
		t.Errorf("stored %+v", v)
	}
	b.Press("Voir")
	b.Await("dialog open paper")
	b.Want("3 pages", "Ouvrir avec le programme du système")
	b.Key(fyne.KeyEscape)
	b.Press("Retirer")
	b.Await("dialog open confirm")
	b.Key(fyne.KeyReturn)
	b.Await("papers 1")
	if v := b.lines()[0].Voucher; len(v.Attachments) != 1 || v.Attachments[0].Name != "recu.png" {
		t.Errorf("stored %+v", v.Attachments)
	}
	b.Press("Voir")
	b.Await("dialog open paper")
	b.Want("800 × 600 points", "Image entière")
	b.Write("+")
	b.Await("picture zoom")
	b.WantNot("Image entière")
	b.Write("0")
	b.Want("Image entière")
}

// A file that somebody has changed is named and not shown.
func TestAnAlteredAttachmentIsNotShown(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	pdf, _ := uitest.Papers(t)
	b.desk.TakeDrop([]string{pdf})
	b.Await("papers on line 1")
	b.record("1", "t", "", "Vente", "", "5000")
	a := b.lines()[0].Voucher.Attachments[0]
	uitest.Check(t, os.WriteFile(b.folder.Cabinet().Path(a.Hash), []byte("%PDF-1.4 other"), 0o600))
	b.Reach("grid")
	b.Chord(fyne.KeyJ)
	b.Await("papers 1")
	b.Want("Altérée")
	b.Key(fyne.KeyEscape)
	b.Click("Le livre")
	b.Await("dialog open book-actions")
	b.Key(fyne.KeyReturn)
	b.Want("a été modifiée ou abîmée")
}

// From the next day on nothing can be attached any more, but all is seen.
func TestAttachmentsOfYesterdayAreFixed(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	pdf, picture := uitest.Papers(t)
	b.desk.TakeDrop([]string{pdf})
	b.Await("papers on line 1")
	b.record("1", "t", "", "Vente", "", "5000")
	b.folder.Now = b.folder.Now.Add(24 * time.Hour)
	b.openTill()
	b.Reach("grid")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open voucher")
	b.Press("1 pièce jointe")
	b.Await("dialog open papers")
	b.Await("papers 1")
	b.desk.TakeDrop([]string{picture})
	b.Want("n'est plus du jour de sa saisie")
	if v := b.lines()[0].Voucher; len(v.Attachments) != 1 {
		t.Errorf("stored %+v", v.Attachments)
	}
}

// A name that comes from another poste leads nowhere else.
func TestACopyStaysInItsFolder(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	kept := uitest.Must(b.session.KeepAttachment(t.Context(), "a.pdf", []byte("%PDF-1.4\n%%EOF\n")))(t)
	kept.Name = "../../../a.pdf"
	book := uitest.Must(b.session.Book(t.Context(), "P01/1"))(t).Book.ID
	draft := cashbook.Draft{Content: cashbook.Content{AmountMinor: 5, Text: "Vente", Attachments: []cashbook.Attachment{kept}}}
	uitest.Must(b.session.Record(t.Context(), book, draft))(t)
	paths := uitest.Must(b.session.ExtractAttachments(t.Context(), book, 1, t.TempDir()))(t)
	if len(paths) != 1 || filepath.Base(paths[0]) != "a.pdf" {
		t.Errorf("extracted to %q", paths)
	}
	b.openTill()
	b.Reach("grid")
	b.Chord(fyne.KeyJ)
	b.Await("papers 1")
	b.Press("Voir")
	b.Await("dialog open paper")
	b.Press("Ouvrir avec le programme du système")
	copies := uitest.Must(filepath.Glob(filepath.Join(b.folder.Dir(), "opened", "*")))(t)
	if len(copies) != 1 || filepath.Base(copies[0]) != "a.pdf" {
		t.Errorf("the copy lies in %q", copies)
	}
}
