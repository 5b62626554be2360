// Package dashboard is the first screen after sign-in: what the books hold, what
// to do next, and what one did last.
package dashboard

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/account"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/history"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

type board struct{ *desk.Desk }

// Register routes the section.
func Register(d *desk.Desk) {
	b := board{d}
	d.Route(desk.Dashboard, b.open)
}

func (b board) open() {
	kit.Load(b.Tasks, func() (state, error) { return read(b.Context, b.Session) }, func(st state, err error) {
		if !b.Refuse(err) {
			b.show(st)
		}
	})
}

func (b board) show(st state) {
	zone, err := calendar.Zone(st.condition.Organisation.TimeZone)
	if b.Refuse(err) {
		return
	}
	left := kit.VStack(16)
	if len(st.books) > 0 || len(st.journals) == 0 {
		left.Add(b.books(st))
	}
	if len(st.journals) > 0 {
		left.Add(b.journals(st))
	}
	course, bars, charted := b.charts(st)
	if charted {
		left.Add(course)
	}
	right := kit.VStack(16, b.next(st, zone))
	if !st.fresh.Until.IsZero() {
		right.Add(b.fresh(st, zone))
	}
	right.Add(b.recent(st.acts))
	if charted {
		right.Add(bars)
	}
	body := container.New(unequal{}, left, right)
	b.Shell.Show(kit.Screen{
		Name: "dashboard", Section: string(desk.Dashboard), Crumbs: []kit.Crumb{{Text: b.T("dashboard.title")}},
		Content: kit.NewPage(kit.NewHead(b.T("dashboard.hello", fault.Args{"Name": st.actor.Name()}), kit.NewText(b.Printer.Day(b.Today()), kit.Muted)),
			kit.NewScroll(kit.Inset(2, body))),
		Keys: kit.Handlers{kit.ActionRefresh: b.open},
	})
}

// books shows each book with its balance.
func (b board) books(st state) fyne.CanvasObject {
	lines := kit.VStack(8, kit.NewText(b.T("dashboard.books"), kit.Strong))
	if len(st.books) == 0 {
		return kit.VStack(8, kit.NewText(b.T("dashboard.books"), kit.Strong),
			kit.NewCard(kit.Insets(20, 0, container.NewCenter(kit.NewEmpty("cash", b.T("dashboard.books.none"), b.T("dashboard.books.none.hint"), nil)))))
	}
	var cards []fyne.CanvasObject
	for _, card := range st.books {
		cards = append(cards, b.book(card))
	}
	lines.Add(kit.Columns(2, 8, cards...))
	return lines
}

func (b board) book(c workspace.BookCard) fyne.CanvasObject {
	balance, last := b.balance(c)
	lines := kit.VStack(4,
		kit.HStack(6, kit.NewIcon(typeIcon(string(c.Book.Type)), kit.ColorPrimary), kit.NewText(c.Book.Ref(), kit.Muted)),
		kit.NewText(c.Book.Name, kit.Strong).Cut(),
		kit.NewText(balance, kit.Title),
		kit.NewText(last, kit.Small).Cut(),
	)
	if gauge := b.gauge(c); gauge != nil {
		lines.Add(gauge)
	}
	if c.Book.CeilingMinor > 0 && c.BalanceMinor > c.Book.CeilingMinor {
		lines.Add(kit.NewBadge(kit.Expiring, b.T("dashboard.book.ceiling", fault.Args{"Ceiling": money.Amount{Minor: c.Book.CeilingMinor, Currency: c.Book.Currency}})))
	}
	return kit.NewTileOf("book "+c.Book.Ref(), c.Book.Name, lines, func() { b.OpenItem(desk.CashBooks, c.Book.Ref()) })
}

// balance gives the balance of a book and how it came to it. Of a book that
// another poste keeps nothing is known here until its vouchers arrive.
func (b board) balance(c workspace.BookCard) (balance, last string) {
	balance = b.Printer.Amount(money.Amount{Minor: c.BalanceMinor, Currency: c.Book.Currency})
	switch {
	case !c.LastDay.IsZero():
		return balance, b.T("dashboard.book.last", fault.Args{"Count": c.Vouchers, "Day": b.Printer.DayMedium(c.LastDay)})
	case c.Here:
		return balance, b.T("dashboard.book.empty")
	case c.Ownership == nil:
		return "–", b.T("dashboard.book.unowned")
	}
	return "–", b.T("dashboard.book.elsewhere")
}

// typeIcon tells the types of books apart at a glance.
func typeIcon(kind string) string {
	switch kind {
	case "bank":
		return "organisation"
	case "receivable":
		return "exchange"
	}
	return "cash"
}

// next shows what to do next.
func (b board) next(st state, zone *time.Location) fyne.CanvasObject {
	lines := kit.VStack(8, kit.NewText(b.T("dashboard.next"), kit.Strong))
	steps := st.steps(zone)
	for _, s := range steps {
		lines.Add(kit.NewTile("step "+s.key, s.icon, b.title(s), b.T("dashboard.step."+s.key+".what"), func() { b.follow(s) }))
	}
	if len(steps) == 0 {
		lines.Add(kit.NewCard(kit.NewBadge(kit.Fine, b.T("dashboard.next.none"))))
	}
	return lines
}

func (b board) title(s step) string {
	if s.count > 0 {
		return b.T("dashboard.step."+s.key, fault.Args{"Count": s.count})
	}
	return b.T("dashboard.step."+s.key, fault.Args{"Item": s.item})
}

// follow goes where a step is done.
func (b board) follow(s step) {
	if s.item != "" {
		b.OpenItem(s.section, s.item)
		return
	}
	b.Open(s.section)
}

// fresh tells until when the user data count as up to date, and leads to where
// they are renewed.
func (b board) fresh(st state, zone *time.Location) fyne.CanvasObject {
	days := st.daysLeft(zone)
	standing, key := kit.Fine, "dashboard.fresh.until"
	switch {
	case days < 0:
		standing, key, days = kit.Expiring, "dashboard.fresh.over", -days
	case days <= expiring:
		standing = kit.Expiring
	}
	until := b.Printer.DayMedium(calendar.Of(st.fresh.Until, zone))
	badge := kit.NewBadge(standing, b.T(key, fault.Args{"Day": until, "Count": days}))
	made := kit.NewText(b.T("dashboard.fresh.made", fault.Args{"Made": st.fresh.Issued}), kit.Muted)
	tile := kit.NewTileOf("fresh", b.T("dashboard.fresh"), kit.VStack(4, badge, made), func() { b.OpenItem(desk.Account, account.ItemImport) })
	return kit.VStack(8, kit.NewText(b.T("dashboard.fresh"), kit.Strong), tile)
}

// recent tells what the person did last.
func (b board) recent(acts []directory.Act) fyne.CanvasObject {
	rows := kit.VStack(6)
	for _, a := range acts {
		rows.Add(kit.Leading(8, kit.Width(150, kit.NewText(b.Printer.Time(a.At), kit.Muted)), kit.NewText(history.Sentence(b.Printer, a), kit.Body).Cut()))
	}
	if len(acts) == 0 {
		rows.Add(kit.NewText(b.T("dashboard.recent.none"), kit.Muted))
	}
	return kit.VStack(8, kit.NewText(b.T("dashboard.recent"), kit.Strong), kit.NewCard(rows))
}

// unequal gives the left of two objects three fifths of the width.
type unequal struct{}

const gutter = 16

func (unequal) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := (size.Width - gutter) * 3 / 5
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(left, objects[0].MinSize().Height))
	objects[1].Move(fyne.NewPos(left+gutter, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-gutter, objects[1].MinSize().Height))
}

func (unequal) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(left.Width+gutter+right.Width, max(left.Height, right.Height))
}
