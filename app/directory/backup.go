package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Verbs of backups of the whole data folder.
const (
	VerbBackupMade       Verb = "backup-made"
	VerbBackupRestored   Verb = "backup-restored"
	VerbDataRepaired     Verb = "data-repaired"
	VerbRecoveryDrawn    Verb = "recovery-key-drawn"
	VerbRecoveryTaken    Verb = "recovery-key-taken"
	VerbBackupPlanEdited Verb = "backup-plan-edited"
)

// BackupKey is a recovery key for which this poste makes backups. Its private half
// is on no poste.
type BackupKey struct {
	Recipient   [32]byte // X25519
	Signer      [32]byte // Ed25519, the poste's own, with which it signs
	Certificate []byte   // by which the recovery key vouches for the signer
	Taken       time.Time
	By          ident.UserID
}

// BackupPlan says how backups are made without anybody at the keyboard, and how
// that went.
type BackupPlan struct {
	Automatic bool
	Second    string // a folder into which each is copied; empty for none

	Made   time.Time // when the last one was made
	Copied time.Time // when the last one was made of those in the second folder
	Tried  time.Time
	Failed *fault.Error // why the last attempt failed, or nil
}

// backupAgain is how long a failed attempt rests.
const backupAgain = time.Hour

// Due reports whether a backup should be made now: the first of a day, and the
// first after a month was closed; closed is when that was last. Days are those of
// the zone. What lies ahead of now is of a clock that was wrong: a backup of then
// keeps none from being made, and a closing of then asks for none.
func (p BackupPlan) Due(closed, now time.Time, zone *time.Location) bool {
	if !p.Automatic || p.rests(now) {
		return false
	}
	return p.Made.After(now) || calendar.Of(p.Made, zone) < calendar.Of(now, zone) || closed.After(p.Made) && !closed.After(now)
}

// Owed reports whether the second folder lacks the newest backup and may be tried.
func (p BackupPlan) Owed(now time.Time) bool {
	return p.Automatic && p.Lacks() && !p.rests(now)
}

// Lacks reports whether there is a second folder, without the newest backup. One that
// a clock ahead has dated is not newer than the one that was made since.
func (p BackupPlan) Lacks() bool { return p.Second != "" && !p.Copied.Equal(p.Made) }

// rests holds after a failure, unless the clock was set back since.
func (p BackupPlan) rests(now time.Time) bool {
	since := now.Sub(p.Tried)
	return p.Failed != nil && since >= 0 && since < backupAgain
}

// backupPlanStore is what an edit of the plan needs.
type backupPlanStore interface {
	Store
	SaveBackupPlan(BackupPlan) error
}

// EditBackupPlan switches automatic backups on or off, and names the second folder.
func EditBackupPlan(s backupPlanStore, by Actor, plan BackupPlan, now time.Time) error {
	if err := Can(by, RightBackupFull, Place{}, now); err != nil {
		return err
	}
	if err := s.SaveBackupPlan(plan); err != nil {
		return err
	}
	state := "off"
	if plan.Automatic {
		state = "on"
	}
	return Note(s, by, ident.UserID{}, VerbBackupPlanEdited, now, Detail{Name: "automatic", Value: state}, Detail{Name: "folder", Value: plan.Second})
}
