package accounting

import (
	"fmt"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// enter is the button « Nouvelle écriture ».
func (p *page) enter() { p.begin(p.open, func(*entry) {}) }

// copyCurrent enters the posting under the cursor once more, as a new one of today.
func (p *page) copyCurrent() {
	if r, here := p.grid.Current(); here {
		p.copy(r)
	}
}

func (p *page) copy(r row) {
	if p.open.Record != nil || !copyable(r) {
		return
	}
	p.begin(p.open, func(e *entry) {
		e.fill(accounting.Entry{Content: accounting.Content{Mask: r.Mask, Text: r.Text, Rate: r.Rate, Lines: r.Lines}})
	})
}

// repost enters what is right in place of a posting, which is cancelled with it.
func (p *page) repost(r row, reason string) {
	p.begin(p.open, func(e *entry) {
		e.reposts, e.reason = r.Entry.Number, reason
		e.fill(accounting.Entry{Day: p.open.Today, Content: accounting.Content{
			Mask: r.Mask, Voucher: r.Voucher, VoucherDay: r.VoucherDay, Text: r.Text, Rate: r.Rate, Lines: r.Lines, Attachments: r.Attachments,
		}})
		e.voucher.Disable() // stays
	})
}

// plainLines gives lines without what follows from the rate.
func plainLines(lines []accounting.Line) []accounting.Line {
	plain := make([]accounting.Line, len(lines))
	for i, l := range lines {
		l.BaseMinor = 0
		plain[i] = l
	}
	return plain
}

// commit posts what is typed.
func (e *entry) commit() {
	if e.busy {
		return
	}
	post := e.ready()
	if post == nil {
		return
	}
	e.busy = true
	e.ahead.Catch()
	draft := e.draft
	kit.Load(e.Tasks, func() (accounting.Posting, error) {
		posting, err := post()
		if err == nil && draft.Version != 0 {
			err = e.Session.DropDraft(e.Context, draft.ID)
		}
		return posting, err
	}, e.posted)
}

// ready gives what posts the entry, or nil after it has put the keyboard where
// something is wrong.
func (e *entry) ready() func() (accounting.Posting, error) {
	journal, reposts, reason := e.open.Journal.ID, e.reposts, e.reason
	if e.form == nil {
		p, right := e.read()
		if !right {
			return nil
		}
		return func() (accounting.Posting, error) {
			if reposts == 0 {
				return e.Session.Post(e.Context, journal, p)
			}
			r, err := e.Session.RepostPosting(e.Context, journal, reposts, reason, p)
			return r.Posting, err
		}
	}
	day, _ := e.day.Day()
	if !e.headRight() {
		return nil
	}
	form, right := e.form.complete()
	if !right {
		return nil
	}
	return func() (accounting.Posting, error) {
		if reposts == 0 {
			return e.Session.PostForm(e.Context, journal, day, form)
		}
		r, err := e.Session.RepostForm(e.Context, journal, reposts, reason, day, form)
		return r.Posting, err
	}
}

// posted shows what came of it.
func (e *entry) posted(p accounting.Posting, err error) {
	e.busy = false
	if e.Context.Err() != nil {
		return // signed out; what is on the disk shows at the next sign-in
	}
	if err != nil {
		e.ahead.Drop()
		e.point(err)
		e.proceed()
		return
	}
	single := e.reposts != 0
	e.Changed()
	e.clear(p.Entry.Day)
	if single {
		e.ahead.Drop()
		e.openAt(e.open.Journal.Ref(), p.Entry.Number)
	} else {
		e.ahead.Release(e.day)
	}
	e.Done(e.T("accounting.entry.posted", fault.Args{"Number": p.Entry.Number, "Text": p.Text, "Amount": money.Amount{Minor: p.DebitMinor(), Currency: e.open.Journal.Base}}))
	kit.Trace(fmt.Sprintf("posting entered %d", p.Entry.Number))
	e.proceed()
}

// keep is Ctrl+S: it keeps what is typed as a draft, without a number.
func (e *entry) keep() {
	if e.busy || e.reposts != 0 {
		return
	}
	p := e.typed()
	e.busy = true
	draft := e.draft
	draft.Journal, draft.Day, draft.Content = e.open.Journal.ID, p.Day, p.Content
	kit.Load(e.Tasks, func() (accounting.Draft, error) { return e.Session.SaveDraft(e.Context, draft) }, func(kept accounting.Draft, err error) {
		e.busy = false
		if err != nil {
			e.point(err)
			return
		}
		e.draft, e.clean = kept, p
		e.Changed()
		e.Done(e.T("accounting.entry.kept"))
		kit.Trace("draft kept")
		e.proceed()
	})
}

// cancel is Esc: back to the page of the journal.
func (e *entry) cancel() { e.openPage(e.open.Journal.Ref()) }

// leave lets another screen come, once nothing is being written and nothing typed
// would be lost.
func (e *entry) leave(proceed func()) {
	switch {
	case e.busy:
		e.leaving = func() { e.leave(proceed) }
	case e.dirty():
		e.Dialogs.Confirm(e.T("accounting.leave"), e.T("accounting.leave.text"), e.T("accounting.leave.do"), proceed)
	default:
		proceed()
	}
}

// proceed does what had to wait for the posting.
func (e *entry) proceed() {
	if do := e.leaving; do != nil {
		e.leaving = nil
		do()
	}
}
