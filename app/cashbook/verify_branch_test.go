package cashbook_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// branched is head office with a till of two vouchers, and what its poste, which
// never heard that the till was withdrawn, has entered later: one more, and the
// reversal of the second.
func branched(t *testing.T) (office, dead *site) {
	t.Helper()
	dead, office = newSite().must(t, 0, 100, 0, -60), newSite()
	office.takeAll(t, dead.copies(t, kolda))
	if _, err := office.withdraw(2); err != nil {
		t.Fatal(err)
	}
	dead.must(t, 0, -5)
	if _, err := dead.reverse(2); err != nil {
		t.Fatal(err)
	}
	if taken := office.takeAll(t, dead.copies(t, kolda)); taken.Branched != 2 {
		t.Fatalf("%+v", taken)
	}
	return office, dead
}

func TestVerifyChecksBranches(t *testing.T) {
	office, _ := branched(t)
	report, err := cashbook.Verify(office, till)
	if err != nil || report.Branches != 1 || report.Aside != 2 || report.Entries != 2 || report.BalanceMinor != 40 {
		t.Errorf("%+v, %v", report, err)
	}
	for name, spoil := range map[string]func(s *site){
		"a changed text":   func(s *site) { s.branches[till][0].Text = "Voyage" },
		"a changed amount": func(s *site) { s.branches[till][1].AmountMinor++ },
		"another poste": func(s *site) {
			for i := range s.branches[till] {
				s.branches[till][i].Entry.Poste = spare
			}
		},
		"no beginning":  func(s *site) { s.branches[till] = s.branches[till][1:] },
		"never granted": func(s *site) { s.owners[till] = nil },
		"never ended":   func(s *site) { s.owners[till] = s.owners[till][:1] },
		"ended elsewhere": func(s *site) {
			s.owners[till][1].Head = ledger.Head{Seq: 1, Number: 1, Hash: s.entries[till][0].Entry.Hash}
		},
	} {
		office, _ := branched(t)
		spoil(office)
		_, err := cashbook.Verify(office, till)
		if !isFault(err, fault.Forged, "cashbook.damage-branch", "ledger.number") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A run that is in order by itself may contradict those before it: taking it would
// leave a branch that never verifies again.
func TestTakeCopyRefusesARunThatSpoilsItsBranch(t *testing.T) {
	office, dead := branched(t)
	run := dead.copies(t, kolda)[0]
	again := run.Entries[3]
	again.Entry.Number = 0
	again.Entry = run.End().Next(again.Entry, &again)
	run.After, run.Entries = run.End(), []cashbook.Voucher{again}
	if _, err := office.take(run); !isFault(err, fault.Forged, "cashbook.damage-branch") {
		t.Errorf("the second reversal of a number: %v", err)
	}
}

// isFault reports whether an error is of a kind and has one of the keys.
func isFault(err error, kind fault.Kind, keys ...string) bool {
	var found *fault.Error
	return errors.As(err, &found) && found.Kind == kind && slices.Contains(keys, found.Key)
}
