package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
)

// unseen is what the voucher in the line says besides what its fields show, so that
// a change in the line takes nothing of it away.
type unseen struct {
	content cashbook.Content
	row     *paperRow
}

// set begins with what a voucher says, or with nothing.
func (u *unseen) set(c cashbook.Content) {
	u.content = c
	u.row.show(c.Attachments)
}

// any reports whether something would be lost that belongs to no voucher yet.
func (u *unseen) any() bool { return len(u.content.Attachments) > 0 }

// with gives the draft of the fields with everything else.
func (u *unseen) with(draft cashbook.Draft) cashbook.Draft {
	whole := u.content
	whole.AmountMinor, whole.Text = draft.AmountMinor, draft.Text
	whole.Recipient, whole.PartnerNumber = draft.Recipient, draft.PartnerNumber
	draft.Content = whole
	return draft
}

// attach adds attachments; one that is there stays once.
func (u *unseen) attach(more []cashbook.Attachment) {
	list := append([]cashbook.Attachment(nil), u.content.Attachments...)
	for _, a := range more {
		if !hasPaper(list, a.Hash) {
			list = append(list, a)
		}
	}
	u.content.Attachments = list
	u.row.show(list)
}

// detach takes one away.
func (u *unseen) detach(hash [32]byte) {
	var rest []cashbook.Attachment
	for _, a := range u.content.Attachments {
		if a.Hash != hash {
			rest = append(rest, a)
		}
	}
	u.content.Attachments = rest
	u.row.show(rest)
}

func hasPaper(list []cashbook.Attachment, hash [32]byte) bool {
	for _, a := range list {
		if a.Hash == hash {
			return true
		}
	}
	return false
}
