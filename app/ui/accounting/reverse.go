package accounting

import (
	"fmt"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// reversible reports whether a posting can be cancelled.
func reversible(r row) bool {
	return !cancelled(r) && r.Posting.Mask != accounting.MaskRestore && r.Posting.Mask != accounting.MaskClosing
}

// copyable reports whether a posting can be entered once more.
func copyable(r row) bool {
	return r.Posting.Mask != accounting.MaskRestore && r.Posting.Mask != accounting.MaskClosing
}

// reverseCurrent is the button « Extourner ».
func (p *page) reverseCurrent() {
	if r, here := p.grid.Current(); here && p.open.Reverse == nil && reversible(r) {
		p.reverse(r)
	}
}

// reverse asks for the day and the reason, and cancels a posting by a new one; or
// leads on to the entry of what is right, which cancels and posts at once.
func (p *page) reverse(r row) {
	day := kit.NewDateField(p.services, "day")
	day.Required = true
	day.SetDay(p.open.Today)
	reason := kit.NewTextField(p.services, "reason")
	reason.Required, reason.MaxRunes = true, accounting.MaxReason
	form := kit.NewForm().Add(p.T("accounting.reverse.day"), day).Add(p.T("accounting.reverse.reason"), reason)
	posting := r.Posting
	text := p.T("accounting.reverse.text", fault.Args{
		"Number": posting.Entry.Number, "Day": posting.Entry.Day, "Text": posting.Text, "Amount": p.base(posting.DebitMinor()), "Next": p.open.Next,
	})
	var open *kit.OpenDialog
	open = p.Dialogs.Open(kit.Dialog{
		Name: "reverse", Title: p.T("accounting.reverse.title", fault.Args{"Number": posting.Entry.Number}), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(text, kit.Body), form),
		Focus:   reason, Confirm: p.T("accounting.reverse"), Cancel: p.T("accounting.reverse.not"), Weight: kit.Danger,
		Aside: kit.NewButton(p.T("accounting.repost"), "edit", kit.Plain, func() {
			if form.Check() {
				open.Close()
				p.repost(r, reason.Text)
			}
		}),
		OnConfirm: func() error {
			if !form.Check() {
				open.Fit()
				return kit.ErrStay
			}
			at, _ := day.Day() // checked with the form
			why := reason.Text
			open.Enable(false)
			kit.Load(p.Tasks, func() (accounting.Posting, error) {
				return p.Session.ReversePosting(p.Context, p.open.Journal.ID, posting.Entry.Number, at, why)
			}, func(reversal accounting.Posting, err error) {
				open.Enable(true)
				if err != nil {
					open.Refuse(err)
					return
				}
				open.Close()
				p.written(reversal)
				p.Window.Canvas().Focus(p.grid.Focus())
				p.Done(p.T("accounting.reverse.done", fault.Args{"Number": posting.Entry.Number, "By": reversal.Entry.Number}))
				kit.Trace(fmt.Sprintf("posting reversed %d", posting.Entry.Number))
			})
			return kit.ErrStay
		},
	})
}
