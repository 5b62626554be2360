package desk_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestProjectThatIsOfferedIsFound(t *testing.T) {
	first, second := ident.ProjectID(uuid.UUID{1}), ident.ProjectID(uuid.UUID{2})
	projects := []directory.Project{
		{ID: first, Code: "P01", Name: "Eau potable", Country: "SN"}, {ID: second, Code: "P02", Name: "Écoles", Country: "ML"},
	}
	choices := desk.ProjectChoices(projects)
	if want := (kit.Choice{ID: "P02", Text: "P02 Écoles", Detail: "ML"}); len(choices) != 2 || choices[1] != want {
		t.Fatalf("offered %v, want %v last", choices, want)
	}
	for code, want := range map[string]ident.ProjectID{"P01": first, choices[1].ID: second, "P03": {}, "": {}} {
		if got := desk.ProjectWith(projects, code); got != want {
			t.Errorf("%q is %v, want %v", code, got, want)
		}
	}
}
