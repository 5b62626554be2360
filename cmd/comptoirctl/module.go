package main

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type moduleCommands struct {
	Request moduleRequest `cmd:""`
	Approve moduleApprove `cmd:""`
	Refuse  moduleRefuse  `cmd:""`
	List    moduleList    `cmd:""`
}

type moduleRequest struct {
	Module   string `required:"" enum:"cashbook,accounting"`
	Label    string `required:"" placeholder:"label"`
	Location string `placeholder:"location"`
	Out      string `required:"" placeholder:"folder"`
}

func (moduleRequest) examples() []string {
	return []string{`--data kolda --as awa@eauvive.example --password-file pw2 module request --module cashbook --label "Portable Awa" --location Kolda --out /media/usb`}
}

type moduleRequested struct {
	Path        string `json:"path"`
	Fingerprint string `json:"fingerprint"`
}

func (moduleRequest) result() report { return moduleRequested{} }

func (cmd *moduleRequest) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	var asked workspace.Asked
	err = c.into(cmd.Out, func(dir string) error {
		wish := workspace.Wish{Module: directory.Module(cmd.Module), Label: cmd.Label, Location: cmd.Location}
		asked, err = session.RequestModule(c.ctx, wish, dir)
		return err
	})
	if err != nil {
		return err
	}
	return c.give(moduleRequested{c.shown(asked.Path), asked.Fingerprint})
}

func (r moduleRequested) words(s *sheet) {
	s.line(r.Path)
	s.say("ctl.module.fingerprint", fault.Args{"Fingerprint": r.Fingerprint})
	s.say("ctl.module.send")
}

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
	Books       []string `json:"books"`
}

func viewTask(t workspace.Task) taskView {
	r := t.Request
	return taskView{
		Fingerprint: t.Fingerprint, Digest: hex.EncodeToString(r.Digest[:]), Person: t.Person, Module: string(r.Module),
		Label: r.Label, Location: r.Location, Made: moment(r.Made), Received: moment(r.Received),
		Status: string(r.Status), Reason: r.Reason, Books: append([]string{}, t.Books...),
	}
}

func (v taskView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.who", v.Person}, fact{"ctl.col.module", s.T("module." + v.Module)},
		fact{"ctl.col.label", v.Label}, fact{"ctl.col.location", v.Location}, fact{"ctl.col.made", s.Time(time.Time(v.Made))},
		fact{"ctl.col.status", s.T("request.status." + v.Status)}, fact{"ctl.col.books", strings.Join(v.Books, ", ")},
		fact{"ctl.col.fingerprint", v.Fingerprint},
	)
}

type moduleApprove struct {
	Request  string `arg:""`
	Label    string `placeholder:"label"`
	Location string `placeholder:"location"`
	Out      string `required:"" placeholder:"folder"`
}

func (moduleApprove) examples() []string {
	return []string{
		"module approve /media/usb/demande_2026-11-21.req --out /media/usb",
		"module approve 7F3K-2M9Q-XW4N-8T2C --label \"Portable Awa\" --out /media/usb --yes",
	}
}

type moduleApproved struct {
	Path        string   `json:"path"`
	Fingerprint string   `json:"fingerprint"`
	Poste       int      `json:"poste"`
	Label       string   `json:"label"`
	Location    string   `json:"location"`
	Books       []string `json:"books"`
}

func (moduleApprove) result() report { return moduleApproved{} }

func (cmd *moduleApprove) Run(c *call) error {
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
	if err := c.confirm("ctl.ask.approve", nil); err != nil {
		return err
	}
	var decided workspace.Decided
	err = c.into(cmd.Out, func(dir string) error {
		decided, err = session.ApproveRequest(c.ctx, task.Request.Digest, directory.Approval{Label: cmd.Label, Location: cmd.Location}, dir)
		return err
	})
	if err != nil {
		return err
	}
	p := decided.Poste
	return c.give(moduleApproved{
		Path: c.shown(decided.Path), Fingerprint: task.Fingerprint, Poste: p.Number, Label: p.Label,
		Location: p.Location, Books: append([]string{}, decided.Books...),
	})
}

func (r moduleApproved) words(s *sheet) {
	s.line(r.Path)
	s.facts(
		fact{"ctl.col.fingerprint", r.Fingerprint}, fact{"ctl.col.poste", posteName(s, r.Poste, r.Label, r.Location)},
		fact{"ctl.col.books", strings.Join(r.Books, ", ")},
	)
}

// findTask reads a request file, or finds a request that has been received by
// its fingerprint.
func (c *call) findTask(s *workspace.Session, named string) (workspace.Task, error) {
	path := c.resolve(named)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return s.ReceiveRequest(c.ctx, path)
	}
	tasks, err := s.Tasks(c.ctx, directory.RequestOpen)
	for _, t := range tasks {
		if sameSymbols(t.Fingerprint, named) {
			return t, nil
		}
	}
	if err == nil {
		err = fault.New(fault.Missing, "ctl.no-request", fault.Args{"Text": fault.Excerpt(named)})
	}
	return workspace.Task{}, err
}

// sameSymbols compares fingerprints as people write them.
func sameSymbols(a, b string) bool {
	plain := strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1")
	return plain.Replace(strings.ToUpper(a)) == plain.Replace(strings.ToUpper(b))
}

// showTask shows a person what they decide about.
func (c *call) showTask(t workspace.Task) error {
	if c.Yes {
		return nil
	}
	s := &sheet{Printer: c.printer}
	viewTask(t).words(s)
	_, err := c.stderr.Write([]byte(s.text.String()))
	return err
}
