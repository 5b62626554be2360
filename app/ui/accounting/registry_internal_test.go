package accounting

import (
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// Every action has an icon that there is, and texts; an unknown icon would stop the
// program when the menu opens.
func TestActionsHaveIconsAndTexts(t *testing.T) {
	printer, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	check := func(name, icon string) {
		if !slices.Contains(kit.Icons(), icon) {
			t.Errorf("%s has the icon %q, which there is not", name, icon)
		}
		for _, key := range []string{"accounting.action." + name, "accounting.about." + name} {
			if text := printer.T(key); text == "" || strings.HasPrefix(text, "[") {
				t.Errorf("%s is %q", key, text)
			}
		}
	}
	for _, a := range inJournal.actions {
		check(a.name, a.icon)
	}
	for _, a := range inProject.actions {
		check(a.name, a.icon)
	}
	if len(inJournal.actions) < 3 {
		t.Errorf("a journal has %d actions", len(inJournal.actions))
	}
}

func TestMenuShowsWhatIsOfferedByPlaceAndName(t *testing.T) {
	var r registry[int]
	r.offer(action[int]{name: "verify", place: placeSafety})
	r.offer(action[int]{name: "post", place: placeEntry})
	r.offer(action[int]{name: "backup", place: placeSafety, may: func(n int) bool { return n > 1 }})
	names := func(of int) (names []string) {
		for _, a := range r.open(of) {
			names = append(names, a.name)
		}
		return names
	}
	if got := names(1); !slices.Equal(got, []string{"post", "verify"}) {
		t.Errorf("1 is offered %q", got)
	}
	if got := names(2); !slices.Equal(got, []string{"post", "backup", "verify"}) {
		t.Errorf("2 is offered %q", got)
	}
}
