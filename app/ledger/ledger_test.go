package ledger_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/ledger"
)

func TestNextNumbersAndChains(t *testing.T) {
	var head ledger.Head
	first := sample()
	first.Revision, first.Reverses = 0, 0
	first = head.Next(first, text("first"))
	if first.Seq != 1 || first.Number != 1 || first.Prev != (ledger.Hash{}) || first.Hash != first.Sum(text("first")) {
		t.Fatalf("first entry: %+v", first)
	}
	head = head.After(first)
	if want := (ledger.Head{Seq: 1, Number: 1, Hash: first.Hash}); head != want {
		t.Fatalf("head = %+v, want %+v", head, want)
	}
	second := head.Next(first, text("second"))
	if second.Seq != 2 || second.Number != 2 || second.Prev != first.Hash {
		t.Fatalf("second entry: %+v", second)
	}
	head = head.After(second)
	first.Revision = 1
	revised := head.Next(first, text("first, corrected"))
	if revised.Seq != 3 || revised.Number != 1 || revised.Prev != second.Hash {
		t.Fatalf("revision: %+v", revised)
	}
	if head = head.After(revised); head.Number != 2 || head.Seq != 3 || head.Hash != revised.Hash {
		t.Errorf("head after a revision = %+v", head)
	}
}

// Entries keep whole seconds only; a fraction would not be covered by the hash.
func TestNextRecordsWholeSeconds(t *testing.T) {
	e := sample()
	e.Recorded = time.Date(2026, 11, 21, 10, 14, 0, 999, time.FixedZone("", 3600))
	got := ledger.Head{}.Next(e, text("")).Recorded
	if want := time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC); got != want {
		t.Errorf("recorded %v, want %v", got, want)
	}
}
