package cashbook_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

func TestRecordIsForThoseWhoKeepTheBook(t *testing.T) {
	tests := map[string]func(*site) ident.UserID{
		"directory.not-assigned": func(s *site) ident.UserID {
			return s.edit(func(b *cashbook.Book) { b.Responsible = binta }).actor(awa).ID
		},
		"directory.no-right": func(*site) ident.UserID { return admin },
		"directory.not-here": func(s *site) ident.UserID {
			s.edit(func(b *cashbook.Book) { b.Project = other })
			return awa
		},
		"directory.account-inactive": func(s *site) ident.UserID {
			s.edit(func(b *cashbook.Book) { b.Deputy = binta })
			return binta
		},
		"directory.access-ended": func(s *site) ident.UserID {
			u := s.users[awa]
			u.AccessUntil = today - 1
			s.users[awa] = u
			return awa
		},
	}
	for key, arrange := range tests {
		s := newSite()
		who := arrange(s)
		_, err := cashbook.Record(s, s.actor(who), kolda, till, voucher(0, 5), s.now)
		wantFault(t, s, 0, err, fault.Denied, key)
	}
}

func TestRecordByTheDeputy(t *testing.T) {
	s := newSite().edit(func(b *cashbook.Book) { b.Responsible, b.Deputy = binta, awa })
	if _, err := s.record(voucher(0, 5)); err != nil {
		t.Error(err)
	}
}

func TestRecordNeedsAnOpenBook(t *testing.T) {
	for _, status := range []cashbook.BookStatus{cashbook.Idle, cashbook.Finalised} {
		s := newSite().edit(func(b *cashbook.Book) { b.Status = status })
		_, err := s.record(voucher(0, 5))
		refusal := wantFault(t, s, 0, err, fault.Denied, "cashbook.not-open")
		if refusal.Args["Status"] != fault.Key("book.status."+string(status)) {
			t.Errorf("the refusal says %v", refusal.Args)
		}
	}
}

func TestRecordNeedsTheOwner(t *testing.T) {
	s := newSite()
	_, err := cashbook.Record(s, s.actor(awa), spare, till, voucher(0, 5), s.now)
	refusal := wantFault(t, s, 0, err, fault.Denied, "cashbook.other-poste")
	if refusal.Args["Poste"] != 12 || refusal.Args["Location"] != "Kolda" {
		t.Errorf("the refusal says %v", refusal.Args)
	}

	delete(s.postes, kolda)
	_, err = cashbook.Record(s, s.actor(awa), spare, till, voucher(0, 5), s.now)
	wantFault(t, s, 0, err, fault.Denied, "cashbook.elsewhere")

	s.owners[till][0].Poste = ident.PosteID{} // returned
	_, err = cashbook.Record(s, s.actor(awa), ident.PosteID{}, till, voucher(0, 5), s.now)
	wantFault(t, s, 0, err, fault.Denied, "cashbook.unowned")

	delete(s.owners, till)
	_, err = s.record(voucher(0, 5))
	wantFault(t, s, 0, err, fault.Denied, "cashbook.unowned")

	if _, err := cashbook.Record(s, s.actor(awa), kolda, ident.BookID{9}, voucher(0, 5), s.now); !errors.Is(err, fault.Missing) {
		t.Errorf("a voucher in no book: %v", err)
	}
}

// A withdrawn poste can not go on, and one that gets a book back must have what
// head office has.
func TestRecordContinuesTheGrantedChainOnly(t *testing.T) {
	grant := func(s *site, poste ident.PosteID, entries int) {
		o := ledger.Ownership{Book: till, Epoch: 2, Poste: poste}
		for _, v := range s.entries[till][:entries] {
			o.Head = o.Head.After(v.Entry)
		}
		o.FirstNumber = o.Head.Number + 1
		s.owners[till] = append(s.owners[till], o)
	}
	s := newSite().must(t, 0, 100, 0, 50)
	grant(s, spare, 2)
	_, err := s.record(voucher(0, 5))
	wantFault(t, s, 2, err, fault.Denied, "cashbook.other-poste")

	s = newSite().must(t, 0, 100, 0, 50)
	grant(s, kolda, 2)
	_, err = s.record(voucher(0, 5))
	wantFault(t, s, 2, err, fault.Conflict, "cashbook.accept-first")
	s.accept(kolda)
	got, err := s.record(voucher(0, 5))
	if err != nil || got.Voucher.Entry.Epoch != 2 || got.Voucher.Entry.Number != 3 {
		t.Errorf("%+v, %v", got, err)
	}
	s.must(t, 0, 5)

	s = newSite().must(t, 0, 100, 0, 50)
	grant(s, kolda, 1)
	_, err = s.record(voucher(0, 5))
	wantFault(t, s, 2, err, fault.Conflict, "cashbook.branch")

	s = newSite().must(t, 0, 100, 0, 50)
	grant(s, kolda, 2)
	s.owners[till][1].Head.Hash[0] ^= 1
	_, err = s.record(voucher(0, 5))
	wantFault(t, s, 2, err, fault.Conflict, "cashbook.branch")

	s = newSite().must(t, 0, 100, 0, 50)
	s.owners[till][0].Head = ledger.Head{Seq: 2, Number: 2, Hash: ledger.Hash{1}}
	_, err = s.record(voucher(0, 5))
	wantFault(t, s, 2, err, fault.Conflict, "cashbook.branch")

	s = newSite().must(t, 0, 100, 0, 50)
	grant(s, kolda, 2)
	s.entries[till] = s.entries[till][:1]
	_, err = s.record(voucher(0, 5))
	wantFault(t, s, 1, err, fault.Conflict, "cashbook.behind")
}

// A poste that has learnt of its revocation writes nothing more, and reads on.
func TestRevokedPosteRecordsNothing(t *testing.T) {
	s := newSite()
	s.must(t, 0, 100)
	s.editPoste(kolda, func(p *directory.Poste) { p.Status = directory.PosteRevoked })
	_, err := s.record(voucher(0, 5))
	wantFault(t, s, 1, err, fault.Denied, "cashbook.poste-revoked")
	_, err = s.change(1, voucher(0, 5))
	wantFault(t, s, 1, err, fault.Denied, "cashbook.poste-revoked")
	if err := cashbook.CanRecord(s, s.actor(awa), kolda, till, s.now); !errors.Is(err, fault.Denied) {
		t.Errorf("the window would offer it: %v", err)
	}
	if _, err := cashbook.Verify(s, till); err != nil {
		t.Errorf("reading is refused: %v", err)
	}
}
