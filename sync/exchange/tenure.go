package exchange

import (
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/usrfile"
)

// Tenure is who may write in a book or a journal, and who might before; Ownership is
// nil before head office has granted it to a poste.
type Tenure struct {
	Ownership *ledger.Ownership
	Earlier   []ledger.Ownership
}

// tenureOf reads who keeps a book or a journal.
func tenureOf(s interface {
	Ownerships(ident.BookID) ([]ledger.Ownership, error)
}, id ident.BookID) (Tenure, error) {
	history, err := s.Ownerships(id)
	if err != nil || len(history) == 0 {
		return Tenure{}, err
	}
	last := len(history) - 1
	return Tenure{Ownership: &history[last], Earlier: history[:last:last]}, nil
}

func tenureFromWire(o *usrfile.Ownership, earlier []usrfile.Ownership, id ident.BookID) Tenure {
	t := Tenure{Ownership: ownershipFromWire(o, id)}
	for _, e := range earlier {
		t.Earlier = append(t.Earlier, *ownershipFromWire(&e, id))
	}
	return t
}

// here reports whether the poste keeps it.
func (t Tenure) here(home ident.PosteID) bool {
	return t.Ownership != nil && t.Ownership.Poste == home && !home.IsZero()
}

// owned is a book or a journal with its tenure.
type owned interface {
	id() ident.BookID
	change(sign Sign, key string) Change
}

// compareOwned tells, under the word, which are lost and which are gained, and what
// changes of those that stay.
func compareOwned[O owned](now, next []O, word string, both func(old, next O) []Change) []Change {
	before, after := byID(now), byID(next)
	var changes []Change
	for _, o := range now {
		if _, kept := after[o.id()]; !kept {
			changes = append(changes, o.change(Loss, word))
		}
	}
	for _, o := range next {
		if old, known := before[o.id()]; known {
			changes = append(changes, both(old, o)...)
		} else {
			changes = append(changes, o.change(Gain, word))
		}
	}
	return changes
}

func byID[O owned](list []O) map[ident.BookID]O {
	all := make(map[ident.BookID]O, len(list))
	for _, o := range list {
		all[o.id()] = o
	}
	return all
}
