package cashbooks_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// perVoucher is how long the program itself should take for a voucher, from the
// first key to the cursor back at the start of the line. It is told and not
// demanded: how fast a busy machine is says nothing about the program.
const perVoucher = 30 * time.Millisecond

func TestThirtyVouchersAreTypedWithoutTheMouse(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.record("1", "t", "B-101", "Approvisionnement", "Siège", "250000")
	var took []time.Duration
	for i := 2; i <= 30; i++ {
		begin := time.Now()
		b.record(strconv.Itoa(i), "", "+", fmt.Sprintf("Carburant mission n° %d", i), "Station Total", "", strconv.Itoa(1000+i))
		took = append(took, time.Since(begin))
		if b.focused() != "focus day" {
			t.Fatalf("after voucher %d the keyboard is in %q", i, b.focused())
		}
	}
	slices.Sort(took)
	median := took[len(took)/2]
	t.Logf("per voucher: median %v, slowest %v, meant to be at most %v", median, took[len(took)-1], perVoucher)
	b.wantThirty()
}

// wantThirty checks what was stored and shown of the thirty vouchers.
func (b *bench) wantThirty() {
	b.T.Helper()
	lines, balance := b.lines(), int64(250_000)
	if len(lines) != 30 {
		b.T.Fatalf("%d vouchers are stored", len(lines))
	}
	for i, line := range lines[1:] {
		v := line.Voucher
		balance -= int64(1002 + i)
		if v.Entry.Number != int64(i+2) || v.PartnerNumber != fmt.Sprintf("B-%d", i+102) || v.Recipient != "Station Total" || line.BalanceMinor != balance {
			b.T.Errorf("voucher %d is stored as %+v with the balance %d", i+2, v, line.BalanceMinor)
		}
	}
	b.Want("B-130", "Carburant mission n° 30", b.Printer.Number(money(balance)), "Solde "+b.Printer.Amount(money(balance)))
	if b.changes != 30 {
		b.T.Errorf("other places were told %d times", b.changes)
	}
}

func TestBalanceStandsBesideWhileOneTypes(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.record("1", "t", "", "Approvisionnement", "", "250000")
	b.fields("", "", "Carburant", "", "")
	b.Write("12500")
	b.Want("237 500")
	b.Write("0")
	b.Want("125 000")
	b.Write("00")
	b.Want("(12 250 000)")
}

func TestNegativeTillIsRefusedAtTheMomentOfEntry(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.record("1", "t", "", "Approvisionnement", "", "1000")
	b.fields("", "B-2", "Carburant", "Total", "", "1001")
	b.Await("field refused out")
	if b.focused() != "focus out" {
		t.Errorf("the keyboard is in %q", b.focused())
	}
	b.Want("Solde insuffisant", "1 000 F CFA", "Vérifiez le montant")
	if n := len(b.lines()); n != 1 {
		t.Errorf("%d vouchers are stored", n)
	}
	b.record("2", "1000") // the amount is selected, so that typing replaces it
	b.WantNot("Solde insuffisant")
	if last := b.lines()[1].Voucher; last.AmountMinor != -1000 || last.Text != "Carburant" || last.PartnerNumber != "B-2" {
		t.Errorf("stored %+v", last)
	}
}

func TestRefusalPutsTheKeyboardWhereItIsMended(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.fields("+1", "", "Approvisionnement", "", "1000")
	b.Await("field refused day")
	b.Want("dans l'avenir")
	b.fields("t", "")
	b.fields("")
	b.Await("focus text")
	b.Key(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	b.Await("voucher recorded 1")

	b.fields("", "", "")
	b.Await("field refused text")
	b.Want("Le libellé manque")
	b.fields("x", "", "", "")
	b.Await("field refused out")
	b.Want("Le montant manque")
	b.fields("-5")
	b.Want("sans signe moins")
}

func TestDayStaysTheSameAndBackdatedVouchersFindTheirPlace(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.record("1", "-3", "", "Premier", "", "1000")
	b.record("2", "", "", "Le même jour", "", "500")
	b.record("3", "t", "", "Aujourd'hui", "", "", "200")
	b.fields("-2", "", "Entre deux", "", "", "")
	b.Write("100")
	b.Want("1 400") // the balance at that place, not that of the book
	b.Key(fyne.KeyReturn)
	b.Await("voucher recorded 4")
	var texts []string
	for _, line := range b.lines() {
		texts = append(texts, line.Voucher.Text)
	}
	if want := []string{"Premier", "Le même jour", "Entre deux", "Aujourd'hui"}; !slices.Equal(texts, want) {
		t.Errorf("the page is %q, want %q", texts, want)
	}
	if day := b.lines()[2].Voucher.Entry.Day; day != b.Today()-2 {
		t.Errorf("recorded for %v", day)
	}
}

func TestCompletionIsTakenByTheKeyboard(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.record("1", "t", "", "Approvisionnement", "Siège", "250000")
	b.record("2", "", "", "Carburant mission Vélingara", "Station Total", "", "12500")
	b.fields("", "")
	b.Write("carb")
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.Write("st")
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.fields("", "500")
	b.Await("voucher recorded 3")
	if last := b.lines()[2].Voucher; last.Text != "Carburant mission Vélingara" || last.Recipient != "Station Total" || last.AmountMinor != -500 {
		t.Errorf("stored %+v", last)
	}
}

func TestEscClearsTheLineAndCtrlNComesBackToIt(t *testing.T) {
	b, _ := atSite(t)
	b.openTill()
	b.fields("-1", "B-1", "Carburant")
	b.Key(fyne.KeyEscape)
	b.WantNot("B-1", "Carburant")
	b.Want(b.Printer.DayShort(b.Today() - 1)) // the day stays
	b.Chord(fyne.KeyF)
	b.Await("focus search")
	b.Chord(fyne.KeyN)
	b.Await("focus day")
	b.Key(fyne.KeyEscape) // with nothing to clear, one step up
	b.Await("screen cashbooks")
}
