package workspace

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Session is a signed-in person. It remembers who that is, not what they may
// do: rights are read again in every transaction, so that what was withdrawn a
// moment ago is withdrawn.
type Session struct {
	w      *Workspace
	user   ident.UserID
	office *office      // head office's keys; nil where the person holds none
	proved atomic.Int64 // when the password was given last, see RecentlyProved
}

// Workspace gives the data folder of the session.
func (s *Session) Workspace() *Workspace { return s.w }

// UserID gives who is signed in.
func (s *Session) UserID() ident.UserID { return s.user }

// Close signs the person out and forgets the keys.
func (s *Session) Close() { s.office = nil }

// view reads as the signed-in person.
func (s *Session) view(ctx context.Context, do func(*storage.Tx, directory.Actor, time.Time) error) error {
	return s.w.view(ctx, func(tx *storage.Tx, now time.Time) error { return s.as(tx, now, do) })
}

// update writes as the signed-in person.
func (s *Session) update(ctx context.Context, do func(*storage.Tx, directory.Actor, time.Time) error) error {
	return s.w.update(ctx, func(tx *storage.Tx, now time.Time) error { return s.as(tx, now, do) })
}

// as loads the actor and refuses one whose access or lease ended since sign-in.
func (s *Session) as(tx *storage.Tx, now time.Time, do func(*storage.Tx, directory.Actor, time.Time) error) error {
	actor, err := directory.LoadActor(tx, s.user)
	if err != nil {
		return err
	}
	if err := mayEnter(tx, actor, now); err != nil {
		return err
	}
	return do(tx, actor, now)
}

// viewing runs a read that gives a value.
func viewing[T any](ctx context.Context, s *Session, do func(*storage.Tx, directory.Actor, time.Time) (T, error)) (value T, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		value, err = do(tx, by, now)
		return err
	})
	return value, err
}

// updating runs a write that gives a value.
func updating[T any](ctx context.Context, s *Session, do func(*storage.Tx, directory.Actor, time.Time) (T, error)) (value T, err error) {
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		value, err = do(tx, by, now)
		return err
	})
	return value, err
}

// Can tells whether the person may do something now; screens ask it to grey out
// what the service would refuse.
func (s *Session) Can(ctx context.Context, right directory.Right, at directory.Place) error {
	return s.view(ctx, func(_ *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.Can(by, right, at, now)
	})
}

// Actor gives the person with their roles, as of now.
func (s *Session) Actor(ctx context.Context) (directory.Actor, error) {
	return viewing(ctx, s, func(_ *storage.Tx, by directory.Actor, _ time.Time) (directory.Actor, error) { return by, nil })
}
