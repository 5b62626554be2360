package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/kit"
)

const (
	maxLearned = 1000 // earlier texts that completion knows
	recent     = 40   // lines that are searched for the last piece
)

// earlier is what a line learns from the vouchers of its book.
type earlier struct {
	texts, recipients []string
	lastPiece         string
}

// study reads the earlier vouchers once; after that the line remembers.
func (l *line) study() {
	kit.Load(l.page.Tasks, l.readEarlier, func(e earlier, err error) {
		if !l.page.Refuse(err) {
			l.texts.learn(e.texts)
			l.recipients.learn(e.recipients)
			l.lastPiece = e.lastPiece
		}
	})
}

func (l *line) readEarlier() (e earlier, err error) {
	p, id := l.page, l.page.book.Book.ID
	if e.texts, err = p.Session.EarlierTexts(p.Context, id, "", maxLearned); err != nil {
		return e, err
	}
	if e.recipients, err = p.Session.EarlierRecipients(p.Context, id, "", maxLearned); err != nil {
		return e, err
	}
	first := max(0, int(p.book.Vouchers)-recent)
	lines, _, err := p.Session.Page(p.Context, cashbook.PageFilter{Book: id, Offset: first, Limit: recent})
	e.lastPiece = lastPiece(lines)
	return e, err
}

// lastPiece gives the piece of the voucher that was entered last and has one.
func lastPiece(lines []cashbook.Line) string {
	piece, number := "", int64(0)
	for _, line := range lines {
		v := line.Voucher
		if v.PartnerNumber != "" && v.Entry.Reverses == 0 && v.Entry.Number > number {
			piece, number = v.PartnerNumber, v.Entry.Number
		}
	}
	return piece
}
