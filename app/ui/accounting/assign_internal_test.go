package accounting

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// Whose role has ended is seen among those who keep a journal, and stays unless taken
// away.
func TestHoldersWithoutARoleAreSeen(t *testing.T) {
	awa, binta, khady := ident.UserID{1}, ident.UserID{2}, ident.UserID{3}
	card := workspace.JournalCard{Responsible: "Khady Ndiaye", Users: []string{"Awa Diop", ""}}
	card.Journal.Responsible, card.Journal.Users = khady, []ident.UserID{awa, binta}
	got := withHolders([]directory.User{{ID: awa, LastName: "Diop"}}, card)
	if len(got) != 2 || got[1].ID != khady || got[1].Name() != "Khady Ndiaye" {
		t.Errorf("got %+v", got)
	}
}
