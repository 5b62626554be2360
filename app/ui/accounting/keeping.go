package accounting

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inJournal.offer(action[*page]{
	name: "keeping", icon: "history", place: placeKeeping, do: (*page).showKeeping,
})

var _ = inJournal.offer(action[*page]{
	name: "grant", icon: "poste", place: placeKeeping,
	may: func(p *page) bool {
		return p.decides() && (p.open.Ownership == nil || p.open.Keeping.Returned)
	},
	do: (*page).grant,
})

var _ = inJournal.offer(action[*page]{
	name: "withdraw", icon: "remove", place: placeKeeping,
	may: func(p *page) bool { return p.decides() && p.open.Ownership != nil && !p.open.Keeping.Returned },
	do:  (*page).withdraw,
})

var _ = inJournal.offer(action[*page]{
	name: "accept", icon: "check", place: placeKeeping,
	may: func(p *page) bool { return p.open.Keeping.Accept == nil },
	do:  (*page).accept,
})

var _ = inJournal.offer(action[*page]{
	name: "return", icon: "folder", place: placeKeeping,
	may: func(p *page) bool { return p.open.Keeping.Return == nil },
	do:  (*page).giveBack,
})

var _ = inJournal.offer(action[*page]{
	name: "rest", icon: "clock", place: placeKeeping,
	may: func(p *page) bool { return p.decides() && p.open.Journal.Status == accounting.Open },
	do:  func(p *page) { p.setRest("rest", true) },
})

var _ = inJournal.offer(action[*page]{
	name: "reopen", icon: "check", place: placeKeeping,
	may: func(p *page) bool { return p.decides() && p.open.Journal.Status == accounting.Idle },
	do:  func(p *page) { p.setRest("reopen", false) },
})

var _ = inJournal.offer(action[*page]{
	name: "finalise", icon: "lock", place: placeKeeping, may: (*page).decides, do: (*page).finalise,
})

// decides reports whether the person says who keeps the journal, which is not over.
func (p *page) decides() bool {
	return p.open.Keeping.Grant == nil && p.open.Journal.Status != accounting.Finalised
}

func (p *page) refArgs() fault.Args { return fault.Args{"Journal": p.open.Journal.Ref()} }

// kept shows that something about who keeps the journal has changed.
func (p *page) kept() {
	p.refresh()
	p.Changed()
	kit.Trace("journal keeping changed")
}

// showKeeping is the dialog « Tenue du journal »: who kept it, where and when.
func (p *page) showKeeping() {
	journal := p.open.Journal.ID
	kit.Load(p.Tasks, func() (workspace.BookHistory, error) { return p.Session.JournalHistory(p.Context, journal) }, func(h workspace.BookHistory, err error) {
		if p.Refuse(err) {
			return
		}
		rows := kit.VStack(10)
		for _, k := range h.Keepings {
			rows.Add(p.keeping(k))
		}
		if len(h.Keepings) == 0 {
			rows.Add(kit.NewParagraph(p.T("accounting.keeping.none"), kit.Muted))
		}
		p.Dialogs.Open(kit.Dialog{Name: "journal-keeping", Title: p.T("accounting.keeping.title", p.refArgs()), Width: 640, Content: rows})
	})
}

// keeping is one line of who kept the journal.
func (p *page) keeping(k workspace.Keeping) fyne.CanvasObject {
	args := fault.Args{
		"Poste": k.Poste.Number, "Location": orDash(k.Poste.Location), "Person": orDash(k.Person), "When": k.Granted, "Number": k.FirstNumber,
	}
	text := kit.VStack(2, kit.NewParagraph(p.T("cashbooks.keeping."+k.What(), args), kit.Body))
	if k.Lost != "" {
		text.Add(kit.NewParagraph(p.T("cashbooks.keeping.lost", fault.Args{"Numbers": k.Lost, "Reason": k.Reason}), kit.Muted))
	} else if k.Reason != "" {
		text.Add(kit.NewParagraph(k.Reason, kit.Muted))
	}
	return kit.Leading(12, kit.Width(28, kit.NewText(strconv.FormatInt(k.Epoch, 10), kit.Strong)), text)
}

// grant asks for the poste that goes on with the journal.
func (p *page) grant() {
	journal := p.open.Journal.ID
	kit.Load(p.Tasks, func() ([]directory.Poste, error) { return p.Session.JournalPostes(p.Context, journal) }, func(postes []directory.Poste, err error) {
		switch {
		case p.Refuse(err):
		case len(postes) == 0:
			p.Dialogs.Refuse(fault.New(fault.Missing, "accounting.no-poste", p.refArgs()))
		default:
			p.askGrant(postes)
		}
	})
}

func (p *page) askGrant(postes []directory.Poste) {
	field := kit.NewStrictPicker(p.services, "poste", kit.OfferAll(desk.PosteChoices(postes)))
	field.Required = true
	form := kit.NewForm().Add(p.T("cashbooks.grant.poste"), field)
	p.Ask(desk.Question{
		Name: "journal-grant", Title: p.T("accounting.grant.title", p.refArgs()), Confirm: p.T("cashbooks.grant.do"), Content: form,
		Focus: field, Check: form.Check, Then: p.kept,
		Read: func() desk.Answer {
			dir := p.Workspace.Outbox()
			journal, ref, here, chosen := p.open.Journal.ID, p.open.Journal.Ref(), p.open.Keeping.Poste, field.Chosen().ID
			return func() (string, error) {
				for _, poste := range postes {
					if strconv.Itoa(poste.Number) != chosen {
						continue
					}
					done := "accounting.grant.done"
					if poste.ID == here {
						done = "accounting.grant.done.here"
					}
					if _, err := p.Session.GrantJournal(p.Context, journal, poste.ID); err != nil {
						return "", err
					}
					_, err := p.Session.SendPostings(p.Context, journal, dir)
					return p.T(done, fault.Args{"Journal": ref, "Poste": chosen}), err
				}
				return "", fault.New(fault.Missing, "accounting.no-poste", fault.Args{"Journal": ref})
			}
		},
	})
}

// withdraw asks for the last printed number and the reason, and takes the journal
// from a poste that is out of use.
func (p *page) withdraw() {
	number, reason := kit.NewTextField(p.services, "last-printed"), kit.NewTextField(p.services, "reason")
	number.Required, number.MaxRunes = true, 9
	reason.Required, reason.MaxRunes = true, accounting.MaxReason
	number.SetText(strconv.FormatInt(p.open.Next-1, 10))
	text := p.T("accounting.withdraw.text", fault.Args{"Known": p.open.Head.Number})
	form := kit.NewForm().AddText("", kit.NewParagraph(text, kit.Body)).Add(p.T("cashbooks.withdraw.number"), number).Add(p.T("cashbooks.withdraw.reason"), reason)
	p.Ask(desk.Question{
		Name: "journal-withdraw", Title: p.T("accounting.withdraw.title", p.refArgs()), Confirm: p.T("cashbooks.withdraw.do"), Content: form,
		Focus: number, Check: form.Check, Then: p.kept,
		Read: func() desk.Answer {
			journal, typed, why := p.open.Journal.ID, number.Text, reason.Text
			done := p.T("accounting.withdraw.done", p.refArgs())
			return func() (string, error) {
				last, err := strconv.ParseInt(typed, 10, 64)
				if err != nil {
					return "", fault.New(fault.Invalid, "cashbooks.last-printed", fault.Args{"Text": fault.Excerpt(typed)})
				}
				_, err = p.Session.WithdrawJournal(p.Context, journal, last, why)
				return done, err
			}
		},
	})
}

// accept takes the journal over from who kept it before.
func (p *page) accept() {
	head := p.open.Head
	text := p.T("accounting.accept.text", fault.Args{"Number": head.Number, "Anchor": head.Hash.Anchor()})
	p.confirm("accept", text, func() error {
		_, err := p.Session.AcceptJournal(p.Context, p.open.Journal.ID)
		return err
	})
}

// giveBack returns the journal to head office.
func (p *page) giveBack() {
	text := p.T("accounting.return.text")
	if p.open.Keeping.Office {
		text = p.T("accounting.return.text.here")
	}
	p.confirm("return", text, func() error {
		_, err := p.Session.ReturnJournal(p.Context, p.open.Journal.ID)
		return err
	})
}

// setRest lays the journal by, or opens it again.
func (p *page) setRest(name string, rest bool) {
	p.confirm(name, p.T("accounting.rest.text"), func() error {
		_, err := p.Session.RestJournal(p.Context, p.open.Journal.ID, rest)
		return err
	})
}

// confirm asks before something is done, in its own sentences.
func (p *page) confirm(name, text string, do func() error) {
	p.Dialogs.Confirm(p.T("accounting.keep-title."+name, p.refArgs()), text, p.T("accounting.keep-do."+name), func() {
		kit.Load(p.Tasks, func() (struct{}, error) { return struct{}{}, do() }, func(_ struct{}, err error) {
			if !p.Refuse(err) {
				p.kept()
				p.Done(p.T("accounting.keep-done."+name, p.refArgs()))
			}
		})
	})
}

// finalise ends the journal for ever.
func (p *page) finalise() {
	reason := kit.NewTextField(p.services, "reason")
	reason.MaxRunes = accounting.MaxReason
	form := kit.NewForm().AddText("", kit.NewParagraph(p.T("accounting.finalise.text"), kit.Body)).Add(p.T("cashbooks.finalise.reason"), reason)
	p.Ask(desk.Question{
		Name: "journal-finalise", Title: p.T("accounting.finalise.title", p.refArgs()), Confirm: p.T("cashbooks.finalise.do"), Content: form,
		Focus: reason, Check: form.Check, Then: p.kept,
		Read: func() desk.Answer {
			journal, why := p.open.Journal.ID, reason.Text
			done := p.T("accounting.finalise.done", p.refArgs())
			return func() (string, error) {
				_, err := p.Session.FinaliseJournal(p.Context, journal, why)
				return done, err
			}
		},
	})
}
