package mail

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// pauses are how long a letter waits after each attempt that failed. A server
// that does not answer is tried for some days, as mail servers do among
// themselves (RFC 5321, 4.5.4.1).
var pauses = []time.Duration{
	time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour, 24 * time.Hour, 24 * time.Hour,
}

// Due reports whether the letter may be tried now.
func (l Letter) Due(now time.Time) bool { return l.Status == Waiting && !now.Before(l.Next) }

// Delivered gives the letter once the server has taken it.
func (l Letter) Delivered(now time.Time) Letter { return l.leave(Sent, now) }

// HandedOut gives the letter once it was written as a file.
func (l Letter) HandedOut(now time.Time) Letter { return l.leave(Exported, now) }

func (l Letter) leave(to Status, now time.Time) Letter {
	l.Status, l.Left, l.Reason, l.Sealed = to, now, "", nil
	return l
}

// Failed gives the letter after an attempt that did not succeed for a reason: it
// waits longer each time, until it is given up. What the server refuses for good
// is not tried again.
func (l Letter) Failed(now time.Time, reason string, forGood bool) Letter {
	l.Attempts++
	l.Reason = reason
	if forGood || l.Attempts > len(pauses) {
		l.Status, l.Sealed = Abandoned, nil
		return l
	}
	l.Next = now.Add(pauses[l.Attempts-1])
	return l
}

// Cancel gives up a letter that waits; fault.Conflict for one that has left.
func (l Letter) Cancel() (Letter, error) {
	if l.Status != Waiting {
		return l, fault.New(fault.Conflict, "mail.gone", fault.Args{"Status": fault.Key("mail.status." + string(l.Status))})
	}
	l.Status, l.Sealed = Abandoned, nil
	return l, nil
}

// Again puts a letter to the front of the queue, because a person asks for it.
func (l Letter) Again(now time.Time) (Letter, error) {
	if l.Status != Waiting {
		return l, fault.New(fault.Conflict, "mail.gone", fault.Args{"Status": fault.Key("mail.status." + string(l.Status))})
	}
	l.Next = now
	return l, nil
}
