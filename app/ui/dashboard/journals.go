package dashboard

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// journals shows each journal in which the person works, with its last posting and
// what is prepared.
func (b board) journals(st state) fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, c := range st.journals {
		cards = append(cards, b.journal(c))
	}
	return kit.VStack(8, kit.NewText(b.T("dashboard.journals"), kit.Strong), kit.Columns(2, 8, cards...))
}

func (b board) journal(c workspace.JournalCard) fyne.CanvasObject {
	ref := c.Journal.Ref()
	lines := kit.VStack(4,
		kit.HStack(6, kit.NewIcon(classIcon(c.Journal.Class), kit.ColorPrimary), kit.NewText(ref, kit.Muted), kit.NewText(string(c.Journal.Currency), kit.Small)),
		kit.NewText(c.Journal.Name, kit.Strong).Cut(), kit.NewText(b.lastPosting(c), kit.Small).Cut(),
	)
	if c.Drafts > 0 {
		lines.Add(kit.NewBadge(kit.Expiring, b.T("dashboard.journal.drafts", fault.Args{"Count": c.Drafts})))
	}
	return kit.NewTileOf("journal "+ref, c.Journal.Name, lines, func() { b.OpenItem(desk.Accounting, ref) })
}

// lastPosting tells how far a journal has got, or who keeps it elsewhere.
func (b board) lastPosting(c workspace.JournalCard) string {
	switch {
	case !c.LastDay.IsZero():
		return b.T("dashboard.journal.last", fault.Args{"Count": int(c.Head.Number), "Day": b.Printer.DayMedium(c.LastDay)})
	case c.Here:
		return b.T("dashboard.journal.empty")
	case c.Ownership == nil:
		return b.T("dashboard.book.unowned")
	}
	return b.T("dashboard.book.elsewhere")
}

// classIcon tells the classes of journals apart at a glance.
func classIcon(class accounting.Class) string {
	switch class {
	case accounting.Cash:
		return "cash"
	case accounting.Bank:
		return "organisation"
	}
	return "accounting"
}
