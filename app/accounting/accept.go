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

// AcceptJournal takes a journal over from who kept it before (« accepter »): until
// then nothing is posted in it. All earlier postings must be here, so that there is
// something to compare with what was handed over on paper.
func AcceptJournal(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) (ledger.Ownership, error) {
	j, owner, err := acceptable(s, by, poste, journal, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	event := cashbook.Event{
		Book: journal, Kind: cashbook.EventAccepted, Epoch: owner.Epoch, Poste: poste, Person: by.ID, At: now.UTC().Truncate(time.Second),
	}
	if err := s.SaveBookEvent(event); err != nil {
		return ledger.Ownership{}, err
	}
	own, err := s.Poste(poste)
	if err != nil {
		return ledger.Ownership{}, err
	}
	return owner, directory.Note(s, by, ident.UserID{}, directory.VerbJournalAccepted, now, keeperFacts(j, owner, own)...)
}

// CanAccept says what keeps the person from accepting the journal on the poste now,
// or nil.
func CanAccept(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) error {
	_, _, err := acceptable(s, by, poste, journal, now)
	return err
}

func acceptable(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, now time.Time) (Journal, ledger.Ownership, error) {
	j, owner, err := returnable(s, by, poste, journal, now)
	if err != nil {
		return j, owner, err
	}
	waits, err := cashbook.AwaitsAcceptance(s, owner)
	if err == nil && !waits {
		err = fault.New(fault.Conflict, "accounting.accepted", fault.Args{"Journal": j.Ref()})
	}
	return j, owner, err
}

// accepted refuses to go on with a journal that nobody has accepted yet.
func accepted(s Store, j Journal, owner ledger.Ownership) error {
	waits, err := cashbook.AwaitsAcceptance(s, owner)
	if err == nil && waits {
		err = fault.New(fault.Conflict, "accounting.accept-first", fault.Args{"Journal": j.Ref(), "Number": owner.Head.Number})
	}
	return err
}

// statusActs says what setting a status is called.
var statusActs = map[JournalStatus]struct {
	kind cashbook.EventKind
	verb directory.Verb
}{
	Idle:      {cashbook.EventIdle, directory.VerbJournalIdle},
	Open:      {cashbook.EventReopened, directory.VerbJournalReopened},
	Finalised: {cashbook.EventFinalised, directory.VerbJournalFinalised},
}

// RestJournal lays a journal by (« au repos ») or opens it again. Its poste learns
// of it by the next user data.
func RestJournal(s Records, by directory.Actor, journal ident.BookID, rest bool, now time.Time) (Journal, error) {
	to := Open
	if rest {
		to = Idle
	}
	return setStatus(s, by, journal, to, "", now)
}

// FinaliseJournal ends a journal for ever. It should have been returned or
// withdrawn; one that a poste keeps needs a reason, which the history keeps.
func FinaliseJournal(s Records, by directory.Actor, journal ident.BookID, reason string, now time.Time) (Journal, error) {
	return setStatus(s, by, journal, Finalised, reason, now)
}

func setStatus(s Records, by directory.Actor, journal ident.BookID, to JournalStatus, reason string, now time.Time) (Journal, error) {
	j, err := grantable(s, by, journal, now)
	if err != nil {
		return Journal{}, err
	}
	if j.Status == Finalised || j.Status == to {
		return Journal{}, fault.New(fault.Conflict, "accounting.status-is", fault.Args{
			"Journal": j.Ref(), "Status": fault.Key("journal.status." + string(j.Status)),
		})
	}
	owner, err := s.Ownership(journal)
	if err != nil && !errors.Is(err, fault.Missing) {
		return Journal{}, err
	}
	if to == Finalised {
		if reason, err = finalReason(s, j, owner, reason); err != nil {
			return Journal{}, err
		}
	}
	act := statusActs[to]
	event := cashbook.Event{Book: journal, Kind: act.kind, Epoch: owner.Epoch, Person: by.ID, At: now.UTC().Truncate(time.Second), Reason: reason}
	if err := s.SaveBookEvent(event); err != nil {
		return Journal{}, err
	}
	j.Status = to
	facts := []directory.Detail{{Name: "journal", Value: j.Ref()}}
	if reason != "" {
		facts = append(facts, directory.Detail{Name: "reason", Value: reason})
	}
	return revise(s, by, j, ident.UserID{}, act.verb, now, facts...)
}

// finalReason gives the reason for a finalisation as it is kept; without one it
// refuses to end a journal that a poste keeps.
func finalReason(s Records, j Journal, owner ledger.Ownership, reason string) (string, error) {
	if reason != "" {
		return required("reason", reason, MaxReason)
	}
	if !owner.Kept() {
		return "", nil
	}
	keeper, err := s.Poste(owner.Poste)
	if err == nil {
		err = fault.New(fault.Conflict, "accounting.finalise-kept", fault.Args{
			"Journal": j.Ref(), "Poste": keeper.Number, "Location": keeper.Location,
		})
	}
	return "", err
}
