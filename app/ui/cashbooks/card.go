package cashbooks

import (
	"cmp"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

// whereabouts of a book, as the list shows them.
type whereabouts string

const (
	here       whereabouts = "here"       // « Ici »: vouchers are entered on this poste
	elsewhere  whereabouts = "elsewhere"  // « Autre poste »
	unassigned whereabouts = "unassigned" // « Non attribué »: to no poste yet
	resting    whereabouts = "resting"    // « Au repos »
	closed     whereabouts = "closed"     // « Clos »
)

// whereIs tells where a book is kept.
func whereIs(c workspace.BookCard) whereabouts {
	switch {
	case c.Book.Status == cashbook.Finalised:
		return closed
	case c.Ownership == nil:
		return unassigned
	case !c.Here:
		return elsewhere
	case c.Book.Status == cashbook.Idle:
		return resting
	}
	return here
}

// known reports whether the balance of a book is known here: it is not of a book
// that is kept elsewhere and from which nothing has come.
func known(c workspace.BookCard) bool { return c.Here || c.Vouchers > 0 }

// over tells how far a book is above its ceiling.
func over(c workspace.BookCard) int64 {
	if c.Book.CeilingMinor == 0 {
		return 0
	}
	return max(0, c.BalanceMinor-c.Book.CeilingMinor)
}

// texts are what a search for a book looks in: its number, its name and its people's
// names.
func texts(c workspace.BookCard) []string {
	return []string{c.Book.Ref(), c.Book.Name, c.Responsible, c.Deputy}
}

// orders compare two books by a column of the list.
var orders = map[string]func(a, b workspace.BookCard) int{
	"ref": byRef,
	"name": func(a, b workspace.BookCard) int {
		return cmp.Compare(directory.Fold(a.Book.Name), directory.Fold(b.Book.Name))
	},
	"type": func(a, b workspace.BookCard) int { return cmp.Compare(a.Book.Type, b.Book.Type) },
	"responsible": func(a, b workspace.BookCard) int {
		return cmp.Compare(directory.Fold(a.Responsible), directory.Fold(b.Responsible))
	},
	"balance": func(a, b workspace.BookCard) int {
		return cmp.Or(cmp.Compare(a.Book.Currency, b.Book.Currency), cmp.Compare(a.BalanceMinor, b.BalanceMinor))
	},
	"last":  func(a, b workspace.BookCard) int { return cmp.Compare(a.LastDay, b.LastDay) },
	"state": func(a, b workspace.BookCard) int { return cmp.Compare(whereIs(a), whereIs(b)) },
}

func byRef(a, b workspace.BookCard) int {
	return cmp.Or(cmp.Compare(a.Book.ProjectCode, b.Book.ProjectCode), cmp.Compare(a.Book.Number, b.Book.Number))
}
