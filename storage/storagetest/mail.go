package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/storage"
)

var mailTests = []test{
	{"the mail server is kept and forgotten", keepMailServer},
	{"letters are kept and listed", keepLetters},
	{"letters that are due come oldest first", listDueLetters},
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
