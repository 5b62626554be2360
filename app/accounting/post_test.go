package accounting_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

func TestPostNumbersAndChains(t *testing.T) {
	o := newOffice(t)
	first, err := o.post(moussa, general, fuel(12_500))
	if err != nil {
		t.Fatal(err)
	}
	e := first.Entry
	if e.Number != 1 || e.Seq != 1 || e.Day != today || e.Author != moussa || e.Poste != poste || e.Epoch != 1 || e.Hash != e.Sum(&first) {
		t.Errorf("first posting: %+v", e)
	}
	if first.Voucher != "OD-1" || first.VoucherDay != today || first.Rate != money.RateOne || first.Lines[0].BaseMinor != 12_500 {
		t.Errorf("first posting says %+v", first.Content)
	}
	second, err := o.post(awa, general, fuel(1))
	if err != nil || second.Entry.Number != 2 || second.Entry.Prev != e.Hash {
		t.Errorf("second posting: %+v, %v", second.Entry, err)
	}
}

// Amounts in a foreign currency are translated line by line; rounding goes to the
// largest line, so that both columns add up to nothing.
func TestPostTranslatesToTheUnit(t *testing.T) {
	o := newOffice(t)
	e := fuel(0)
	e.Rate, _ = money.ParseRate("655,957")
	e.Lines = []accounting.Line{
		{Account: "6042", AmountMinor: 333}, {Account: "6043", AmountMinor: 333}, {Account: "6046", AmountMinor: 334}, {Account: "5215", AmountMinor: -1000},
	}
	p, err := o.post(moussa, euroBank, e)
	if err != nil {
		t.Fatal(err)
	}
	want := []int64{2184, 2184, 2191, -6559} // 2184.34, 2184.34, 2190.90, −6559.57, which alone would round to −6560
	for i, l := range p.Lines {
		if l.BaseMinor != want[i] {
			t.Errorf("line %d is worth %d, want %d", i+1, l.BaseMinor, want[i])
		}
	}
}

func TestPostRefuses(t *testing.T) {
	o := newOffice(t)
	for key, test := range map[string]struct {
		by      ident.UserID
		journal ident.BookID
		change  func(*accounting.Entry)
	}{
		"accounting.unbalanced":   {moussa, general, func(e *accounting.Entry) { e.Lines[0].AmountMinor++ }},
		"accounting.lines-few":    {moussa, general, func(e *accounting.Entry) { e.Lines = e.Lines[:1] }},
		"accounting.line-amount":  {moussa, general, func(e *accounting.Entry) { e.Lines[0].AmountMinor, e.Lines[1].AmountMinor = 0, 0 }},
		"accounting.line-account": {moussa, general, func(e *accounting.Entry) { e.Lines[1].Account = "" }},
		"accounting.line-large": {moussa, general, func(e *accounting.Entry) {
			e.Lines[0].AmountMinor, e.Lines[1].AmountMinor = accounting.MaxAmountMinor+1, -accounting.MaxAmountMinor-1
		}},
		"accounting.text-missing":  {moussa, general, func(e *accounting.Entry) { e.Text = " " }},
		"accounting.mask":          {moussa, general, func(e *accounting.Entry) { e.Mask = "gift" }},
		"accounting.special":       {moussa, general, func(e *accounting.Entry) { e.Reposts = 1 }},
		"accounting.future":        {moussa, general, func(e *accounting.Entry) { e.Day = today + 1 }},
		"accounting.too-old":       {moussa, general, func(e *accounting.Entry) { e.Day = 1 }},
		"accounting.voucher-day":   {moussa, general, func(e *accounting.Entry) { e.VoucherDay = today + 1 }},
		"accounting.rate-own":      {moussa, general, func(e *accounting.Entry) { e.Rate = 7 }},
		"accounting.rate-missing":  {moussa, euroBank, func(*accounting.Entry) {}},
		"chart.account-unknown":    {moussa, general, func(e *accounting.Entry) { e.Lines[0].Account = "6999" }},
		"chart.account-heading":    {moussa, general, func(e *accounting.Entry) { e.Lines[0].Account = "6" }},
		"accounting.not-allowed":   {awa, secret, func(e *accounting.Entry) { e.Mask = accounting.MaskIncome }},
		"accounting.code":          {moussa, general, func(e *accounting.Entry) { e.Lines[0].Party = "É té" }},
		"directory.text-forbidden": {moussa, general, func(e *accounting.Entry) { e.Lines[0].Text = "a\u202eb" }},
	} {
		e := fuel(100)
		test.change(&e)
		_, err := o.post(test.by, test.journal, e)
		refused(t, err, key)
	}
	for _, mask := range []accounting.Mask{accounting.MaskFree, accounting.MaskOpening} {
		e := fuel(100)
		e.Mask = mask
		_, err := o.post(moussa, general, e)
		refused(t, err, "directory.no-right")
	}
	for name, who := range map[string]ident.UserID{"assistant": stagy, "finance manager": fatou} {
		if _, err := o.post(who, general, fuel(1)); err == nil {
			t.Errorf("the %s posts", name)
		}
	}
	o.must(func(tx *storage.Tx) error {
		head, err := tx.PostingHead(general)
		if head != (ledger.Head{}) {
			t.Errorf("something was posted: %+v", head)
		}
		return err
	})
}

func TestPostElsewhereIsRefused(t *testing.T) {
	o := newOffice(t)
	o.must(func(tx *storage.Tx) error {
		return tx.SaveOwnership(ledger.Ownership{Book: general, Epoch: 2, Poste: ident.PosteID{8}, FirstNumber: 1, Granted: noon})
	})
	_, err := o.post(moussa, general, fuel(1))
	refused(t, err, "accounting.elsewhere")
}

// Of a confidential journal others learn nothing, not even whether they could post.
func TestConfidentialJournal(t *testing.T) {
	o := newOffice(t)
	for who, sees := range map[ident.UserID]bool{awa: true, fatou: true, moussa: false, stagy: false} {
		o.must(func(tx *storage.Tx) error {
			j, err := tx.Journal(secret)
			if err != nil {
				return err
			}
			if err := accounting.May(tx, as(tx, who), directory.RightJournalView, j, noon); (err == nil) != sees {
				t.Errorf("%s: %v", as(tx, who).Name(), err)
			}
			return nil
		})
	}
}

func TestReverseRestoresEveryBalance(t *testing.T) {
	o := newOffice(t)
	e := fuel(0)
	e.Rate, _ = money.ParseRate("655,957")
	e.Lines = []accounting.Line{{Account: "6042", AmountMinor: 333}, {Account: "6043", AmountMinor: 1}, {Account: "5215", AmountMinor: -334}}
	if _, err := o.post(moussa, euroBank, e); err != nil {
		t.Fatal(err)
	}
	reversal, err := act(o, moussa, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
		return accounting.Reverse(tx, by, poste, euroBank, 1, 0, "Double saisie", noon)
	})
	if err != nil || reversal.Entry.Reverses != 1 || reversal.Voucher != "EUR-1" || reversal.Text != "Double saisie" {
		t.Fatalf("reversal: %+v, %v", reversal, err)
	}
	o.must(func(tx *storage.Tx) error {
		totals, err := tx.Totals(accounting.TotalFilter{Project: project})
		for _, total := range totals {
			if total.BalanceMinor() != 0 || total.DebitMinor != total.CreditMinor {
				t.Errorf("after the reversal: %+v", total)
			}
		}
		return err
	})
	for number, key := range map[int64]string{1: "accounting.reversed", 2: "accounting.reverse-reversal", 3: "storage.posting"} {
		_, err := act(o, moussa, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
			return accounting.Reverse(tx, by, poste, euroBank, number, 0, "Encore", noon)
		})
		refused(t, err, key)
	}
}

func TestRepostKeepsTheVoucher(t *testing.T) {
	o := newOffice(t)
	e := fuel(100)
	e.Voucher = "F-77"
	if _, err := o.post(moussa, general, e); err != nil {
		t.Fatal(err)
	}
	type both struct{ reversal, posting accounting.Posting }
	repost := func(e accounting.Entry) (both, error) {
		return act(o, moussa, func(tx *storage.Tx, by directory.Actor) (b both, err error) {
			b.reversal, b.posting, err = accounting.Repost(tx, by, poste, general, 1, "Mauvais compte", e, noon)
			return b, err
		})
	}
	wrong := fuel(100)
	wrong.Lines[0].AmountMinor = 99
	_, err := repost(wrong)
	refused(t, err, "accounting.unbalanced")
	got, err := repost(fuel(200))
	if err != nil || got.reversal.Entry.Number != 2 || got.posting.Entry.Number != 3 || got.posting.Voucher != "F-77" || got.posting.Reposts != 1 {
		t.Errorf("reposted %+v, %v", got, err)
	}
}

func TestDraftIsPostedOnce(t *testing.T) {
	o := newOffice(t)
	incomplete := fuel(100)
	incomplete.Lines[1].AmountMinor = 0
	save := func(d accounting.Draft) (accounting.Draft, error) {
		return act(o, moussa, func(tx *storage.Tx, by directory.Actor) (accounting.Draft, error) {
			return accounting.SaveDraft(tx, by, d, noon)
		})
	}
	commit := func(id ident.DraftID) (accounting.Posting, error) {
		return act(o, awa, func(tx *storage.Tx, by directory.Actor) (accounting.Posting, error) {
			return accounting.PostDraft(tx, by, poste, id, noon)
		})
	}
	draft, err := save(accounting.Draft{ID: ident.DraftID{1}, Journal: general, Content: incomplete.Content})
	if err != nil || draft.Version != 1 {
		t.Fatalf("draft %+v, %v", draft, err)
	}
	_, err = commit(draft.ID)
	refused(t, err, "accounting.line-amount")
	draft.Lines[1].AmountMinor = -100
	if draft, err = save(draft); err != nil {
		t.Fatal(err)
	}
	if p, err := commit(draft.ID); err != nil || p.Entry.Number != 1 {
		t.Errorf("posted %+v, %v", p, err)
	}
	_, err = commit(draft.ID)
	refused(t, err, "storage.draft")
}
