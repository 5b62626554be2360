package accounting

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/reconciling"
)

var _ = inJournal.offer(action[*page]{
	name: "reconcile", icon: "cash", place: placeCheck,
	may: func(p *page) bool { return p.open.Journal.IsTreasury() },
	do:  func(p *page) { reconciling.ShowBank(p.Desk, p.open.Journal) },
})

var _ = inJournal.offer(action[*page]{
	name: "letter", icon: "check", place: placeCheck,
	do: func(p *page) {
		reconciling.ShowLetters(p.Desk, directory.Project{ID: p.open.Journal.Project, Code: p.open.Journal.ProjectCode})
	},
})

var _ = inProject.offer(action[chosen]{
	name: "letter", icon: "check", place: placeCheck,
	do: func(c chosen) { reconciling.ShowLetters(c.Desk, c.project) },
})

var _ = inProject.offer(action[chosen]{
	name: "open-items", icon: "tasks", place: placeCheck,
	do: func(c chosen) { reconciling.ShowItems(c.Desk, c.project) },
})

// splitItem parts the name of a journal from the number of a posting of it, as
// other screens lead to one: "P01/BQ1#12".
func splitItem(id string) (ref string, number int64) {
	ref, text, _ := strings.Cut(id, "#")
	number, _ = strconv.ParseInt(text, 10, 64) // no number leads to the end
	return ref, number
}
