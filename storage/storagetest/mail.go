package storagetest

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/storage"
)

var mailTests = []test{
	{"the mail server is kept and forgotten", keepMailServer},
	{"letters are kept and listed", keepLetters},
	{"letters that are due come oldest first", listDueLetters},
	{"an alert is written once", alertOnce},
}

func keepMailServer(t *testing.T, s *storage.Store) {
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.MailServer(); return err })
	server := mail.Server{Host: "mail.example", Port: 587, Security: mail.StartTLS, User: "siege", From: "siege@eauvive.example", FromName: "Eau Vive"}
	whole(t, server)
	for _, kept := range []mail.Server{server, {Host: "localhost", Port: 25, Security: mail.Open, From: "a@eauvive.example"}} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveMailServer(kept) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.MailServer()
			same(t, "server", got, kept)
			return err
		})
	}
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteMailServer() })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.MailServer(); return err })
}

func letter(n byte, at int) mail.Letter {
	return mail.Letter{
		ID: ident.LetterID{n}, Kind: mail.Activation, User: user("awa"), Address: "awa@eauvive.example", Language: "fr", Format: "fr",
		Sealed: []byte{n}, Status: mail.Waiting, Made: instant(at), Next: instant(at), By: user("admin"), Attempts: 1, Reason: "mail.unreachable",
	}
}

func keepLetters(t *testing.T, s *storage.Store) {
	first, second := letter(1, 1), letter(2, 2)
	first.Left, second.User, second.Status = instant(9), user("binta"), mail.Abandoned
	whole(t, first)
	for range 2 {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveLetter(first) })
		update(t, s, func(tx *storage.Tx) error { return tx.SaveLetter(second) })
		first.Sealed, first.Status, first.Attempts, first.Next, first.Left, first.Reason = nil, mail.Sent, 3, instant(5), instant(6), ""
	}
	first.Sealed, first.Status, first.Attempts, first.Next, first.Left, first.Reason = nil, mail.Sent, 3, instant(5), instant(6), ""
	for name, c := range map[string]struct {
		filter mail.Filter
		want   []mail.Letter
		total  int
	}{
		"all":      {mail.Filter{}, []mail.Letter{second, first}, 2},
		"sent":     {mail.Filter{Status: mail.Sent}, []mail.Letter{first}, 1},
		"of Binta": {mail.Filter{User: user("binta")}, []mail.Letter{second}, 1},
		"a page":   {mail.Filter{Offset: 1, Limit: 1}, []mail.Letter{first}, 2},
		"nobody's": {mail.Filter{Status: mail.Exported}, nil, 0},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, total, err := tx.Letters(c.filter)
			same(t, name, got, c.want)
			same(t, name, total, c.total)
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Letter(first.ID)
		same(t, "letter", got, first)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Letter(ident.LetterID{9}); return err })
}

func listDueLetters(t *testing.T, s *storage.Store) {
	sent, late := letter(3, 1), letter(4, 9)
	sent.Status = mail.Sent
	for _, l := range []mail.Letter{letter(2, 4), letter(1, 3), sent, late} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveLetter(l) })
	}
	for limit, want := range map[int][]mail.Letter{1: {letter(1, 3)}, 9: {letter(1, 3), letter(2, 4)}} {
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.DueLetters(instant(4), limit)
			same(t, "due", got, want)
			return err
		})
	}
}

func alertOnce(t *testing.T, s *storage.Store) {
	end := calendar.New(2026, time.December, 10)
	for n, name := range []string{"awa", "binta", "cheikh", "demba"} {
		u := directory.User{ID: user(name), Login: name, Email: name + "@eauvive.example", Status: directory.StatusActive, AccessUntil: end + calendar.Day(n)}
		switch name {
		case "cheikh":
			u.Email = ""
		case "demba":
			u.Status = directory.StatusArchived
		}
		update(t, s, func(tx *storage.Tx) error { _, err := tx.SaveUser(u); return err })
	}
	update(t, s, func(tx *storage.Tx) error {
		return tx.RaiseAlarm(directory.Alarm{Kind: directory.AlarmNewPosteSignIn, At: instant(5), Subject: user("awa")})
	})
	named := func(first, last calendar.Day) (names []string) {
		view(t, s, func(tx *storage.Tx) error {
			users, err := tx.UsersEnding(first, last, 9)
			for _, u := range users {
				names = append(names, u.Login)
			}
			return err
		})
		return names
	}
	same(t, "ending", named(end, end+calendar.Day(9)), []string{"awa", "binta"})
	same(t, "ending on that day", named(end, end), []string{"awa"})
	same(t, "over", named(end+calendar.Day(4), end+calendar.Day(9)), []string(nil))
	for _, first := range []bool{true, false} {
		update(t, s, func(tx *storage.Tx) error {
			got, err := tx.NoteLetterAlert(mail.AccessEnding, user("awa"), end.String(), instant(1))
			same(t, "first", got, first)
			return err
		})
	}
	same(t, "ending, but alerted", named(end, end+calendar.Day(9)), []string{"binta"})
	for since, count := range map[int]int{5: 1, 6: 0} {
		view(t, s, func(tx *storage.Tx) error {
			alarms, err := tx.AlarmsUnwritten(directory.AlarmNewPosteSignIn, mail.NewPoste, instant(since), 9)
			same(t, "alarms", len(alarms), count)
			return err
		})
	}
	update(t, s, func(tx *storage.Tx) error {
		_, err := tx.NoteLetterAlert(mail.NewPoste, user("awa"), "1", instant(1))
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		alarms, err := tx.AlarmsUnwritten(directory.AlarmNewPosteSignIn, mail.NewPoste, instant(1), 9)
		same(t, "alarms of which was written", len(alarms), 0)
		return err
	})
}
