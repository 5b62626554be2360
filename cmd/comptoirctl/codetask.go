package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

// codeView is a request for a code, on either side.
type codeView struct {
	Code          string `json:"code"`
	Purpose       string `json:"purpose"`
	Allows        string `json:"allows"` // in words
	Asker         string `json:"asker"`
	Poste         int    `json:"poste"` // at head office
	Authorisation string `json:"authorisation"`
	Beneficiary   string `json:"beneficiary"`
	Project       string `json:"project"`
	Journal       string `json:"journal"`
	Reason        string `json:"reason"`
	Received      moment `json:"received"` // at a site: when it was asked
	Status        string `json:"status"`
	Refusal       string `json:"refusal"`
	Left          int    `json:"attempts_left"` // at a site
	what          string // key of the status
}

func (c *call) viewCodeTask(t workspace.CodeTask) codeView {
	key, args := t.Allows()
	r := t.Request
	return codeView{
		Code: r.Code, Purpose: string(r.Purpose), Allows: c.printer.T(string(key), args), Asker: t.Asker, Poste: t.Poste.Number,
		Authorisation: r.Authorisation, Beneficiary: r.Beneficiary, Project: r.Project, Journal: r.Journal, Reason: r.Reason,
		Received: moment(r.Received), Status: string(r.Status), Refusal: r.Refusal, what: "request.status." + string(r.Status),
	}
}

func (v codeView) words(s *sheet) {
	facts := []fact{
		{"ctl.col.code", v.Code}, {"ctl.col.allows", v.Allows}, {"ctl.col.asker", v.Asker},
		{"detail.authorisation", v.Authorisation}, {"detail.beneficiary", v.Beneficiary}, {"detail.project", v.Project},
		{"detail.journal", v.Journal}, {"ctl.col.reason", v.Reason}, {"ctl.col.received", timeOf(s, v.Received)},
		{"ctl.col.status", s.T(v.what)}, {"ctl.col.refusal", v.Refusal},
	}
	s.facts(slices.DeleteFunc(facts, func(f fact) bool { return f.value == "" })...)
}

type codesListed []codeView

func (r codesListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.code.none")
		return
	}
	t := s.newTable(left("ctl.col.code"), left("ctl.col.allows"), left("ctl.col.asker"), left("ctl.col.received"),
		left("ctl.col.status"), right("ctl.col.left"))
	for _, v := range r {
		remaining := ""
		if v.Poste == 0 {
			remaining = strconv.Itoa(v.Left)
		}
		t.row(v.Code, v.Allows, v.Asker, timeOf(s, v.Received), s.T(v.what), remaining)
	}
	t.write(s)
}

type codeReceive struct {
	Request string `arg:"" name:"code-or-file"`
	Caller  string `placeholder:"name"`
	stated
}

func (codeReceive) examples() []string {
	return []string{
		`code receive C00Z-1KXM-C6XX-ZK2B-B80D --caller awa@eauvive.example --reason "Pile vide"`,
		`code receive /media/usb/code_clock_2026-11-21.req --reason "Clé USB de Kolda"`,
	}
}

func (codeReceive) result() report { return codeView{} }

// Run takes a code that was read over the telephone, or the file that asks for the
// same.
func (cmd *codeReceive) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	task, err := cmd.receive(c, session)
	if err != nil {
		return err
	}
	return c.give(c.viewCodeTask(task))
}

func (cmd *codeReceive) receive(c *call, s *workspace.Session) (workspace.CodeTask, error) {
	path := c.resolve(cmd.Request)
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return s.EnterCode(c.ctx, workspace.CodeCall{Code: cmd.Request, Caller: cmd.Caller, CodeStatement: cmd.statement()})
	}
	arrival, err := c.space.Examine(c.ctx, s, path)
	if err != nil {
		return workspace.CodeTask{}, err
	}
	if arrival.CodeTask == nil {
		return workspace.CodeTask{}, fault.New(fault.Invalid, "ctl.code.no-request", fault.Args{"Path": cmd.Request})
	}
	if err := c.space.Apply(c.ctx, s, arrival, usrfile.Fingerprint{}); err != nil {
		return workspace.CodeTask{}, err
	}
	return *arrival.CodeTask, nil
}

type codeApprove struct {
	Code string `arg:"" name:"request-code"`
	Out  string `placeholder:"folder"`
}

func (codeApprove) examples() []string {
	return []string{"--as ba@eauvive.example code approve C00Z-1KXM-C6XX-ZK2B-B80D --out /media/usb"}
}

type codeDecided struct {
	Answer string   `json:"answer"`
	Path   string   `json:"path"`
	Code   codeView `json:"request"`
}

func (codeApprove) result() report { return codeDecided{} }

func (cmd *codeApprove) Run(c *call) error {
	return c.decideCode(cmd.Code, cmd.Out, "ctl.ask.approve-code", func(s *workspace.Session, dir string) (workspace.CodeDecided, error) {
		return s.ApproveCode(c.ctx, cmd.Code, dir)
	})
}

// decideCode shows what a decision is about, asks, and decides.
func (c *call) decideCode(code, out, question string, decide func(*workspace.Session, string) (workspace.CodeDecided, error)) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if err := c.showCode(session, code); err != nil {
		return err
	}
	if err := c.confirm(question, nil); err != nil {
		return err
	}
	if out == "" {
		out = c.space.Outbox()
	}
	var decided workspace.CodeDecided
	err = c.into(out, func(dir string) error {
		decided, err = decide(session, dir)
		return err
	})
	if err != nil {
		return err
	}
	result := codeDecided{Answer: decided.Answer, Code: c.viewCodeTask(decided.Task)}
	if decided.Path != "" {
		result.Path = c.shown(decided.Path)
	}
	return c.give(result)
}

// showCode shows a person what they decide about.
func (c *call) showCode(s *workspace.Session, code string) error {
	if c.Yes {
		return nil
	}
	tasks, err := s.CodeTasks(c.ctx, "")
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if sameSymbols(t.Request.Code, code) {
			page := &sheet{Printer: c.printer}
			c.viewCodeTask(t).words(page)
			_, err := c.stderr.Write([]byte(page.text.String()))
			return err
		}
	}
	return fault.New(fault.Missing, "storage.code", nil)
}

func (r codeDecided) words(s *sheet) {
	if r.Path != "" {
		s.line(r.Path)
	}
	r.Code.words(s)
	if r.Answer != "" {
		s.say("ctl.code.answer", fault.Args{"Answer": r.Answer})
	}
}

type codeRefuse struct {
	Code   string `arg:"" name:"request-code"`
	Reason string `required:"" placeholder:"text"`
	Out    string `placeholder:"folder"`
}

func (codeRefuse) examples() []string {
	return []string{`--as ba@eauvive.example code refuse C00Z-1KXM-C6XX-ZK2B-B80D --reason "Voix inconnue"`}
}

func (codeRefuse) result() report { return codeDecided{} }

func (cmd *codeRefuse) Run(c *call) error {
	return c.decideCode(cmd.Code, cmd.Out, "ctl.ask.refuse", func(s *workspace.Session, dir string) (workspace.CodeDecided, error) {
		return s.RefuseCode(c.ctx, cmd.Code, cmd.Reason, dir)
	})
}

type codeAnswer struct {
	Code string `arg:"" name:"request-code"`
}

func (codeAnswer) examples() []string { return []string{"code answer C00Z-1KXM-C6XX-ZK2B-B80D"} }

type codeRead struct {
	Answer string `json:"answer"`
}

func (codeAnswer) result() report { return codeRead{} }

func (cmd *codeAnswer) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	answer, err := session.CodeAnswer(c.ctx, cmd.Code)
	if err != nil {
		return err
	}
	return c.give(codeRead{answer})
}

func (r codeRead) words(s *sheet) { s.say("ctl.code.answer", fault.Args{"Answer": r.Answer}) }
