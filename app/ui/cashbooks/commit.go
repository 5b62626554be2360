package cashbooks

import (
	"fmt"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// walk is Enter in a field: with something wrong it stays there, after the
// amount it records, and else it goes on.
func (l *line) walk(at place) {
	if l.fields[at].Check() != "" {
		return
	}
	t := l.typed()
	if err := l.checkPlace(at); err != nil {
		l.refuse(at, err)
		return
	}
	switch {
	case at == atPiece:
		l.piece.SetText(l.reader().piece(t.piece))
	case at == atOut, at == atIn && strings.TrimSpace(t.in) != "":
		l.commit()
		return
	}
	l.focus(l.after(at))
}

// refuse says below the line what is wrong and puts the keyboard where it can be
// put right.
func (l *line) refuse(at place, err error) {
	l.focus(at)
	l.fields[at].Refuse(err)
}

// commit records what is typed, or changes the voucher it was filled from.
func (l *line) commit() {
	if l.busy {
		return
	}
	draft, at, err := l.reader().draft(l.typed())
	if err != nil {
		l.refuse(at, err)
		return
	}
	draft = l.unseen.with(draft)
	if draft.Content, err = l.assign(draft.Content); err != nil {
		l.refuse(atAccount, err)
		return
	}
	l.busy, l.began = true, time.Now()
	l.ahead.Catch()
	if l.amending != 0 || l.page.keeping() {
		l.keep(draft)
		return
	}
	d, book, number, seen := l.page.Desk, l.page.book.Book.ID, l.changing, l.seen
	kit.Load(d.Tasks, func() (cashbook.Recorded, error) {
		if number != 0 {
			draft.Seen = seen
			return d.Session.Change(d.Context, book, number, draft)
		}
		return d.Session.Record(d.Context, book, draft)
	}, l.done)
}

// done is the answer of the service.
func (l *line) done(r cashbook.Recorded, err error) {
	if !l.accepted(err) {
		return
	}
	verb := "recorded"
	if l.changing != 0 {
		verb = "changed"
	} else {
		l.prospect = l.prospect.passed(r.Voucher.AmountMinor)
	}
	l.use(r.Voucher)
	l.clear(l.nextDay())
	l.page.written(r)
	kit.Trace(fmt.Sprintf("voucher %s %d", verb, r.Voucher.Entry.Number))
	l.ahead.Release(l.fields[atDay])
	kit.Trace(fmt.Sprintf("voucher took %d µs", time.Since(l.began).Microseconds()))
	l.proceed()
}

// accepted takes the answer of the service and reports whether what was typed has
// been written and somebody still looks at it.
func (l *line) accepted(err error) bool {
	l.busy = false
	if l.page.Context.Err() != nil {
		return false // signed out; what is on the disk shows at the next sign-in
	}
	if err != nil {
		l.ahead.Drop()
		l.refuse(culprit(err, l.typed().sideOf()), err)
		l.proceed()
	}
	return err == nil
}

// use remembers the texts of a voucher for the next ones.
func (l *line) use(v cashbook.Voucher) {
	l.texts.use(v.Text)
	l.recipients.use(v.Recipient)
	if v.PartnerNumber != "" {
		l.lastPiece = v.PartnerNumber
	}
}

// proceed does what had to wait for the voucher.
func (l *line) proceed() {
	if do := l.afterwards; do != nil {
		l.afterwards = nil
		do()
	}
}

// leave lets another screen come, once nothing is being written and nothing
// typed would be lost.
func (l *line) leave(proceed func()) {
	switch {
	case l.busy:
		l.afterwards = func() { l.leave(proceed) }
	case l.dirty():
		t := l.page.T
		l.page.Dialogs.Confirm(t("cashbooks.leave"), t("cashbooks.leave.text"), t("cashbooks.leave.do"), proceed)
	default:
		proceed()
	}
}
