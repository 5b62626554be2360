package receipt

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ledger"
)

// Trail is the chain of a book as a poste reports it: some entries, and the last.
type Trail struct {
	Head    ledger.Head
	Entries []ledger.Head // by sequence number; Number and Hash of each
}

// Compare holds a trail against what was reported before, under the same
// ownership. It gives the alarm that is due, or none: entries that are gone, or
// others in their place, under the same number or not. Cutting the end of a
// chain or writing it anew is possible for whoever administers a poste; here it
// is seen.
func (h Head) Compare(t Trail) directory.AlarmKind {
	known := h.Head
	if known.Seq == 0 {
		return ""
	}
	if t.Head.Seq < known.Seq || t.Head.Number < known.Number {
		return directory.AlarmHeadLost
	}
	at, covered := t.at(known.Seq)
	switch {
	case !covered, at.Hash == known.Hash:
		return ""
	case at.Number == known.Number:
		return directory.AlarmReusedNumber
	default:
		return directory.AlarmHeadLost
	}
}

// at finds an entry of the trail.
func (t Trail) at(seq int64) (ledger.Head, bool) {
	if seq == t.Head.Seq {
		return t.Head, true
	}
	for _, e := range t.Entries {
		if e.Seq == seq {
			return e, true
		}
	}
	return ledger.Head{}, false
}
