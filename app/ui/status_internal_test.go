package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestStatusLineTellsHowThingsStand(t *testing.T) {
	p, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	until := time.Date(2026, 12, 5, 9, 14, 0, 0, time.UTC)
	kolda := directory.Poste{Number: 12, Location: "Kolda"}
	day := func(d int) calendar.Day { return calendar.New(2026, time.December, d) }
	for name, c := range map[string]struct {
		condition workspace.Condition
		fresh     workspace.Freshness
		today     calendar.Day
		want      string // the texts
		standings string // f for fine, e for expiring, - for neither
	}{
		"head office":  {workspace.Condition{Side: directory.HeadOffice}, workspace.Freshness{}, day(1), "Siège|Awa Diop|2 à envoyer · 1 à importer|Heure", "---f"},
		"unregistered": {workspace.Condition{Side: directory.Site}, workspace.Freshness{}, day(1), "Poste non enregistré|Awa Diop|2 à envoyer · 1 à importer|Heure", "e--f"},
		"fresh": {
			workspace.Condition{Side: directory.Site, Poste: kolda}, workspace.Freshness{Until: until}, day(1),
			"Poste 12 · Kolda|Awa Diop|Données à jour jusqu'au 5 déc. 2026 (4 jours)|2 à envoyer · 1 à importer|Heure", "--f-f",
		},
		"last day": {
			workspace.Condition{Side: directory.Site, Poste: kolda}, workspace.Freshness{Until: until}, day(5),
			"Poste 12 · Kolda|Awa Diop|Données à jour jusqu'au 5 déc. 2026 (0 jour)|2 à envoyer · 1 à importer|Heure", "--e-f",
		},
		"stale, late": {
			workspace.Condition{Side: directory.Site, Poste: kolda, ClockLate: true}, workspace.Freshness{Until: until}, day(14),
			"Poste 12 · Kolda|Awa Diop|Données à jour jusqu'au 5 déc. 2026 (dépassé de 9 jours)|2 à envoyer · 1 à importer|Horloge en retard", "--e-e",
		},
		"jumped": {
			workspace.Condition{Side: directory.HeadOffice, ClockJumped: true}, workspace.Freshness{}, day(1),
			"Siège|Awa Diop|2 à envoyer · 1 à importer|Horloge à confirmer", "---e",
		},
	} {
		items := statusItems(p, facts{c.condition, "Awa Diop", c.fresh, 2, 1, c.today, time.UTC}, ways{})
		texts, standings := read(items)
		if texts != c.want || standings != c.standings {
			t.Errorf("%s: %q with %q, want %q with %q", name, texts, standings, c.want, c.standings)
		}
	}
}

func read(items []kit.StatusItem) (texts, standings string) {
	var all []string
	for _, item := range items {
		all = append(all, item.Text)
		switch item.Standing {
		case kit.Fine:
			standings += "f"
		case kit.Expiring:
			standings += "e"
		default:
			standings += "-"
		}
	}
	return strings.Join(strings.Fields(strings.Join(all, "|")), " "), standings
}
