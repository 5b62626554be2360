package accounting

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// maxDrafts is how many drafts a journal can have.
const maxDrafts = 500

// SaveDraft keeps a posting that is being prepared, complete or not; a new draft
// brings an ID that nobody has and version 0. Everybody who may post in the journal
// sees and changes it. A draft that somebody else has saved meanwhile is refused
// with fault.Conflict.
func SaveDraft(s Records, by directory.Actor, draft Draft, now time.Time) (Draft, error) {
	j, err := s.Journal(draft.Journal)
	if err != nil {
		return Draft{}, err
	}
	if err := May(s, by, directory.RightPostingRecord, j, now); err != nil {
		return Draft{}, err
	}
	if !draft.Mask.known() || draft.Mask == MaskRestore || draft.Mask == MaskClosing {
		return Draft{}, fault.New(fault.Invalid, "accounting.mask", fault.Args{"Mask": fault.Excerpt(string(draft.Mask))})
	}
	if draft.Content, err = draft.cleanTexts(); err != nil {
		return Draft{}, err
	}
	if draft.Version == 0 {
		others, err := s.Drafts(j.ID)
		if err != nil {
			return Draft{}, err
		}
		if len(others) >= maxDrafts {
			return Draft{}, fault.New(fault.Invalid, "accounting.drafts-many", fault.Args{"Journal": j.Ref(), "Most": maxDrafts})
		}
	}
	draft.Author, draft.Changed = by.ID, now.UTC().Truncate(time.Second)
	return s.SaveDraft(draft)
}

// DropDraft removes a draft.
func DropDraft(s Records, by directory.Actor, id ident.DraftID, now time.Time) error {
	if _, err := draftOf(s, by, id, now); err != nil {
		return err
	}
	return s.DeleteDraft(id)
}

// PostDraft posts a draft as it is stored and removes it.
func PostDraft(s Records, by directory.Actor, poste ident.PosteID, id ident.DraftID, now time.Time) (Posting, error) {
	draft, err := draftOf(s, by, id, now)
	if err != nil {
		return Posting{}, err
	}
	posting, err := Post(s, by, poste, draft.Journal, Entry{draft.Day, draft.Content}, now)
	if err != nil {
		return Posting{}, err
	}
	return posting, s.DeleteDraft(id)
}

func draftOf(s Records, by directory.Actor, id ident.DraftID, now time.Time) (Draft, error) {
	draft, err := s.Draft(id)
	if err != nil {
		return Draft{}, err
	}
	j, err := s.Journal(draft.Journal)
	if err != nil {
		return Draft{}, err
	}
	return draft, May(s, by, directory.RightPostingRecord, j, now)
}
