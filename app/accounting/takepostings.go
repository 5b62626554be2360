package accounting

import (
	"errors"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Handed is a run of what was posted in a journal before it was granted to the poste
// that it is for.
type Handed struct {
	Journal  ident.BookID
	After    ledger.Head
	Granted  ledger.Head // where the journal goes on; the last run ends in it
	Postings []Posting
	Closings []Closing // all of them, with the last run
}

// End gives the end of the run.
func (h Handed) End() ledger.Head {
	end := h.After
	for _, p := range h.Postings {
		end = end.After(p.Entry)
	}
	return end
}

// Handing visits what a poste needs of a journal that it was granted, in order, and
// gives the closings. There is nothing for a journal that begins with the grant.
func Handing(s Store, journal ident.BookID, visit func(Posting) error) ([]Closing, error) {
	owner, err := s.Ownership(journal)
	if err != nil {
		return nil, err
	}
	err = s.PostingChain(journal, 1, func(p Posting) error {
		if p.Entry.Seq > owner.Head.Seq {
			return errHanded
		}
		return visit(p)
	})
	if err != nil && !errors.Is(err, errHanded) {
		return nil, err
	}
	return s.Closings(journal)
}

// errHanded ends a walk along a chain.
var errHanded = errors.New("accounting: handed")

// CheckPostings says whether a run can be taken on the poste, and which of its
// postings are new. One before which another is missing, and one of a grant that has
// not arrived, are fault.Conflict; what contradicts itself, the grant or what is here
// is fault.Forged. Nothing is written.
func CheckPostings(s Records, poste ident.PosteID, h Handed) (fresh []Posting, err error) {
	j, err := s.Journal(h.Journal)
	if err != nil {
		return nil, err
	}
	owner, err := ownedBy(s, j, poste)
	if err != nil {
		return nil, err
	}
	end := h.End()
	args := fault.Args{"Journal": j.Ref(), "Number": h.After.Number}
	if owner.Head != h.Granted || end.Seq > h.Granted.Seq || end.Seq == h.Granted.Seq && end.Hash != h.Granted.Hash {
		return nil, fault.New(fault.Conflict, "accounting.handed-other", args)
	}
	history, err := s.Ownerships(h.Journal)
	if err != nil {
		return nil, err
	}
	verifier := ledger.NewVerifier(h.Journal, h.After, ledger.Gaps(history)...)
	for i := range h.Postings {
		if err := verifier.Check(&h.Postings[i].Entry, &h.Postings[i]); err != nil {
			return nil, err
		}
	}
	if err := checkHanded(j, h); err != nil {
		return nil, err
	}
	return unknownPostings(s, j, h)
}

// checkHanded checks the closings of the last run.
func checkHanded(j Journal, h Handed) error {
	prev := ledger.Hash{}
	for i, k := range h.Closings {
		if k.Hash != k.Sum() || k.Prev != prev || k.Number != int64(i)+1 || k.Head.Seq > h.Granted.Seq {
			return fault.New(fault.Forged, "accounting.handed-closing", fault.Args{"Journal": j.Ref(), "Number": k.Number})
		}
		prev = k.Hash
	}
	return nil
}

// unknownPostings gives those of a run that are not here; the others must be the
// same.
func unknownPostings(s Store, j Journal, h Handed) ([]Posting, error) {
	held, err := s.PostingHead(j.ID)
	if err != nil {
		return nil, err
	}
	args := fault.Args{"Journal": j.Ref(), "Number": held.Number}
	if h.After.Seq > held.Seq {
		return nil, fault.New(fault.Conflict, "accounting.handed-gap", args)
	}
	for i, p := range h.Postings {
		if p.Entry.Seq > held.Seq {
			if p.Entry.Prev != held.Hash {
				return nil, fault.New(fault.Conflict, "accounting.branch", args)
			}
			return h.Postings[i:], nil
		}
		known, err := s.Posting(j.ID, p.Entry.Number)
		if err == nil && known.Entry.Hash != p.Entry.Hash {
			err = fault.New(fault.Conflict, "accounting.branch", args)
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// TakePostings adds a run to a journal on the poste that keeps it, and with the last
// one the closings. It gives how many postings were new.
func TakePostings(s Records, by directory.Actor, poste ident.PosteID, h Handed, now time.Time) (added int, err error) {
	fresh, err := CheckPostings(s, poste, h)
	if err != nil {
		return 0, err
	}
	j, err := s.Journal(h.Journal)
	if err != nil {
		return 0, err
	}
	for _, p := range fresh {
		if err := s.AppendPosting(j, p); err != nil {
			return 0, err
		}
	}
	known, err := s.Closings(h.Journal)
	if err != nil {
		return 0, err
	}
	for _, k := range h.Closings {
		if slices.ContainsFunc(known, func(o Closing) bool { return o.Number == k.Number }) {
			continue
		}
		if err := s.SaveClosing(k); err != nil {
			return 0, err
		}
	}
	return len(fresh), directory.Note(s, by, ident.UserID{}, directory.VerbCopyTaken, now, directory.Detail{Name: "journal", Value: j.Ref()})
}
