package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// PostingCard is a posting with what it mentions.
type PostingCard struct {
	JournalLine
	Poste directory.Poste // on which it was entered; of number 0 while not known here
}

// PostingCard gives the details of a posting.
func (s *Session) PostingCard(ctx context.Context, journal ident.BookID, number int64) (card PostingCard, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		p, err := tx.Posting(journal, number)
		if err != nil {
			return err
		}
		if card.JournalLine, err = journalLine(tx, p); err != nil {
			return err
		}
		card.Poste, err = tx.Poste(p.Entry.Poste)
		return ignoreMissing(err)
	})
	return card, err
}
