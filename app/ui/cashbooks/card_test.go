package cashbooks_test

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestWhereaboutsOfABook(t *testing.T) {
	card := func(status cashbook.BookStatus, owned, here bool) workspace.BookCard {
		c := workspace.BookCard{Book: cashbook.Book{Status: status}, Here: here}
		if owned {
			c.Ownership = &ledger.Ownership{}
		}
		return c
	}
	for name, c := range map[string]struct {
		card workspace.BookCard
		want string
	}{
		"granted to nobody":   {card(cashbook.Open, false, false), "unassigned"},
		"granted here":        {card(cashbook.Open, true, true), "here"},
		"granted elsewhere":   {card(cashbook.Open, true, false), "elsewhere"},
		"idle":                {card(cashbook.Idle, true, true), "resting"},
		"finalised":           {card(cashbook.Finalised, true, true), "closed"},
		"finalised, nobody's": {card(cashbook.Finalised, false, false), "closed"},
	} {
		if got := string(cashbooks.WhereIs(c.card)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func refs(cards []workspace.BookCard) []string {
	var all []string
	for _, c := range cards {
		all = append(all, c.Book.ProjectCode)
	}
	return all
}

func TestBooksAreFoundAndSorted(t *testing.T) {
	all := []workspace.BookCard{
		cashbooks.Card("P02", "Écoles", "Binta Sarr", 10), cashbooks.Card("P01", "caisse Kolda", "Awa Diop", 30),
		cashbooks.Card("P03", "Banque", "", 20), cashbooks.Card("P04", "Banque", "Awa Diop", -5),
	}
	for search, want := range map[string][]string{
		"": {"P02", "P01", "P03", "P04"}, "ecole": {"P02"}, "DIOP": {"P01", "P04"}, "p03/1": {"P03"}, " kolda ": {"P01"}, "zz": nil,
	} {
		if got := refs(cashbooks.Found(all, search)); !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", search, got, want)
		}
	}
	for name, c := range map[string]struct {
		column     string
		descending bool
		want       []string
	}{
		"by number":              {"ref", false, []string{"P01", "P02", "P03", "P04"}},
		"by name, then number":   {"name", false, []string{"P03", "P04", "P01", "P02"}},
		"by name the other way":  {"name", true, []string{"P02", "P01", "P03", "P04"}},
		"by balance":             {"balance", false, []string{"P04", "P02", "P03", "P01"}},
		"by person, none first":  {"responsible", false, []string{"P03", "P01", "P04", "P02"}},
		"a column without order": {"ceiling", false, []string{"P01", "P02", "P03", "P04"}},
	} {
		if got := refs(cashbooks.Sorted(all, c.column, c.descending)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if refs(all)[0] != "P02" {
		t.Error("sorting moved the books it was given")
	}
}
