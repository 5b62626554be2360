package sample_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
)

// Every site has the plan of its projects, and what its vouchers name is in it.
func TestVouchersOfTheSampleNameWhatThePlanHas(t *testing.T) {
	made := mustMake(t, end)
	named := 0
	for _, place := range made.Places[1:] {
		session := enter(t, place, place.People[0], end)
		cards, err := session.Books(t.Context())
		if err != nil || len(cards) == 0 {
			t.Fatal(len(cards), err)
		}
		for _, card := range cards {
			plan, err := session.BookPlan(t.Context(), card.Book.ID)
			if err != nil || plan.Chart == nil || plan.Chart.Stale() || len(plan.Budget.Lines) == 0 {
				t.Fatalf("the plan of %s is %+v, %v", card.Book.Ref(), plan, err)
			}
			lines, _, err := session.Page(t.Context(), cashbook.PageFilter{Book: card.Book.ID, Limit: 500})
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range lines {
				if l.Voucher.Account != "" {
					named++
				}
				if err := plan.CheckAccount(l.Voucher.Account, directory.ModuleCashbook); err != nil {
					t.Errorf("%s: voucher %d names %s: %v", card.Book.Ref(), l.Voucher.Entry.Number, l.Voucher.Account, err)
				}
			}
		}
	}
	if named < 10 {
		t.Errorf("only %d vouchers name an account", named)
	}
}
