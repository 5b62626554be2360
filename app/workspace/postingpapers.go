package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// PostingPapers gives the attachments of a posting with what is found in their
// places.
func (s *Session) PostingPapers(ctx context.Context, journal ident.BookID, number int64) (list []Attached, err error) {
	var p accounting.Posting
	var here ident.PosteID
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		home, err := tx.Home()
		if err != nil {
			return err
		}
		here = home.Poste
		p, err = tx.Posting(journal, number)
		return err
	})
	for _, a := range p.Attachments {
		list = append(list, s.w.inspectAttachment(a, number, p.Entry.Poste == here))
	}
	return list, err
}

// ReadPostingPaper gives the bytes of an attachment of a posting, which are those
// that were attached: anything else is refused.
func (s *Session) ReadPostingPaper(ctx context.Context, journal ident.BookID, number int64, a cashbook.Attachment) ([]byte, error) {
	p, err := s.Posting(ctx, journal, number)
	if err != nil {
		return nil, err
	}
	if !names(p.Attachments, a.Hash) {
		return nil, noAttachment(number)
	}
	data, err := s.w.Cabinet().Read(a.Hash, a.Size)
	return data, named(err, a.Name, number)
}

// ExtractPostingPapers writes the attachments of a posting into a folder, like
// ExtractAttachments.
func (s *Session) ExtractPostingPapers(ctx context.Context, journal ident.BookID, number int64, dir string) ([]string, error) {
	p, err := s.Posting(ctx, journal, number)
	if err != nil {
		return nil, err
	}
	return s.w.extract(p.Attachments, number, dir)
}
