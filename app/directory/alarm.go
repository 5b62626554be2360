package directory

import (
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// AlarmKind says what somebody at head office should look at.
type AlarmKind string

const (
	AlarmNewPosteSignIn    AlarmKind = "new-poste-sign-in"   // somebody signed in on another poste than before
	AlarmSecondActivation  AlarmKind = "second-activation"   // an activation code was used on a second poste
	AlarmRefusal           AlarmKind = "refusal"             // a poste refused a file that somebody has made up
	AlarmEquivocation      AlarmKind = "equivocation"        // two files of head office with one number
	AlarmClone             AlarmKind = "clone"               // two copies of a poste send files
	AlarmBranch            AlarmKind = "branch"              // a withdrawn poste went on writing
	AlarmHeadLost          AlarmKind = "head-lost"           // entries that head office knows of are gone
	AlarmReusedNumber      AlarmKind = "reused-number"       // a number that head office knows of has another content
	AlarmEditedDatabase    AlarmKind = "edited-database"     // somebody edited the database of a poste
	AlarmUnapprovedRestore AlarmKind = "unapproved-restore"  // a journal was restored without approval
	AlarmClock             AlarmKind = "clock"               // the clock of a poste is not believed
	AlarmRevokedPoste      AlarmKind = "revoked-poste-heard" // a revoked poste is still in use
	AlarmFlood             AlarmKind = "flood"               // a poste gives cause for more alarms of one kind than anybody reads
)

// AlarmKinds lists every kind.
func AlarmKinds() []AlarmKind {
	return []AlarmKind{
		AlarmNewPosteSignIn, AlarmSecondActivation, AlarmRefusal, AlarmEquivocation, AlarmClone, AlarmBranch, AlarmHeadLost,
		AlarmReusedNumber, AlarmEditedDatabase, AlarmUnapprovedRestore, AlarmClock, AlarmRevokedPoste, AlarmFlood,
	}
}

// Label is the key of the sentence that says what happened.
func (k AlarmKind) Label() fault.Key { return fault.Key("alarm." + string(k)) }

// Advice is the key of the sentence that says what to do.
func (k AlarmKind) Advice() fault.Key { return fault.Key("alarm-advice." + string(k)) }

// Alarm is something at head office that somebody should look at.
type Alarm struct {
	ID      int64 // given by the store, from 1
	Kind    AlarmKind
	At      time.Time // when head office learnt of it
	Poste   ident.PosteID
	Subject ident.UserID // the person concerned, or zero
	Details []Detail
	Seen    time.Time // zero while nobody has looked at it
	SeenBy  ident.UserID
}

// AlarmFilter selects alarms, newest first.
type AlarmFilter struct {
	Unseen bool // only those that nobody has looked at
	Poste  ident.PosteID
	Kind   AlarmKind // empty for all
	Offset int
	Limit  int
}

// AlarmStore keeps alarms.
type AlarmStore interface {
	// RaiseAlarm keeps an alarm unless the same was raised before, also when it
	// was seen since: of the same kind, poste, subject and details.
	RaiseAlarm(Alarm) error
	// Alarm returns fault.Missing for a number that there is not.
	Alarm(id int64) (Alarm, error)
	Alarms(AlarmFilter) (alarms []Alarm, total int, err error)
	// SaveAlarm changes who has seen an alarm.
	SaveAlarm(Alarm) error
}

// Raise puts an alarm among the open tasks of head office. Details tell one
// occurrence from another; the same one comes only once. Poste and subject may
// be zero. Of one poste so many of a kind are kept unseen; a further one only says
// that there are more, so that a poste can neither fill the disk of head office
// nor hide an alarm of another kind among its own.
func Raise(s AlarmStore, kind AlarmKind, poste ident.PosteID, subject ident.UserID, now time.Time, details ...Detail) error {
	a := Alarm{Kind: kind, At: now, Poste: poste, Subject: subject, Details: details}
	if !poste.IsZero() {
		_, unseen, err := s.Alarms(AlarmFilter{Unseen: true, Poste: poste, Kind: kind, Limit: 1})
		if err != nil {
			return err
		}
		if unseen >= alarmsMost {
			a.Kind, a.Subject, a.Details = AlarmFlood, ident.UserID{}, []Detail{{"alarm", string(kind)}}
		}
	}
	return s.RaiseAlarm(a)
}

// alarmsMost is how many unseen alarms of one kind are kept of one poste.
const alarmsMost = 100

// MarkSeen notes that somebody has looked at an alarm, which then is no open task
// any more. Seen by somebody already is fault.Conflict.
func MarkSeen(s interface {
	Store
	AlarmStore
}, by Actor, id int64, now time.Time) (Alarm, error) {
	if err := Can(by, RightAlarmHandle, Place{}, now); err != nil {
		return Alarm{}, err
	}
	a, err := s.Alarm(id)
	if err != nil {
		return Alarm{}, err
	}
	if !a.Seen.IsZero() {
		return Alarm{}, fault.New(fault.Conflict, "directory.alarm-seen", fault.Args{"Number": id, "When": a.Seen})
	}
	a.Seen, a.SeenBy = now, by.ID
	if err := s.SaveAlarm(a); err != nil {
		return Alarm{}, err
	}
	return a, Note(s, by, a.Subject, VerbAlarmSeen, now,
		Detail{"alarm", string(a.Kind)}, Detail{"number", strconv.FormatInt(a.ID, 10)})
}
