package workspace

import (
	"context"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/storage"
)

// Bounds of what is alerted by letter.
const (
	accessEndingDays = 30
	alarmLetterAge   = 30 * 24 * time.Hour // what is older is no news
	alertBatch       = 100                 // letters a minute
)

// PostMail is what a poste with the keys of head office does by itself from time
// to time: it writes the letters that alerts call for and sends what is due.
// Without a mail server, or without the right or the keys, it does nothing:
// alerts that nobody would send by hand do not pile up.
func (s *Session) PostMail(ctx context.Context, hand Hand) (Mailed, error) {
	ready, err := s.mayPost(ctx)
	if err != nil || !ready {
		return Mailed{}, err
	}
	if err := s.writeAlerts(ctx); err != nil {
		return Mailed{}, err
	}
	return s.SendMail(ctx, hand)
}

func (s *Session) mayPost(ctx context.Context) (bool, error) {
	if s.office == nil {
		return false, nil
	}
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (bool, error) {
		if directory.Can(by, directory.RightUserManage, directory.Place{}, now) != nil {
			return false, nil
		}
		_, err := tx.MailServer()
		return err == nil, ignoreMissing(err)
	})
}

// writeAlerts puts the letters into the outbox, each once: one for every sign-in
// from a new poste, one for every end date of an access that is near, one for the
// tasks that have opened.
func (s *Session) writeAlerts(ctx context.Context) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		organisation, err := tx.Organisation()
		if err != nil {
			return err
		}
		zone, err := calendar.Zone(organisation.TimeZone)
		if err != nil {
			return err
		}
		today := calendar.Of(now, zone)
		if err := s.alertEndings(tx, by, today, now); err != nil {
			return err
		}
		if err := s.alertNewPostes(tx, by, now); err != nil {
			return err
		}
		return s.alertTasks(tx, by, now)
	})
}

func (s *Session) alertEndings(tx *storage.Tx, by directory.Actor, today calendar.Day, now time.Time) error {
	users, err := tx.UsersEnding(today, today+accessEndingDays, alertBatch)
	if err != nil {
		return err
	}
	for _, u := range users {
		day := u.AccessUntil.String()
		if err := s.alert(tx, by, mail.AccessEnding, u, day, mail.Facts{"Day": day}, now); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) alertNewPostes(tx *storage.Tx, by directory.Actor, now time.Time) error {
	alarms, err := tx.AlarmsUnwritten(directory.AlarmNewPosteSignIn, mail.NewPoste, now.Add(-alarmLetterAge), alertBatch)
	if err != nil {
		return err
	}
	for _, a := range alarms {
		u, err := tx.User(a.Subject)
		if err != nil {
			return err
		}
		poste, err := tx.Poste(a.Poste)
		if ignoreMissing(err) != nil {
			return err
		}
		facts := mail.Facts{"At": a.At.UTC().Format(time.RFC3339), "Poste": posteText(poste)}
		if err := s.alert(tx, by, mail.NewPoste, u, strconv.FormatInt(a.ID, 10), facts, now); err != nil {
			return err
		}
	}
	return nil
}

// alert queues a letter about something unless there was one already.
func (s *Session) alert(tx *storage.Tx, by directory.Actor, kind mail.Kind, to directory.User, about string, facts mail.Facts, now time.Time) error {
	first, err := tx.NoteLetterAlert(kind, to.ID, about, now)
	if err != nil || !first {
		return err
	}
	_, err = s.queue(tx, by, kind, to, facts, now)
	return err
}
