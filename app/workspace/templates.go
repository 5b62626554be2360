package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Templates gives what the person can begin vouchers of a book with, the shared
// ones first.
func (s *Session) Templates(ctx context.Context, book ident.BookID) ([]cashbook.Template, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]cashbook.Template, error) {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return nil, err
		}
		return cashbook.TemplatesOf(tx, b, by.ID)
	})
}

// Template gives one by its name.
func (s *Session) Template(ctx context.Context, book ident.BookID, name string) (cashbook.Template, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Template, error) {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return cashbook.Template{}, err
		}
		return cashbook.FindTemplate(tx, b, by.ID, name)
	})
}

// TemplateToEdit gives the person's own template of a name, or the shared one.
func (s *Session) TemplateToEdit(ctx context.Context, book ident.BookID, name string, shared bool) (cashbook.Template, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Template, error) {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return cashbook.Template{}, err
		}
		return cashbook.TemplateNamed(tx, b, by.ID, name, shared)
	})
}

// SaveTemplate keeps a template for the person, or shared for everybody in the
// project; it replaces one of the same name.
func (s *Session) SaveTemplate(ctx context.Context, book ident.BookID, t cashbook.Template, shared bool) (cashbook.Template, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Template, error) {
		t.Owner = by.ID
		if shared {
			t.Owner = ident.UserID{}
		}
		return cashbook.SaveTemplate(tx, by, book, t, now)
	})
}

// DeleteTemplate forgets one of the person's own templates, or a shared one.
func (s *Session) DeleteTemplate(ctx context.Context, book ident.BookID, name string, shared bool) (cashbook.Template, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cashbook.Template, error) {
		return cashbook.DeleteTemplate(tx, by, book, name, shared, now)
	})
}
