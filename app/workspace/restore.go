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
	"github.com/comptoir/comptoir/app/cabinet"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// BackupContent is what a backup says of itself.
type BackupContent struct {
	archive.Manifest
	Fingerprint usrfile.Fingerprint // of the organisation
}

// PeekBackup reads what a backup is of, and nothing else of it.
func PeekBackup(path string, with Unlock) (BackupContent, error) {
	m, err := with.peek(path)
	if err != nil {
		return BackupContent{}, err
	}
	return contentOf(m)
}

// PeekBackup reads what a backup is of on the poste where it may have been made.
func (s *Session) PeekBackup(ctx context.Context, path string, with Unlock) (BackupContent, error) {
	with, err := s.onThisPoste(ctx, with)
	if err != nil {
		return BackupContent{}, err
	}
	return PeekBackup(path, with)
}

func contentOf(m archive.Manifest) (BackupContent, error) {
	chain, err := usrfile.DecodeChain(m.Chain)
	if err != nil {
		return BackupContent{}, exchange.AsFault(err)
	}
	trust, err := chain.Verify()
	if err != nil {
		return BackupContent{}, exchange.AsFault(err)
	}
	return BackupContent{m, trust.Fingerprint()}, nil
}

// VerifyBackup reads all of a backup: every file must be the one that was written,
// and the database in it whole, with a chain in every book. Its files are unpacked
// into the empty folder scratch, which the caller removes.
func VerifyBackup(ctx context.Context, path string, with Unlock, scratch string, tell archive.Tell) (BackupContent, error) {
	return unpack(ctx, path, with, scratch, nil, tell)
}

// VerifyBackup verifies a backup on the poste where it may have been made.
func (s *Session) VerifyBackup(ctx context.Context, path string, with Unlock, tell archive.Tell) (content BackupContent, err error) {
	if with, err = s.onThisPoste(ctx, with); err != nil {
		return content, err
	}
	err = s.w.withBackups(ctx, func(scratch string) error {
		content, err = VerifyBackup(ctx, path, with, scratch, tell)
		return err
	})
	return content, err
}

// unpack writes the files of a backup into a folder and verifies them, the database
// with the schema of this program. fits sees what it is of before anything is written.
func unpack(ctx context.Context, path string, with Unlock, scratch string, fits func(BackupContent) error, tell archive.Tell) (content BackupContent, err error) {
	_, err = with.read(ctx, path, func(m archive.Manifest) (archive.Sink, error) {
		if content, err = contentOf(m); err != nil {
			return nil, err
		}
		if fits != nil {
			if err := fits(content); err != nil {
				return nil, err
			}
		}
		return archive.IntoFolder(scratch), nil
	}, tell)
	if err != nil {
		return content, err
	}
	database := filepath.Join(scratch, databaseName)
	if err := sqlite.Check(ctx, database); err != nil {
		return content, err
	}
	store, err := sqlite.OpenExisting(ctx, database) // which brings an older one to the newest schema
	if err != nil {
		return content, err
	}
	err = store.View(ctx, verifyBooks)
	return content, errors.Join(err, store.Close())
}

// verifyBooks verifies the chain and the totals of every book and every journal.
func verifyBooks(tx *storage.Tx) error {
	books, err := tx.Books(cashbook.BookFilter{})
	if err != nil {
		return err
	}
	for _, b := range books {
		if _, err := verifyBook(tx, b.ID); err != nil {
			return err
		}
	}
	journals, err := tx.Journals(accounting.JournalFilter{})
	if err != nil {
		return err
	}
	for _, j := range journals {
		if _, err := accounting.Verify(tx, j.ID); err != nil {
			return err
		}
	}
	return nil
}

// Restored is what a restore did.
type Restored struct {
	Content  BackupContent
	Replaced string // the copy of the database as it was before; empty for a folder that was empty
	NewPoste bool   // the folder is a poste of its own now, which has to be registered
}

// RestoreBackup puts a backup of this poste back, see BACKUP.md for what that is:
// no mark, no number and no entry goes back. The database as it was stays beside
// the backups. Whatever goes wrong, or stops the program, leaves it as it was.
func (s *Session) RestoreBackup(ctx context.Context, path string, with Unlock, tell archive.Tell) (r Restored, err error) {
	facts, err := s.backupFacts(ctx)
	if err != nil {
		return r, err
	}
	if with, err = s.onThisPoste(ctx, with); err != nil {
		return r, err
	}
	fits := func(c BackupContent) error {
		if c.Organisation != facts.manifest.Organisation || c.Poste != facts.manifest.Poste || c.Side != facts.manifest.Side {
			return fault.New(fault.Invalid, "workspace.backup-elsewhere", fault.Args{"Name": c.Name, "Poste": c.Number})
		}
		return nil
	}
	extent := sqlite.Tails
	if facts.manifest.Side == string(directory.HeadOffice) {
		extent = sqlite.Directory
	}
	err = s.w.withBackups(ctx, func(scratch string) error {
		if r.Content, err = unpack(ctx, path, with, scratch, fits, tell); err != nil {
			return err
		}
		before := "avant-restauration_" + facts.now.UTC().Format("2006-01-02_15h04m05")
		if r.Replaced, err = s.w.keepReplaced(ctx, scratch, before); err != nil {
			return err
		}
		return s.w.restore(ctx, scratch, extent, func(tx *storage.Tx) error {
			return noteRestored(tx, facts.by, r.Content, facts.now)
		})
	})
	return r, err
}

// keepReplaced copies the database as it is now, so that whatever a restore changes
// can still be read.
func (w *Workspace) keepReplaced(ctx context.Context, scratch, name string) (string, error) {
	copied := filepath.Join(scratch, "replaced.db")
	if err := sqlite.Copy(ctx, w.database(), copied); err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		path := filepath.Join(w.Backups(), name+".db")
		if n > 1 {
			path = filepath.Join(w.Backups(), name+"-"+strconv.Itoa(n)+".db")
		}
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, os.Rename(copied, path)
		}
	}
}

// restore puts the unpacked backup into place: attachments, which are added, or put
// right where one is damaged, and then the database in one transaction, after which it is verified.
func (w *Workspace) restore(ctx context.Context, scratch string, extent sqlite.Extent, then func(*storage.Tx) error) error {
	if err := w.restoreAttachments(scratch); err != nil {
		return err
	}
	err := sqlite.Restore(ctx, w.database(), filepath.Join(scratch, databaseName), extent, func(tx *storage.Tx) error {
		if err := then(tx); err != nil {
			return err
		}
		return verifyBooks(tx)
	})
	w.imports.Add(1)
	return err
}

// restoreAttachments puts the files of a cabinet into ours, and no others.
func (w *Workspace) restoreAttachments(scratch string) error {
	from := filepath.Join(scratch, attachmentsName)
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == from {
			return nil
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(scratch, path)
		if err != nil {
			return err
		}
		to := filepath.Join(w.dir, name)
		if d.IsDir() || !w.Cabinet().Keeps(to) {
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) && (err != nil || cabinet.Whole(to) || !cabinet.Whole(path)) {
			return err
		}
		return os.Rename(path, to)
	})
}

func noteRestored(tx *storage.Tx, by directory.Actor, c BackupContent, now time.Time) error {
	return directory.Note(tx, by, ident.UserID{}, directory.VerbBackupRestored, now, directory.Detail{Name: "backup-of", Value: c.Made.Format(time.RFC3339)})
}

// RestoreElsewhere puts a backup into a folder without organisation, after people have
// compared the fingerprint. A site becomes a new poste: it has keys of its own once
// it asks to be registered, and its books can be read only until head office
// grants them. What was applied is marked as applied, so that nothing older is taken.
// So does head office where it kept books itself: numbers may have been given out in
// them after the backup, and only a person can say which; see WithdrawBook.
// With the recovery key the new poste makes its own backups for that key at once.
func (w *Workspace) RestoreElsewhere(ctx context.Context, path string, with Unlock, compared usrfile.Fingerprint, tell archive.Tell) (r Restored, err error) {
	condition, err := w.Condition(ctx)
	if err != nil {
		return r, err
	}
	if !condition.Empty {
		return r, fault.New(fault.Conflict, "storage.not-empty", nil)
	}
	poste, err := draw[ident.PosteID](w)
	if err != nil {
		return r, err
	}
	fits := func(c BackupContent) error {
		if c.Fingerprint != compared {
			return fault.New(fault.Forged, "workspace.backup-fingerprint", fault.Args{"Fingerprint": c.Fingerprint.String()})
		}
		return nil
	}
	err = w.withBackups(ctx, func(scratch string) error {
		if r.Content, err = unpack(ctx, path, with, scratch, fits, tell); err != nil {
			return err
		}
		return w.restore(ctx, scratch, sqlite.Whole, func(tx *storage.Tx) error {
			if r.NewPoste, err = w.begin(tx, r.Content, poste); err != nil || r.Content.Recovery == nil {
				return err
			}
			return w.goOnFor(tx, with.Key, r.Content)
		})
	})
	return r, err
}

// goOnFor makes backups of the folder for the recovery key that has opened it.
func (w *Workspace) goOnFor(tx *storage.Tx, key KeyCopy, c BackupContent) error {
	if err := w.certify(tx, key, directory.Actor{}, c.Made); err != nil {
		return err
	}
	return tx.SaveBackupPlan(directory.BackupPlan{Automatic: true})
}

// begin makes of what was restored a folder with marks of its own.
func (w *Workspace) begin(tx *storage.Tx, c BackupContent, poste ident.PosteID) (newPoste bool, err error) {
	home, err := tx.Home()
	if err != nil {
		return false, err
	}
	if err := tx.SaveTrustChain(c.Chain); err != nil {
		return false, err
	}
	times := mark.Times{Observed: c.Made}
	if home.Side == directory.Site {
		if times.Signed, err = rememberApplied(tx); err != nil {
			return false, err
		}
		if err := tx.ForgetExchange(c.Made); err != nil {
			return false, err
		}
	}
	was, err := homePoste(tx, home)
	if err != nil {
		return false, err
	}
	if newPoste = home.Side == directory.Site || was.Number > 0; newPoste {
		if err := tx.SaveHome(directory.Home{Side: home.Side, Poste: poste}); err != nil {
			return false, err
		}
	}
	if err := tx.SaveTimes(times); err != nil {
		return false, err
	}
	return newPoste, noteRestored(tx, directory.Actor{}, c, c.Made)
}

// rememberApplied makes the marks of what the backup says was applied and spent.
func rememberApplied(tx *storage.Tx) (newest time.Time, err error) {
	people, files, _, err := tx.AppliedFiles(maxPeople)
	if err != nil {
		return newest, err
	}
	for n, id := range people {
		issued, err := exchange.RememberApplied(tx, id, files[n])
		if err != nil {
			return newest, err
		}
		if issued.After(newest) {
			newest = issued
		}
		if err := rememberSpent(tx, id); err != nil {
			return newest, err
		}
	}
	return newest, nil
}

// maxPeople is more than a site knows.
const maxPeople = 1 << 20

// rememberSpent marks the activation of somebody who has a password as used.
func rememberSpent(tx *storage.Tx, id ident.UserID) error {
	u, err := tx.User(id)
	if err != nil || u.Activation.ID.IsZero() {
		return err
	}
	c, err := tx.Credential(id)
	if isMissing(err) {
		return nil
	} else if err != nil {
		return err
	}
	return tx.SpendActivation(u.Activation.ID, c.Changed)
}
