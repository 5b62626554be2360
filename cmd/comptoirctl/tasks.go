package main

import (
	"encoding/hex"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// taskView is a registration request at head office.
type taskView struct {
	Fingerprint string   `json:"fingerprint"`
	Digest      string   `json:"digest"`
	Person      string   `json:"person"`
	Module      string   `json:"module"`
	Label       string   `json:"label"`
	Location    string   `json:"location"`
	Made        moment   `json:"made"`
	Received    moment   `json:"received"`
	Status      string   `json:"status"`
	Reason      string   `json:"reason"`
	Renewal     int      `json:"renewal"` // number of the poste whose keys would be replaced, or 0
	Books       []string `json:"books"`
}

func viewTask(t workspace.Task) taskView {
	r := t.Request
	return taskView{
		Fingerprint: t.Fingerprint, Digest: hex.EncodeToString(r.Digest[:]), Person: t.Person, Module: string(r.Module),
		Label: r.Label, Location: r.Location, Made: moment(r.Made), Received: moment(r.Received),
		Status: string(t.Status), Reason: r.Reason, Renewal: renewed(t), Books: append([]string{}, t.Books...),
	}
}

func renewed(t workspace.Task) int {
	if !t.Registration.Renewal {
		return 0
	}
	return t.Registration.Poste.Number
}

func (v taskView) words(s *sheet) {
	if v.Renewal > 0 {
		s.say("ctl.module.renewal", fault.Args{"Poste": v.Renewal})
	}
	s.facts(
		fact{"ctl.col.who", v.Person}, fact{"ctl.col.module", s.T("module." + v.Module)},
		fact{"ctl.col.label", v.Label}, fact{"ctl.col.location", v.Location}, fact{"ctl.col.asked", s.Time(time.Time(v.Made))},
		fact{"ctl.col.status", s.T("request.status." + v.Status)}, fact{"ctl.col.books", strings.Join(v.Books, ", ")},
		fact{"ctl.col.fingerprint", v.Fingerprint},
	)
}

type moduleList struct {
	Status string `default:"open" enum:"open,approved,refused,replaced,expired"`
	Own    bool
}

func (moduleList) examples() []string {
	return []string{"module list", "module list --status approved --json", "module list --own"}
}

type tasksListed []taskView

func (moduleList) result() report { return tasksListed{} }

func (cmd *moduleList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if cmd.Own {
		return c.listOwn(session)
	}
	tasks, err := session.Tasks(c.ctx, directory.RequestStatus(cmd.Status))
	if err != nil {
		return err
	}
	return c.give(tasksListed(each(tasks, viewTask)))
}

// listOwn lists what this poste has asked for, whatever became of it.
func (c *call) listOwn(s *workspace.Session) error {
	own, err := s.OwnRequests(c.ctx)
	if err != nil {
		return err
	}
	tasks := each(own, func(r workspace.OwnRequest) workspace.Task {
		return workspace.Task{Request: r.Request, Status: r.Status, Fingerprint: r.Fingerprint}
	})
	names, err := s.Names(c.ctx, each(own, func(r workspace.OwnRequest) ident.UserID { return r.Request.User })...)
	for i := range tasks {
		tasks[i].Person = names[tasks[i].Request.User]
	}
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
		left("ctl.col.location"), left("ctl.col.asked"), left("ctl.col.status"), left("ctl.col.reason"))
	for _, v := range r {
		t.row(v.Fingerprint, v.Person, s.T("module."+v.Module), v.Label, v.Location, s.Time(time.Time(v.Made)),
			s.T("request.status."+v.Status), v.Reason)
	}
	t.write(s)
}
