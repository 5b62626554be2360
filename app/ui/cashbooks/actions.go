package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// action is something that is done with a book as a whole, seldom enough for a
// dialog instead of a button of its own.
type action struct {
	name, icon string
	key        string // of what it is called
	do         func()
}

// actions are those that the person has, or that say what is in the way.
func (p *page) actions() []action {
	list := []action{{"verify", "shield", "cashbooks.verify", p.verify}}
	add := func(may bool, a action) {
		if may {
			list = append(list, a)
		}
	}
	add(len(p.book.History.Keepings) > 0 || p.book.Grant == nil, action{"keeping", "history", "cashbooks.keeping", p.showKeeping})
	add(p.book.Accept == nil, action{"accept", "check", "cashbooks.accept", p.accept})
	add(p.book.Batch == nil || p.book.Locked.Seq > 0, action{"batches", "lock", "cashbooks.batches", p.openBatches})
	add(p.line != nil && len(p.line.templates) > 0, action{"templates", "remove", "cashbooks.templates", p.removeTemplate})
	add(p.book.Here && !p.book.Office, action{"dead", "info", "cashbooks.dead", p.tellAdministrator})
	add(p.book.Return == nil && !p.book.Office, action{"copy", "export", "cashbooks.copy", p.copyBook})
	add(p.book.Edit == nil, action{"edit", "settings", "cashbooks.edit", func() { editBook(p.Desk, p.book.Book, p.reread) }})
	add(p.book.Assign == nil, action{"assign", "person", "cashbooks.assign", func() { assignBook(p.Desk, p.book.BookCard, p.reread) }})
	unfinished := p.book.Grant == nil && p.book.Book.Status != cashbook.Finalised
	add(unfinished && p.book.Book.Status == cashbook.Open, action{"rest", "clock", "cashbooks.rest", p.rest})
	add(unfinished && p.book.Book.Status == cashbook.Idle, action{"reopen", "check", "cashbooks.reopen", p.reopen})
	add(unfinished, action{"finalise", "remove", "cashbooks.finalise", p.finalise})
	return list
}

// showActions is the dialog « Le livre ».
func (p *page) showActions() {
	var open *kit.OpenDialog
	var first *kit.Tile
	tiles := kit.VStack(8)
	for _, a := range p.actions() {
		tile := kit.NewTile("book-"+a.name, a.icon, p.T(a.key), p.T("cashbooks.about."+a.name), func() {
			open.Close()
			a.do()
		})
		if first == nil {
			first = tile
		}
		tiles.Add(tile)
	}
	open = p.Dialogs.Open(kit.Dialog{Name: "book-actions", Title: p.title(), Content: tiles, Width: 560, Focus: first})
}
