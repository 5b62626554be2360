package accounting

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inJournal.offer(action[*page]{name: "branches", icon: "history", place: placeSafety, do: (*page).showBranches})

// showBranches is the dialog « Branches »: what restores have put aside.
func (p *page) showBranches() {
	kit.Load(p.Tasks, func() ([]workspace.JournalBranch, error) {
		return p.Session.JournalBranches(p.Context, p.open.Journal.ID)
	}, func(list []workspace.JournalBranch, err error) {
		if !p.Refuse(err) {
			p.openBranches(list)
		}
	})
}

func (p *page) openBranches(list []workspace.JournalBranch) {
	var open *kit.OpenDialog
	grid := kit.NewGrid(p.services, "branches", []kit.Column[workspace.JournalBranch]{
		{ID: "number", Title: p.T("accounting.branches.number"), Width: 80, Align: fyne.TextAlignTrailing,
			Text: func(b workspace.JournalBranch) string { return p.Printer.Int(b.Number) }},
		{ID: "put-aside", Title: p.T("accounting.branches.put-aside"), Width: 150,
			Text: func(b workspace.JournalBranch) string { return p.Printer.Time(b.PutAside) }},
		{ID: "by", Title: p.T("accounting.branches.by"), Width: 140, Text: func(b workspace.JournalBranch) string { return b.By }},
		{ID: "extent", Title: p.T("accounting.restore.aside"), Width: 300, Grow: true,
			Text: func(b workspace.JournalBranch) string { return p.extent(b.Extent) }},
		{ID: "reason", Title: p.T("accounting.restore.reason"), Width: 180, Text: func(b workspace.JournalBranch) string { return b.Reason }},
	}, kit.Rows[workspace.JournalBranch](list))
	grid.Empty = kit.NewEmpty("history", p.T("accounting.branches.none"), p.T("accounting.branches.none.hint"), nil)
	grid.OnOpen = func(b workspace.JournalBranch) {
		open.Close()
		p.showBranch(b.Number)
	}
	open = p.Dialogs.Open(kit.Dialog{
		Name: "branches", Title: p.T("accounting.branches.title", fault.Args{"Journal": p.open.Journal.Ref()}),
		Width: backupsWidth, Height: backupsHeight, Focus: grid.Focus(),
		Content: container.NewBorder(kit.NewParagraph(p.T("accounting.branches.what"), kit.Muted), nil, nil, nil, grid),
	})
	grid.Reload()
	kit.Trace("branches shown")
}

// showBranch shows the postings of a branch, which can only be read.
func (p *page) showBranch(number int64) {
	kit.Load(p.Tasks, func() ([]accounting.Posting, error) {
		return p.Session.BranchPostings(p.Context, p.open.Journal.ID, number)
	}, func(postings []accounting.Posting, err error) {
		if p.Refuse(err) {
			return
		}
		grid := kit.NewGrid(p.services, "branch", p.branchColumns(), kit.Rows[accounting.Posting](postings))
		p.Dialogs.Open(kit.Dialog{
			Name: "branch", Title: p.T("accounting.branch.title", fault.Args{"Branch": number, "Journal": p.open.Journal.Ref()}),
			Width: backupsWidth, Height: backupsHeight, Focus: grid.Focus(), Content: grid,
		})
		grid.Reload()
		kit.Trace("branch shown")
	})
}

func (p *page) branchColumns() []kit.Column[accounting.Posting] {
	title := func(id string) string { return p.T("accounting.page." + id) }
	return []kit.Column[accounting.Posting]{
		{ID: "number", Title: p.T("accounting.branches.number"), Width: 80, Align: fyne.TextAlignTrailing,
			Text: func(q accounting.Posting) string { return p.Printer.Int(q.Entry.Number) }},
		{ID: "day", Title: title("day"), Width: dayWidth, Text: func(q accounting.Posting) string { return p.Printer.DayShort(q.Entry.Day) }},
		{ID: "voucher", Title: title("voucher"), Width: voucherWidth, Text: func(q accounting.Posting) string { return q.Voucher }},
		{ID: "text", Title: title("text"), Width: 200, Grow: true, Text: func(q accounting.Posting) string { return q.Text }},
		{ID: "accounts", Title: p.T("accounting.branch.accounts"), Width: 160, Text: accountsOf},
		{ID: "debit", Title: p.T("accounting.drafts.debit"), Width: 130, Align: fyne.TextAlignTrailing,
			Text: func(q accounting.Posting) string { return p.Printer.Number(p.base(q.DebitMinor())) }},
	}
}

// accountsOf lists the accounts of a posting's lines.
func accountsOf(q accounting.Posting) (text string) {
	for i, l := range q.Lines {
		if i > 0 {
			text += " · "
		}
		text += l.Account
	}
	return text
}
