package accounting

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// nothing stands for a page without postings and says why there are none.
func (p *page) nothing(of kit.Source[row]) fyne.CanvasObject {
	if c, is := of.(counted); is && c.filter != (accounting.PageFilter{Journal: c.filter.Journal}) {
		return kit.NewEmpty("search", p.T("accounting.page.none-found"), p.T("accounting.page.none-found.hint"), nil)
	}
	hint := "accounting.page.empty.hint"
	var add *kit.Button
	if p.open.Record != nil {
		hint = "accounting.page.empty.elsewhere"
	} else {
		add = kit.NewButton(p.T("accounting.posting.new"), "add", kit.Primary, p.enter)
	}
	return kit.NewEmpty("accounting", p.T("accounting.page.empty"), p.T(hint), add)
}

// refresh reads everything anew.
func (p *page) refresh() {
	p.reread()
	p.lines.shown = 0
	p.grid.Reload()
}

// reread reads the journal anew, with what the person can do in it.
func (p *page) reread() {
	ref := p.open.Journal.Ref()
	kit.Load(p.Tasks, func() (workspace.OpenJournal, error) { return p.Session.OpenJournal(p.Context, ref) },
		func(open workspace.OpenJournal, err error) {
			if p.closed || p.Refuse(err) {
				return
			}
			before := p.open
			p.open = open
			if (before.Record == nil) != (open.Record == nil) || (before.Reverse == nil) != (open.Reverse == nil) {
				p.section.openPage(ref) // other buttons
				return
			}
			p.head.show()
		})
}

// written shows a posting that was entered.
func (p *page) written(posting accounting.Posting) {
	if p.search.Text+p.from.Text+p.until.Text != "" {
		p.search.SetText("") // what was just written must be seen
		p.from.SetText("")
		p.until.SetText("")
	}
	p.reread()
	p.lines.shown = 0
	p.grid.SetSource(p.source())
	p.grid.ReloadTo(p.source().rowOf(posting.Entry.Number))
	p.Changed()
}
