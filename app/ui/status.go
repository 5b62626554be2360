package ui

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/welcome"
	"github.com/comptoir/comptoir/app/workspace"
)

// facts are what the status line tells.
type facts struct {
	condition workspace.Condition
	person    string
	fresh     workspace.Freshness
	send      int // files that nobody has carried away
	take      int // files that wait for a person
	today     calendar.Day
	zone      *time.Location
}

// ways say where the facts of the status line are explained.
type ways struct{ poste, person, freshness, exchanges, clock func() }

// statusItems puts the facts into words.
func statusItems(p *translation.Printer, f facts, to ways) []kit.StatusItem {
	items := []kit.StatusItem{posteItem(p, f.condition, to.poste), {Text: f.person, Icon: "person", Open: to.person}}
	if !f.fresh.Until.IsZero() {
		items = append(items, freshnessItem(p, f, to.freshness))
	}
	return append(items, exchangeItem(p, f, to.exchanges), clockItem(p, f.condition, to.clock))
}

func exchangeItem(p *translation.Printer, f facts, open func()) kit.StatusItem {
	text := p.T("ui.status.send", fault.Args{"Count": f.send}) + " · " + p.T("ui.status.take", fault.Args{"Count": f.take})
	return kit.StatusItem{Text: text, Icon: "exchange", Open: open}
}

func posteItem(p *translation.Printer, c workspace.Condition, open func()) kit.StatusItem {
	item := kit.StatusItem{Text: welcome.Whereabouts(p, c), Icon: "poste", Open: open}
	if c.Side == directory.Site && c.Poste.Number == 0 {
		item.Standing = kit.Expiring
	}
	return item
}

// soon is from how many days before their end user data are marked as expiring.
const soon = 3

func freshnessItem(p *translation.Printer, f facts, open func()) kit.StatusItem {
	until := calendar.Of(f.fresh.Until, f.zone)
	left := int(until - f.today)
	item := kit.StatusItem{Icon: "fine", Standing: kit.Fine, Open: open}
	switch {
	case left < 0:
		item.Text = p.T("ui.status.stale", fault.Args{"Day": p.DayMedium(until), "Count": -left})
		item.Icon, item.Standing = "expiring", kit.Expiring
		return item
	case left <= soon:
		item.Icon, item.Standing = "expiring", kit.Expiring
	}
	item.Text = p.T("ui.status.fresh", fault.Args{"Day": p.DayMedium(until), "Count": left})
	return item
}

func clockItem(p *translation.Printer, c workspace.Condition, open func()) kit.StatusItem {
	switch {
	case c.ClockLate:
		return kit.StatusItem{Text: p.T("ui.status.clock.late"), Icon: "expiring", Standing: kit.Expiring, Open: open}
	case c.ClockJumped:
		return kit.StatusItem{Text: p.T("ui.status.clock.jumped"), Icon: "expiring", Standing: kit.Expiring, Open: open}
	}
	return kit.StatusItem{Text: p.T("ui.status.clock"), Icon: "fine", Standing: kit.Fine, Open: open}
}
