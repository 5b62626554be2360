package desk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/ui/desk"
)

func words(line string) []string { return strings.Split(line, "|") }

func TestSearchIsInOneTextAtATime(t *testing.T) {
	all := []string{"P01/1|Caisse Kolda|Awa Diop", "P02/1|École de Vélingara|"}
	for search, want := range map[string][]string{
		"": all, " KOLDA ": all[:1], "ecole": all[1:], "velingara": all[1:], "kolda awa": nil, "p0": all, "zz": nil,
	} {
		if got := desk.Search(all, search, words); !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", search, got, want)
		}
	}
}

func TestSortedGoesByTheUsualOrderAmongEquals(t *testing.T) {
	all := []string{"b2", "a2", "c1"}
	digit := func(a, b string) int { return strings.Compare(a[1:], b[1:]) }
	for name, c := range map[string]struct {
		order      func(a, b string) int
		descending bool
		want       []string
	}{
		"no order":      {nil, false, []string{"a2", "b2", "c1"}},
		"no order back": {nil, true, []string{"a2", "b2", "c1"}},
		"digit":         {digit, false, []string{"c1", "a2", "b2"}},
		"digit back":    {digit, true, []string{"a2", "b2", "c1"}},
		"usual back":    {strings.Compare, true, []string{"c1", "b2", "a2"}},
	} {
		if got := desk.Sorted(all, c.order, c.descending, strings.Compare); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if all[0] != "b2" {
		t.Error("what was given has moved")
	}
}
