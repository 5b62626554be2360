package main

import (
	"path/filepath"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type outboxCommands struct {
	List  outboxList  `cmd:""`
	Write outboxWrite `cmd:""`
}

// sentView is a file that was written for others.
type sentView struct {
	Path         string `json:"path"`
	Kind         string `json:"kind"`
	Person       string `json:"person"`
	Poste        int    `json:"poste"`
	Written      moment `json:"written"`
	Stage        string `json:"stage"`
	Carried      moment `json:"carried"`
	CarriedTo    string `json:"carried_to"`
	Acknowledged moment `json:"acknowledged"`
}

func (c *call) viewSent(o workspace.Outgoing) sentView {
	return sentView{
		Path: c.shown(o.Path), Kind: o.Kind, Person: o.Person, Poste: o.Poste, Written: moment(o.Written), Stage: string(o.Stage()),
		Carried: moment(o.Carried), CarriedTo: o.CarriedTo, Acknowledged: moment(o.Acknowledged),
	}
}

type outboxList struct{}

func (outboxList) examples() []string { return []string{"outbox list", "outbox list --json"} }

// outboxListed is what was written for others.
type outboxListed struct {
	Waiting int        `json:"waiting"`
	Total   int        `json:"total"`
	Files   []sentView `json:"files"`
}

func (outboxList) result() report { return outboxListed{} }

func (outboxList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if _, err := session.Workspace().WriteDue(c.ctx, session, workspace.Working); err != nil {
		return err
	}
	files, total, waiting, err := session.Workspace().Outgoing(c.ctx)
	if err != nil {
		return err
	}
	return c.give(outboxListed{waiting, total, each(files, c.viewSent)})
}

func (r outboxListed) words(s *sheet) {
	if r.Total == 0 {
		s.say("ctl.outbox.none")
		return
	}
	s.say("ctl.outbox.count", fault.Args{"Count": r.Waiting})
	t := s.newTable(left("ctl.col.file"), left("ctl.col.for"), right("ctl.col.poste"), left("ctl.col.written"), left("ctl.col.stage"))
	for _, f := range r.Files {
		poste := ""
		if f.Poste > 0 {
			poste = strconv.Itoa(f.Poste)
		}
		t.row(filepath.Base(f.Path), f.Person, poste, s.Time(time.Time(f.Written)), s.T("stage."+f.Stage))
	}
	t.write(s)
}

type outboxWrite struct {
	Dir string `arg:""`
}

func (outboxWrite) examples() []string { return []string{"outbox write /media/usb"} }

// outboxWritten is what lies in a folder now.
type outboxWritten []string

func (outboxWrite) result() report { return outboxWritten{} }

func (cmd *outboxWrite) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if _, err := session.Workspace().WriteDue(c.ctx, session, workspace.Carrying); err != nil {
		return err
	}
	paths, err := session.Workspace().CarryOut(c.ctx, c.resolve(cmd.Dir), c.progress())
	if err != nil {
		return err
	}
	return c.give(outboxWritten(each(paths, c.shown)))
}

func (r outboxWritten) words(s *sheet) {
	for _, path := range r {
		s.line(path)
	}
	s.say("ctl.outbox.written", fault.Args{"Count": len(r)})
}
