package workspace

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/comptoir/comptoir/app/fault"
)

// Several programs may have a data folder open at once: SQLite keeps their writing
// apart. What concerns the files themselves, only the first one may do, before
// anybody else comes in: looking whether the log has everything, putting a
// repaired database into place. So whoever comes or goes holds entry.lock for that
// moment, and open.lock together with all others for as long as the folder is open.
// The locks go with the program, however it ends; open.mark stays when it was not
// closed, and tells which file it was open on.
const (
	entryLock = "entry.lock"
	openLock  = "open.lock"
	openMark  = "open.mark"

	entryPatience = 5 * time.Second // as long as for the database itself
	entryRetry    = 5 * time.Millisecond
)

// presence is one program's hold on a data folder.
type presence struct {
	dir         string
	entry, held *flock.Flock
	alone       bool    // nobody else has the folder open
	left        leaving // how the folder was left, where we are alone
}

// leaving is how the last program left a data folder.
type leaving string

const (
	leftClosed  leaving = "closed"
	leftStopped leaving = "stopped" // killed, or the computer went off
	leftCopied  leaving = "copied"  // this is a copy that was made while the folder was open
)

// arrive comes to a data folder. Nobody else comes or goes until stay or leave.
func arrive(ctx context.Context, dir string) (*presence, error) {
	p := &presence{dir: dir, entry: lockIn(dir, entryLock), held: lockIn(dir, openLock), left: leftClosed}
	if err := p.enter(ctx); err != nil {
		return nil, err
	}
	alone, err := p.held.TryLock()
	if err != nil {
		return nil, errors.Join(writeFault(err, dir), p.entry.Unlock())
	}
	if p.alone = alone; !alone {
		return p, p.wantHere()
	}
	if p.left, err = p.look(); err != nil {
		return nil, errors.Join(err, p.leave())
	}
	return p, nil
}

func lockIn(dir, name string) *flock.Flock {
	return flock.New(filepath.Join(dir, name), flock.SetPermissions(0o600))
}

func (p *presence) enter(ctx context.Context) error {
	waiting, cancel := context.WithTimeout(ctx, entryPatience)
	defer cancel()
	switch _, err := p.entry.TryLockContext(waiting, entryRetry); {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case waiting.Err() != nil:
		return fault.Wrap(err, fault.Conflict, "storage.busy", nil)
	default:
		return writeFault(err, p.dir)
	}
}

// wantHere refuses a folder that a program on another computer has open, which the mark
// shows: through a network, the two do not see the index of the log that the other one
// writes.
func (p *presence) wantHere() error {
	how, err := p.look()
	if err == nil && how == leftCopied {
		err = fault.New(fault.Conflict, "workspace.open-elsewhere", nil)
	}
	if err != nil {
		err = errors.Join(err, p.leave())
	}
	return err
}

// look finds out how the folder was left.
func (p *presence) look() (leaving, error) {
	path := filepath.Join(p.dir, openMark)
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() { // reading a pipe waits for its other end
		return "", fault.New(fault.Denied, "storage.not-opened", nil)
	}
	mark, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return leftClosed, nil
	case err != nil:
		return "", writeFault(err, p.dir)
	}
	now, err := identityOf(filepath.Join(p.dir, databaseName))
	if err != nil || strings.TrimSpace(string(mark)) != now {
		return leftCopied, nil
	}
	return leftStopped, nil
}

// stay keeps the folder open from now on, and lets others in.
func (p *presence) stay() error {
	if p.alone {
		now, err := identityOf(filepath.Join(p.dir, databaseName))
		if err == nil {
			err = os.WriteFile(filepath.Join(p.dir, openMark), []byte(now+"\n"), 0o600)
		}
		if err := errors.Join(err, p.held.Unlock()); err != nil { // nobody comes in between, since we are at the entry
			return writeFault(err, p.dir)
		}
	}
	if _, err := p.held.TryRLock(); err != nil {
		return writeFault(err, p.dir)
	}
	return p.entry.Unlock()
}

// depart goes after the database was closed. The last one takes the mark away. Where
// that can not be, the next program looks closer, and nothing else is lost.
func (p *presence) depart() error {
	err := p.held.Unlock()
	if p.enter(context.Background()) != nil {
		return err
	}
	if last, lockErr := p.held.TryLock(); lockErr == nil && last {
		_ = os.Remove(filepath.Join(p.dir, openMark))
	}
	return errors.Join(err, p.leave())
}

// leave gives up what arrive or depart holds.
func (p *presence) leave() error { return errors.Join(p.held.Unlock(), p.entry.Unlock()) }
