package main

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type moduleRefuse struct {
	Request string `arg:""`
	Reason  string `required:"" placeholder:"text"`
	Out     string `required:"" placeholder:"folder"`
}

func (moduleRefuse) examples() []string {
	return []string{`module refuse /media/usb/demande_2026-11-21.req --reason "Poste inconnu" --out /media/usb`}
}

type moduleRefused struct {
	Path        string `json:"path"`
	Fingerprint string `json:"fingerprint"`
}

func (moduleRefuse) result() report { return moduleRefused{} }

func (cmd *moduleRefuse) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	task, err := c.findTask(session, cmd.Request)
	if err != nil {
		return err
	}
	if err := c.showTask(task); err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.refuse", nil); err != nil {
		return err
	}
	var decided workspace.Decided
	err = c.into(cmd.Out, func(dir string) error {
		decided, err = session.RefuseRequest(c.ctx, task.Request.Digest, cmd.Reason, dir)
		return err
	})
	if err != nil {
		return err
	}
	return c.give(moduleRefused{c.shown(decided.Path), task.Fingerprint})
}

func (r moduleRefused) words(s *sheet) {
	s.line(r.Path)
	s.say("ctl.module.refused", fault.Args{"Fingerprint": r.Fingerprint})
}

type moduleList struct {
	Status string `default:"open" enum:"open,approved,refused"`
}

func (moduleList) examples() []string {
	return []string{"module list", "module list --status approved --json"}
}

type tasksListed []taskView

func (moduleList) result() report { return tasksListed{} }

func (cmd *moduleList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	tasks, err := session.Tasks(c.ctx, directory.RequestStatus(cmd.Status))
	if err != nil {
		return err
	}
	return c.give(tasksListed(each(tasks, viewTask)))
}

func (r tasksListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.module.none")
		return
	}
	t := s.newTable(left("ctl.col.fingerprint"), left("ctl.col.who"), left("ctl.col.module"), left("ctl.col.label"),
		left("ctl.col.location"), left("ctl.col.made"), left("ctl.col.status"))
	for _, v := range r {
		t.row(v.Fingerprint, v.Person, s.T("module."+v.Module), v.Label, v.Location, s.Time(time.Time(v.Made)),
			s.T("request.status."+v.Status))
	}
	t.write(s)
}
