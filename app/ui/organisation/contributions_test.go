package organisation_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestContributionRateFollowsTheOneBefore(t *testing.T) {
	office := uitest.NewOffice(t)
	b := open(t, office.Session)
	b.Open("tile contributions")
	b.Await("screen organisation.contributions")
	b.Want("Aucun taux de cotisation")
	b.Press("Ajouter un taux…")
	b.Await("dialog open contribution")
	b.Fill("contribution", "IPRES")
	b.Fill("rate", "cinq")
	b.Press("Sauvegarder")
	b.Want("« cinq »")
	b.Fill("rate", "5,6")
	b.Fill("account", "4313")
	b.Press("Sauvegarder")
	b.Await("contribution added")
	b.Want("IPRES", "5,6\u202f%", "à partir du", "compte 4313")

	b.Press("Nouveau taux…")
	b.Await("dialog open contribution")
	b.Fill("rate", "6")
	b.Press("Sauvegarder")
	b.Want("le passé ne change pas")
	b.Fill("first-day", "+1")
	b.Press("Sauvegarder")
	b.Await("contribution added")
	b.Want("6\u202f%", "du ")

	b.Press("Terminer…")
	b.Await("dialog open contribution-end")
	b.Fill("last-day", "+30")
	b.Press("Terminer")
	b.Await("contribution ended")
	rates := uitest.Must(office.Session.Contributions(t.Context()))(t)
	if len(rates) != 2 || rates[0].Last != rates[1].First-1 || rates[1].Last.IsZero() {
		t.Errorf("there are %+v", rates)
	}
}
