package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// PostingTemplates gives the templates of postings that the person has in a project,
// the shared ones first, as far as they may see their journals.
func (s *Session) PostingTemplates(ctx context.Context, project ident.ProjectID) (templates []accounting.Template, err error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]accounting.Template, error) {
		all, err := tx.PostingTemplates(project, by.ID)
		if err != nil {
			return nil, err
		}
		var seen []accounting.Template
		for _, t := range all {
			visible := true
			for _, step := range t.Steps {
				if _, err := visibleJournal(tx, by, step.Journal, now); err != nil {
					visible = false
				}
			}
			if visible {
				seen = append(seen, t)
			}
		}
		return seen, nil
	})
}

// PostingRef names a posting.
type PostingRef struct {
	Journal ident.BookID
	Number  int64
}

// SavePostingTemplate keeps postings as a template, for the person or shared for
// everybody in the project; it replaces one of the same name.
func (s *Session) SavePostingTemplate(ctx context.Context, project ident.ProjectID, name string, shared bool, from []PostingRef) (accounting.Template, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Template, error) {
		t := accounting.Template{Project: project, Owner: by.ID, Name: name}
		if shared {
			t.Owner = ident.UserID{}
		}
		for _, ref := range from {
			if _, err := visibleJournal(tx, by, ref.Journal, now); err != nil {
				return t, err
			}
			p, err := tx.Posting(ref.Journal, ref.Number)
			if err != nil {
				return t, err
			}
			t.Steps = append(t.Steps, accounting.StepOf(p))
		}
		return accounting.SaveTemplate(tx, by, t, now)
	})
}

// DeletePostingTemplate forgets one of the person's own templates, or a shared one.
func (s *Session) DeletePostingTemplate(ctx context.Context, project ident.ProjectID, name string, shared bool) (accounting.Template, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Template, error) {
		return accounting.DeleteTemplate(tx, by, project, name, shared, now)
	})
}

// PostTemplate enters all postings of a template, or none.
func (s *Session) PostTemplate(ctx context.Context, project ident.ProjectID, name string, day calendar.Day, totalMinor int64) ([]accounting.Posting, error) {
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) ([]accounting.Posting, error) {
		return accounting.PostTemplate(tx, by, poste, project, name, day, totalMinor, now)
	})
}
