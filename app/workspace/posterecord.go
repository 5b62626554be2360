package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/storage"
)

// PosteReport is what a poste has reported about itself.
type PosteReport struct {
	receipt.Standing // zero when it has not reported anything
	Books            []ReportedBook
}

// ReportedBook is how far a poste has reported a book.
type ReportedBook struct {
	receipt.Head
	Ref  string // "P01/1", of a journal "P01/BQ1"; empty for what is not known here
	Name string
}

// PosteReport gives what a poste has reported, newest state only.
func (s *Session) PosteReport(ctx context.Context, id ident.PosteID) (PosteReport, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (r PosteReport, err error) {
		if err := directory.Can(by, directory.RightPosteView, directory.Place{}, now); err != nil {
			return r, err
		}
		if r.Standing, err = tx.Standing(id); ignoreMissing(err) != nil {
			return r, err
		}
		heads, err := tx.ReportedHeads(id)
		for _, h := range heads {
			reported := ReportedBook{Head: h}
			if b, err := tx.Book(h.Book); err == nil {
				reported.Ref, reported.Name = b.Ref(), b.Name
			} else if j, err := tx.Journal(h.Book); err == nil {
				reported.Ref, reported.Name = j.Ref(), j.Name
			}
			r.Books = append(r.Books, reported)
		}
		return r, err
	})
}
