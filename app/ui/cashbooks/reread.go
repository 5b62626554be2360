package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// find shows the lines that have a text in them, or all again, and the last of
// them. While one search is on its way only the last wish after it counts.
func (p *page) find(text string) {
	source := p.source()
	switch {
	case text == "":
		p.show(source)
		return
	case p.finding:
		return
	}
	p.finding = true
	kit.Load(p.Tasks, source.Count, func(total int, err error) {
		p.finding = false
		switch wished := p.search.Text; {
		case wished == "":
		case wished != source.search:
			p.find(wished)
		case !p.Refuse(err):
			p.show(counted{source, total})
		}
	})
}

// show puts lines into the table, and the last in sight.
func (p *page) show(source kit.Source[workspace.BookLine]) {
	p.grid.SetSource(source)
	p.grid.ReloadTo(last)
}

// refresh reads everything anew.
func (p *page) refresh() {
	p.reread()
	if p.search.Text != "" {
		p.find(p.search.Text)
		return
	}
	p.grid.Reload()
}

// reread reads the book anew, with what the person can do in it.
func (p *page) reread() {
	ref := p.book.Book.Ref()
	kit.Load(p.Tasks, func() (workspace.OpenBook, error) { return p.Session.OpenBook(p.Context, ref) },
		func(book workspace.OpenBook, err error) {
			if !p.closed && !p.Refuse(err) {
				p.update(book)
			}
		})
}

// update shows the book as it is now.
func (p *page) update(book workspace.OpenBook) {
	before, room := p.book, p.widest()
	p.book = book
	if p.widest() > room {
		p.section.openPage(book.Book.Ref()) // with wider columns
		return
	}
	p.head.show()
	if (before.Record == nil) != (book.Record == nil) || (before.Keep == nil) != (book.Keep == nil) {
		p.furnish()
		p.services.Keys.Screen(p.keys())
	}
	if p.line != nil {
		p.line.newDay(before.Today, book.Today)
		p.line.again()
	}
}

// written shows what came of recording, changing or cancelling a voucher.
func (p *page) written(r cashbook.Recorded) {
	if p.search.Text != "" {
		p.search.SetText("") // what was just written must be seen
	}
	entry := r.Voucher.Entry
	p.book.BalanceMinor = r.BalanceMinor
	p.head.show()
	p.reread()
	p.grid.ReloadTo(p.source().rowOf(cashbook.Position{Day: entry.Day, Number: entry.Number}))
	p.Changed()
}
