package cashbooks

import (
	"fmt"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// keeping reports whether what is typed is kept as provisional: the poste is not
// registered yet.
func (p *page) keeping() bool { return p.book.Record != nil && p.book.Keep == nil }

// entering reports whether there is a line to type in.
func (p *page) entering() bool { return p.book.Record == nil || p.book.Keep == nil }

// keep writes what is typed without a number.
func (l *line) keep(draft cashbook.Draft) {
	d, book, place := l.page.Desk, l.page.book.Book.ID, l.amending
	kit.Load(d.Tasks, func() (cashbook.Provisional, error) {
		if place != 0 {
			return d.Session.ChangeProvisional(d.Context, book, place, draft)
		}
		return d.Session.AddProvisional(d.Context, book, draft)
	}, l.kept)
}

// kept is the answer of the service.
func (l *line) kept(p cashbook.Provisional, err error) {
	if !l.accepted(err) {
		return
	}
	l.use(p.Preview())
	l.clear(l.nextDay())
	l.page.waitingChanged()
	kit.Trace(fmt.Sprintf("provisional kept %d", p.Place))
	l.ahead.Release(l.fields[atDay])
	l.proceed()
}

// waitingChanged shows the provisional vouchers anew, at the end of the page.
func (p *page) waitingChanged() {
	p.reread()
	p.grid.ReloadTo(last)
	p.Changed()
}

// openProvisional is Enter on a provisional voucher: it comes into the line, with
// what keeps it from being numbered.
func (p *page) openProvisional(voucher workspace.BookLine) {
	if p.line == nil {
		if voucher.Why != nil {
			p.Dialogs.Refuse(voucher.Why)
		}
		return
	}
	p.line.leave(func() {
		p.line.fill(voucher.Voucher)
		p.line.changing, p.line.amending = 0, voucher.Place
		p.line.day.Enable()
		p.line.show()
		p.line.start()
		if !p.keeping() && voucher.Why != nil {
			p.line.refuse(culprit(voucher.Why, p.line.typed().sideOf()), voucher.Why)
		}
	})
}

// deleteProvisional is the button « Supprimer ».
func (p *page) deleteProvisional() {
	voucher, here := p.grid.Current()
	if !here || voucher.Place == 0 {
		return
	}
	args := fault.Args{"Place": voucher.Place, "Text": voucher.Voucher.Text, "Amount": p.size(voucher.Voucher)}
	p.Dialogs.Confirm(p.T("cashbooks.provisional.delete", args), p.T("cashbooks.provisional.delete.text", args),
		p.T("cashbooks.provisional.delete.do"), func() {
			book := p.book.Book.ID
			kit.Load(p.Tasks, func() (cashbook.Provisional, error) {
				return p.Session.DeleteProvisional(p.Context, book, voucher.Place)
			}, func(_ cashbook.Provisional, err error) {
				if !p.Refuse(err) {
					p.waitingChanged()
					kit.Trace(fmt.Sprintf("provisional deleted %d", voucher.Place))
				}
			})
		})
}

// numberProvisionals is the button « Numéroter »: it enters what can be entered
// by now.
func (p *page) numberProvisionals() {
	book := p.book.Book.ID
	kit.Load(p.Tasks, func() (cashbook.Numbered, error) { return p.Session.NumberProvisionals(p.Context, book) },
		func(n cashbook.Numbered, err error) {
			if p.Refuse(err) {
				return
			}
			p.waitingChanged()
			if len(n.Held) > 0 {
				p.Dialogs.Refuse(n.Held[0].Why)
				return
			}
			p.Done(p.T("cashbooks.provisional.numbered", fault.Args{"Numbered": len(n.Vouchers)}))
		})
}
