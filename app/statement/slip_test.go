package statement_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/workspace"
)

// paid is the voucher of a payment to a garage.
func paid() workspace.Slip {
	l := line(32, -9_999_999_999_999, 0, cashbook.EnteredToday)
	v := &l.Voucher
	v.Recipient, v.PartnerNumber, v.Account, v.Entry.Recorded = "Garage Diallo", "B-201", "", made
	v.Entry.Hash[0] = 0xff
	v.Parts = []cashbook.Part{
		{AmountMinor: -9_999_999_999_998, Account: "624", Funding: "AFD-24", BudgetLine: "A.1"}, {AmountMinor: -1, Account: "605"},
	}
	v.Attachments = []cashbook.Attachment{{Name: "reçu.pdf"}, {Name: "devis.jpg"}}
	return workspace.Slip{Card: card, Line: l, Entry: workspace.VoucherCard{BookLine: l, Author: "Awa Diop", Poste: directory.Poste{Number: 12}}}
}

func slipText(t *testing.T, s workspace.Slip) string {
	t.Helper()
	var b bytes.Buffer
	p := french(t)
	if err := statement.Slip(s, p, head).Write(&b, report.Text, report.Options{Printer: p}); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestSlipSaysAllOfAVoucher(t *testing.T) {
	s := paid()
	text := slipText(t, s)
	for _, want := range []string{
		"Bon de sortie n° 32 · P01/1", "9 999 999 999 999 F CFA", "neuf billions neuf cent quatre-vingt-dix-neuf milliards",
		"Bénéficiaire Garage Diallo", "Pièce B-201", "Motif Pompe", "Pièces jointes reçu.pdf, devis.jpg",
		"624 AFD-24 A.1 9 999 999 999 998", "Saisi par Awa Diop", "poste 12", "époque 2 · ancre " + s.Line.Voucher.Entry.Hash.Anchor(),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the slip does not say %q: %s", want, text)
		}
	}
	s.Line.Voucher.AmountMinor, s.Line.Voucher.Parts, s.Line.Voucher.Account, s.Line.ReversedBy = 500, nil, "585", 40
	text = slipText(t, s)
	for _, want := range []string{"Bon d'entrée", "Déposant Garage Diallo", "Compte 585", "40"} {
		if !strings.Contains(text, want) {
			t.Errorf("the slip of money in does not say %q: %s", want, text)
		}
	}
}

// The slip is that of the voucher, whoever prints it and whenever.
func TestSlipIsTheSameWheneverItIsPrinted(t *testing.T) {
	p := french(t)
	print := func(h report.Head) []byte {
		var b bytes.Buffer
		if err := statement.Slip(paid(), p, h).Write(&b, report.PDF, report.Options{Printer: p}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	later := head
	later.Made, later.Person = made.Add(50*time.Hour), "Binta Sow"
	if first := print(head); !bytes.Equal(first, print(later)) || !bytes.Contains(first, []byte("/MediaBox [0 0 595.28 420.94]")) {
		t.Error("the slip changes, or is not half a page")
	}
}
