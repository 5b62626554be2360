// Package workspace opens a data folder and is the one door through which the
// window and the command line work: it holds the store, the keys, the trusted
// clock and the session, and gives each use case of the domain its transaction,
// its instant and its identifiers.
package workspace

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/inbox"
)

// Options are what a test may replace; the zero value is what programs use.
type Options struct {
	Now    func() time.Time // the system clock
	Random io.Reader        // crypto/rand
	Keys   vault.PosteKeyStore
	Effort access.Effort // cost of stretching passwords
	Facts  CodeFacts     // of closings and restores; none without Accounting
	Media  func() []inbox.Place
}

// Workspace is an open data folder.
type Workspace struct {
	dir      string
	store    *storage.Store
	presence *presence
	now      func() time.Time
	random   io.Reader
	keys     vault.PosteKeyStore
	effort   access.Effort
	facts    CodeFacts
	log      *slog.Logger
	logFile  io.Closer
	media    func() []inbox.Place
	due      atomic.Pointer[dueFailure] // of what is written for head office by itself
	// yielding stops the backup that makes itself, while one is being made.
	yielding atomic.Pointer[context.CancelFunc]
	imports  atomic.Uint64 // how often something was imported, so that what was seen before is seen anew
}

// Folders of a data folder besides the database.
const (
	databaseName = "comptoir.db"
	inboxName    = "inbox"
	outboxName   = "outbox"
	refusedName  = "refused"
	logName      = "log"
)

var folders = []string{attachmentsName, inboxName, outboxName, refusedName, "backups", logName}

// Open opens the data folder dir and makes it when it is not there. What is in
// it decides whether it is empty, a head office or a site; see Condition.
func Open(ctx context.Context, dir string, options Options) (*Workspace, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := makeFolders(dir); err != nil {
		return nil, err
	}
	w := &Workspace{dir: dir, now: options.Now, random: options.Random, keys: options.Keys, effort: options.Effort, media: options.Media, facts: options.Facts}
	w.fillDefaults()
	if w.log, w.logFile, err = openLog(filepath.Join(dir, logName)); err != nil {
		return nil, err
	}
	if w.presence, err = arrive(ctx, dir); err != nil {
		return nil, errors.Join(err, w.logFile.Close())
	}
	if err := w.openStore(ctx, w.presence); err != nil {
		return nil, errors.Join(err, w.presence.leave(), w.logFile.Close())
	}
	if err := w.presence.stay(); err != nil {
		return nil, errors.Join(err, w.store.Close(), w.presence.leave(), w.logFile.Close())
	}
	if err := w.observe(ctx); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

func makeFolders(dir string) error {
	for _, name := range append([]string{""}, folders...) {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o700); err != nil {
			return fault.Wrap(err, fault.Invalid, "workspace.folder", fault.Args{"Path": dir})
		}
	}
	return nil
}

func (w *Workspace) fillDefaults() {
	if w.now == nil {
		w.now = time.Now
	}
	if w.random == nil {
		w.random = rand.Reader
	}
	if w.keys == nil {
		w.keys = vault.NewPosteKeyStore(w.dir)
	}
	if w.media == nil {
		w.media = inbox.Media
	}
	if w.facts == nil {
		w.facts = journalFacts{}
	}
	if w.effort == (access.Effort{}) {
		w.effort = access.DefaultEffort
	}
}

// Close releases the data folder.
func (w *Workspace) Close() error {
	return errors.Join(w.store.Close(), w.presence.depart(), w.logFile.Close())
}

// Dir gives the path of the data folder.
func (w *Workspace) Dir() string { return w.dir }

// Outbox gives the folder into which files for others are written unless a
// person chooses another.
func (w *Workspace) Outbox() string { return filepath.Join(w.dir, outboxName) }

// Condition is what a person should know about the data folder before and after
// signing in.
type Condition struct {
	Empty        bool
	Side         directory.Side
	Organisation directory.Organisation
	Poste        directory.Poste // of number 0 while not registered
	Requested    bool            // a registration request is waiting for its reply
	Request      string          // the fingerprint of that request, 16 symbols
	Now          time.Time       // trusted time
	ClockLate    bool            // « horloge en retard »
	ClockJumped  bool            // far ahead of everything seen; not believed yet
}

// Condition reads the state of the folder.
func (w *Workspace) Condition(ctx context.Context) (Condition, error) {
	var c Condition
	err := w.view(ctx, func(tx *storage.Tx, now time.Time) error {
		times, err := tx.Times()
		if err != nil {
			return err
		}
		c = Condition{Now: now, ClockLate: times.Late(w.now()), ClockJumped: times.Jumped(w.now())}
		home, err := tx.Home()
		if errors.Is(err, fault.Missing) {
			c.Empty = true
			return nil
		} else if err != nil {
			return err
		}
		c.Side = home.Side
		asked, err := ownRequests(tx, home, directory.RequestOpen, now)
		if err != nil {
			return err
		}
		if c.Requested = len(asked) > 0; c.Requested {
			c.Request = asked[0].Fingerprint
		}
		if c.Poste, err = homePoste(tx, home); err != nil {
			return err
		}
		c.Organisation, err = tx.Organisation()
		return err
	})
	return c, err
}

func homePoste(tx *storage.Tx, home directory.Home) (directory.Poste, error) {
	poste, err := tx.Poste(home.Poste)
	if errors.Is(err, fault.Missing) {
		return directory.Poste{ID: home.Poste}, nil
	}
	return poste, err
}

// view runs a reading transaction at one trusted instant.
func (w *Workspace) view(ctx context.Context, do func(*storage.Tx, time.Time) error) error {
	err := w.store.View(ctx, func(tx *storage.Tx) error {
		now, err := w.trustedNow(tx)
		if err != nil {
			return err
		}
		return do(tx, now)
	})
	return w.rememberEnd(ctx, err)
}

// update runs a writing transaction at one trusted instant, which it records as
// observed.
func (w *Workspace) update(ctx context.Context, do func(*storage.Tx, time.Time) error) error {
	err := w.store.Update(ctx, func(tx *storage.Tx) error {
		now, err := w.trustedNow(tx)
		if err != nil {
			return err
		}
		if err := do(tx, now); err != nil {
			return err
		}
		return observe(tx, w.now())
	})
	return w.rememberEnd(ctx, err)
}

// draw makes an identifier (UUID version 4).
func draw[ID ~[16]byte](w *Workspace) (ID, error) {
	id, err := uuid.NewRandomFromReader(w.random)
	return ID(id), err
}

// drawBytes fills b with randomness.
func (w *Workspace) drawBytes(b []byte) error {
	_, err := io.ReadFull(w.random, b)
	return err
}
