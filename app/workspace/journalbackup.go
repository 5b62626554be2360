package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

// journalBackup is what is known of a backup of a journal before it is written.
type journalBackup struct {
	manifest archive.Manifest
	remember accounting.Backup
	name     string
	keys     registration.Keys
	office   [32]byte // head office's key, whose holder can open it too
	files    []string // attachments, as paths in the data folder
}

// BackupJournal writes a backup of one journal into a folder, or into that of
// backups when dir is empty, and reads it back before it counts. It is sealed for
// this poste and for head office, and signed. In the folder of backups older ones
// make room, but the last of a month stays. On demand it takes the right to make
// backups; what follows a closing or comes before a return belongs to that.
func (s *Session) BackupJournal(ctx context.Context, journal ident.BookID, reason accounting.BackupReason, dir string, tell archive.Tell) (made JournalBackup, err error) {
	own := s.w.Backups()
	if dir == "" {
		dir = own
	}
	var b journalBackup
	var path string
	err = s.w.withBackups(ctx, func(scratch string) error {
		if b, err = s.gatherJournal(ctx, scratch, journal, reason); err != nil {
			return err
		}
		if path, err = s.w.writeJournalBackup(ctx, scratch, dir, &b, tell); err != nil {
			return err
		}
		b.remember.Name = filepath.Base(path)
		if err := s.rememberBackup(ctx, b.remember); err != nil {
			return unfinished(err, path)
		}
		if sameFolder(dir, own) {
			return unfinished(s.w.rotateJournalBackups(b.manifest.Journal, path), path)
		}
		return nil
	})
	if err != nil {
		return JournalBackup{}, err
	}
	made, err = describeJournalBackup(path)
	return made, unfinished(err, path)
}

func (s *Session) rememberBackup(ctx context.Context, b accounting.Backup) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return accounting.NoteBackup(tx, by, b, now)
	})
}

// gatherJournal writes the postings and closings of a journal into the scratch
// folder, all at one instant, and says what they are.
func (s *Session) gatherJournal(ctx context.Context, scratch string, journal ident.BookID, reason accounting.BackupReason) (b journalBackup, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		j, err := tx.Journal(journal)
		if err != nil {
			return err
		}
		right := directory.RightJournalView
		if reason == accounting.BackupManual {
			right = directory.RightBackupMake
		}
		if err := accounting.May(tx, by, right, j, now); err != nil {
			return err
		}
		if err := s.w.describeJournal(tx, j, by, reason, now, &b); err != nil {
			return err
		}
		if err := writeRows(filepath.Join(scratch, postingsName), func(put func(any) error) error {
			return tx.PostingChain(journal, 1, func(p accounting.Posting) error { return put(rowOf(p)) })
		}); err != nil {
			return err
		}
		closings, err := tx.Closings(journal)
		if err != nil {
			return err
		}
		if err := writeRows(filepath.Join(scratch, closingsName), func(put func(any) error) error {
			return eachOf(closings, func(c accounting.Closing) error { return put(closingRowOf(c)) })
		}); err != nil {
			return err
		}
		b.files, err = s.w.papersToBackUp(tx, journal)
		return err
	})
	return b, err
}

// describeJournal fills in manifest, keys and name.
func (w *Workspace) describeJournal(tx *storage.Tx, j accounting.Journal, by directory.Actor, reason accounting.BackupReason, now time.Time, b *journalBackup) error {
	home, err := tx.Home()
	if err != nil {
		return err
	}
	poste, err := tx.Poste(home.Poste)
	if isMissing(err) {
		return fault.New(fault.Denied, "workspace.backup-unregistered", nil)
	}
	if err != nil {
		return err
	}
	if b.keys, err = w.registeredKeys(poste); err != nil {
		return err
	}
	trust, err := pinnedTrust(tx)
	if err != nil {
		return err
	}
	b.office = trust.Newest().HeadOffice
	organisation, err := tx.Organisation()
	if err != nil {
		return err
	}
	if err := describeContent(tx, j, by, reason, now, b); err != nil {
		return err
	}
	b.remember.Poste = home.Poste
	b.manifest.Organisation, b.manifest.Name, b.manifest.Side = organisation.ID, organisation.Name, string(home.Side)
	b.manifest.Poste, b.manifest.Number, b.manifest.Made = home.Poste, poste.Number, b.remember.Made
	zone, err := calendar.Zone(j.TimeZone)
	b.name = journalStem(b.manifest.Journal) + now.In(zone).Format("2006-01-02_15h04") + "_" + reasonWords[reason] + "_" +
		strconv.FormatInt(b.remember.Head.Number, 10) + archive.Extension
	return err
}

func describeContent(tx *storage.Tx, j accounting.Journal, by directory.Actor, reason accounting.BackupReason, now time.Time, b *journalBackup) error {
	head, err := tx.PostingHead(j.ID)
	if err != nil {
		return err
	}
	owner, err := tx.Ownership(j.ID)
	if ignoreMissing(err) != nil {
		return err
	}
	closings, err := tx.Closings(j.ID)
	if err != nil {
		return err
	}
	b.remember = accounting.Backup{
		Journal: j.ID, Epoch: owner.Epoch, Head: head, Made: now.UTC().Truncate(time.Second), Reason: reason, Author: by.ID,
	}
	if n := len(closings); n > 0 {
		b.remember.Closing = closings[n-1].Hash
	}
	b.manifest.Journal = &archive.Journal{
		ID: j.ID, Project: j.ProjectCode, Code: j.Code, Name: j.Name, Currency: string(j.Currency), Base: string(j.Base),
		Epoch: owner.Epoch, Seq: head.Seq, Number: head.Number, Hash: head.Hash.String(), Closings: int64(len(closings)),
		Closing: b.remember.Closing.String(), Reason: string(reason), Author: by.ID, By: by.Name(),
	}
	return nil
}

// papersToBackUp names the attachments that the postings have and that are here,
// as paths in the data folder with slashes.
func (w *Workspace) papersToBackUp(tx *storage.Tx, journal ident.BookID) (names []string, err error) {
	list, err := papersOf(tx, journal)
	if err != nil {
		return nil, err
	}
	for _, a := range hashesOf(list) {
		path := w.Cabinet().Path(a.Hash)
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			continue // attached on another poste and never brought here, or lost: verify tells
		} else if err != nil {
			return nil, err
		}
		name, err := filepath.Rel(w.dir, path)
		if err != nil {
			return nil, err
		}
		names = append(names, filepath.ToSlash(name))
	}
	return names, nil
}

// writeJournalBackup writes the file, reads it back, and remembers its digest.
func (w *Workspace) writeJournalBackup(ctx context.Context, scratch, dir string, b *journalBackup, tell archive.Tell) (path string, err error) {
	gathered, rest := archive.FromFolder(scratch), archive.FromFolder(w.dir)
	from := func(name string) (fs.File, error) {
		if name == postingsName || name == closingsName {
			return gathered(name)
		}
		return rest(name)
	}
	if b.manifest.Files, err = archive.Describe(ctx, append([]string{postingsName, closingsName}, b.files...), from); err != nil {
		return "", err
	}
	keys := &archive.Keys{
		Recipients: [][32]byte{b.keys.Box.Public()},
		Sign: func(manifest []byte) []byte {
			b.remember.Digest = usrfile.BackupDigest(manifest)
			return usrfile.SignBackup(b.keys.Sign, manifest)
		},
		Opener: archive.Opener{
			Secrets: func() [][32]byte { return [][32]byte{b.keys.Box.Seed()} },
			Check: func(_ archive.Manifest, manifest, signature []byte) error {
				if !usrfile.CheckBackup(b.keys.Sign.Public(), manifest, signature) {
					return fault.New(fault.Forged, "archive.damaged", nil)
				}
				return nil
			},
		},
	}
	if b.office != b.keys.Box.Public() {
		keys.Recipients = append(keys.Recipients, b.office)
	}
	return archive.Create(ctx, dir, b.name, archive.Seal{Keys: keys}, b.manifest, from, tell)
}
