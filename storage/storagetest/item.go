package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

var itemTests = []test{
	{"what opens and settles items is found", itemMovements},
	{"an opening balance is found until it is reversed", findOpening},
	{"legs of transfers are found in all books", transferLegs},
}

// special makes the next voucher of a kind.
func (s *scribe) special(d calendar.Day, amountMinor int64, what cashbook.Special) cashbook.Voucher {
	v := cashbook.Voucher{Content: cashbook.Content{AmountMinor: amountMinor, Text: "pièce", Special: what}}
	v.Entry.Day = d
	return s.link(v)
}

// cancel makes the reversal of a voucher.
func (s *scribe) cancel(v cashbook.Voucher, d calendar.Day) cashbook.Voucher {
	cancelled := cashbook.Voucher{Content: cashbook.Content{AmountMinor: -v.AmountMinor, Text: "annulé"}}
	cancelled.Entry.Day, cancelled.Entry.Reverses = d, v.Entry.Number
	return s.link(cancelled)
}

func appendAll(t *testing.T, s *storage.Store, vouchers ...cashbook.Voucher) {
	t.Helper()
	for _, v := range vouchers {
		update(t, s, func(tx *storage.Tx) error { return tx.AppendVoucher(v) })
	}
}

func itemMovements(t *testing.T, s *storage.Store) {
	claims := till("P01", 2)
	claims.Type, claims.Overdraft, claims.Operator, claims.Wallet = cashbook.Receivable, false, "", ""
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		return tx.SaveBook(claims)
	})
	item, settles := cashbook.Special{Kind: cashbook.KindItem}, func(n int64) cashbook.Special {
		return cashbook.Special{Kind: cashbook.KindSettlement, Settles: n}
	}
	hand := scribe{book: bookID("P011")}
	first, advance := hand.enter(day(1), 500, "fonds"), hand.special(day(2), -80, item)
	half, rest := hand.special(day(4), 50, settles(2)), hand.special(day(3), 30, settles(2))
	appendAll(t, s, first, advance, half, rest, hand.cancel(half, day(6)), hand.special(day(2), -10, item))
	other := scribe{book: claims.ID}
	appendAll(t, s, other.special(day(1), 40, cashbook.Special{Kind: cashbook.KindOpening}), other.special(day(2), -15, settles(1)))
	move := func(item int64, d int, number, minor, reverses int64) cashbook.Movement {
		return cashbook.Movement{Item: item, At: cashbook.Position{Day: day(d), Number: number}, AmountMinor: minor, Reverses: reverses}
	}
	two := []cashbook.Movement{move(2, 2, 2, -80, 0), move(2, 3, 4, 30, 0), move(2, 4, 3, 50, 0), move(2, 6, 5, -50, 3)}
	for _, tt := range []struct {
		name  string
		book  ident.BookID
		item  int64
		until calendar.Day
		want  []cashbook.Movement
	}{
		{"one item", hand.book, 2, day(9), two},
		{"one item until a day", hand.book, 2, day(3), two[:2]},
		{"all items", hand.book, 0, day(9), []cashbook.Movement{two[0], move(6, 2, 6, -10, 0), two[1], two[2], two[3]}},
		{"no item", hand.book, 1, day(9), nil},
		{"a claim that was there", claims.ID, 1, day(9), []cashbook.Movement{move(1, 1, 1, 40, 0), move(1, 2, 2, -15, 0)}},
		{"all claims", claims.ID, 0, day(9), []cashbook.Movement{move(1, 1, 1, 40, 0), move(1, 2, 2, -15, 0)}},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Movements(tt.book, tt.item, tt.until)
			same(t, tt.name, got, tt.want)
			return err
		})
	}
}

func findOpening(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	hand := scribe{book: bookID("P011")}
	only := func(want bool) {
		t.Helper()
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.OnlyOpenings(hand.book)
			same(t, "only openings", got, want)
			return err
		})
	}
	only(true)
	opening := hand.special(day(1), 40, cashbook.Special{Kind: cashbook.KindOpening})
	appendAll(t, s, opening)
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Opening(hand.book)
		same(t, "opening", got, opening)
		return err
	})
	appendAll(t, s, hand.cancel(opening, day(2)))
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Opening(hand.book); return err })
	only(true)
	appendAll(t, s, hand.enter(day(2), 5, "don"))
	only(false)
}

func transferLegs(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		return tx.SaveBook(till("P01", 2))
	})
	one, two := scribe{book: bookID("P011")}, scribe{book: bookID("P012")}
	leg := func(id byte, other ident.BookID, minor int64) cashbook.Special {
		return cashbook.Special{Kind: cashbook.KindTransfer, Transfer: cashbook.Transfer{
			ID: ident.TransferID{id}, Book: other, OtherMinor: minor, Currency: "XOF", Rate: money.RateOne,
		}}
	}
	out, in := one.special(day(1), -60, leg(1, two.book, 60)), two.special(day(2), 60, leg(1, one.book, -60))
	lost := one.special(day(3), -7, leg(2, two.book, 7))
	appendAll(t, s, out, in, lost)
	legs := func(name string, want []cashbook.Voucher, read func(*storage.Tx) ([]cashbook.Voucher, error)) {
		t.Helper()
		view(t, s, func(tx *storage.Tx) error {
			got, err := read(tx)
			same(t, name, got, want)
			return err
		})
	}
	lone := func(tx *storage.Tx) ([]cashbook.Voucher, error) { return tx.LoneLegs(10) }
	legs("legs", []cashbook.Voucher{out, in}, func(tx *storage.Tx) ([]cashbook.Voucher, error) { return tx.Legs(ident.TransferID{1}) })
	legs("lone legs", []cashbook.Voucher{lost}, lone)
	appendAll(t, s, two.cancel(in, day(4)))
	legs("lone legs after a reversal", []cashbook.Voucher{out, lost}, lone)
	appendAll(t, s, one.cancel(lost, day(4)))
	legs("lone legs after another", []cashbook.Voucher{out}, lone)
}
