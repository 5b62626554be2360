package exchange

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// compareBooks compares the books of the user, and what others may do with them.
func compareBooks(now, next Snapshot) []Change {
	return compareOwned(now.Books, next.Books, "book", func(old, o OwnedBook) []Change { return compareBook(old, o, next.Home) })
}

func compareBook(old, next OwnedBook, home ident.PosteID) []Change {
	var changes []Change
	switch {
	case next.here(home) && !old.here(home):
		changes = append(changes, next.change(Gain, "book-granted"))
	case old.here(home) && !next.here(home):
		changes = append(changes, next.change(Loss, "book-withdrawn"))
	}
	if old.Book == next.Book {
		return changes
	}
	return append(changes, next.change(weigh(old.Book, next.Book), "book-definition"))
}

// weigh says whether a changed definition lets anybody do more than before. What
// does both is told as what it gives.
func weigh(old, next cashbook.Book) Sign {
	switch {
	case !keeps(old, next.Responsible) && !next.Responsible.IsZero(),
		!keeps(old, next.Deputy) && !next.Deputy.IsZero(),
		next.Overdraft && !old.Overdraft,
		next.Status == cashbook.Open && old.Status != cashbook.Open:
		return Gain
	case !keeps(next, old.Responsible) && !old.Responsible.IsZero(),
		!keeps(next, old.Deputy) && !old.Deputy.IsZero(),
		old.Overdraft && !next.Overdraft,
		old.Status == cashbook.Open && next.Status != cashbook.Open:
		return Loss
	}
	return Note
}

func (o OwnedBook) id() ident.BookID { return o.Book.ID }

func (o OwnedBook) change(sign Sign, key string) Change {
	return Change{sign, key, fault.Args{"Ref": o.Book.Ref(), "Name": o.Book.Name}}
}
