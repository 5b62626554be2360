package workspace

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// JournalBackup is a backup of a journal that lies in a folder, as its name tells.
type JournalBackup struct {
	Path   string
	Ref    string // of the journal, "P01/BQ1"
	Made   string // day and time, "2026-11-22 14:05"
	Reason accounting.BackupReason
	Number int64 // of the last posting in it
	Size   int64 // bytes

	written time.Time // of the file, which tells several of one minute apart
}

// Name is that of the file.
func (b JournalBackup) Name() string { return filepath.Base(b.Path) }

// reasonWords are how names of backups say what they were made for.
var reasonWords = map[accounting.BackupReason]string{
	accounting.BackupDay: "jour", accounting.BackupMonth: "mois", accounting.BackupProvisional: "provisoire",
	accounting.BackupReturn: "restitution", accounting.BackupManual: "manuelle",
}

// named finds what the name of a backup of a journal tells.
var namedJournal = regexp.MustCompile(`^([A-Za-z0-9-]+)_([A-Z][A-Z0-9]{0,5})_(\d{4}-\d{2}-\d{2})_(\d{2})h(\d{2})_([a-z]+)_(\d{1,18})(?:-\d+)?\` + archive.Extension + `$`)

// journalStem begins the names of a journal's backups: "P01_BQ1_".
func journalStem(j *archive.Journal) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
			return r
		}
		return '-'
	}, j.Project)
	return plain + "_" + j.Code + "_"
}

func describeJournalBackup(path string) (JournalBackup, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return JournalBackup{}, errors.Join(err, fs.ErrInvalid)
	}
	b := JournalBackup{Path: path, Size: info.Size(), written: info.ModTime()}
	at := namedJournal.FindStringSubmatch(info.Name())
	if at == nil {
		return b, nil
	}
	b.Ref, b.Made = at[1]+"/"+at[2], at[3]+" "+at[4]+":"+at[5]
	for reason, word := range reasonWords {
		if word == at[6] {
			b.Reason = reason
		}
	}
	b.Number, err = strconv.ParseInt(at[7], 10, 64)
	return b, err
}

// JournalBackups lists the backups of a journal, or of all for a zero one, that lie
// in a folder, or in that of backups when dir is empty; the newest first.
func (s *Session) JournalBackups(ctx context.Context, journal ident.BookID, dir string) (list []JournalBackup, err error) {
	if dir == "" {
		dir = s.w.Backups()
	}
	stems := map[string]bool{}
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		journals, err := visibleJournals(tx, by, accounting.JournalFilter{}, directory.RightJournalView, now)
		for _, j := range journals {
			if journal.IsZero() || j.ID == journal {
				stems[journalStem(&archive.Journal{Project: j.ProjectCode, Code: j.Code})] = true
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	all, err := journalBackupsIn(dir, s.w.now())
	return slices.DeleteFunc(all, func(b JournalBackup) bool {
		stem := namedJournal.FindStringSubmatch(b.Name())
		return !stems[stem[1]+"_"+stem[2]+"_"]
	}), err
}

func journalBackupsIn(dir string, now time.Time) ([]JournalBackup, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fault.Wrap(err, fault.Missing, "workspace.no-backups", fault.Args{"Path": dir})
	}
	var found []JournalBackup
	for _, e := range entries {
		b, err := describeJournalBackup(filepath.Join(dir, e.Name()))
		if err != nil || b.Made == "" || b.Size == 0 { // an empty one is a name that a program was about to fill when it was killed
			continue
		}
		found = append(found, b)
	}
	slices.SortStableFunc(found, func(a, b JournalBackup) int {
		return cmp.Or(byMade(a.Made, b.Made, now), cmp.Compare(b.Number, a.Number), b.written.Compare(a.written))
	})
	return found, nil
}

// rotateJournalBackups removes what is too old of the backups of a journal in the
// folder of backups: the ten newest stay, the last of every month, and the one that
// was made just now.
func (w *Workspace) rotateJournalBackups(j *archive.Journal, made string) error {
	all, err := journalBackupsIn(w.Backups(), w.now())
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(b JournalBackup) bool { return !strings.HasPrefix(b.Name(), journalStem(j)) })
	months := map[string]bool{}
	for n, b := range all {
		month := b.Made[:len("2026-11")]
		last := !months[month]
		months[month] = true
		if n < keepBackups || last || b.Name() == filepath.Base(made) {
			continue
		}
		if err := os.Remove(b.Path); err != nil {
			return writeFault(err, w.Backups())
		}
	}
	return nil
}

// JournalContent is what a backup of a journal says of itself.
type JournalContent struct {
	archive.Manifest
	Digest [32]byte // of the manifest, by which head office knows it
	Signed bool     // by the poste that it names, with the key that is known here
	poste  directory.Poste

	signature []byte
}

// opener opens backups of journals with the keys of this poste and, at head office,
// with those of head office. What vouches for one is told, not judged: a poste that
// was registered again has another key.
func (s *Session) opener(ctx context.Context, content *JournalContent) (o archive.Opener, err error) {
	var secrets [][32]byte
	postes := map[ident.PosteID]directory.Poste{}
	err = s.view(ctx, func(tx *storage.Tx, _ directory.Actor, _ time.Time) error {
		if secrets, err = s.boxSecrets(tx); err != nil {
			return err
		}
		all, err := tx.Postes()
		for _, p := range all {
			postes[p.ID] = p
		}
		return err
	})
	o.Secrets = func() [][32]byte { return secrets }
	o.Check = func(m archive.Manifest, manifest, signature []byte) error {
		if m.Journal == nil {
			return fault.New(fault.Invalid, "workspace.backup-of-folder", nil)
		}
		content.Manifest, content.Digest, content.poste = m, usrfile.BackupDigest(manifest), postes[m.Poste]
		content.signature = slices.Clone(signature)
		content.Signed = content.poste.ID == m.Poste && usrfile.CheckBackup(content.poste.SignKey, manifest, signature)
		return nil
	}
	return o, err
}

// boxSecrets gives the private keys that are here.
func (s *Session) boxSecrets(tx *storage.Tx) (secrets [][32]byte, err error) {
	home, err := tx.Home()
	if err != nil {
		return nil, err
	}
	keys, err := s.w.posteKeys(home)
	if err != nil {
		return nil, err
	}
	if !keys.Box.IsZero() {
		secrets = append(secrets, keys.Box.Seed())
	}
	if home.Side == directory.HeadOffice && s.office != nil {
		boxes, err := s.boxKeys(tx)
		if err != nil {
			return nil, err
		}
		for _, key := range boxes {
			secrets = append(secrets, key.Seed())
		}
	}
	return secrets, nil
}

// PeekJournalBackup reads what a backup is of, and nothing else of it.
func (s *Session) PeekJournalBackup(ctx context.Context, path string) (content JournalContent, err error) {
	o, err := s.opener(ctx, &content)
	if err != nil {
		return content, err
	}
	_, err = o.PeekFile(path)
	return content, err
}

// VerifyJournalBackup reads all of a backup: every file must be the one that was
// written, and its postings a chain up to the head that it names.
func (s *Session) VerifyJournalBackup(ctx context.Context, path string, tell archive.Tell) (content JournalContent, err error) {
	err = s.unpackedJournal(ctx, path, tell, func(u *unpackedJournal) error {
		content = u.content
		return u.verify()
	})
	return content, err
}
