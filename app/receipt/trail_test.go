package receipt_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/receipt"
)

func entry(seq, number int64, hash byte) ledger.Head {
	return ledger.Head{Seq: seq, Number: number, Hash: ledger.Hash{hash}}
}

// Row 23: what head office knew of a chain must still be there.
func TestCompare(t *testing.T) {
	known := receipt.Head{Head: entry(3, 2, 3)}
	for name, c := range map[string]struct {
		trail receipt.Trail
		want  directory.AlarmKind
	}{
		"the same":             {receipt.Trail{Head: entry(3, 2, 3)}, ""},
		"it goes on":           {receipt.Trail{Head: entry(5, 4, 5), Entries: []ledger.Head{entry(2, 1, 2), entry(3, 2, 3), entry(4, 3, 4)}}, ""},
		"not covered":          {receipt.Trail{Head: entry(9, 8, 9), Entries: []ledger.Head{entry(4, 3, 4)}}, ""},
		"the end is cut":       {receipt.Trail{Head: entry(2, 1, 2)}, directory.AlarmHeadLost},
		"nothing is left":      {receipt.Trail{}, directory.AlarmHeadLost},
		"a number is gone":     {receipt.Trail{Head: entry(4, 1, 4)}, directory.AlarmHeadLost},
		"the number is reused": {receipt.Trail{Head: entry(3, 2, 9)}, directory.AlarmReusedNumber},
		"reused, and more": {
			receipt.Trail{Head: entry(5, 4, 5), Entries: []ledger.Head{entry(3, 2, 9)}}, directory.AlarmReusedNumber,
		},
		"rewritten with other numbers": {
			receipt.Trail{Head: entry(5, 5, 5), Entries: []ledger.Head{entry(3, 3, 9)}}, directory.AlarmHeadLost,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := known.Compare(c.trail); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if got := (receipt.Head{}).Compare(receipt.Trail{Head: entry(3, 2, 3)}); got != "" {
		t.Errorf("a book that is reported first raises %q", got)
	}
}
