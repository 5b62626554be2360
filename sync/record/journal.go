package record

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/sync/verification"
)

// journalToldOf gives the journal that a line of the history names, when the poste
// that tells it has been given it under some epoch.
func (t *taking) journalToldOf(a directory.Act) (j accounting.Journal, found bool, err error) {
	project, code, _ := strings.Cut(detail(a, "journal"), "/")
	j, err = t.JournalByRef(project, code)
	if kind, _ := fault.KindOf(err); kind == fault.Missing || kind == fault.Invalid {
		return j, false, nil
	}
	if err != nil {
		return j, false, err
	}
	history, err := t.Ownerships(j.ID)
	return j, slices.ContainsFunc(history, func(o ledger.Ownership) bool { return o.Poste == a.Origin }), err
}

// backedUp remembers a backup of a journal, so that its restore can be permitted.
func (t *taking) backedUp(a directory.Act) error {
	j, found, err := t.journalToldOf(a)
	if err != nil || !found {
		return err
	}
	b, err := accounting.ReadBackupFacts(j, a)
	if err != nil {
		return nil // does not say which
	}
	b.Told = t.now
	return t.SaveJournalBackup(b)
}

// restoredJournal remembers that a poste has restored a journal, and raises an alarm
// when that contradicts what it had closed and nobody at head office has approved
// it.
func (t *taking) restoredJournal(a directory.Act) error {
	j, found, err := t.journalToldOf(a)
	if err != nil || !found {
		return err
	}
	told, err := accounting.ReadRestoreFacts(j, a)
	if err != nil || told.Number == 0 {
		return nil // nothing was put aside, or it does not say what
	}
	if err := t.SaveRestoreTold(told.Branch); err != nil {
		return err
	}
	done := verification.RestoreDone{Journal: j, Poste: a.Origin, Cut: told.Cut, End: told.End, Backup: told.Backup, Code: told.Code}
	lawful, err := done.Lawful(t)
	if err != nil || lawful {
		return err
	}
	return t.raise(directory.AlarmUnapprovedRestore, ident.UserID{}, done.Details()...)
}

// restored reports whether a restore, of which the poste has told, explains why the
// end that it told before is gone: that was put aside, and the chain has gone on
// under numbers after all that were.
func (t *taking) restored(known receipt.Head, now ledger.Head) (bool, error) {
	told, err := t.RestoresTold(known.Book)
	return slices.ContainsFunc(told, func(b accounting.Branch) bool {
		return b.Poste == known.Poste && b.Cut.Seq < known.Head.Seq && known.Head.Seq <= b.End.Seq && now.Number > b.End.Number
	}), err
}
