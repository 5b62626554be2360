package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type moduleApprove struct {
	Request     string `arg:""`
	Label       string `placeholder:"label"`
	Location    string `placeholder:"location"`
	ReplaceKeys bool
	Out         string `required:"" placeholder:"folder"`
}

func (moduleApprove) examples() []string {
	return []string{
		"module approve /media/usb/demande_2026-11-21.req --out /media/usb",
		"module approve 7F3K-2M9Q-XW4N-8T2C --label \"Portable Awa\" --out /media/usb --yes",
		"module approve 7F3K-2M9Q-XW4N-8T2C --replace-keys --out /media/usb",
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
	approval := directory.Approval{Label: cmd.Label, Location: cmd.Location, Renewal: cmd.ReplaceKeys}
	task, decided, err := c.decide(cmd.Request, "ctl.ask.approve", cmd.Out, func(s *workspace.Session, digest [32]byte, dir string) (workspace.Decided, error) {
		return s.ApproveRequest(c.ctx, digest, approval, dir)
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
	task, decided, err := c.decide(cmd.Request, "ctl.ask.refuse", cmd.Out, func(s *workspace.Session, digest [32]byte, dir string) (workspace.Decided, error) {
		return s.RefuseRequest(c.ctx, digest, cmd.Reason, dir)
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

// decide finds a request, shows it to the person who decides, asks, and has the
// answer written.
func (c *call) decide(named, question, out string, answer func(s *workspace.Session, digest [32]byte, dir string) (workspace.Decided, error)) (task workspace.Task, decided workspace.Decided, err error) {
	session, err := c.signIn()
	if err != nil {
		return task, decided, err
	}
	if task, err = c.findTask(session, named); err != nil {
		return task, decided, err
	}
	if err := c.showTask(task); err != nil {
		return task, decided, err
	}
	if err := c.confirm(question, nil); err != nil {
		return task, decided, err
	}
	err = c.into(out, func(dir string) error {
		decided, err = answer(session, task.Request.Digest, dir)
		return err
	})
	return task, decided, err
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
		err = noRequest(named)
	}
	return workspace.Task{}, err
}

func noRequest(named string) error {
	return fault.New(fault.Missing, "ctl.no-request", fault.Args{"Text": fault.Excerpt(named)})
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
