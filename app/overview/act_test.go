package overview_test

import (
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/translation"
)

func TestDetailsAreToldInTheWordsOfThePerson(t *testing.T) {
	p, err := translation.New("fr", "fr")
	if err != nil {
		t.Fatal(err)
	}
	act := directory.Act{Details: []directory.Detail{
		{Name: "role", Value: "cashier"}, {Name: "level", Value: "country"}, {Name: "country", Value: "SN"},
		{Name: "valid-until", Value: "2026-12-06T01:49:43Z"}, {Name: "until", Value: "2026-12-06"},
		{Name: "access-until", Value: "– → 2026-12-31"}, {Name: "job", Value: "Caissière → Comptable"},
		{Name: "until", Value: "demain"}, {Name: "reason", Value: "Perdu en route"}, {Name: "reason", Value: "order.fork"}, {Name: "name", Value: "2026-12-06"},
	}}
	want := []string{
		"Rôle\u202f: Caissier", "Niveau\u202f: Pays", "Pays\u202f: Sénégal",
		"Valable jusqu'au\u202f: 6\u00a0déc. 2026 à 01:49", "Valable jusqu'au\u202f: 6\u00a0déc. 2026",
		"Date de fin de session\u202f: 31\u00a0déc. 2026 (avant\u202f: –)", "Fonction professionnelle\u202f: Comptable (avant\u202f: Caissière)",
		"Valable jusqu'au\u202f: demain", "Motif\u202f: Perdu en route",
		"Motif\u202f: Deux copies de ce poste envoient des fichiers\u202f: celui-ci suit un fichier après lequel un autre est déjà arrivé.", "Nom\u202f: 2026-12-06",
	}
	if got := overview.ActDetails(p.In(time.UTC), act); !slices.Equal(got, want) {
		t.Errorf("details\n%q\nwant\n%q", got, want)
	}
}
