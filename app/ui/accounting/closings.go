package accounting

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// closingsWidth has room for a line of each closing.
const closingsWidth = 980

// showClosings lists the closings of the journal, the newest first, with what head
// office has decided.
func (p *page) showClosings() {
	kit.Load(p.Tasks, func() ([]workspace.ClosingCard, error) { return p.Session.Closings(p.Context, p.open.Journal.ID) },
		func(list []workspace.ClosingCard, err error) {
			if err != nil {
				p.Dialogs.Refuse(err)
				return
			}
			p.presentClosings(list)
		})
}

func (p *page) presentClosings(list []workspace.ClosingCard) {
	grid := kit.NewGrid(p.services, "closings", p.closingColumns(), kit.Rows[workspace.ClosingCard](list))
	grid.Empty = kit.NewEmpty("lock", p.T("accounting.closings.none"), p.T("accounting.closings.none.hint"), nil)
	again := kit.NewButton(p.T("accounting.closings.again"), "export", kit.Plain, func() {
		if c, here := grid.Current(); here {
			p.writeAgain(c)
		}
	})
	p.Dialogs.Open(kit.Dialog{
		Name: "closings", Title: p.T("accounting.closings.title", fault.Args{"Journal": p.open.Journal.Ref()}), Width: closingsWidth,
		Content: kit.Height(10*kit.RowHeight, grid), Focus: grid.Focus(), Aside: again,
	})
	grid.Reload()
	kit.Trace("closings shown")
}

func (p *page) closingColumns() []kit.Column[workspace.ClosingCard] {
	column := func(id string, width float32, text func(workspace.ClosingCard) string) kit.Column[workspace.ClosingCard] {
		return kit.Column[workspace.ClosingCard]{ID: id, Title: p.T("accounting.closings." + id), Width: width, Text: text}
	}
	columns := []kit.Column[workspace.ClosingCard]{
		column("number", 50, func(c workspace.ClosingCard) string { return strconv.FormatInt(c.Number, 10) }),
		column("kind", 150, func(c workspace.ClosingCard) string { return p.T("closing." + string(c.Kind)) }),
		column("until", 90, func(c workspace.ClosingCard) string { return p.Printer.DayShort(c.Until) }),
		column("postings", 80, func(c workspace.ClosingCard) string { return p.Printer.Int(c.Postings) }),
		column("by", 130, func(c workspace.ClosingCard) string { return c.Author }),
		column("state", 180, func(c workspace.ClosingCard) string { return p.T("closing.state." + string(c.State)) }),
		column("decided", 130, func(c workspace.ClosingCard) string { return c.Decision.ByName }),
		column("reason", 140, func(c workspace.ClosingCard) string { return c.Decision.Reason }),
	}
	columns[0].Align, columns[3].Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	columns[5].Icon = closingIcon
	columns[7].Grow = true
	return columns
}

func closingIcon(c workspace.ClosingCard) string {
	switch c.State {
	case accounting.ClosingSent:
		return "expiring"
	case accounting.ClosingReleased:
		return "fine"
	case accounting.ClosingRejected:
		return "refused"
	}
	return ""
}

// writeAgain writes the files of a closing that was sent once more.
func (p *page) writeAgain(c workspace.ClosingCard) {
	kit.Load(p.Tasks, func() ([]string, error) {
		_, paths, err := p.Session.RewriteClosing(p.Context, c.Closing.Journal, c.Number, p.Workspace.Outbox())
		return paths, err
	}, func(paths []string, err error) {
		if err != nil {
			p.Dialogs.Refuse(err)
			return
		}
		p.Changed()
		p.Done(p.T("accounting.closings.written", fault.Args{"Number": c.Number, "Path": paths[0]}))
	})
}
