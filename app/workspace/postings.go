package workspace

import (
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// JournalLine is a posting as the page of its journal shows it.
type JournalLine struct {
	accounting.Posting
	ReversedBy int64 // number of the posting that cancels it, or 0
	Author     string
}

// JournalPage gives postings of a journal's page, and how many the filter selects.
func (s *Session) JournalPage(ctx context.Context, filter accounting.PageFilter) (lines []JournalLine, total int, err error) {
	err = s.viewJournal(ctx, filter.Journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		postings, count, err := tx.PostingPage(filter)
		if err != nil {
			return err
		}
		total = count
		lines, err = journalLines(tx, postings)
		return err
	})
	return lines, total, err
}

// journalLines gives postings of one journal with what cancels them and who made
// them, which few people are.
func journalLines(tx *storage.Tx, postings []accounting.Posting) ([]JournalLine, error) {
	if len(postings) == 0 {
		return nil, nil
	}
	numbers := make([]int64, len(postings))
	for i, p := range postings {
		numbers[i] = p.Entry.Number
	}
	reversed, err := tx.ReversedNumbers(postings[0].Entry.Book, numbers)
	if err != nil {
		return nil, err
	}
	names := map[ident.UserID]string{}
	lines := make([]JournalLine, len(postings))
	for i := range postings {
		e := &postings[i].Entry
		name, known := names[e.Author]
		if !known {
			if name, err = nameOf(tx, e.Author); err != nil {
				return nil, err
			}
			names[e.Author] = name
		}
		lines[i] = JournalLine{Posting: postings[i], ReversedBy: reversed[e.Number], Author: name}
	}
	return lines, nil
}

// Posting gives a posting by its number.
func (s *Session) Posting(ctx context.Context, journal ident.BookID, number int64) (line JournalLine, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		p, err := tx.Posting(journal, number)
		if err != nil {
			return err
		}
		line, err = journalLine(tx, p)
		return err
	})
	return line, err
}

func journalLine(tx *storage.Tx, p accounting.Posting) (line JournalLine, err error) {
	line.Posting = p
	by, err := tx.PostingReversalOf(p.Entry.Book, p.Entry.Number)
	if ignoreMissing(err) != nil {
		return line, err
	}
	line.ReversedBy = by.Entry.Number
	line.Author, err = nameOf(tx, p.Entry.Author)
	return line, err
}

// Post enters a posting and gives it its number.
func (s *Session) Post(ctx context.Context, journal ident.BookID, e accounting.Entry) (accounting.Posting, error) {
	if err := s.w.allKept(e.Attachments, nil); err != nil {
		return accounting.Posting{}, err
	}
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (accounting.Posting, error) {
		return accounting.Post(tx, by, poste, journal, e, now)
	})
}

// ReversePosting cancels a posting by a new one of a day, or of today.
func (s *Session) ReversePosting(ctx context.Context, journal ident.BookID, number int64, day calendar.Day, reason string) (accounting.Posting, error) {
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (accounting.Posting, error) {
		return accounting.Reverse(tx, by, poste, journal, number, day, reason, now)
	})
}

// Reposted is a posting that was put right.
type Reposted struct{ Reversal, Posting accounting.Posting }

// RepostPosting cancels a posting and enters what is right in its place.
func (s *Session) RepostPosting(ctx context.Context, journal ident.BookID, number int64, reason string, e accounting.Entry) (Reposted, error) {
	before, err := s.Posting(ctx, journal, number)
	if err != nil {
		return Reposted{}, err
	}
	if err := s.w.allKept(e.Attachments, before.Attachments); err != nil {
		return Reposted{}, err
	}
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (r Reposted, err error) {
		r.Reversal, r.Posting, err = accounting.Repost(tx, by, poste, journal, number, reason, e, now)
		return r, err
	})
}

// writePosting writes as the poste that this folder is.
func writePosting[T any](ctx context.Context, s *Session, write func(*storage.Tx, directory.Actor, ident.PosteID, time.Time) (T, error)) (T, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (T, error) {
		home, err := tx.Home()
		if err != nil {
			var none T
			return none, err
		}
		return write(tx, by, home.Poste, now)
	})
}

// CanPost says what keeps the person from posting in the journal now, or nil.
func (s *Session) CanPost(ctx context.Context, journal ident.BookID) error {
	return s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		home, err := tx.Home()
		if err != nil {
			return err
		}
		return accounting.CanPost(tx, by, home.Poste, journal, now)
	})
}

// Drafts lists the postings of a journal that people prepare.
func (s *Session) Drafts(ctx context.Context, journal ident.BookID) (drafts []accounting.Draft, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		drafts, err = tx.Drafts(journal)
		return err
	})
	return drafts, err
}

// SaveDraft keeps a posting that is being prepared; one without ID is new.
func (s *Session) SaveDraft(ctx context.Context, draft accounting.Draft) (accounting.Draft, error) {
	if err := s.w.allKept(draft.Attachments, nil); err != nil {
		return accounting.Draft{}, err
	}
	if draft.ID.IsZero() {
		id, err := draw[ident.DraftID](s.w)
		if err != nil {
			return accounting.Draft{}, err
		}
		draft.ID = id
	}
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Draft, error) {
		return accounting.SaveDraft(tx, by, draft, now)
	})
}

// DropDraft removes a draft.
func (s *Session) DropDraft(ctx context.Context, draft ident.DraftID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return accounting.DropDraft(tx, by, draft, now)
	})
}

// PostDraft posts a draft as it is stored.
func (s *Session) PostDraft(ctx context.Context, draft ident.DraftID) (accounting.Posting, error) {
	kept, err := viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (accounting.Draft, error) {
		return tx.Draft(draft)
	})
	if err != nil {
		return accounting.Posting{}, err
	}
	if err := s.w.allKept(kept.Attachments, nil); err != nil {
		return accounting.Posting{}, err
	}
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (accounting.Posting, error) {
		return accounting.PostDraft(tx, by, poste, draft, now)
	})
}

// AccountLines gives lines of the ledger of an account, of the journals that the
// person may see, and how many there are.
func (s *Session) AccountLines(ctx context.Context, f accounting.LineFilter) (lines []accounting.AccountLine, total int, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if f.Journals, err = readableJournals(tx, by, f.Project, f.Journals, now); err != nil {
			return err
		}
		lines, total, err = tx.AccountLines(f)
		return err
	})
	return lines, total, err
}

// AccountBalance adds up lines of an account, of the journals that the person may
// see, in the base currency and in that of the journals.
func (s *Session) AccountBalance(ctx context.Context, f accounting.LineFilter) (baseMinor, amountMinor int64, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if f.Journals, err = readableJournals(tx, by, f.Project, f.Journals, now); err != nil {
			return err
		}
		baseMinor, amountMinor, err = tx.AccountBalance(f)
		return err
	})
	return baseMinor, amountMinor, err
}

// AccountTotals gives what was posted on each account, in the journals that the
// person may see.
func (s *Session) AccountTotals(ctx context.Context, f accounting.TotalFilter) ([]accounting.Total, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (_ []accounting.Total, err error) {
		if f.Journals, err = readableJournals(tx, by, f.Project, f.Journals, now); err != nil {
			return nil, err
		}
		return tx.Totals(f)
	})
}

// readableJournals gives those of the asked journals of a project, or of all, of
// which the person may see reports. None at all is refused.
func readableJournals(tx *storage.Tx, by directory.Actor, project ident.ProjectID, asked []ident.BookID, now time.Time) ([]ident.BookID, error) {
	journals, err := visibleJournals(tx, by, accounting.JournalFilter{Project: project}, directory.RightReportView, now)
	if err != nil {
		return nil, err
	}
	readable := []ident.BookID{}
	for _, j := range journals {
		if asked == nil || slices.Contains(asked, j.ID) {
			readable = append(readable, j.ID)
		}
	}
	if len(readable) == 0 {
		return nil, fault.New(fault.Denied, "workspace.no-journal", nil)
	}
	return readable, nil
}
