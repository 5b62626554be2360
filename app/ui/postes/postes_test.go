package postes_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/postes"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

func open(t *testing.T, s *workspace.Session) (*uitest.Bench, *desk.Desk) {
	t.Helper()
	b := uitest.New(t)
	d := &desk.Desk{Services: b.Services, Shell: kit.NewShell(b.Services), Workspace: s.Workspace(), Session: s, Context: t.Context()}
	postes.Register(d)
	d.Open(desk.Postes)
	b.Await("screen postes")
	return b, d
}

func TestPosteIsShownAndRevoked(t *testing.T) {
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	office.Answer(awa)
	b, _ := open(t, office.Session)
	b.Want("Portable Awa", "Kolda", "Livre de caisse", "Awa Diop", "21 nov. 2026 à 09:14", "Actif")

	b.Key(fyne.KeyEnd, fyne.KeyReturn)
	b.Await("dialog open poste")
	b.Want("21 nov. 2026 à 09:14 · Moussa Traoré")
	b.Key(fyne.KeyEscape)
	b.Press("Révoquer…")
	b.Await("dialog open poste-revoke")
	b.Press("Révoquer")
	b.Await("field refused cause")
	b.Fill("cause", "Volé")
	b.Fill("reason", "À Kolda, dans le car")
	b.Press("Révoquer")
	b.Await("dialog close poste-revoke")
	b.Await("notice fine")
	b.Want("Révoqué · Volé")
	b.Key(fyne.KeyEnd, fyne.KeyReturn)
	b.Want("21 nov. 2026 à 09:14 · À Kolda, dans le car")
	all := uitest.Must(office.Session.Postes(t.Context()))(t)
	if last := all[len(all)-1]; last.Status != directory.PosteRevoked {
		t.Errorf("the poste is %+v", last)
	}
}

func TestPosteIsNotRevokedByWhoMayOnlyLook(t *testing.T) {
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	office.Answer(awa)
	b, _ := open(t, awa)
	b.WantNot("Révoquer…")
	b.Key(fyne.KeyReturn)
	b.WantNot("Révoquer…")
}

func TestPosteIsEditedAndItsHistoryShown(t *testing.T) {
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	office.Answer(awa)
	b, _ := open(t, office.Session)
	b.Key(fyne.KeyEnd)
	b.Press("Modifier…")
	b.Await("dialog open poste-edit")
	b.Fill("label", "Portable de la caisse")
	b.Fill("location", "Vélingara")
	b.Press("Sauvegarder")
	b.Await("notice fine")
	b.Want("Portable de la caisse", "Vélingara")
	b.Key(fyne.KeyEnd, fyne.KeyReturn)
	b.Await("dialog open poste")
	b.Press("Historique")
	b.Await("screen postes.history")
	b.Want("Désignation ou lieu du poste modifié", "Demande de registrement approuvée")
}
