package organisation_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/organisation"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestSeatsAreRaisedLoweredAndCancelled(t *testing.T) {
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	office.Answer(awa)
	b := uitest.New(t)
	d := b.Seat(office.Folder, office.Session)
	organisation.Register(d)
	d.OpenItem(desk.Organisation, "licence")
	b.Await("screen organisation.licence")
	b.Want("Livre de caisse", "Comptabilité", "Sans limite", "1 Portable Awa")

	b.Press("Fixer les places…")
	b.Await("dialog open licence-set")
	b.Fill("seats", "beaucoup")
	b.Press("Fixer")
	b.Want("n'est pas un nombre de places.")
	b.Fill("seats", "0")
	b.Press("Fixer")
	b.Await("dialog refused licence-set")
	b.Want("1 Portable Awa")
	b.Fill("seats", "1")
	b.Press("Fixer")
	b.Await("dialog close licence-set")
	b.Await("notice fine")
	b.Want("Places : 1, occupées : 1", "Complet")

	b.Press("Résilier « Livre de caisse »…")
	b.Await("dialog open licence-cancel")
	b.Press("Résilier")
	b.Await("dialog close licence-cancel")
	b.Want("Résiliée")
	seats := uitest.Must(office.Session.Licence(t.Context()))(t)
	if seats[0].Licence.Status != directory.LicenceCancelled || seats[1].Licence != nil {
		t.Errorf("the licence is %+v", seats)
	}
}
