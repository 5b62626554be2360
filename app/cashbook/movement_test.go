package cashbook_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

var wave = ident.BookID{2}

// withBank adds a bank book, which the spare poste keeps unless it is here.
func (s *site) withBank(here bool, change func(*cashbook.Book)) *site {
	b := s.books[till]
	b.ID, b.Number, b.Type, b.Name = wave, 2, cashbook.Bank, "Banque"
	if change != nil {
		change(&b)
	}
	s.books[wave] = b
	owner := spare
	if here {
		owner = kolda
	}
	s.owners[wave] = []ledger.Ownership{{Book: wave, Epoch: 1, Poste: owner, FirstNumber: 1}}
	return s
}

func (s *site) moveMoney(from, to ident.BookID, t cashbook.TransferDraft) (cashbook.Transferred, error) {
	t.Text = "Virement"
	return cashbook.SendTransfer(s, s.actor(awa), kolda, from, to, t, s.now)
}

func TestTransferToABookKeptElsewhere(t *testing.T) {
	s := newSite().withBank(false, nil).must(t, 0, 100)
	done, err := s.moveMoney(till, wave, cashbook.TransferDraft{OutMinor: 60})
	if err != nil || done.In != nil || done.Out.BalanceMinor != 40 || len(s.entries[wave]) != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	if lone, err := cashbook.ExpectedTransfers(s); err != nil || len(lone) != 1 || lone[0].To.ID != wave {
		t.Errorf("expected %+v, %v", lone, err)
	}
	_, err = s.reverse(2)
	wantFault(t, s, 2, err, fault.Invalid, "cashbook.transfer-reverse")
	if _, err := cashbook.Reverse(s, s.actor(awa), kolda, till, 2, "Refusé par p01/2", s.now); err != nil {
		t.Error(err)
	}
	if lone, _ := cashbook.ExpectedTransfers(s); len(lone) != 0 {
		t.Errorf("a reversed one is expected: %+v", lone)
	}
}

// The poste that gets the money knows nothing of the other's entries, and both
// name the same transfer.
func TestReceiveWhatAnotherPosteHasSent(t *testing.T) {
	sender := newSite().withBank(false, nil).must(t, 0, 100)
	sent, err := sender.moveMoney(till, wave, cashbook.TransferDraft{OutMinor: 60})
	if err != nil {
		t.Fatal(err)
	}
	s := newSite().withBank(true, nil)
	s.owners[till][0].Poste = spare
	receive := func(number, minor int64) (cashbook.Transferred, error) {
		return cashbook.ReceiveTransfer(s, s.actor(awa), kolda, wave, till, number, cashbook.TransferDraft{OutMinor: minor, Text: "Reçu"}, s.now)
	}
	got, err := receive(2, 60)
	if err != nil || got.Out != nil || got.In.BalanceMinor != 60 || got.In.Voucher.Transfer.ID != sent.Out.Voucher.Transfer.ID {
		t.Fatalf("%+v, %v", got, err)
	}
	_, err = receive(2, 60)
	wantFault(t, s, 0, err, fault.Conflict, "cashbook.transfer-arrived")
	_, err = receive(0, 60)
	wantFault(t, s, 0, err, fault.Invalid, "cashbook.transfer-other")
	s.entries[till] = sender.entries[till] // a copy has come
	if lone, err := cashbook.ExpectedTransfers(s); err != nil || len(lone) != 0 {
		t.Errorf("expected %+v, %v", lone, err)
	}
	if _, err := receive(1, 100); err == nil {
		t.Error("an ordinary voucher was received as a transfer")
	}
}

func TestTransferBetweenCurrencies(t *testing.T) {
	euro := func(b *cashbook.Book) { b.Currency = "EUR" }
	tests := []struct {
		name    string
		out, in int64
		rate    string
		wantIn  int64
		want    string
		refused string
	}{
		{"rate", 656, 0, "0,0015244902", 100, "0.0015244902", ""},
		{"both amounts", 65_596, 10_000, "", 10_000, "0.0015244832", ""},
		{"all three", 656, 100, "0,0015244902", 100, "0.0015244902", ""},
		{"what does not go together", 656, 101, "0,0015244902", 0, "", "cashbook.transfer-amounts"},
		{"neither", 656, 0, "", 0, "", "cashbook.transfer-rate"},
		{"worth nothing", 1, 0, "0,0000000001", 0, "", "cashbook.transfer-rate"},
	}
	for _, tt := range tests {
		s := newSite().withBank(true, euro).must(t, 0, 100_000)
		draft := cashbook.TransferDraft{OutMinor: tt.out, InMinor: tt.in}
		if tt.rate != "" {
			draft.Rate, _ = money.ParseRate(tt.rate)
		}
		got, err := s.moveMoney(till, wave, draft)
		if tt.refused != "" {
			wantFault(t, s, 1, err, fault.Invalid, tt.refused)
			continue
		}
		if err != nil || got.In.Voucher.AmountMinor != tt.wantIn || got.Out.Voucher.Transfer.Rate.String() != tt.want {
			t.Errorf("%s: %+v, %v", tt.name, got, err)
			continue
		}
		if _, err := cashbook.Verify(s, wave); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestTransferNeedsTheRightInBothBooks(t *testing.T) {
	s := newSite().withBank(true, func(b *cashbook.Book) { b.Project, b.ProjectCode, b.Responsible = other, "P02", binta }).must(t, 0, 100)
	_, err := s.moveMoney(till, wave, cashbook.TransferDraft{OutMinor: 60})
	if err == nil || len(s.entries[till]) != 1 {
		t.Errorf("%v, %d entries", err, len(s.entries[till]))
	}
	_, err = s.moveMoney(till, till, cashbook.TransferDraft{OutMinor: 60})
	wantFault(t, s, 1, err, fault.Invalid, "cashbook.transfer-same")
}

// Who writes entries that the program would refuse is found, also where the hashes
// fit.
func TestVerifyFindsWhatIsSettledTwice(t *testing.T) {
	advance := voucher(-3, -80)
	advance.Kind, advance.Recipient = cashbook.KindItem, "Moussa"
	settled := func() *site {
		s := newSite().must(t, -9, 100)
		for _, d := range []cashbook.Draft{advance, settling(50), settling(30)} {
			if _, err := s.record(d); err != nil {
				t.Fatal(err)
			}
		}
		return s
	}
	tests := []struct {
		name  string
		seq   int64
		forge func(*cashbook.Voucher)
		key   string
	}{
		{"settled for more", 4, func(v *cashbook.Voucher) { v.AmountMinor = 31 }, "cashbook.damage-item"},
		{"a smaller advance", 2, func(v *cashbook.Voucher) { v.AmountMinor = -79 }, "cashbook.damage-item"},
		{"before it existed", 3, func(v *cashbook.Voucher) { v.Entry.Day = today - 4 }, "cashbook.damage-item"},
		{"no item", 3, func(v *cashbook.Voucher) { v.Settles = 1 }, "cashbook.damage-item"},
		{"itself", 3, func(v *cashbook.Voucher) { v.Settles = 3 }, "cashbook.damage-item"},
		{"nobody owes", 2, func(v *cashbook.Voucher) { v.Recipient = "" }, "cashbook.damage-kind"},
		{"the wrong way", 1, func(v *cashbook.Voucher) { v.Kind, v.Recipient = cashbook.KindItem, "Moussa" }, "cashbook.damage-kind"},
		{"an opening in the middle", 2, func(v *cashbook.Voucher) { v.Special = cashbook.Special{Kind: cashbook.KindOpening} }, "cashbook.damage-opening"},
	}
	for _, tt := range tests {
		s := settled()
		if _, err := cashbook.Verify(s, till); err != nil {
			t.Fatal(err)
		}
		s.forge(tt.seq, tt.forge)
		_, err := cashbook.Verify(s, till)
		t.Run(tt.name, func(t *testing.T) { wantFault(t, s, 4, err, fault.Forged, tt.key) })
	}
}

// settling is a draft that settles number 2.
func settling(amount int64) cashbook.Draft {
	d := voucher(-1, amount)
	d.Special = cashbook.Special{Kind: cashbook.KindSettlement, Settles: 2}
	return d
}

func TestAgeClasses(t *testing.T) {
	for days, want := range map[int]cashbook.AgeClass{
		-1: cashbook.Age30, 0: cashbook.Age30, 30: cashbook.Age30, 31: cashbook.Age60, 60: cashbook.Age60,
		61: cashbook.Age90, 90: cashbook.Age90, 91: cashbook.AgeOver90, 4_000: cashbook.AgeOver90,
	} {
		if got := (cashbook.Item{AgeDays: days}).Class(); got != want {
			t.Errorf("%d days: class %d, want %d", days, got, want)
		}
	}
}

func TestOpenItemsAtADay(t *testing.T) {
	s := newSite().must(t, -9, 100)
	advance := voucher(-8, -80)
	advance.Kind, advance.Recipient = cashbook.KindItem, "Moussa"
	for _, d := range []cashbook.Draft{advance, settling(50)} {
		if _, err := s.record(d); err != nil {
			t.Fatal(err)
		}
	}
	for days, rest := range map[int64]int64{-9: 0, -8: 80, -2: 80, -1: 30, 0: 30} {
		items, err := cashbook.OpenItems(s, s.books[till], voucher(days, 1).Day)
		if err != nil || rest == 0 && len(items) > 0 || rest > 0 && (len(items) != 1 || items[0].RestMinor != rest || items[0].AgeDays != int(days+8)) {
			t.Errorf("day %d: %+v, %v, want a rest of %d", days, items, err, rest)
		}
	}
}

func TestMobileMoney(t *testing.T) {
	s := newSite()
	add := func(change func(*cashbook.Book)) (cashbook.Book, error) {
		b := cashbook.Book{ID: wave, Project: project, Type: cashbook.Bank, Name: "Wave", Currency: "XOF", Operator: " Wave ", Wallet: "+221 77 000 30 01", Account: "552"}
		change(&b)
		return cashbook.AddBook(s, s.actor(admin), b, s.now)
	}
	for key, change := range map[string]func(*cashbook.Book){
		"cashbook.mobile-type":     func(b *cashbook.Book) { b.Type = cashbook.Cash },
		"cashbook.mobile-operator": func(b *cashbook.Book) { b.Operator = "" },
		"cashbook.account":         func(b *cashbook.Book) { b.Account = "5 5" },
	} {
		_, err := add(change)
		wantFault(t, s, 0, err, fault.Invalid, key)
	}
	b, err := add(func(*cashbook.Book) {})
	if err != nil || !b.IsMobile() || b.Operator != "Wave" || b.MaskedWallet() != "…3001" {
		t.Errorf("%+v, %v", b, err)
	}
	b.Wallet, b.Account = "P-9", "5521"
	if b, err = cashbook.EditBook(s, s.actor(admin), b, s.now); err != nil || b.MaskedWallet() != "P-9" || b.Account != "5521" {
		t.Errorf("%+v, %v", b, err)
	}
}
