package dashboard

import (
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

// recentActs is how many of the person's latest acts are told.
const recentActs = 6

// state is everything that the dashboard tells.
type state struct {
	actor     directory.Actor
	condition workspace.Condition
	fresh     workspace.Freshness
	books     []workspace.BookCard
	journals  []workspace.JournalCard // that the person keeps, or may post in
	tills     []workspace.TillDue     // that the person should count now
	tasks     int                     // requests that wait for a decision
	projects  int
	people    int  // users but the archived ones; 0 for who may not see them
	backup    bool // backups are not made by themselves as they should
	acts      []directory.Act
}

// read reads the state; it runs away from the goroutine that draws.
func read(ctx context.Context, s *workspace.Session) (st state, err error) {
	steps := []func() error{
		func() (err error) { st.actor, err = s.Actor(ctx); return },
		func() (err error) { st.condition, err = s.Workspace().Condition(ctx); return },
		func() (err error) { st.fresh, err = s.Freshness(ctx); return },
		func() (err error) { st.books, err = s.Books(ctx); return },
		func() error { return st.readJournals(ctx, s) },
		func() (err error) { st.tills, err = s.TillsDue(ctx); return },
		func() error { return st.count(ctx, s) },
		func() error {
			failure, err := s.Workspace().BackupFailure(ctx)
			st.backup = failure != nil
			return err
		},
		func() (err error) {
			st.acts, _, err = s.History(ctx, directory.HistoryFilter{Subject: s.UserID(), Limit: recentActs})
			return
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return st, err
		}
	}
	return st, nil
}

// count counts what the person may count.
func (st *state) count(ctx context.Context, s *workspace.Session) error {
	projects, err := s.Projects(ctx)
	if err != nil {
		return err
	}
	st.projects = len(projects)
	if directory.Can(st.actor, directory.RightUserView, directory.Place{}, st.condition.Now) == nil {
		if _, st.people, err = s.Users(ctx, directory.UserFilter{Limit: 1}); err != nil {
			return err
		}
	}
	st.tasks, err = s.CountTasks(ctx)
	return err
}

// may reports whether the person may do something anywhere.
func (st *state) may(right directory.Right) bool {
	return directory.CanSomewhere(st.actor, right, st.condition.Now) == nil
}

// daysLeft gives the days until the user data no longer count as up to date;
// negative afterwards.
func (st *state) daysLeft(zone *time.Location) int {
	return int(calendar.Of(st.fresh.Until, zone) - calendar.Of(st.condition.Now, zone))
}

// readJournals reads those in which the person works.
func (st *state) readJournals(ctx context.Context, s *workspace.Session) error {
	all, err := s.Journals(ctx)
	for _, c := range all {
		if slices.Contains(c.Journal.Holders(), s.UserID()) {
			st.journals = append(st.journals, c)
		}
	}
	return err
}
