package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ledger"
)

// Voucher is one « justificatif »: what it says, and its place in the book.
type Voucher struct {
	Entry ledger.Entry
	Content
}

// Draft is a voucher as a person fills it in, without number.
type Draft struct {
	Day calendar.Day
	Content

	// Seen is the hash of the entry that the person had before them, for Change
	// alone: what somebody else has changed meanwhile is not overwritten. Zero does
	// not ask.
	Seen ledger.Hash
}

// State is how far a voucher has got on its way into the accounts.
type State string

const (
	EnteredToday State = "entered-today" // « Saisi aujourd'hui »: may still be changed
	Entered      State = "entered"       // « Saisi »: may only be reversed
	Locked       State = "locked"        // « Verrouillé »: written in a batch
	AtAccounts   State = "transferred"   // « Transféré »: whom the batch is for has it
	Booked       State = "posted"        // « Comptabilisé »: the accountant has posted it
	Refused      State = "declined"      // « Refusé »: the accountant has declined it, for a reason

	// Unnumbered is that of a provisional voucher, which is none yet.
	Unnumbered State = "provisional"
)

// State gives the state of a voucher of the book at the trusted time now, by what
// was sent of the book.
func (b Book) State(v Voucher, sent Sent, now time.Time) (State, error) {
	if state, is := sent.state(v.Entry.Seq); is {
		return state, nil
	}
	entered, err := b.Today(v.Entry.Recorded)
	if err != nil {
		return "", err
	}
	today, err := b.Today(now)
	if entered == today {
		return EnteredToday, err
	}
	return Entered, err
}

// Decided gives the state of a voucher that was sent, once the accountant has said
// what became of it.
func (d Decision) Decided() State {
	if d.Posted {
		return Booked
	}
	return Refused
}
