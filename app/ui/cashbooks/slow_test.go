package cashbooks_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// slowly is Awa's till on a disk that answers when release says so.
func slowly(t *testing.T) (b *bench, release func()) {
	t.Helper()
	b, _ = atSite(t)
	tasks, some := kit.NewHeldTasks()
	b.Tasks = tasks
	release = func() {
		for some() {
			// and what that leads to
		}
	}
	b.desk.OpenItem(desk.CashBooks, "P01/1")
	release()
	b.Await("screen cashbook")
	return b, release
}

func TestWhatIsTypedWhileTheDiskIsSlowIsNotLost(t *testing.T) {
	b, release := slowly(t)
	b.fields("", "B-1", "Approvisionnement", "", "1000")
	b.fields("", "+", "Carburant") // of the next voucher, already
	b.Write("é")
	b.Key(fyne.KeyBackspace, fyne.KeyTab)
	b.Chord(fyne.KeyF) // a chord, too
	b.Chord(fyne.KeyN)
	if n := len(b.lines()); n != 0 {
		t.Fatalf("%d vouchers before the disk has answered", n)
	}
	release()
	b.Await("voucher recorded 1")
	b.Await("focus search")
	b.Await("focus day")
	b.Want("B-2", "Carburant")
	b.fields("", "", "", "", "", "400")
	release()
	b.Await("voucher recorded 2")
	if v := b.lines()[1].Voucher; v.PartnerNumber != "B-2" || v.Text != "Carburant" || v.AmountMinor != -400 {
		t.Errorf("stored %+v", v)
	}
}

func TestSecondEnterDoesNotRecordTwice(t *testing.T) {
	b, release := slowly(t)
	b.fields("", "B-1", "Approvisionnement", "", "1000")
	b.Chord(fyne.KeyS)
	release()
	if n := len(b.lines()); n != 1 {
		t.Errorf("%d vouchers", n)
	}
}

func TestWhatIsTypedAfterARefusalDoesNotGoIntoTheAmount(t *testing.T) {
	b, release := slowly(t)
	b.fields("", "", "Carburant", "", "", "5000")
	b.fields("t", "B-2")
	release()
	b.Await("field refused out")
	b.Want("Solde insuffisant", "5 000")
	b.WantNot("B-2")
}

func TestLeavingWaitsForTheVoucher(t *testing.T) {
	b, release := slowly(t)
	b.fields("", "", "Approvisionnement", "", "1000")
	b.desk.Open(desk.CashBooks)
	release()
	b.Await("voucher recorded 1")
	b.Await("screen cashbooks")
	if n := len(b.lines()); n != 1 {
		t.Errorf("%d vouchers", n)
	}
}

func TestBalanceStaysOutUntilItIsKnown(t *testing.T) {
	b, release := slowly(t)
	b.fields("", "", "Approvisionnement", "", "1000")
	release()
	b.Write("-5")
	b.Want("…")
	release()
	b.WantNot("…")
	b.Want("0")
}

func TestSearchFollowsTheTypistAndNotEveryKey(t *testing.T) {
	b, release := slowly(t)
	b.fields("", "", "Approvisionnement", "", "1000")
	release()
	b.fields("", "", "Carburant", "", "", "100")
	release()
	b.Chord(fyne.KeyF)
	b.Write("carb")
	release()
	b.Want("Carburant")
	b.WantNot("Approvisionnement")
	b.Write("x")
	for range len("carbx") {
		b.Key(fyne.KeyBackspace)
	}
	release()
	b.Want("Carburant", "Approvisionnement")
}

func TestNewsOfABookDoNotReachTheNextScreen(t *testing.T) {
	office := uitest.NewOffice(t)
	folder, awa := office.Join()
	b := newBench(t, folder, awa)
	tasks, release := kit.NewHeldTasks()
	b.Tasks = tasks
	b.desk.OpenItem(desk.CashBooks, "P01/1")
	for release() {
		// the page opens, without a line
	}
	reply := uitest.Must(folder.Examine(t.Context(), nil, office.Answer(awa)))(t)
	uitest.Check(t, folder.Apply(t.Context(), awa, reply, reply.Fingerprint))
	b.desk.Open(desk.CashBooks)
	b.Key(fyne.KeyF5)
	for release() {
		// the list comes first, then what was asked of the page
	}
	b.Await("screen cashbooks")
	if b.Keys.Offers(kit.ActionNew) {
		t.Error("a key of the page works in the list")
	}
}

func TestNobodyIsToldAfterSigningOut(t *testing.T) {
	b, release := slowly(t)
	ctx, signOut := context.WithCancel(t.Context())
	b.desk.Context = ctx
	b.Key(fyne.KeyF5)
	b.fields("", "", "Approvisionnement", "", "1000")
	signOut()
	release()
	if len(b.Reported) > 0 {
		t.Errorf("reported %v", b.Reported)
	}
	b.WantNot("Refusé")
}
