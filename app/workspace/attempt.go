package workspace

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

const (
	patience  = 5 * time.Second // for other attempts of the same person to end
	lookAgain = 50 * time.Millisecond
)

// attempt begins an attempt to prove who one is. It is refused while earlier
// failures are too recent, and counts as failed until it ends, so that many at
// once are not free. One that is refused only because others are under way waits
// for them: who signs in from several programs at once has done nothing wrong.
func (w *Workspace) attempt(ctx context.Context, track access.Track) error {
	for deadline := time.Now().Add(patience); ; {
		busy, refused, err := w.beginAttempt(ctx, track)
		if err != nil || refused == nil {
			return err
		}
		if !busy || time.Now().After(deadline) {
			return refused
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lookAgain):
		}
	}
}

func (w *Workspace) beginAttempt(ctx context.Context, track access.Track) (busy bool, refused, err error) {
	system := w.now()
	err = w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		before, err := tx.Failures(track)
		if err != nil {
			return err
		}
		after := before.Anchor(system)
		if refused = after.Wait(system); refused != nil {
			busy = after.Busy(system)
			return saveChanged(tx, before, after)
		}
		flood, err := tx.Flood()
		if err != nil {
			return err
		}
		flood, refused = flood.Next(system)
		if refused == nil {
			after = after.Next(system)
		}
		return errors.Join(tx.SaveFlood(flood), saveChanged(tx, before, after))
	})
	return busy, refused, err
}

func saveChanged(tx access.Store, before, after access.Failures) error {
	if after == before {
		return nil
	}
	return tx.SaveFailures(after)
}

// endAttempt ends an attempt, in the transaction that says how.
func endAttempt(tx access.Store, track access.Track, right bool) error {
	f, err := tx.Failures(track)
	if err != nil {
		return err
	}
	if err := tx.SaveFailures(f.End(right)); err != nil || !right {
		return err
	}
	flood, err := tx.Flood()
	if err != nil {
		return err
	}
	return tx.SaveFlood(flood.Undo())
}

// failed ends an attempt that went wrong for a reason, which it gives back. What
// the person has to answer for goes into the history, under whatever name it was.
func (w *Workspace) failed(ctx context.Context, track access.Track, subject ident.UserID, reason error) error {
	ctx = context.WithoutCancel(ctx) // giving up is no way to an attempt that counts for nothing
	return errors.Join(reason, w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		if err := endAttempt(tx, track, false); err != nil {
			return err
		}
		if !errors.Is(reason, fault.Denied) {
			return nil
		}
		return directory.Note(tx, directory.Actor{}, subject, directory.VerbSignInRefused, now, refusedAt(track)...)
	}))
}

// unknownName is said in the history and to nobody who tries.
var unknownName = fault.New(fault.Denied, "access.unknown-name", nil)

// refusedAt tells a wrong second factor and a name that nobody has from a wrong
// password. The name itself is not kept: people type their password there.
func refusedAt(track access.Track) []directory.Detail {
	switch track.Stage {
	case access.StageFactor:
		return []directory.Detail{{Name: "reason", Value: "access.factor-wrong"}}
	case access.StageName:
		return []directory.Detail{{Name: "reason", Value: unknownName.Key}}
	}
	return nil
}

// passwordTrack is the track of a person's password, and of a name that nobody
// has here.
func passwordTrack(user ident.UserID, name string) access.Track {
	if user.IsZero() {
		return access.Unknown(strings.ToLower(strings.TrimSpace(name)))
	}
	return access.Track{Stage: access.StagePassword, User: user}
}
