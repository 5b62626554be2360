package cashbooks_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/ui/cashbooks"
)

func TestCompletionOffersWhatBeginsSoFirst(t *testing.T) {
	c := &cashbooks.Completion{}
	c.Learn("Réparation pompe", "Carburant mission Vélingara", "Achat carburant", "Œufs", "Recharge téléphone")
	for typed, want := range map[string][]string{
		"carb":              {"Carburant mission Vélingara", "Achat carburant"},
		"re":                {"Réparation pompe", "Recharge téléphone"},
		"RÉ":                {"Réparation pompe", "Recharge téléphone"},
		"vel":               {"Carburant mission Vélingara"},
		"oeu":               {"Œufs"},
		"ompe":              nil,
		"œufs":              nil, // typed in full
		"zzz":               nil,
		"réparation pompe ": nil,
	} {
		if got := c.Offer(typed); !slices.Equal(got, want) {
			t.Errorf("%q: offered %q, want %q", typed, got, want)
		}
	}
	if got := c.Offer(""); len(got) != 5 || got[0] != "Réparation pompe" {
		t.Errorf("before anything is typed: %q", got)
	}
}

func TestCompletionRemembersWhatWasUsedLast(t *testing.T) {
	c := &cashbooks.Completion{}
	c.Learn("Achat ciment", "Achat tuyaux")
	c.Use("Achat tuyaux")
	c.Use("Achat pompe")
	c.Use("")
	if got, want := c.Offer("achat"), []string{"Achat pompe", "Achat tuyaux", "Achat ciment"}; !slices.Equal(got, want) {
		t.Errorf("offered %q, want %q", got, want)
	}
}

func TestCompletionOffersNoMoreThanCanBeLookedThrough(t *testing.T) {
	c := &cashbooks.Completion{}
	var texts []string
	for i := range 1000 {
		texts = append(texts, fmt.Sprintf("Achat %d", i))
	}
	c.Learn(texts...)
	if got := c.Offer("a"); len(got) != 24 || got[0] != "Achat 0" {
		t.Errorf("%d offered", len(got))
	}
}
