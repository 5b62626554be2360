package cashbooks_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

func TestVoucherOfTodayIsChangedInTheLine(t *testing.T) {
	b := twoVouchers(t)
	b.Reach("grid")
	b.Key(fyne.KeyReturn) // the cursor is on the voucher just recorded
	b.Await("focus piece")
	b.Want("Modification du n° 2", "237 500")
	b.fields("", "Carburant et huile", "", "", "13000")
	b.Await("voucher changed 2")
	v := b.lines()[1].Voucher
	if len(b.lines()) != 2 || v.AmountMinor != -13_000 || v.Text != "Carburant et huile" || v.PartnerNumber != "B-102" || v.Entry.Revision != 1 {
		t.Errorf("stored %+v", v)
	}
	b.WantNot("Modification du n°")
	b.record("3", "", "", "Encore", "", "1")
}

func TestChangeIsGivenUpWithEsc(t *testing.T) {
	b := twoVouchers(t)
	b.fields("-1") // the day of the line, which a change must not take away
	b.Press("Modifier")
	b.Await("focus piece")
	b.Key(fyne.KeyEscape)
	b.Await("focus day")
	b.WantNot("Modification du n°")
	b.Want(b.Printer.DayShort(b.Today() - 1))
	if v := b.lines()[1].Voucher; v.Entry.Revision != 0 {
		t.Errorf("changed: %+v", v)
	}
}

func TestVoucherOfAnotherDayIsReversedWithItsReason(t *testing.T) {
	b := twoVouchers(t)
	b.folder.Now = b.folder.Now.Add(24 * time.Hour)
	b.openTill()
	b.Reach("grid")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open voucher")
	b.Want("Justificatif n° 2", "12 500 F CFA", "Station Total", "par Awa Diop, poste 1 (Kolda)", "Saisi")
	b.Press("Annuler ce justificatif")
	b.Await("dialog open reverse")
	b.Want("Le n° 2 du 21 novembre 2026, « Carburant », sortie de 12 500 F CFA, reste dans le livre. Le n° 3 l'annulera")
	b.Key(fyne.KeyReturn)
	b.Await("field refused reason")
	b.Write("Saisi deux fois")
	b.Key(fyne.KeyReturn)
	b.Await("voucher reversed 2")
	lines := b.lines()
	if v := lines[2].Voucher; v.Entry.Reverses != 2 || v.AmountMinor != 12_500 || v.Text != "Saisi deux fois" {
		t.Errorf("stored %+v", v)
	}
	b.Want("Annulé : n° 3", "Annule n° 2", "Solde 250 000 F CFA")
	b.Reach("grid")
	b.Key(fyne.KeyReturn) // a reversal is not changed, and not reversed
	b.Await("dialog open voucher")
	if strings.Count(b.Text(), "Annuler ce justificatif") > 1 {
		t.Error("a reversal can be reversed")
	}
}

func TestReversalThatTheTillCanNotBearStaysInTheDialog(t *testing.T) {
	b := twoVouchers(t)
	b.Reach("grid")
	b.Key(fyne.KeyHome)
	b.Press("Annuler ce justificatif")
	b.Await("dialog open reverse")
	b.Write("Erreur")
	b.Key(fyne.KeyReturn)
	b.Await("dialog refused reverse")
	b.Want("Solde insuffisant")
	if n := len(b.lines()); n != 2 {
		t.Errorf("%d vouchers", n)
	}
}
