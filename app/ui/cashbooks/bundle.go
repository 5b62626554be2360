package cashbooks

import (
	"context"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// papers is what is attached to the voucher in the line, which is written when the
// line is.
func (l *line) papers() bundle {
	p := l.page
	title := p.T("cashbooks.papers.line")
	if l.changing != 0 {
		title = p.T("cashbooks.papers.of", fault.Args{"Number": l.changing})
	}
	return bundle{
		title: title, inLine: true, wrote: l.show,
		list: func(ctx context.Context) ([]workspace.Attached, error) {
			return p.Session.Kept(ctx, l.unseen.content.Attachments), nil
		},
		read: p.Session.ReadKept,
		attach: func(_ context.Context, kept []cashbook.Attachment) error {
			if len(l.unseen.content.Attachments)+len(kept) > cashbook.MaxAttachments {
				return fault.New(fault.Invalid, "cashbook.attachments-many", fault.Args{"Most": cashbook.MaxAttachments})
			}
			l.unseen.attach(kept)
			return nil
		},
		detach: func(_ context.Context, hash [32]byte) error {
			l.unseen.detach(hash)
			return nil
		},
	}
}

// papersOf is what is attached to a voucher of the book.
func (p *page) papersOf(v workspace.BookLine) bundle {
	book, number := p.book.Book.ID, v.Voucher.Entry.Number
	var fixed error
	switch {
	case p.book.Record != nil:
		fixed = p.book.Record
	case !changeable(v):
		fixed = fault.New(fault.Invalid, "cashbooks.papers-late", fault.Args{"Number": number})
	}
	var last cashbook.Recorded
	return bundle{
		title: p.T("cashbooks.papers.of", fault.Args{"Number": number}), fixed: fixed,
		list: func(ctx context.Context) ([]workspace.Attached, error) { return p.Session.Attached(ctx, book, number) },
		read: func(ctx context.Context, a cashbook.Attachment) ([]byte, error) {
			return p.Session.ReadAttachment(ctx, book, number, a)
		},
		attach: func(ctx context.Context, kept []cashbook.Attachment) (err error) {
			last, err = p.Session.Attach(ctx, book, number, kept...)
			return err
		},
		detach: func(ctx context.Context, hash [32]byte) (err error) {
			last, err = p.Session.Detach(ctx, book, number, hash)
			return err
		},
		wrote: func() {
			p.written(last)
			kit.Trace("papers written")
		},
	}
}

// attach is the key and the button « Pièces jointes »: those of the voucher in the
// line while the keyboard is there or something is typed in it, else those of the
// voucher under the cursor.
func (p *page) attach() {
	voucher, here := p.grid.Current()
	inTable := p.Window.Canvas().Focused() == p.grid.Focus()
	switch {
	case p.line != nil && (p.line.dirty() || !inTable && p.inLine()):
		p.openPapers(p.line.papers())
	case here && voucher.Place == 0:
		p.openPapers(p.papersOf(voucher))
	case here && p.line != nil:
		p.openVoucher(voucher) // a provisional one comes into the line first
	case p.line != nil:
		p.openPapers(p.line.papers())
	}
}

// inLine reports whether the keyboard is in a field of the line.
func (p *page) inLine() bool {
	focused := p.Window.Canvas().Focused()
	for _, field := range p.line.fields {
		if focused == field {
			return true
		}
	}
	return false
}
