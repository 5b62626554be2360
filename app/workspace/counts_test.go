package workspace_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

// coins is a till with so many coins of 100 F.
func coins(n int64) cashbook.CountSheet {
	return cashbook.CountSheet{Lines: []cashbook.CountLine{{Denomination: money.Denomination{Minor: 100, Coin: true}, Pieces: n}}}
}

// counterSigned gives the till a counter-signatory without account.
func (o *office) counterSigned(t *testing.T) ident.UserID {
	t.Helper()
	u := must[directory.User](t)(o.session.AddUser(t.Context(), directory.User{Login: "moussa", FirstName: "Moussa", LastName: "Ba"}))
	check(t, o.session.AssignBook(t.Context(), o.book.ID, u.ID, cashbook.CounterSignatory))
	return u.ID
}

// Counts reach head office with the copies of the book, and the next poste with
// what was entered before.
func TestCountsTravelWithTheBook(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	moussa := o.counterSigned(t)
	_, awa := o.join(t)
	keeps(t, awa, o.book.ID, 1_000, -300)
	first := must[cashbook.Count](t)(awa.CountTill(ctx, o.book.ID, coins(7)))
	if _, err := awa.SignCount(ctx, o.book.ID, 1); !errors.Is(err, fault.Denied) {
		t.Errorf("who counted signs: %v", err)
	}
	if taken := o.take(t, sendsCopy(t, awa, o.book.ID)...); taken.New != 2 || taken.Counts != 1 || taken.Signed != 0 {
		t.Fatalf("%+v", taken)
	}
	paper := cashbook.PaperSignature{Signatory: moussa, Anchor: first.Hash.Anchor()}
	must[cashbook.CountSignature](t)(awa.SignCountOnPaper(ctx, o.book.ID, 1, paper))
	must[cashbook.Count](t)(awa.CountTill(ctx, o.book.ID, coins(8)))
	if taken := o.take(t, sendsCopy(t, awa, o.book.ID)...); taken.New != 0 || taken.Counts != 1 || taken.Signed != 1 { // no voucher, and yet something to send
		t.Fatalf("%+v", taken)
	}
	there := must[[]workspace.CountCard](t)(o.session.Counts(ctx, o.book.ID))
	if len(there) != 2 || there[0].DifferenceMinor() != 100 || !there[0].Open() || there[1].SignedBy != "Moussa Ba" {
		t.Fatalf("%+v", there)
	}
	if report := must[cashbook.Report](t)(o.session.VerifyBook(ctx, o.book.ID)); report.Counts != 2 || report.Signed != 1 {
		t.Errorf("%+v", report)
	}

	must[ledger.Ownership](t)(o.session.WithdrawBook(ctx, o.book.ID, 2, "Portable noyé"))
	site, again, decided := o.replace(t)
	site.arrive(t, decided.Path)
	for _, path := range decided.Entries {
		site.arrive(t, path)
	}
	must[ledger.Ownership](t)(again.AcceptBook(ctx, o.book.ID))
	third := must[cashbook.Count](t)(again.CountTill(ctx, o.book.ID, coins(7)))
	if third.Number != 3 || third.Prev != there[0].Hash {
		t.Errorf("%+v", third)
	}
	if report := must[cashbook.Report](t)(again.VerifyBook(ctx, o.book.ID)); report.Counts != 3 || report.Signed != 1 {
		t.Errorf("%+v", report)
	}
	if _, err := again.Change(ctx, o.book.ID, 2, cashbook.Draft{Content: cashbook.Content{AmountMinor: -200, Text: "Thé"}}); !errors.Is(err, fault.Invalid) {
		t.Errorf("what a signed count covers is changed: %v", err)
	}
	if taken := o.take(t, sendsCopy(t, again, o.book.ID)...); taken.Counts != 1 {
		t.Errorf("%+v", taken)
	}
}
