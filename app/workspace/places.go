package workspace

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/inbox"
)

// Inbox gives the folder of this data folder into which anybody may put files.
func (w *Workspace) Inbox() string { return filepath.Join(w.dir, inboxName) }

// Places gives where files may lie: the inbox, the folders that people chose, and
// the media that are there now.
func (w *Workspace) Places(ctx context.Context) []inbox.Place {
	places := []inbox.Place{{Path: w.Inbox()}}
	watched, err := w.WatchedFolders(ctx)
	if err != nil && ctx.Err() == nil {
		w.log.Warn("the watched folders are not known", "error", err)
	}
	for _, f := range watched {
		places = append(places, inbox.Place{Path: f.Path})
	}
	return append(places, w.media()...)
}

// Media gives the removable media that are there now.
func (w *Workspace) Media() (paths []string) {
	for _, m := range w.media() {
		paths = append(paths, m.Path)
	}
	return paths
}

// WatchedFolders gives the folders that people chose to be watched.
func (w *Workspace) WatchedFolders(ctx context.Context) (folders []transit.Watched, err error) {
	err = w.store.View(ctx, func(tx *storage.Tx) error {
		folders, err = tx.WatchedFolders()
		return err
	})
	return folders, err
}

// mostWatched bounds the folders that are watched.
const mostWatched = 32

// WatchFolder has a folder watched from now on.
func (s *Session) WatchFolder(ctx context.Context, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fault.Wrap(err, fault.Missing, "workspace.no-folder", fault.Args{"Path": dir})
	}
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		watched, err := tx.WatchedFolders()
		if err != nil {
			return err
		}
		if len(watched) >= mostWatched {
			return fault.New(fault.Invalid, "workspace.watched-enough", fault.Args{"Count": mostWatched})
		}
		return tx.Watch(transit.Watched{Path: dir, Added: now, By: by.ID})
	})
}

// UnwatchFolder has a folder watched no more.
func (s *Session) UnwatchFolder(ctx context.Context, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	return s.update(ctx, func(tx *storage.Tx, _ directory.Actor, _ time.Time) error { return tx.Unwatch(dir) })
}
