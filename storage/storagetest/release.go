package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

var releaseTests = []test{
	{"requests for funds are kept and listed", keepReleases},
	{"requests for funds have their words and no others", releaseWords},
}

func sampleRelease(name string) funds.Request {
	return funds.Request{
		ID: ident.ReleaseID(user(name)), Digest: hashed(name), Poste: poste("laptop"), User: user("awa"),
		Wish: funds.Wish{
			Book: ident.BookID(user("till")), AmountMinor: 250_000, Currency: "XOF", Wanted: 20_000, Purpose: "Salaires",
			BudgetLine: "1.2", Funding: "F1",
		},
		Made: instant(8), Received: instant(9), Status: funds.Granted, Decided: instant(10), By: user("ba"),
		Decider: "Moussa Ba", Reason: "–", GrantedMinor: 200_000, Reference: "CH 12",
		Paid: funds.Paid{
			Book: ident.BookID(user("bank")), Project: "P01", Number: 2, Name: "Banque", Currency: "EUR", Voucher: 14,
			Day: 20_001, OutMinor: 30_490, Rate: 6_559_570_000_000,
		},
		Voucher: 7,
	}
}

func keepReleases(t *testing.T, s *storage.Store) {
	granted, open := sampleRelease("first"), sampleRelease("second")
	whole(t, granted)
	open = funds.Request{
		ID: open.ID, Poste: open.Poste, User: user("ba"), Wish: open.Wish, Made: instant(12), Received: instant(12), Status: funds.Open,
	}
	update(t, s, func(tx *storage.Tx) error {
		before := granted
		before.Status, before.Paid, before.Voucher = funds.Open, funds.Paid{}, 0
		for _, r := range []funds.Request{before, open, granted} {
			if err := tx.SaveRelease(r); err != nil {
				return err
			}
		}
		return nil
	})
	for _, c := range []struct {
		filter funds.Filter
		want   []funds.Request
	}{
		{funds.Filter{}, []funds.Request{open, granted}}, {funds.Filter{Status: funds.Open}, []funds.Request{open}},
		{funds.Filter{User: user("awa")}, []funds.Request{granted}}, {funds.Filter{Book: ident.BookID(user("bank"))}, nil},
		{funds.Filter{Book: granted.Book, Status: funds.Granted}, []funds.Request{granted}},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Releases(c.filter)
			same(t, "requests", got, c.want)
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Release(granted.ID)
		same(t, "request", got, granted)
		if err != nil {
			return err
		}
		got, err = tx.ReleaseOf(granted.Digest)
		same(t, "request of a message", got, granted)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.Release(ident.ReleaseID(user("other")))
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.ReleaseOf(hashed("other"))
		return err
	})
}

func releaseWords(t *testing.T, s *storage.Store) {
	checkWords(t, s, "statuses of requests for funds", func(tx *storage.Tx, word funds.Status) error {
		r := sampleRelease("first")
		r.Status = word
		return tx.SaveRelease(r)
	}, funds.Open, funds.Granted, funds.Refused, funds.Withdrawn)
}
