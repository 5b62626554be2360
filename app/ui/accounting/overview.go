package accounting

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// permissions are what the list offers besides opening a journal.
type permissions struct{ add, assign bool }

// overview is what the list reads at once.
type overview struct {
	cards    []workspace.JournalCard
	projects []directory.Project
	may      permissions
}

func readOverview(ctx context.Context, s *workspace.Session) (o overview, err error) {
	if o.cards, err = s.Journals(ctx); err != nil {
		return o, err
	}
	if o.projects, err = s.Projects(ctx); err != nil {
		return o, err
	}
	for _, ask := range []struct {
		right  directory.Right
		answer *bool
	}{
		{directory.RightJournalManage, &o.may.add}, {directory.RightJournalAssign, &o.may.assign},
	} {
		err := s.CanSomewhere(ctx, ask.right)
		if err != nil && !errors.Is(err, fault.Denied) {
			return o, err
		}
		*ask.answer = err == nil
	}
	return o, nil
}
