package storagetest

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
)

var markTests = []test{
	{"trusted time is kept", keepTimes},
	{"each stream has its own order", keepOrders},
	{"orders keep their whole range", orderRange},
	{"the trust chain is kept", keepTrustChain},
	{"an activation is spent once", spendActivation},
}

func keepTimes(t *testing.T, s *storage.Store) {
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Times()
		same(t, "times of a new folder", got, mark.Times{})
		return err
	})
	whole(t, mark.Times{Signed: instant(1), Observed: instant(2)})
	for _, times := range []mark.Times{{Observed: instant(1)}, {Signed: instant(1), Observed: instant(2)}} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveTimes(times) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Times()
			same(t, "times", got, times)
			return err
		})
	}
}

func keepOrders(t *testing.T, s *storage.Store) {
	streams := []mark.Stream{
		{Direction: mark.Received, Name: "usr", Subject: user("awa"), Poste: poste("laptop")},
		{Direction: mark.Issued, Name: "usr", Subject: user("awa"), Poste: poste("laptop")},
		{Direction: mark.Received, Name: "book", Subject: user("awa"), Poste: poste("laptop")},
		{Direction: mark.Received, Name: "usr", Subject: user("binta"), Poste: poste("laptop")},
		{Direction: mark.Received, Name: "usr", Subject: user("awa")},
	}
	for round := range 2 {
		update(t, s, func(tx *storage.Tx) error {
			for i, stream := range streams {
				if _, seen, err := tx.Order(stream); err != nil || seen != (round > 0) {
					t.Errorf("stream %d is seen: %v, %v", i, seen, err)
				}
				if err := tx.SaveOrder(stream, sampleOrder(round, i)); err != nil {
					return err
				}
			}
			return nil
		})
		view(t, s, func(tx *storage.Tx) error {
			for i, stream := range streams {
				got, seen, err := tx.Order(stream)
				if err != nil || !seen {
					t.Errorf("stream %d is seen: %v, %v", i, seen, err)
				}
				same(t, "order", got, sampleOrder(round, i))
			}
			return nil
		})
	}
}

func sampleOrder(round, i int) mark.Order {
	return mark.Order{Epoch: uint32(round), Serial: uint64(100*round + i), Digest: hashed(string(rune('a' + i)))}
}

func orderRange(t *testing.T, s *storage.Store) {
	stream := mark.Stream{Direction: mark.Issued, Name: "usr"}
	largest := mark.Order{Epoch: 1<<32 - 1, Serial: 1<<63 - 1}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveOrder(stream, largest) })
	view(t, s, func(tx *storage.Tx) error {
		got, _, err := tx.Order(stream)
		same(t, "largest order", got, largest)
		return err
	})
	largest.Serial++
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveOrder(stream, largest); err == nil {
			t.Error("a serial beyond 2^63 − 1 is stored")
		}
		return nil
	})
}

func keepTrustChain(t *testing.T, s *storage.Store) {
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.TrustChain()
		same(t, "chain of a new folder", got, nil)
		return err
	})
	for _, chain := range [][]byte{{1, 0, 2}, {3}} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveTrustChain(chain) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.TrustChain()
			same(t, "chain", got, chain)
			return err
		})
	}
}

func spendActivation(t *testing.T, s *storage.Store) {
	first, other := named[ident.ActivationID]("first"), named[ident.ActivationID]("other")
	spend := func(tx *storage.Tx) error { return tx.SpendActivation(first, time.Now()) }
	update(t, s, spend)
	view(t, s, func(tx *storage.Tx) error {
		spent, err := tx.ActivationSpent(first)
		same(t, "first is spent", spent, true)
		unspent, err2 := tx.ActivationSpent(other)
		same(t, "other is spent", unspent, false)
		return errors.Join(err, err2)
	})
	refuse(t, s, fault.Conflict, spend)
}
