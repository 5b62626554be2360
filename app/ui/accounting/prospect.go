package accounting

import (
	"cmp"

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

// texts are what a search for a journal looks in: its code, its name and its people's
// names.
func texts(c workspace.JournalCard) []string {
	return append([]string{c.Journal.Ref(), c.Journal.Name, c.Responsible, c.Keeper.Location}, c.Users...)
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
