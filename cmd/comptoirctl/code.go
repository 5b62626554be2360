package main

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
)

// codeCommands are « Demander le code de vérification »: request and enter at the
// site, receive to answer at head office.
type codeCommands struct {
	Request codeRequest `cmd:""`
	Enter   codeEnter   `cmd:""`
	Receive codeReceive `cmd:""`
	Approve codeApprove `cmd:""`
	Refuse  codeRefuse  `cmd:""`
	Answer  codeAnswer  `cmd:""`
	List    codeList    `cmd:""`
}

// stated are the options of what is stated about a request.
type stated struct {
	Authorisation string `placeholder:"text"`
	Beneficiary   string `placeholder:"name"`
	Project       string `placeholder:"text"`
	Journal       string `placeholder:"text"`
	Reason        string `placeholder:"text"`
}

func (s stated) statement() directory.CodeStatement {
	return directory.CodeStatement{
		Authorisation: s.Authorisation, Beneficiary: s.Beneficiary, Project: s.Project, Journal: s.Journal, Reason: s.Reason,
	}
}

type codeRequest struct {
	Purpose string `required:"" enum:"clock,factor-reset,closing-release,restore"`
	User    string `placeholder:"name" help:"code-user"`
	Item    string `placeholder:"text"`
	Out     string `placeholder:"folder"`
	stated
}

func (codeRequest) examples() []string {
	return []string{
		`--data kolda --as awa@eauvive.example code request --purpose clock --reason "Pile vide" --out /media/usb`,
		`--data kolda --as awa@eauvive.example code request --purpose factor-reset --reason "Téléphone perdu"`,
	}
}

type codeRequested struct {
	Code string `json:"code"`
	Path string `json:"path"`
}

func (codeRequest) result() report { return codeRequested{} }

// Run asks by name alone for what mends the clock or one's own lost telephone, and
// signs in for everything else.
func (cmd *codeRequest) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	wish := workspace.CodeWish{Purpose: mark.Purpose(cmd.Purpose), CodeStatement: cmd.statement()}
	by, name, err := cmd.asker(c, &wish)
	if err != nil {
		return err
	}
	out := cmd.Out
	if out == "" {
		out = space.Outbox()
	}
	var asked workspace.CodeAsked
	err = c.into(out, func(dir string) error {
		asked, err = space.AskCode(c.ctx, by, name, wish, dir)
		return err
	})
	if err != nil {
		return err
	}
	return c.give(codeRequested{asked.Code, c.shown(asked.Path)})
}

// asker gives who asks: somebody signed in, or a name; and completes the wish.
func (cmd *codeRequest) asker(c *call, wish *workspace.CodeWish) (*workspace.Session, string, error) {
	own := wish.Purpose == mark.PurposeClock || wish.Purpose == mark.PurposeFactor && cmd.User == ""
	if own {
		name, err := c.actor()
		return nil, name, err
	}
	session, err := c.signIn()
	if err != nil {
		return nil, "", err
	}
	if wish.Purpose == mark.PurposeFactor {
		user, err := session.FindUser(c.ctx, cmd.User)
		wish.User = user.ID
		return session, "", err
	}
	items, err := session.CodeItems(c.ctx, wish.Purpose)
	for _, i := range items {
		if i.Text == cmd.Item || cmd.Item == "" && len(items) == 1 {
			wish.Item = i.Subject
		}
	}
	return session, "", err
}

func (r codeRequested) words(s *sheet) {
	s.line(r.Path)
	s.say("ctl.code.requested", fault.Args{"Code": r.Code})
	s.say("ctl.code.read")
}

type codeEnter struct {
	Purpose    string `required:"" enum:"clock,factor-reset,closing-release,restore"`
	AnswerFile string `placeholder:"file"`
}

func (codeEnter) examples() []string {
	return []string{"--data kolda code enter --purpose clock", "--data kolda code enter --purpose factor-reset --answer-file reponse.txt"}
}

type codeEntered struct {
	Purpose string `json:"purpose"`
	Person  string `json:"person"`
	Now     moment `json:"now"`
	Late    bool   `json:"late"`
	done    workspace.CodeOutcome
}

func (codeEnter) result() report { return codeEntered{} }

func (cmd *codeEnter) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	purpose := mark.Purpose(cmd.Purpose)
	var by *workspace.Session
	if purpose == mark.PurposeClosing || purpose == mark.PurposeRestore {
		if by, err = c.signIn(); err != nil {
			return err
		}
	}
	answer, err := cmd.answer(c)
	if err != nil {
		return err
	}
	done, err := space.EnterAnswer(c.ctx, by, purpose, answer)
	if err != nil {
		return err
	}
	return c.give(codeEntered{string(done.Purpose), done.Person, moment(done.Now), done.Late, done})
}

// answer reads what head office has read back, from a file or from the person.
func (cmd *codeEnter) answer(c *call) (string, error) {
	if cmd.AnswerFile != "" {
		return readSecret(c.resolve(cmd.AnswerFile), cmd.AnswerFile)
	}
	if c.console == nil {
		return "", fault.New(fault.Invalid, "ctl.no-answer", nil)
	}
	return c.console.ask(c.ctx, c.printer.T("ctl.ask.answer"))
}

func (r codeEntered) words(s *sheet) {
	key, args := r.done.Done()
	s.line(s.T(string(key), args))
}

type codeList struct {
	Status string `default:"open" enum:"open,approved,refused"`
}

func (codeList) examples() []string {
	return []string{"code list", "code list --status approved --json", "--data kolda code list"}
}

func (codeList) result() report { return codesListed{} }

// Run lists what head office has to decide; on a site, what it has asked for.
func (cmd *codeList) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	condition, err := space.Condition(c.ctx)
	if err != nil {
		return err
	}
	if condition.Side == directory.HeadOffice {
		return cmd.office(c)
	}
	var by *workspace.Session
	if c.As != "" {
		if by, err = c.signIn(); err != nil {
			return err
		}
	}
	codes, err := space.PosteCodes(c.ctx, by)
	if err != nil {
		return err
	}
	return c.give(codesListed(each(codes, c.viewPosteCode)))
}

func (cmd *codeList) office(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	tasks, err := session.CodeTasks(c.ctx, directory.RequestStatus(cmd.Status))
	if err != nil {
		return err
	}
	return c.give(codesListed(each(tasks, c.viewCodeTask)))
}

func (c *call) viewPosteCode(p workspace.PosteCode) codeView {
	key, args := p.Wants()
	return codeView{
		Code: p.Code, Purpose: string(p.Purpose), Asker: p.Asker, Allows: c.printer.T(string(key), args),
		Received: moment(p.Opened), Status: string(p.State), Left: p.Left(), what: "code.state." + string(p.State),
	}
}

// timeOf shows a moment that may be none.
func timeOf(s *sheet, m moment) string {
	if time.Time(m).IsZero() {
		return ""
	}
	return s.Time(time.Time(m))
}
