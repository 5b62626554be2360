package cashbooks

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
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
	templates         []cashbook.Template
}

// study reads the earlier vouchers once; after that the line remembers.
func (l *line) study() {
	p, book, vouchers := l.page, l.page.book.Book.ID, l.page.book.Vouchers
	kit.Load(p.Tasks, func() (earlier, error) { return p.readEarlier(book, vouchers) }, func(e earlier, err error) {
		if !p.Refuse(err) {
			l.texts.learn(e.texts)
			l.recipients.learn(e.recipients)
			l.lastPiece = e.lastPiece
			l.templates = e.templates
		}
	})
}

func (s *section) readEarlier(book ident.BookID, vouchers int64) (e earlier, err error) {
	if e.texts, err = s.Session.EarlierTexts(s.Context, book, "", maxLearned); err != nil {
		return e, err
	}
	if e.recipients, err = s.Session.EarlierRecipients(s.Context, book, "", maxLearned); err != nil {
		return e, err
	}
	if e.templates, err = s.Session.Templates(s.Context, book); err != nil {
		return e, err
	}
	first := max(0, int(vouchers)-recent)
	lines, _, err := s.Session.Page(s.Context, cashbook.PageFilter{Book: book, Offset: first, Limit: recent})
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
