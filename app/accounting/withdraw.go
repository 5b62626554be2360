package accounting

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// WithdrawJournal takes a journal from a poste that is dead. It ends at the last
// posting that head office holds. The numbers after it up to lastPrinted, the last
// one that anybody has on paper, are lost for the reason and never used again.
func WithdrawJournal(s Records, by directory.Actor, journal ident.BookID, lastPrinted int64, reason string, now time.Time) (ledger.Ownership, error) {
	j, err := grantable(s, by, journal, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	owner, err := s.Ownership(journal)
	if errors.Is(err, fault.Missing) || err == nil && !owner.Kept() {
		err = fault.New(fault.Conflict, "accounting.withdraw-unowned", fault.Args{"Journal": j.Ref()})
	}
	if err != nil {
		return ledger.Ownership{}, err
	}
	end, err := follow(s, owner, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	if end.Reason, err = required("reason", reason, MaxReason); err != nil {
		return ledger.Ownership{}, err
	}
	known := end.FirstNumber - 1
	args := fault.Args{"Journal": j.Ref(), "Number": lastPrinted, "Known": known, "Most": ledger.MaxLost}
	switch {
	case lastPrinted < known:
		return ledger.Ownership{}, fault.New(fault.Invalid, "accounting.withdraw-known", args)
	case lastPrinted > known+ledger.MaxLost:
		return ledger.Ownership{}, fault.New(fault.Invalid, "accounting.withdraw-many", args)
	}
	end.FirstNumber = lastPrinted + 1
	if err := s.SaveOwnership(end); err != nil {
		return ledger.Ownership{}, err
	}
	return end, noteEnd(s, by, j, owner, end, cashbook.LostFacts(known, lastPrinted, end.Reason), directory.VerbJournalWithdrawn, now)
}

// noteEnd tells the history that a poste keeps a journal no longer.
func noteEnd(s directory.Store, by directory.Actor, j Journal, owner, end ledger.Ownership, more []directory.Detail, verb directory.Verb, now time.Time) error {
	poste, err := s.Poste(owner.Poste)
	if err != nil {
		return err
	}
	return directory.Note(s, by, ident.UserID{}, verb, now, append(keeperFacts(j, end, poste), more...)...)
}

// ReturnJournal gives a journal back from the poste that keeps it: nothing more is
// posted in it there, and the record of the poste says so to head office, which can
// then give it to another poste. All of it must have been sent in a closing, so that
// head office has it. At head office itself nothing has to travel, and nobody keeps
// it any more.
func ReturnJournal(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) (Journal, error) {
	j, owner, here, err := readyToReturn(s, by, poste, journal, now)
	if err != nil {
		return Journal{}, err
	}
	if here {
		end, err := follow(s, owner, now)
		if err != nil {
			return Journal{}, err
		}
		if err := s.SaveOwnership(end); err != nil {
			return Journal{}, err
		}
		return j, noteEnd(s, by, j, owner, end, nil, directory.VerbJournalReturned, now)
	}
	state, err := s.Copied(journal)
	if err != nil {
		return Journal{}, err
	}
	if state.Epoch != owner.Epoch {
		state = cashbook.CopyState{Book: journal, Epoch: owner.Epoch}
	}
	state.Returned = true
	if err := s.SaveCopied(state); err != nil {
		return Journal{}, err
	}
	own, err := s.Poste(poste)
	if err != nil {
		return Journal{}, err
	}
	return j, directory.Note(s, by, ident.UserID{}, directory.VerbJournalReturned, now, keeperFacts(j, owner, own)...)
}

// ReadyToReturn says what keeps ReturnJournal from giving the journal back now, or
// nil.
func ReadyToReturn(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) error {
	_, _, _, err := readyToReturn(s, by, poste, journal, now)
	return err
}

// readyToReturn gives a journal that can be given back; here tells that it is head
// office's own, of which nothing has to be sent.
func readyToReturn(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) (j Journal, owner ledger.Ownership, here bool, err error) {
	if j, owner, err = returnable(s, by, poste, journal, now); err != nil {
		return j, owner, here, err
	}
	home, err := s.Home()
	if err != nil {
		return j, owner, here, err
	}
	if here = home.Side == directory.HeadOffice && home.Poste == poste; !here {
		err = wholeSent(s, j, owner)
	}
	return j, owner, here, err
}

// wholeSent refuses to give a journal back of which head office has not been sent
// everything that was posted under the grant.
func wholeSent(s Store, j Journal, owner ledger.Ownership) error {
	head, err := s.PostingHead(j.ID)
	if err != nil || head == owner.Head {
		return err
	}
	closings, err := s.Closings(j.ID)
	if err != nil {
		return err
	}
	for _, c := range closings {
		if c.Exported() && c.Head == head {
			return nil
		}
	}
	return fault.New(fault.Conflict, "accounting.return-unsent", fault.Args{"Journal": j.Ref(), "Number": head.Number})
}

// ReturnTold keeps at head office that a poste has given a journal back. What it
// posted last may still be on its way.
func ReturnTold(s Store, journal ident.BookID, epoch int64, poste ident.PosteID, person ident.UserID, at time.Time) error {
	return s.SaveBookEvent(cashbook.Event{
		Book: journal, Kind: cashbook.EventReturned, Epoch: epoch, Poste: poste, Person: person, At: at.UTC().Truncate(time.Second),
	})
}

// Returned reports whether the poste has told that it gave a journal back that it
// keeps by head office's word.
func Returned(s Store, owner ledger.Ownership) (bool, error) {
	if !owner.Kept() {
		return false, nil
	}
	return cashbook.Happened(s, owner, cashbook.EventReturned)
}

// whole refuses to go on with a journal that was given back until all of it has
// arrived.
func whole(s Store, j Journal, owner ledger.Ownership) error {
	held, err := s.PostingHead(j.ID)
	if err != nil {
		return err
	}
	heads, err := s.ReportedHeads(owner.Poste)
	for _, h := range heads {
		if h.Book == j.ID && h.Epoch == owner.Epoch && h.Head.Seq > held.Seq {
			return fault.New(fault.Conflict, "accounting.return-behind", fault.Args{
				"Journal": j.Ref(), "Number": h.Head.Number, "Known": held.Number,
			})
		}
	}
	return err
}

// CanReturn says what keeps the person from giving the journal back on the poste
// at all, or nil.
func CanReturn(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) error {
	_, _, err := returnable(s, by, poste, journal, now)
	return err
}

func returnable(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) (Journal, ledger.Ownership, error) {
	j, err := s.Journal(journal)
	if err != nil {
		return j, ledger.Ownership{}, err
	}
	if err := May(s, by, directory.RightBookAccept, j, now); err != nil {
		return j, ledger.Ownership{}, err
	}
	owner, err := ownedBy(s, j, poste)
	if err != nil {
		return j, owner, err
	}
	if err := notReturned(s, j, owner); err != nil {
		return j, owner, err
	}
	_, err = continued(s, j, owner)
	return j, owner, err
}

// notReturned refuses to go on with a journal that was given back.
func notReturned(s Store, j Journal, owner ledger.Ownership) error {
	state, err := s.Copied(j.ID)
	if err == nil && state.Returned && state.Epoch == owner.Epoch {
		err = fault.New(fault.Denied, "accounting.returned", fault.Args{"Journal": j.Ref()})
	}
	return err
}
