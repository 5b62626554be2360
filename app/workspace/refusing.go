package workspace

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// refusal is a file that was not taken, and why.
type refusal struct {
	path    string
	content []byte // nil where it could not be read
	why     *fault.Error
	copied  string // name of the copy in quarantine
}

// noteRefusal writes to the history that a file which a person chose was refused
// and why, each time.
func (w *Workspace) noteRefusal(ctx context.Context, path string, content []byte, reason error) error {
	why, foreseen := errors.AsType[*fault.Error](reason)
	if !foreseen {
		return nil
	}
	r := refusal{path: path, content: content, why: why}
	return w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		_, err := r.note(tx, now, true)
		return err
	})
}

// note lists a refusal and writes its line of the history: always, or only where
// this content is refused for the first time. An empty folder has no history yet.
func (r refusal) note(tx *storage.Tx, now time.Time, always bool) (fresh bool, err error) {
	if _, err := tx.Home(); err != nil {
		return false, ignoreMissing(err)
	}
	name := fault.Excerpt(filepath.Base(r.path))
	fresh, err = tx.SaveRefused(transit.Refused{
		Digest: r.digest(), Name: name, Folder: filepath.Dir(r.path), At: now, Why: r.why, Copy: r.copied,
	})
	if err != nil || !fresh && !always {
		return fresh, err
	}
	if err := raiseForRefusal(tx, r.content, r.why, now); err != nil {
		return fresh, err
	}
	subject, facts := aboutRefusal(r.content, r.why)
	details := []directory.Detail{{Name: "file", Value: name}, {Name: "reason", Value: r.why.Key}}
	return fresh, directory.Note(tx, directory.Actor{}, subject, directory.VerbFileRefused, now, append(details, facts...)...)
}

// digest tells contents apart, or, where there is none, what was seen of the file.
func (r refusal) digest() [32]byte {
	if r.content != nil {
		return sha256.Sum256(r.content)
	}
	seen := r.path + "\x00" + r.why.Key
	if info, err := os.Lstat(r.path); err == nil {
		seen += fmt.Sprintf("\x00%d\x00%d", info.Size(), info.ModTime().Unix())
	}
	return sha256.Sum256([]byte(seen))
}

// noteRepeated writes to the history that a file came again, once for each file.
func (in *intake) noteRepeated(a *Arrival) error {
	envelope, err := usrfile.Inspect(in.parcel.File)
	if err != nil {
		return err
	}
	m := envelope.Unverified() // as verified when it was applied: the digest is the same
	now := in.clock.Now()
	fresh, err := in.tx.NoteRepeated(m.Digest(), now)
	if err != nil || !fresh {
		return err
	}
	by, err := in.actor()
	if err != nil {
		return err
	}
	return directory.Note(in.store, by, a.Subject, directory.VerbFileRepeated, now,
		directory.Detail{Name: "file", Value: fault.Excerpt(filepath.Base(a.Path))})
}

// Refused lists the files that were refused, newest first, and how many there
// are in all.
func (w *Workspace) Refused(ctx context.Context) (files []transit.Refused, total int, err error) {
	err = w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		files, total, err = tx.RefusedFiles(mostListed)
		return err
	})
	return files, total, err
}

// Quarantine gives the folder of the copies of refused files.
func (w *Workspace) Quarantine() string { return filepath.Join(w.dir, refusedName) }
