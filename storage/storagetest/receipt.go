package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/storage"
)

var receiptTests = []test{
	{"what a poste reports replaces what it reported before", keepStanding},
	{"acts of a poste keep their number, time and origin", keepReportedActs},
	{"a poste remembers its records and their acknowledgement", keepAcknowledged},
	{"newest user data applied, by person", listApplied},
}

func sampleStanding() receipt.Standing {
	return receipt.Standing{
		Poste: ident.PosteID{3}, Digest: [32]byte{1}, Seq: 4, LastSeq: 5, Application: "0.1.0", Schema: 1, ChainVersion: 2,
		System: instant(6), Trusted: instant(7), Late: true, Jumped: true, Received: instant(8),
	}
}

func keepStanding(t *testing.T, s *storage.Store) {
	first := sampleStanding()
	whole(t, first)
	next := receipt.Standing{Poste: first.Poste, Digest: [32]byte{2}, Schema: 2, Received: instant(9)}
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Standing(first.Poste); return err })
	for _, want := range []receipt.Standing{first, next} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveStanding(want) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Standing(first.Poste)
			same(t, "standing", got, want)
			return err
		})
	}
	file := receipt.Applied{
		Poste: first.Poste, User: user("awa"), Order: mark.Order{Epoch: 1, Serial: 1 << 41, Digest: [32]byte{9}}, Received: instant(3),
	}
	whole(t, file)
	head := receipt.Head{
		Poste: first.Poste, Book: ident.BookID{7}, Epoch: 2, Head: ledger.Head{Seq: 3, Number: 2, Hash: ledger.Hash{5}}, Received: instant(3),
	}
	whole(t, head)
	for range 2 {
		update(t, s, func(tx *storage.Tx) error {
			if err := tx.SaveReportedFile(file); err != nil {
				return err
			}
			return tx.SaveReportedHead(head)
		})
		view(t, s, func(tx *storage.Tx) error {
			files, err := tx.ReportedFiles(user("awa"))
			same(t, "files", files, []receipt.Applied{file})
			if err != nil {
				return err
			}
			heads, err := tx.ReportedHeads(first.Poste)
			same(t, "heads", heads, []receipt.Head{head})
			return err
		})
		file.Order.Serial++
		head.Head = ledger.Head{} // an empty book has no hash
	}
}

func keepReportedActs(t *testing.T, s *storage.Store) {
	reported := sampleAct("reported")
	reported.Origin, reported.Received = ident.PosteID{3}, instant(20)
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.AppendAct(directory.Act{Verb: "own"}); err != nil {
			return err
		}
		return tx.AppendReported(reported, 70)
	})
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendReported(reported, 70) })
	reported.Seq = 2
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.ReportedAct(reported.Origin, 70)
		same(t, "reported act", got, reported)
		if err != nil {
			return err
		}
		for name, f := range map[string]directory.HistoryFilter{
			"origin": {Origin: reported.Origin}, "verb": {Verb: "reported"}, "all": {Origin: reported.Origin, Verb: "reported", Subject: user("awa")},
		} {
			acts, total, err := tx.Acts(f)
			same(t, name, acts, []directory.Act{reported})
			same(t, name, total, 1)
			if err != nil {
				return err
			}
		}
		acts, err := tx.ActsAfter(1, 5)
		same(t, "acts after", acts, []directory.Act{reported})
		if err != nil {
			return err
		}
		last, err := tx.LastAct()
		same(t, "last act", last, int64(2))
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.ReportedAct(reported.Origin, 1); return err })
}

func keepAcknowledged(t *testing.T, s *storage.Store) {
	first := receipt.Acknowledged{
		Digest: [32]byte{1}, Seq: 9, Received: instant(3),
		Heads: []receipt.Known{{Book: ident.BookID{1}, Epoch: 1, Seq: 2}, {Book: ident.BookID{2}, Epoch: 3, Seq: 0}},
	}
	whole(t, first)
	next := receipt.Acknowledged{Digest: [32]byte{2}, Seq: 4, Received: instant(5)}
	for _, want := range []receipt.Acknowledged{{}, first, next} {
		if want.Seq > 0 {
			update(t, s, func(tx *storage.Tx) error { return tx.SaveAcknowledged(want) })
		}
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Acknowledged()
			same(t, "acknowledged", got, want)
			return err
		})
	}
	made := receipt.Made{Digest: [32]byte{1}, After: 3, Seq: 9, Applied: 2, At: instant(7), Contents: [32]byte{4}}
	whole(t, made)
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.LastMade(); return err })
	later := made
	later.Digest, later.Seq = [32]byte{2}, 10 // in the same second
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveMade(later); err != nil {
			return err
		}
		return tx.SaveMade(made)
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Made(made.Digest)
		same(t, "made", got, made)
		if err != nil {
			return err
		}
		got, err = tx.LastMade()
		same(t, "last made", got, later)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Made([32]byte{7}); return err })
}

func listApplied(t *testing.T, s *storage.Store) {
	awa := mark.Stream{Direction: mark.Received, Name: "usr", Subject: user("awa")}
	order := mark.Order{Epoch: 2, Serial: 77, Digest: [32]byte{3}}
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveOrder(awa, order); err != nil {
			return err
		}
		return tx.SaveOrder(mark.Stream{Direction: mark.Issued, Name: "usr", Subject: user("awa")}, order)
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.AppliedOrders()
		same(t, "applied", got, []receipt.Applied{{User: user("awa"), Order: order}})
		return err
	})
}
