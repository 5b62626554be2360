package cashbook_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// kept is a till with five entries: three vouchers, a change and a reversal.
func kept(t *testing.T) *site {
	t.Helper()
	s := newSite().must(t, -9, 100, -5, -60, -2, 30)
	if _, err := s.change(2, voucher(-5, -50)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.reverse(3); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestVerify(t *testing.T) {
	s := kept(t)
	got, err := cashbook.Verify(s, till)
	head, _ := s.Head(till)
	want := cashbook.Report{
		Book: s.books[till], Entries: 5, Vouchers: 4, Revisions: 1, Reversals: 1, BalanceMinor: 50, Head: head,
	}
	if err != nil || got != want || len(head.Hash.Anchor()) != 4 {
		t.Errorf("Verify = %+v, %v, want %+v", got, err, want)
	}
	if got, err := cashbook.Verify(newSite(), till); err != nil || got.Entries != 0 {
		t.Errorf("an empty book: %+v, %v", got, err)
	}
	if _, err := cashbook.Verify(s, ident.BookID{9}); !errors.Is(err, fault.Missing) {
		t.Errorf("no book: %v", err)
	}
}

// forge changes the entry with the sequence number and gives all hashes from
// there on again, as somebody who knows the format would.
func (s *site) forge(seq int64, change func(*cashbook.Voucher)) {
	entries := s.entries[till]
	change(&entries[seq-1])
	for i := seq - 1; i < int64(len(entries)); i++ {
		v := &entries[i]
		if i > 0 {
			v.Entry.Prev = entries[i-1].Entry.Hash
		}
		v.Entry.Hash = v.Entry.Sum(v)
	}
}

func TestVerifyFindsWhatBreaksTheRules(t *testing.T) {
	tests := []struct {
		key    string
		before int64 // entries in order before the damage
		change func(*site)
	}{
		{"ledger.hash", 1, func(s *site) { s.entries[till][1].AmountMinor = -61 }},
		{"ledger.hash", 1, func(s *site) { s.entries[till][1].Text = "Carburants" }},
		{"ledger.sequence", 2, func(s *site) { s.entries[till] = append(s.entries[till][:2], s.entries[till][3:]...) }},
		{"cashbook.damage-amount", 2, func(s *site) {
			s.forge(3, func(v *cashbook.Voucher) { v.AmountMinor = 0 })
		}},
		{"cashbook.damage-amount", 2, func(s *site) {
			s.forge(3, func(v *cashbook.Voucher) { v.AmountMinor = cashbook.MaxAmountMinor + 1 })
		}},
		{"cashbook.damage-day", 2, func(s *site) {
			s.forge(3, func(v *cashbook.Voucher) { v.Entry.Day = today + 1 })
		}},
		{"cashbook.damage-day", 2, func(s *site) {
			s.forge(3, func(v *cashbook.Voucher) { v.Entry.Day = calendar.New(1999, 1, 1) })
		}},
		{"cashbook.damage-revision", 3, func(s *site) {
			s.forge(4, func(v *cashbook.Voucher) { v.Entry.Recorded = noon.Add(24 * time.Hour) })
		}},
		{"cashbook.damage-revision", 3, func(s *site) {
			s.forge(4, func(v *cashbook.Voucher) { v.Entry.Day++ })
		}},
		{"cashbook.damage-reversal", 4, func(s *site) {
			s.forge(5, func(v *cashbook.Voucher) { v.AmountMinor++ })
		}},
		{"cashbook.damage-owner", 4, func(s *site) {
			s.forge(5, func(v *cashbook.Voucher) { v.Entry.Poste = spare })
		}},
		{"cashbook.damage-owner", 4, func(s *site) {
			s.forge(5, func(v *cashbook.Voucher) { v.Entry.Epoch = 2 })
		}},
		{"cashbook.damage-owner", 2, func(s *site) { // rewritten before the granted head
			s.owners[till][0].Head = ledger.Head{Seq: 3, Number: 3, Hash: s.entries[till][2].Entry.Hash}
			s.forge(2, func(v *cashbook.Voucher) { v.Text = "Voyage" })
		}},
		{"cashbook.damage-owner", 3, func(s *site) { // written on after it was withdrawn
			o := ledger.Ownership{Book: till, Epoch: 2, Poste: spare}
			o.Head = ledger.Head{Seq: 3, Number: 3, Hash: s.entries[till][2].Entry.Hash}
			s.owners[till] = append(s.owners[till], o)
		}},
		{"cashbook.damage-negative", 5, func(s *site) {
			s.forge(1, func(v *cashbook.Voucher) { v.AmountMinor = 49 })
		}},
		{"cashbook.damage-negative", 5, func(s *site) {
			s.forge(1, func(v *cashbook.Voucher) { v.Entry.Day += 6 })
		}},
	}
	for i, tt := range tests {
		s := kept(t)
		tt.change(s)
		report, err := cashbook.Verify(s, till)
		wantFault(t, s, len(s.entries[till]), err, fault.Forged, tt.key)
		if got := report.Entries; got != tt.before {
			t.Errorf("%d, %s: %d entries before it, want %d", i, tt.key, got, tt.before)
		}
	}
}

// A reversal is neither reversed nor changed, whoever computes the hashes.
func TestVerifyFindsReversalsOfReversals(t *testing.T) {
	for _, spoil := range []func(*ledger.Entry){
		func(e *ledger.Entry) { e.Reverses = 4 },
		func(e *ledger.Entry) { e.Number, e.Revision = 4, 1 },
	} {
		s := kept(t)
		head, _ := s.Head(till)
		v := s.entries[till][4]
		v.AmountMinor, v.Entry.Reverses = -v.AmountMinor, 0
		spoil(&v.Entry)
		v.Entry = head.Next(v.Entry, &v)
		s.entries[till] = append(s.entries[till], v)
		if _, err := cashbook.Verify(s, till); !errors.Is(err, fault.Forged) {
			t.Errorf("%+v: %v", v.Entry, err)
		}
	}
}

func TestVerifyComparesTheEndWithTheDatabase(t *testing.T) {
	s := kept(t)
	head, _ := s.Head(till)
	_, err := cashbook.Verify(claims{s, head, 51}, till)
	wantFault(t, s, 5, err, fault.Forged, "cashbook.damage-balance")
	s.entries[till] = s.entries[till][:4]
	_, err = cashbook.Verify(claims{s, head, 80}, till)
	wantFault(t, s, 4, err, fault.Forged, "cashbook.damage-head")
}

// The setting of a bank may have changed since a voucher was entered.
func TestVerifyAllowsABankToHaveBeenNegative(t *testing.T) {
	s := newSite().edit(func(b *cashbook.Book) { b.Type, b.Overdraft = cashbook.Bank, true }).must(t, 0, -5)
	s.edit(func(b *cashbook.Book) { b.Overdraft = false })
	if got, err := cashbook.Verify(s, till); err != nil || got.BalanceMinor != -5 {
		t.Errorf("%+v, %v", got, err)
	}
}

// Head office verifies books that it has not granted to anybody yet.
func TestVerifyWithoutOwner(t *testing.T) {
	s := kept(t)
	delete(s.owners, till)
	if _, err := cashbook.Verify(s, till); err != nil {
		t.Error(err)
	}
}
