package main

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/workspace"
)

type inboxWatch struct {
	Dir []string      `arg:"" optional:""`
	For time.Duration `placeholder:"duration"`
}

func (inboxWatch) examples() []string {
	return []string{"--data kolda inbox watch", "--data kolda inbox watch /srv/partage --for 8h"}
}

func (inboxWatch) result() report { return foundView{} }

// Run tells of each file once, whenever what became of it changes, until it is
// interrupted or the time is over.
func (cmd *inboxWatch) Run(c *call) error {
	inbox, by, err := c.inbox()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(c.ctx)
	if cmd.For > 0 {
		ctx, cancel = context.WithTimeout(c.ctx, cmd.For)
	}
	defer cancel()
	told := map[string]workspace.Standing{}
	var failed error
	inbox.Watch(ctx, each(cmd.Dir, c.resolve), func() *workspace.Session { return by }, func(state workspace.InboxState, err error) {
		if err == nil {
			err = c.news(state, told)
		}
		if err != nil && ctx.Err() == nil {
			failed = err
			cancel()
		}
	})
	return failed
}

// news tells of what was not told yet.
func (c *call) news(state workspace.InboxState, told map[string]workspace.Standing) error {
	for _, f := range state.Files {
		if told[f.Path] == f.Standing {
			continue
		}
		told[f.Path] = f.Standing
		if err := c.give(c.viewFound(f)); err != nil {
			return err
		}
	}
	return nil
}
