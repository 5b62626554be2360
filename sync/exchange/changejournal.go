package exchange

import (
	"slices"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// compareJournals compares the journals of the user, and what others may do with
// them.
func compareJournals(now, next Snapshot) []Change {
	changes := compareOwned(now.Journals, next.Journals, "journal", func(old, o OwnedJournal) []Change { return compareJournal(old, o, next.Home) })
	return append(changes, compareTaxes(now, next)...)
}

func compareJournal(old, next OwnedJournal, home ident.PosteID) []Change {
	var changes []Change
	switch {
	case next.here(home) && !old.here(home):
		changes = append(changes, next.change(Gain, "journal-granted"))
	case old.here(home) && !next.here(home):
		changes = append(changes, next.change(Loss, "journal-withdrawn"))
	}
	if old.Journal.Equal(next.Journal) {
		return changes
	}
	return append(changes, next.change(weighJournal(old.Journal, next.Journal), "journal-definition"))
}

// weighJournal says whether a changed definition lets anybody do more than before.
// What does both is told as what it gives.
func weighJournal(old, next accounting.Journal) Sign {
	switch {
	case more(next.Holders(), old.Holders()),
		old.Confidential && !next.Confidential,
		len(old.Allowed) > 0 && (len(next.Allowed) == 0 || more(next.Allowed, old.Allowed)),
		next.Status == accounting.Open && old.Status != accounting.Open:
		return Gain
	case more(old.Holders(), next.Holders()),
		next.Confidential && !old.Confidential,
		len(next.Allowed) > 0 && (len(old.Allowed) == 0 || more(old.Allowed, next.Allowed)),
		old.Status == accounting.Open && next.Status != accounting.Open:
		return Loss
	}
	return Note
}

// more reports whether a has something that b has not.
func more[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(item T) bool { return !slices.Contains(b, item) })
}

// compareTaxes tells of rates of taxes and contributions that come or end.
func compareTaxes(now, next Snapshot) []Change {
	count := 0
	for _, c := range next.Taxes {
		if !slices.ContainsFunc(now.Taxes, func(o directory.Contribution) bool { return sameTax(o, c) }) {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	return []Change{{Note, "contributions", fault.Args{"Count": count}}}
}

func (o OwnedJournal) id() ident.BookID { return o.Journal.ID }

func (o OwnedJournal) change(sign Sign, key string) Change {
	return Change{sign, key, fault.Args{"Ref": o.Journal.Ref(), "Name": o.Journal.Name}}
}
