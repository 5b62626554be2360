package workspace

import (
	"context"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Alarm is an alarm with the names of whom and what it concerns.
type Alarm struct {
	directory.Alarm
	Person string          // the subject, empty for none or somebody erased
	From   directory.Poste // of number 0 when it concerns no registered poste
}

// Alarms gives a page of the alarms, newest first, and how many the filter
// selects in all.
func (s *Session) Alarms(ctx context.Context, f directory.AlarmFilter) (alarms []Alarm, total int, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightAlarmHandle, directory.Place{}, now); err != nil {
			return err
		}
		found, count, err := tx.Alarms(f)
		total = count
		for _, a := range found {
			named, err := nameAlarm(tx, a)
			if err != nil {
				return err
			}
			alarms = append(alarms, named)
		}
		return err
	})
	return alarms, total, err
}

func nameAlarm(tx *storage.Tx, a directory.Alarm) (named Alarm, err error) {
	named.Alarm = a
	if !a.Subject.IsZero() {
		if named.Person, err = nameOf(tx, a.Subject); err != nil {
			return named, err
		}
	}
	named.From, err = tx.Poste(a.Poste)
	return named, ignoreMissing(err)
}

// SeeAlarm notes that the person has looked at an alarm.
func (s *Session) SeeAlarm(ctx context.Context, id int64) (Alarm, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (Alarm, error) {
		a, err := directory.MarkSeen(tx, by, id, now)
		if err != nil {
			return Alarm{}, err
		}
		return nameAlarm(tx, a)
	})
}

// CountTasks gives how many open tasks the person can do something about.
func (s *Session) CountTasks(ctx context.Context) (int, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (count int, err error) {
		if directory.Can(by, directory.RightModuleApprove, directory.Place{}, now) == nil {
			requests, err := directory.RequestsAt(tx, directory.RequestOpen, now)
			if err != nil {
				return 0, err
			}
			count += len(requests)
		}
		if directory.MayHandleCodes(by, now) == nil {
			codes, err := tx.CodeRequests(directory.RequestOpen)
			if err != nil {
				return 0, err
			}
			count += len(codes)
		}
		if directory.Can(by, directory.RightAlarmHandle, directory.Place{}, now) == nil {
			_, unseen, err := tx.Alarms(directory.AlarmFilter{Unseen: true, Limit: 1})
			if err != nil {
				return 0, err
			}
			count += unseen
		}
		if directory.Can(by, directory.RightBackupFull, directory.Place{}, now) == nil {
			failed, err := failedBackup(tx)
			if err != nil {
				return 0, err
			}
			if failed.Failed != nil {
				count++
			}
		}
		waiting, err := vouchersToPost(tx, by, now)
		return count + len(waiting), err
	})
}

// alarmsOfRefusals are raised at head office when the file of a poste is refused
// with one of these sentences, all of which come after its signature was
// verified.
var alarmsOfRefusals = map[string]directory.AlarmKind{
	"order.fork":                 directory.AlarmClone,
	"order.equivocation":         directory.AlarmClone,
	"directory.poste-cloned":     directory.AlarmClone,
	"directory.poste-former-key": directory.AlarmClone,
	"file.former-key":            directory.AlarmClone,
	"file.revoked-poste":         directory.AlarmRevokedPoste,
	"cashbook.copy-rewritten":    directory.AlarmHeadLost,
	"cashbook.batch-other":       directory.AlarmClone,
	"cashbook.batch-withdrawn":   directory.AlarmBranch,
}

// raiseForRefusal raises the alarm that the refusal of a file at head office
// calls for, if any, and remembers a fork, so that what follows it is refused as
// well. The caller has seen that the folder is not empty.
func raiseForRefusal(tx *storage.Tx, content []byte, why *fault.Error, now time.Time) error {
	kind, alarming := alarmsOfRefusals[why.Key]
	home, err := tx.Home()
	if err != nil || !alarming || home.Side != directory.HeadOffice {
		return err
	}
	m, readable := messageOf(content)
	if !readable {
		return nil
	}
	if why.Key == "order.fork" {
		if err := exchange.NoteFork(tx, content); err != nil {
			return err
		}
	}
	return directory.Raise(tx, kind, ident.PosteID(m.Poste), ident.UserID{}, now, factsOf(m)...)
}

// messageOf reads what a refused file says about itself.
func messageOf(content []byte) (usrfile.Message, bool) {
	envelope, err := usrfile.Inspect(content)
	if err != nil {
		return usrfile.Message{}, false
	}
	return envelope.Unverified(), true
}

// factsOf tells one file from another, for people who look for where it came
// from.
func factsOf(m usrfile.Message) []directory.Detail {
	digest := m.Digest()
	return []directory.Detail{
		{Name: "serial", Value: strconv.FormatUint(m.Serial, 10)},
		{Name: "issued", Value: m.Issued.Format(time.RFC3339)},
		{Name: "digest", Value: hex.EncodeToString(digest[:8])},
	}
}

// aboutRefusal gives whom a refused file concerns, and the facts that let head
// office find it. Only an order that does not fit shows that the file was
// genuine: else its subject is anybody's word.
func aboutRefusal(content []byte, why *fault.Error) (ident.UserID, []directory.Detail) {
	m, readable := messageOf(content)
	if !readable || why.Kind != fault.Conflict {
		return ident.UserID{}, nil
	}
	return ident.UserID(m.Subject), factsOf(m)
}
