package accounting

import (
	"fmt"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = offerClosing("close-day", "calendar", accounting.CloseDay)
var _ = offerClosing("close-month", "lock", accounting.CloseMonth)
var _ = offerClosing("close-provisional", "clock", accounting.CloseProvisional)

var _ = inJournal.offer(action[*page]{name: "closings", icon: "history", place: placeClosing, do: (*page).showClosings})

var _ = inJournal.offer(action[*page]{
	name: "check", icon: "check", place: placeCheck,
	may: func(p *page) bool { _, here := p.grid.Current(); return here && p.open.Check == nil },
	do:  (*page).checkCurrent,
})

func offerClosing(name, icon string, kind accounting.ClosingKind) bool {
	return inJournal.offer(action[*page]{
		name: name, icon: icon, place: placeClosing,
		may: func(p *page) bool { return p.open.Close[kind] == nil },
		do:  func(p *page) { p.closeUntil(kind, 0) },
	})
}

// closer is the dialog in which a journal is closed: the last day, what would be
// locked and sent, and where the file goes.
type closer struct {
	*page
	kind   accounting.ClosingKind
	plan   workspace.ClosingPreview
	day    *kit.DateField
	folder *kit.FolderField
	told   *kit.Paragraph
	dialog *kit.OpenDialog
}

// closeUntil works out what a closing up to a day would do, none for the usual one,
// and shows it.
func (p *page) closeUntil(kind accounting.ClosingKind, until calendar.Day) {
	kit.Load(p.Tasks, func() (workspace.ClosingPreview, error) {
		return p.Session.PlanClosing(p.Context, p.open.Journal.ID, kind, until)
	}, func(plan workspace.ClosingPreview, err error) {
		if err != nil {
			p.Dialogs.Refuse(err)
			return
		}
		c := &closer{page: p, kind: kind, plan: plan}
		c.show()
	})
}

func (c *closer) show() {
	c.day = kit.NewDateField(c.services, "until")
	c.day.Required = true
	c.day.SetDay(c.plan.Plan.Until)
	c.told = kit.NewParagraph(c.preview(), kit.Body)
	form := kit.NewForm().Add(c.T("accounting.close.until"), c.day)
	c.folder = kit.NewFolderField(c.services, "closing-folder", c.Workspace.Outbox())
	if c.plan.Sends {
		form.Add(c.T("accounting.close.folder"), c.folder)
	}
	c.dialog = c.Dialogs.Open(kit.Dialog{
		Name: "close", Title: c.T("accounting.close.title", fault.Args{"Kind": fault.Key("closing." + string(c.kind)), "Journal": c.open.Journal.Ref()}),
		Content: kit.VStack(12, kit.NewParagraph(c.about(), kit.Muted), form, kit.Rule(), c.told),
		Confirm: c.T("accounting.close.do"), Focus: c.day, Width: 600,
		OnConfirm: func() error {
			if !form.Check() {
				c.dialog.Fit()
				return kit.ErrStay
			}
			return c.confirm()
		},
	})
	kit.Trace("closing shown " + string(c.kind))
}

// about says what the kind of closing means here.
func (c *closer) about() string {
	if c.plan.Plan.Exported() && !c.plan.Sends {
		return c.T("accounting.close.about-office")
	}
	return c.T("accounting.close.about-" + string(c.kind))
}

// preview says what would be locked and sent.
func (c *closer) preview() string {
	plan := c.plan.Plan
	args := fault.Args{
		"Until": plan.Until, "Postings": plan.Postings, "Turnover": c.base(plan.DebitMinor), "Last": plan.Head.Number, "Sent": plan.Sent,
		"Days": len(plan.Days), "Accounts": len(plan.Balance),
	}
	text := c.T("accounting.close.locks", args)
	if c.plan.Sends {
		text += "\n" + c.T("accounting.close.sends", args)
	}
	return text
}

// confirm shows what another day would do before it closes.
func (c *closer) confirm() error {
	until, _ := c.day.Day() // checked with the form
	if until != c.plan.Plan.Until {
		c.dialog.Enable(false)
		kit.Load(c.Tasks, func() (workspace.ClosingPreview, error) {
			return c.Session.PlanClosing(c.Context, c.open.Journal.ID, c.kind, until)
		}, func(plan workspace.ClosingPreview, err error) {
			c.dialog.Enable(true)
			if err != nil {
				c.dialog.Refuse(err)
				return
			}
			c.plan = plan
			c.told.SetText(c.preview())
			c.dialog.Fit()
		})
		return kit.ErrStay
	}
	c.run(until)
	return kit.ErrStay
}

// run closes, and asks for the password where it was not given lately.
func (c *closer) run(until calendar.Day) {
	folder := c.Workspace.Outbox()
	if c.plan.Sends {
		folder = c.folder.Folder()
	}
	c.dialog.Enable(false)
	kit.Load(c.Tasks, func() (accounting.Closing, error) {
		closed, _, err := c.Session.CloseJournal(c.Context, c.open.Journal.ID, c.kind, until, folder)
		return closed, err
	}, func(closed accounting.Closing, err error) {
		c.dialog.Enable(true)
		switch {
		case desk.NeedsProof(err):
			desk.AskProof(c.services, c.Session, func() { c.run(until) })
		case err != nil && closed.Number == 0:
			c.dialog.Refuse(err)
		default:
			c.done(closed, err)
		}
	})
}

// done tells that the journal is closed. Of what follows a closing something may
// have failed.
func (c *closer) done(closed accounting.Closing, err error) {
	c.dialog.Close()
	c.reread()
	c.Changed()
	if err != nil {
		c.Dialogs.Refuse(err)
	} else {
		c.Done(c.T("accounting.close.done-"+string(c.kind), fault.Args{"Number": closed.Number, "Until": closed.Until, "Journal": c.open.Journal.Ref()}))
	}
	kit.Trace(fmt.Sprintf("journal closed %s %d", c.kind, closed.Number))
}

// checkCurrent marks the posting under the cursor as checked, or takes the mark
// away.
func (p *page) checkCurrent() {
	r, here := p.grid.Current()
	if !here {
		return
	}
	number := r.Posting.Entry.Number
	kit.Load(p.Tasks, func() (on bool, err error) {
		checks, err := p.Session.PostingChecks(p.Context, p.open.Journal.ID)
		if err != nil {
			return false, err
		}
		on = true
		for _, k := range checks {
			on = on && k.Number != number
		}
		return on, p.Session.CheckPosting(p.Context, p.open.Journal.ID, number, on, "")
	}, func(on bool, err error) {
		switch {
		case err != nil:
			p.Dialogs.Refuse(err)
		case on:
			p.Done(p.T("accounting.checked", fault.Args{"Number": number}))
		default:
			p.Done(p.T("accounting.unchecked", fault.Args{"Number": number}))
		}
	})
}
