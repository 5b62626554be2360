package accounting

import (
	"cmp"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

// whereabouts of a journal, as the list shows them.
type whereabouts string

const (
	here       whereabouts = "here"       // « Ici »: postings are entered on this poste
	elsewhere  whereabouts = "elsewhere"  // « Autre poste »
	unassigned whereabouts = "unassigned" // « Non confié »: to no poste yet
	resting    whereabouts = "resting"    // « Au repos »
	closed     whereabouts = "closed"     // « Clos »
)

// whereIs tells where a journal is kept.
func whereIs(c workspace.JournalCard) whereabouts {
	switch {
	case c.Journal.Status == accounting.Finalised:
		return closed
	case c.Ownership == nil:
		return unassigned
	case !c.Here:
		return elsewhere
	case c.Journal.Status == accounting.Idle:
		return resting
	}
	return here
}

// found selects the journals that have what is searched in their code, their name
// or their people's names.
func found(all []workspace.JournalCard, search string) []workspace.JournalCard {
	search = directory.Fold(strings.TrimSpace(search))
	var some []workspace.JournalCard
	for _, c := range all {
		text := strings.Join(append([]string{c.Journal.Ref(), c.Journal.Name, c.Responsible, c.Keeper.Location}, c.Users...), "\n")
		if strings.Contains(directory.Fold(text), search) {
			some = append(some, c)
		}
	}
	return some
}

// orders compare two journals by a column of the list.
var orders = map[string]func(a, b workspace.JournalCard) int{
	"ref": byRef,
	"name": func(a, b workspace.JournalCard) int {
		return cmp.Compare(directory.Fold(a.Journal.Name), directory.Fold(b.Journal.Name))
	},
	"class": func(a, b workspace.JournalCard) int { return cmp.Compare(a.Journal.Class, b.Journal.Class) },
	"currency": func(a, b workspace.JournalCard) int {
		return cmp.Compare(a.Journal.Currency, b.Journal.Currency)
	},
	"responsible": func(a, b workspace.JournalCard) int {
		return cmp.Compare(directory.Fold(a.Responsible), directory.Fold(b.Responsible))
	},
	"keeper": func(a, b workspace.JournalCard) int { return cmp.Compare(a.Keeper.Number, b.Keeper.Number) },
	"last":   func(a, b workspace.JournalCard) int { return cmp.Compare(a.Head.Number, b.Head.Number) },
	"day":    func(a, b workspace.JournalCard) int { return cmp.Compare(a.LastDay, b.LastDay) },
	"drafts": func(a, b workspace.JournalCard) int { return cmp.Compare(a.Drafts, b.Drafts) },
	"state":  func(a, b workspace.JournalCard) int { return cmp.Compare(whereIs(a), whereIs(b)) },
}

func byRef(a, b workspace.JournalCard) int {
	return cmp.Or(cmp.Compare(a.Journal.ProjectCode, b.Journal.ProjectCode), cmp.Compare(a.Journal.Code, b.Journal.Code))
}

// sorted gives the journals in the order of a column, those that are equal there by
// their codes.
func sorted(cards []workspace.JournalCard, column string, descending bool) []workspace.JournalCard {
	order, known := orders[column]
	if !known {
		order = byRef
	}
	cards = slices.Clone(cards)
	slices.SortStableFunc(cards, func(a, b workspace.JournalCard) int {
		by := order(a, b)
		if descending {
			by = -by
		}
		return cmp.Or(by, byRef(a, b))
	})
	return cards
}
