package sample

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
)

// story lives two months in a moment.
type story struct {
	ctx     context.Context
	dir     string
	options workspace.Options
	tell    func(Step)

	end   time.Time // the present, at which the story ends
	clock time.Time // the instant it has got to

	office *office
	sites  []*site
	opened []*workspace.Workspace
}

func newStory(ctx context.Context, dir string, options workspace.Options, tell func(Step)) *story {
	s := &story{ctx: ctx, dir: dir, options: options, tell: tell}
	now := options.Now
	if now == nil {
		now = time.Now
	}
	s.end = now().UTC().Truncate(time.Second)
	s.options.Now = func() time.Time { return s.clock }
	s.options.Effort = access.FloorEffort
	return s
}

// at moves the clock to an hour of a day so many days ago, never beyond the
// present and never back.
func (s *story) at(daysAgo int, hour, minute int) {
	year, month, day := s.end.Date()
	moment := time.Date(year, month, day-daysAgo, hour, minute, 0, 0, time.UTC) // Dakar keeps UTC
	if moment.After(s.end) {
		moment = s.end
	}
	if moment.After(s.clock) {
		s.clock = moment
	}
}

// today is the day that the clock has got to.
func (s *story) today() calendar.Day { return calendar.Of(s.clock, time.UTC) }

// step says what has just been done, unless the person has had enough.
func (s *story) step(key string, args fault.Args) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	s.tell(Step{key, args})
	return nil
}

// open opens a data folder of the story. Keys of an example do not belong into
// the person's keyring.
func (s *story) open(name string) (*workspace.Workspace, error) {
	dir := filepath.Join(s.dir, name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	options := s.options
	options.Keys = vault.FileKeyStore(dir)
	w, err := workspace.Open(s.ctx, dir, options)
	if err == nil {
		s.opened = append(s.opened, w)
	}
	return w, err
}

func (s *story) close() error {
	var err error
	for _, w := range s.opened {
		err = errors.Join(err, w.Close())
	}
	return err
}

// stick is the folder in which files travel.
func (s *story) stick() string { return filepath.Join(s.dir, stickFolder) }

// live tells the story from the beginning to the present.
func (s *story) live() error {
	if err := os.Mkdir(s.stick(), 0o777); err != nil {
		return err
	}
	for _, chapter := range []func() error{s.found, s.openKolda, s.openVelingara, s.joinDeputy, s.openAccounts, s.keepBooks, s.verify} {
		if err := chapter(); err != nil {
			return err
		}
	}
	return nil
}
