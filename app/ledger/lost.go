package ledger

import "time"

// Lost are numbers that were given out on a poste that died before head office
// heard of them. No entry has them.
type Lost struct {
	Gap
	Epoch     int64 // of the withdrawal
	Withdrawn time.Time
	Reason    string
}

// LostNumbers gives the numbers that a book has lost, by its ownership from the
// first epoch on.
func LostNumbers(history []Ownership) []Lost {
	var lost []Lost
	used := int64(0)
	for _, o := range history {
		used = max(used, o.Head.Number)
		if o.FirstNumber-1 > used {
			lost = append(lost, Lost{
				Gap:   Gap{After: o.Head.Seq, From: used + 1, To: o.FirstNumber - 1},
				Epoch: o.Epoch, Withdrawn: o.Granted, Reason: o.Reason,
			})
		}
		used = max(used, o.FirstNumber-1)
	}
	return lost
}

// Gaps gives the numbers that a book has lost, for a Verifier.
func Gaps(history []Ownership) []Gap {
	var list []Gap
	for _, lost := range LostNumbers(history) {
		list = append(list, lost.Gap)
	}
	return list
}
