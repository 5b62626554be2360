package workspace

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/exchange"
)

// Backup is a backup that lies in a folder.
type Backup struct {
	Path string
	Made string // day and time of its name, "2026-11-21 09:14"
	Size int64  // bytes

	written time.Time // of the file, which tells several of one minute apart
}

// Name is that of the file.
func (b Backup) Name() string { return filepath.Base(b.Path) }

// BackupExtension is that of backups.
const BackupExtension = archive.Extension

// BackupProgress is told how many bytes of how many are done.
type BackupProgress = archive.Tell

const (
	backupsName     = "backups"
	attachmentsName = "attachments"
	backupStem      = "sauvegarde"
)

// Backups gives the folder in which backups lie unless a person chooses another.
func (w *Workspace) Backups() string { return filepath.Join(w.dir, backupsName) }

// backupFacts is what is known of a backup before it is written.
type backupFacts struct {
	manifest archive.Manifest
	name     string
	prefix   string // of the names of this poste's backups
	by       directory.Actor
	now      time.Time
}

// CreateBackup writes an encrypted backup of the whole data folder into a folder, or
// into that of backups when dir is empty, and reads it back before it counts: under
// the passphrase, or without one for the recovery key in use. In the folder of
// backups older ones make room, see keepBackups. A copy that ctx stops leaves
// nothing.
func (s *Session) CreateBackup(ctx context.Context, passphrase, dir string, tell archive.Tell) (made Backup, err error) {
	if passphrase != "" {
		if err := CheckPassphrase(passphrase); err != nil {
			return made, err
		}
	}
	facts, err := s.backupFacts(ctx)
	if err != nil {
		return made, err
	}
	seal := archive.Seal{Passphrase: passphrase, Effort: s.w.effort}
	if passphrase == "" {
		if seal, err = s.w.sealForKey(ctx, &facts); err != nil {
			return made, err
		}
	}
	if made, err = s.w.createBackup(ctx, dir, facts, seal, tell); err != nil {
		return made, err
	}
	return made, unfinished(s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return s.w.noteBackup(tx, by, made, facts, now)
	}), made.Path)
}

// unfinished says of a backup that is whole that what follows it failed: why, told
// alone, would say that nothing was done.
func unfinished(err error, path string) error {
	if err == nil {
		return nil
	}
	return fault.Wrap(err, fault.Conflict, "workspace.backup-unfinished", fault.Args{"Path": path})
}

// noteBackup records that a backup was made. What a person has laid elsewhere, on a
// stick perhaps, is not the one that a poste makes each day, nor copies.
func (w *Workspace) noteBackup(tx *storage.Tx, by directory.Actor, made Backup, facts backupFacts, now time.Time) error {
	if facts.manifest.Recovery != nil && sameFolder(filepath.Dir(made.Path), w.Backups()) {
		plan, err := tx.BackupPlan()
		if err != nil {
			return err
		}
		plan.Made = facts.manifest.Made
		if err := tx.SaveBackupPlan(plan); err != nil {
			return err
		}
	}
	return directory.Note(tx, by, ident.UserID{}, directory.VerbBackupMade, now, directory.Detail{Name: "file", Value: made.Name()})
}

// createBackup writes the file, and lets older ones make room in the folder of backups.
func (w *Workspace) createBackup(ctx context.Context, dir string, facts backupFacts, seal archive.Seal, tell archive.Tell) (Backup, error) {
	own := w.Backups()
	if dir == "" {
		dir = own
	}
	var path string
	err := w.withBackups(ctx, func(scratch string) (err error) {
		if path, err = w.writeBackup(ctx, scratch, dir, facts, seal, tell); err != nil {
			return err
		}
		if sameFolder(dir, own) {
			return unfinished(w.rotateBackups(ctx, own, facts, path), path)
		}
		return nil
	})
	if err != nil {
		return Backup{}, err
	}
	made, err := describeBackup(path)
	return made, unfinished(err, path)
}

func (s *Session) backupFacts(ctx context.Context) (f backupFacts, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightBackupFull, directory.Place{}, now); err != nil {
			return err
		}
		f, err = folderFacts(tx, by, now)
		return err
	})
	return f, err
}

// sealForKey gives the seal for the recovery key in use.
func (w *Workspace) sealForKey(ctx context.Context, f *backupFacts) (seal archive.Seal, err error) {
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		seal, err = w.forKey(tx, &f.manifest)
		return err
	})
	return seal, err
}

func folderFacts(tx *storage.Tx, by directory.Actor, now time.Time) (f backupFacts, err error) {
	f.by, f.now = by, now
	home, err := tx.Home()
	if err != nil {
		return f, err
	}
	poste, err := homePoste(tx, home)
	if err != nil {
		return f, err
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return f, err
	}
	chain, err := tx.TrustChain()
	if err != nil {
		return f, err
	}
	zone, err := calendar.Zone(organisation.TimeZone)
	if err != nil {
		return f, err
	}
	f.manifest = archive.Manifest{
		Organisation: organisation.ID, Name: organisation.Name, Side: string(home.Side), Poste: home.Poste,
		Number: poste.Number, Made: now.UTC().Truncate(time.Second), Chain: chain,
	}
	f.prefix = backupPrefix(f.manifest)
	f.name = f.prefix + now.In(zone).Format("2006-01-02_15h04") + archive.Extension
	return f, nil
}

// backupPrefix gives "sauvegarde_eau_vive_poste-1_": whose backup it is.
func backupPrefix(m archive.Manifest) string {
	from := "siege"
	if m.Side != string(directory.HeadOffice) {
		from = fmt.Sprintf("poste-%d", m.Number)
	}
	return backupStem + "_" + exchange.PlainName(m.Name) + "_" + from + "_"
}

// How long who works on backups waits for who does already, and how often one looks.
const (
	waitForBackups = 20 * time.Second
	lookForBackups = 50 * time.Millisecond
)

// withBackups gives what works on backups a folder for what is not finished. One
// program at a time does; what an earlier one left when it was killed is removed. A
// backup that makes itself gives way to what a person has asked for.
func (w *Workspace) withBackups(ctx context.Context, do func(scratch string) error) (err error) {
	lock := flock.New(filepath.Join(w.Backups(), ".lock"), flock.SetPermissions(0o600))
	free, err := lock.TryLock()
	if err == nil && !free {
		w.giveWay(ctx)
		waiting, done := context.WithTimeout(ctx, waitForBackups)
		defer done()
		if free, err = lock.TryLockContext(waiting, lookForBackups); errors.Is(err, context.DeadlineExceeded) {
			err = nil
		}
	}
	if err != nil {
		return writeFault(err, w.Backups())
	}
	if !free {
		return fault.New(fault.Conflict, "workspace.backup-busy", nil)
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	if err := archive.Sweep(w.Backups()); err != nil {
		return writeFault(err, w.Backups())
	}
	scratch, err := archive.Scratch(w.Backups())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	return do(scratch)
}

func (w *Workspace) writeBackup(ctx context.Context, scratch, dir string, f backupFacts, seal archive.Seal, tell archive.Tell) (string, error) {
	copied := filepath.Join(scratch, databaseName)
	if err := sqlite.Copy(ctx, w.database(), copied); err != nil {
		return "", err
	}
	if err := sqlite.Strip(ctx, copied); err != nil {
		return "", err
	}
	if err := sqlite.Check(ctx, copied); err != nil {
		return "", err
	}
	if err := w.sweepAttachments(ctx); err != nil {
		return "", err
	}
	names, err := w.attachments()
	if err != nil {
		return "", err
	}
	rest := archive.FromFolder(w.dir)
	from := func(name string) (fs.File, error) {
		if name == databaseName {
			return os.Open(copied)
		}
		return rest(name)
	}
	if f.manifest.Files, err = archive.Describe(ctx, append([]string{databaseName}, names...), from); err != nil {
		return "", err
	}
	return archive.Create(ctx, dir, f.name, seal, f.manifest, from, tell)
}

func (w *Workspace) database() string { return filepath.Join(w.dir, databaseName) }

// attachments names the files of the cabinet of attachments, as paths in the data
// folder with slashes. What somebody else has laid there is none of ours, and may have
// any name.
func (w *Workspace) attachments() (names []string, err error) {
	err = filepath.WalkDir(filepath.Join(w.dir, attachmentsName), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !w.Cabinet().Keeps(path) {
			return err
		}
		name, err := filepath.Rel(w.dir, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	slices.Sort(names)
	return names, err
}

func sameFolder(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	return err == nil && os.SameFile(first, second)
}

// Backups lists the backups that lie in a folder, or in that of backups when dir is
// empty, the newest first by their names.
func (s *Session) Backups(ctx context.Context, dir string) ([]Backup, error) {
	if err := s.Can(ctx, directory.RightBackupFull, directory.Place{}); err != nil {
		return nil, err
	}
	if dir == "" {
		dir = s.w.Backups()
	}
	return backupsIn(dir, s.w.now())
}

// madeAt finds day and time in the name of a backup.
var madeAt = regexp.MustCompile(`^` + backupStem + `_.*_(\d{4}-\d{2}-\d{2})_(\d{2})h(\d{2})(?:-(\d+))?\` + archive.Extension + `$`)

// backupsIn lists the backups in a folder, the newest first by their names, see byMade.
func backupsIn(dir string, now time.Time) ([]Backup, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fault.Wrap(err, fault.Missing, "workspace.no-backups", fault.Args{"Path": dir})
	}
	var found []Backup
	for _, e := range entries {
		b, err := describeBackup(filepath.Join(dir, e.Name()))
		if err != nil || b.Made == "" || b.Size == 0 { // an empty one is a name that a program was about to fill when it was killed
			continue
		}
		found = append(found, b)
	}
	slices.SortStableFunc(found, func(a, b Backup) int {
		return cmp.Or(byMade(a.Made, b.Made, now), b.written.Compare(a.written))
	})
	return found, nil
}

// byMade orders backups by day and time of their names, the newest first; those last
// that a clock ahead of now has named, since what was made after it was put right is
// newer. Names are in the zone of the organisation.
func byMade(a, b string, now time.Time) int {
	latest := now.Add(24 * time.Hour).UTC().Format("2006-01-02 15:04")
	if aAhead, bAhead := a > latest, b > latest; aAhead != bAhead {
		if aAhead {
			return 1
		}
		return -1
	}
	return strings.Compare(b, a)
}

func describeBackup(path string) (Backup, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return Backup{}, errors.Join(err, fs.ErrInvalid)
	}
	b := Backup{Path: path, Size: info.Size(), written: info.ModTime()}
	if at := madeAt.FindStringSubmatch(info.Name()); at != nil {
		b.Made = at[1] + " " + at[2] + ":" + at[3]
	}
	return b, nil
}

// keepBackups is how many of the newest backups stay; beyond them the newest of each
// of the last keepMonths months does.
const (
	keepBackups = 10
	keepMonths  = 12
)

// rotateBackups removes what is too old of the backups of this poste in a folder;
// it touches no others. Those under a passphrase and those for recovery keys make
// room for their like only. The one that was made just now stays, also where a clock
// that was put right makes it look older than others.
func (w *Workspace) rotateBackups(ctx context.Context, dir string, facts backupFacts, made string) error {
	all, err := backupsIn(dir, facts.now)
	if err != nil {
		return err
	}
	var own *ownUnlock
	if err := w.view(ctx, func(tx *storage.Tx, _ time.Time) (err error) {
		own, err = w.ownUnlock(tx)
		return err
	}); err != nil {
		return err
	}
	like := slices.DeleteFunc(all, func(b Backup) bool {
		_, like := facts.alike(b, own)
		return !like
	})
	months := map[string]bool{}
	for n, b := range like {
		month := b.Made[:len("2026-11")]
		first := !months[month]
		months[month] = true
		if n < keepBackups || first && len(months) <= keepMonths || b.Name() == filepath.Base(made) {
			continue
		}
		if err := os.Remove(b.Path); err != nil {
			return writeFault(err, dir)
		}
	}
	return nil
}

// alike tells of a backup that is named and protected as the one of these facts, and
// where keys protect it, that this poste has made it, as its manifest says. Names alone
// do not tell: postes that are not registered share theirs.
func (f backupFacts) alike(b Backup, own *ownUnlock) (m archive.Manifest, like bool) {
	if !strings.HasPrefix(b.Name(), f.prefix) {
		return m, false
	}
	kind, err := archive.KindOf(b.Path)
	byKeys := err == nil && kind == archive.ByKeys
	if f.manifest.Recovery == nil || !byKeys {
		return m, f.manifest.Recovery == nil && !byKeys
	}
	m, err = Unlock{own: own}.peek(b.Path)
	return m, err == nil && m.Poste == f.manifest.Poste
}
