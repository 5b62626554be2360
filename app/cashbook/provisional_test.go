package cashbook_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

var fresh = ident.PosteID{7} // not registered

// unregistered is a poste that is not registered, in an organisation where
// nobody keeps the till yet.
func unregistered() *site {
	s := newSite()
	s.home = directory.Home{Side: directory.Site, Poste: fresh}
	delete(s.owners, till)
	return s
}

func (s *site) keep(days, amount int64) (cashbook.Provisional, error) {
	return cashbook.AddProvisional(s, s.actor(awa), till, voucher(days, amount), s.now)
}

func (s *site) mustKeep(t *testing.T, daysAndAmounts ...int64) *site {
	t.Helper()
	for i := 0; i < len(daysAndAmounts); i += 2 {
		if _, err := s.keep(daysAndAmounts[i], daysAndAmounts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// register makes the poste one that keeps the till.
func (s *site) register() *site {
	s.postes[fresh] = directory.Poste{ID: fresh, Number: 14, Status: directory.PosteActive}
	s.owners[till] = append(s.owners[till], ledger.Ownership{Book: till, Epoch: 1, Poste: fresh, FirstNumber: 1})
	return s
}

func TestProvisionalsAreNumberedInTheirOrder(t *testing.T) {
	s := unregistered().mustKeep(t, -3, 100, -5, 20, 0, -50)
	if p := s.provisionals[till][1]; p.Place != 2 || p.Author != awa || p.Entered != noon || p.Draft.Day != today-5 {
		t.Fatalf("%+v", p)
	}
	if len(s.entries[till]) != 0 {
		t.Fatal("a provisional voucher is in the chain")
	}
	s.register().now = noon.Add(48 * time.Hour)
	n, err := cashbook.NumberProvisionals(s, fresh, till, s.now)
	if err != nil || len(n.Vouchers) != 3 || len(n.Held) != 0 || len(s.provisionals[till]) != 0 {
		t.Fatalf("%+v, %v", n, err)
	}
	for i, want := range []int64{100, 20, -50} {
		v := s.entries[till][i]
		if v.AmountMinor != want || v.Entry.Number != int64(i+1) || !v.Entry.Recorded.Equal(s.now) || v.Entry.Author != awa {
			t.Errorf("%+v", v)
		}
	}
	if act := s.acts[len(s.acts)-1]; act.Verb != directory.VerbVouchersNumbered || act.Details[1].Value != "1–3" {
		t.Errorf("the history says %+v", act)
	}
	if again, err := cashbook.NumberProvisionals(s, fresh, till, s.now); err != nil || len(again.Vouchers) != 0 || len(s.entries[till]) != 3 {
		t.Errorf("numbered twice: %+v, %v", again, err)
	}
}

func TestProvisionalsAreChecked(t *testing.T) {
	s := unregistered().mustKeep(t, -3, 100, 0, -60)
	for _, c := range []struct {
		days, amount int64
		key          string
	}{
		{0, -41, "cashbook.negative"}, {-4, -1, "cashbook.negative"}, {-2, -50, "cashbook.provisional-later"},
		{1, 5, "cashbook.future"}, {0, 0, "cashbook.amount-zero"},
	} {
		_, err := s.keep(c.days, c.amount)
		wantFault(t, s, 0, err, fault.Invalid, c.key)
	}
	_, err := cashbook.AddProvisional(s, s.actor(awa), till, cashbook.Draft{Content: cashbook.Content{AmountMinor: 5}}, s.now)
	wantFault(t, s, 0, err, fault.Invalid, "cashbook.text-missing")
	_, err = cashbook.AddProvisional(s, s.actor(binta), till, voucher(0, 5), s.now)
	if !errors.Is(err, fault.Denied) {
		t.Error(err)
	}
	if len(s.provisionals[till]) != 2 {
		t.Errorf("%d are kept", len(s.provisionals[till]))
	}
	s.mustKeep(t, 0, -40)

	// What another poste may have entered is not known here.
	s.owners[till] = []ledger.Ownership{{Book: till, Epoch: 1, Poste: kolda, FirstNumber: 1}}
	s.mustKeep(t, 0, -1_000)
}

func TestProvisionalsAreForUnregisteredPostesOnly(t *testing.T) {
	s := unregistered().register()
	_, err := s.keep(0, 5)
	wantFault(t, s, 0, err, fault.Denied, "cashbook.provisional-registered")
	s = unregistered()
	s.home.Side = directory.HeadOffice
	wantFault(t, s, 0, cashbook.CanKeep(s, s.actor(awa), till, s.now), fault.Denied, "cashbook.provisional-registered")
	s = unregistered().edit(func(b *cashbook.Book) { b.Status = cashbook.Finalised })
	wantFault(t, s, 0, cashbook.CanKeep(s, s.actor(awa), till, s.now), fault.Denied, "cashbook.not-open")
}

func TestProvisionalsAreChangedAndDeleted(t *testing.T) {
	s := unregistered().mustKeep(t, -3, 100, 0, -60)
	draft := voucher(0, -70)
	draft.Day = 0
	got, err := cashbook.ChangeProvisional(s, s.actor(awa), till, 2, draft, s.now)
	if err != nil || got.Place != 2 || got.Draft.AmountMinor != -70 || got.Draft.Day != today {
		t.Fatalf("%+v, %v", got, err)
	}
	_, err = cashbook.ChangeProvisional(s, s.actor(awa), till, 1, voucher(-3, 69), s.now)
	wantFault(t, s, 0, err, fault.Invalid, "cashbook.provisional-later")
	for _, place := range []int64{0, 3} {
		_, err = cashbook.DeleteProvisional(s, s.actor(awa), till, place, s.now)
		wantFault(t, s, 0, err, fault.Missing, "cashbook.provisional-missing")
	}
	if _, err := cashbook.DeleteProvisional(s, s.actor(binta), till, 1, s.now); !errors.Is(err, fault.Denied) {
		t.Error(err)
	}
	if _, err := cashbook.DeleteProvisional(s, s.actor(awa), till, 1, s.now); err != nil || len(s.provisionals[till]) != 1 {
		t.Errorf("%v, %+v", err, s.provisionals[till])
	}
	if p, err := s.keep(0, 500); err != nil || p.Place != 3 {
		t.Errorf("%+v, %v", p, err)
	}
}

// What can not be entered once the till is known stays, with the reason, until
// somebody puts it right.
func TestProvisionalsThatCanNotBeNumbered(t *testing.T) {
	s := unregistered().mustKeep(t, 0, 100, 0, -60, 0, -30)
	s.provisionals[till][0].Draft.AmountMinor = 50
	s.register()
	n, err := cashbook.NumberProvisionals(s, fresh, till, s.now)
	if err != nil || len(n.Vouchers) != 2 || len(n.Held) != 1 || n.Held[0].Place != 2 || !errors.Is(n.Held[0].Why, fault.Invalid) {
		t.Fatalf("%+v, %v", n, err)
	}
	held, err := cashbook.HeldProvisionals(s, fresh, till, s.now)
	if err != nil || len(held) != 1 || !errors.Is(held[0].Why, fault.Invalid) || held[0].Preview().Text != "Carburant" {
		t.Errorf("%+v, %v", held, err)
	}
	if _, err := cashbook.ChangeProvisional(s, s.actor(awa), till, 2, voucher(0, -20), s.now); err != nil {
		t.Fatal(err)
	}
	n, err = cashbook.NumberProvisionals(s, fresh, till, s.now)
	if err != nil || len(n.Vouchers) != 1 || len(s.provisionals[till]) != 0 {
		t.Errorf("%+v, %v", n, err)
	}
}
