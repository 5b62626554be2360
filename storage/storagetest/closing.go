package storagetest

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

var closingTests = []test{
	{"closings are kept with what is decided", keepClosings},
	{"a closing is written once", onceClosings},
	{"the files of a closing are kept as they are", keepClosingFiles},
	{"postings are marked as checked", keepPostingChecks},
	{"fiscal years are kept, and closed for good", keepYears},
}

// closing is one with every field set.
func closing(number int64) accounting.Closing {
	c := accounting.Closing{
		Journal: bookID("journal BQ1"), Number: number, Epoch: 2, Kind: accounting.CloseMonth, Until: calendar.New(2026, 10, 31),
		Closed: instant(100 + int(number)), Head: ledger.Head{Seq: 9, Number: 8, Hash: ledger.Hash{7}}, Postings: 5, DebitMinor: 12_000,
		Author: user("awa"), Poste: poste("12"), Prev: ledger.Hash{6}, State: accounting.ClosingReleased, Digest: [32]byte{byte(number)},
		Parts: 2, After: ledger.Head{Seq: 4, Number: 4, Hash: ledger.Hash{5}}, Received: instant(200),
		Decision: accounting.Decision{
			Reason: "Pièces vues", At: instant(300), By: user("binta"), ByName: "Binta Sow", ByCode: true,
			Document: cashbook.Attachment{Hash: [32]byte{3}, Size: 12, Media: "application/pdf", Name: "note.pdf"},
		},
	}
	c.Hash = c.Sum()
	return c
}

func keepClosings(t *testing.T, s *storage.Store) {
	addJournals(t, s, bank("BQ1"))
	full := closing(2)
	whole(t, full)
	waiting := closing(1)
	waiting.State, waiting.Decision, waiting.Digest = accounting.ClosingSent, accounting.Decision{}, [32]byte{1}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveClosing(full) })
	update(t, s, func(tx *storage.Tx) error { return tx.SaveClosing(waiting) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Closings(full.Journal)
		same(t, "closings", got, []accounting.Closing{waiting, full})
		if err != nil {
			return err
		}
		got, err = tx.PendingClosings()
		same(t, "pending", got, []accounting.Closing{waiting})
		if err != nil {
			return err
		}
		found, err := tx.ClosingByDigest(full.Digest)
		same(t, "by digest", found, full)
		if _, missing := tx.ClosingByDigest([32]byte{99}); !errors.Is(missing, fault.Missing) {
			t.Errorf("an unknown digest gives %v", missing)
		}
		return err
	})
	waiting.State = accounting.ClosingRejected
	update(t, s, func(tx *storage.Tx) error { return tx.SaveClosing(waiting) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.PendingClosings()
		same(t, "pending after the decision", len(got), 0)
		return err
	})
}

func onceClosings(t *testing.T, s *storage.Store) {
	addJournals(t, s, bank("BQ1"))
	update(t, s, func(tx *storage.Tx) error { return tx.SaveClosing(closing(1)) })
	other := closing(1)
	other.Hash = ledger.Hash{99}
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveClosing(other) })
}

func keepClosingFiles(t *testing.T, s *storage.Store) {
	addJournals(t, s, bank("BQ1"))
	full := accounting.ClosingFile{
		Journal: bookID("journal BQ1"), Number: 3, Part: 1, Digest: [32]byte{1}, Name: "p01-bq1.clo", Data: []byte{1, 2}, Blobs: []byte("{}"),
	}
	whole(t, full)
	other := full
	other.Digest = [32]byte{2}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveClosingFile(full) })
	update(t, s, func(tx *storage.Tx) error { return tx.SaveClosingFile(full) })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveClosingFile(other) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.ClosingFiles(full.Journal, 3)
		same(t, "files", got, []accounting.ClosingFile{full})
		return err
	})
}

func keepPostingChecks(t *testing.T, s *storage.Store) {
	addJournals(t, s, bank("BQ1"))
	full := accounting.PostingCheck{
		Journal: bookID("journal BQ1"), Seq: 4, Number: 3, By: user("binta"), ByName: "Binta Sow", At: instant(10), Remark: "vu",
	}
	whole(t, full)
	update(t, s, func(tx *storage.Tx) error { return tx.SavePostingCheck(full) })
	full.Remark = "vu deux fois"
	update(t, s, func(tx *storage.Tx) error { return tx.SavePostingCheck(full) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.PostingChecks(full.Journal, 1, 4)
		same(t, "checks", got, []accounting.PostingCheck{full})
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeletePostingCheck(full.Journal, 3) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.PostingChecks(full.Journal, 1, 4)
		same(t, "checks", len(got), 0)
		return err
	})
}

func keepYears(t *testing.T, s *storage.Store) {
	addJournals(t, s)
	open := accounting.Year{
		Project: project("P01"), Code: "2026", First: calendar.New(2026, 1, 1), Last: calendar.New(2026, 12, 31), Revision: 1,
	}
	full := accounting.Year{
		Project: project("P01"), Code: "2025", First: calendar.New(2025, 1, 1), Last: calendar.New(2025, 12, 31), Revision: 2,
		Closed: instant(10), ClosedBy: user("awa"), ResultMinor: -5, Account: "139", Journal: bookID("journal AN"), Closing: 3, Opening: 4,
	}
	whole(t, full)
	update(t, s, func(tx *storage.Tx) error { return tx.SaveYear(open) })
	update(t, s, func(tx *storage.Tx) error { return tx.SaveYear(full) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Years(open.Project)
		same(t, "years", got, []accounting.Year{full, open})
		return err
	})
	full.Closed = instant(0)
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveYear(full) })
}
