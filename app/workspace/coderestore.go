package workspace

import (
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/verification"
)

// restoring is what the facts of restores are read from.
type restoring interface{ accounting.RestoreStore }

// restoresOf gives the critical restores that a poste can ask for, and by the same
// rules those that head office would permit: to a backup that the poste has made,
// and told, of a journal that it keeps, whose last posting is in the chain, when
// every closing that would be contradicted was rejected.
func restoresOf(s restoring, poste ident.PosteID, told bool) (items []verification.Item, err error) {
	journals, err := s.Journals(accounting.JournalFilter{})
	if err != nil {
		return nil, err
	}
	for _, j := range journals {
		owner, err := s.Ownership(j.ID)
		if ignoreMissing(err) != nil {
			return nil, err
		}
		if owner.Poste != poste || poste.IsZero() {
			continue
		}
		backups, err := s.JournalBackups(j.ID)
		if err != nil {
			return nil, err
		}
		for _, b := range backups {
			if b.Poste != poste || b.Told.IsZero() == told {
				continue
			}
			if items, err = withRestore(items, s, j, b); err != nil {
				return nil, err
			}
		}
	}
	return items, nil
}

func withRestore(items []verification.Item, s restoring, j accounting.Journal, b accounting.Backup) ([]verification.Item, error) {
	held, err := accounting.InChain(s, j.ID, b.Head)
	if err != nil || !held {
		return items, err
	}
	affected, err := accounting.AffectedClosings(s, j.ID, b.Head)
	if err != nil || len(affected) == 0 || accounting.CheckAffected(j, affected) != nil {
		return items, err
	}
	subject, err := verification.RestoreOf(s, j.ID, b.Digest, affected)
	return append(items, verification.Item{Subject: subject.Value, Text: restoreText(j, b)}), err
}

// restoreText names a backup among people, in no language: "P01/BQ1 · 12 · 2026-10-31 14:05".
func restoreText(j accounting.Journal, b accounting.Backup) string {
	made := b.Made
	if zone, err := time.LoadLocation(j.TimeZone); err == nil {
		made = made.In(zone)
	}
	return fmt.Sprintf("%s · %d · %s", j.Ref(), b.Head.Number, made.Format("2006-01-02 15:04"))
}
