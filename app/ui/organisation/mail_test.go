package organisation_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestMailServerIsSetTriedAndForgotten(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	b := open(t, office.Session)
	b.Open("tile mail-server")
	b.Await("screen organisation.mail-server")
	b.Fill("host", "localhost")
	b.Fill("port", "99999")
	b.Fill("from", "siege@eauvive.example")
	b.Press("Sauvegarder")
	b.Want("port")
	b.Reach("port")
	b.Chord("A")
	b.Write("1")
	b.Reach("security")
	b.Chord("A")
	b.Write("Aucune")
	b.Key(fyne.KeyDown, fyne.KeyReturn)
	b.Press("Sauvegarder")
	b.Await("mail server saved")
	server := uitest.Must(office.Session.MailServer(ctx))(t)
	if server.Host != "localhost" || server.Port != 1 || server.Security != mail.Open {
		t.Fatalf("it is %+v", server)
	}
	b.Press("Envoyer une lettre d'essai")
	b.Await("trial failed")
	b.Want("ne répond pas")
	b.Press("Oublier…")
	b.Press("Oublier")
	b.Await("mail server forgotten")
	if _, err := office.Session.MailServer(ctx); err == nil {
		t.Error("it is still there")
	}
}

func TestLettersAreListedExportedAndCancelled(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	uitest.Must(office.Session.SetMailServer(ctx, mail.Server{Host: "localhost", Port: 1, Security: mail.Open, From: "siege@eauvive.example"}, ""))(t)
	for range 2 {
		uitest.Must(office.Session.TryMailServer(ctx))(t)
	}
	b := open(t, office.Session)
	b.Open("tile letters")
	b.Await("screen organisation.letters")
	b.Want("2 en attente", "Essai", "En attente")
	b.Press("Envoyer maintenant")
	b.Await("letters sent")
	b.Want("ne répond pas")

	b.Reach("grid")
	b.Key(fyne.KeyReturn)
	b.Await("dialog open letter")
	b.Press("Annuler l'e-mail…")
	b.Press("Annuler l'e-mail")
	b.Await("letter cancelled")
	b.Want("Abandonné", "1 en attente")
}
