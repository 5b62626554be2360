package workspace

import (
	"fmt"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// journalFacts are what this folder knows of closings.
type journalFacts struct{}

// journalsIn gives the journals of a transaction: verification itself knows none.
func journalsIn(s verification.Store) accounting.Store { return s.(accounting.Store) }

// AtPoste gives the closings that wait for a decision.
func (journalFacts) AtPoste(s verification.Store, p mark.Purpose) (items []verification.Item, err error) {
	if p == mark.PurposeRestore {
		home, err := s.Home()
		if err != nil {
			return nil, err
		}
		return restoresOf(s.(restoring), home.Poste, false)
	}
	if p != mark.PurposeClosing {
		return nil, nil
	}
	home, err := s.Home()
	if err != nil {
		return nil, err
	}
	pending, err := journalsIn(s).PendingClosings()
	if err != nil {
		return nil, err
	}
	for _, c := range pending {
		if c.Poste == home.Poste {
			if items, err = withClosing(items, journalsIn(s), c); err != nil {
				return nil, err
			}
		}
	}
	return items, nil
}

// AtOffice gives the closings that head office has received from a poste and
// released: of each journal the newest that was sent.
func (journalFacts) AtOffice(s verification.Store, poste ident.PosteID, p mark.Purpose) (items []verification.Item, err error) {
	if p == mark.PurposeRestore {
		return restoresOf(s.(restoring), poste, true)
	}
	if p != mark.PurposeClosing {
		return nil, nil
	}
	journals, err := journalsIn(s).Journals(accounting.JournalFilter{})
	if err != nil {
		return nil, err
	}
	for _, j := range journals {
		closings, err := journalsIn(s).Closings(j.ID)
		if err != nil {
			return nil, err
		}
		var newest accounting.Closing
		for _, c := range closings {
			if c.Exported() && c.Poste == poste {
				newest = c
			}
		}
		if newest.State == accounting.ClosingReleased {
			if items, err = withClosing(items, journalsIn(s), newest); err != nil {
				return nil, err
			}
		}
	}
	return items, nil
}

func withClosing(items []verification.Item, s accounting.Store, c accounting.Closing) ([]verification.Item, error) {
	j, err := s.Journal(c.Journal)
	return append(items, verification.Item{Subject: c.Digest, Text: closingText(j, c)}), err
}

// closingText names a closing among people, in no language: "P01/BQ1 · 3 · 2026-10-31".
func closingText(j accounting.Journal, c accounting.Closing) string {
	return fmt.Sprintf("%s · %d · %s", j.Ref(), c.Number, c.Until)
}

// releasePermitted releases the closing about which a code or its file has just
// been accepted, and spends what was permitted.
func (w *Workspace) releasePermitted(tx *storage.Tx, by directory.Actor, done verification.Outcome, clock exchange.Clock) error {
	if done.Purpose != mark.PurposeClosing {
		return nil
	}
	v, err := tx.Verification(mark.PurposeClosing)
	if err != nil {
		return err
	}
	if _, err := tx.ClosingByDigest(v.Subject); err != nil {
		return ignoreMissing(err)
	}
	if err := verification.Permit(tx, by, usrfile.ClosingSubject(v.Subject), clock); err != nil {
		return err
	}
	_, err = accounting.ReleaseByCode(tx, by, v.Subject, clock.Now())
	return err
}
