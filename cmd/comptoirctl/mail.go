package main

import (
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/courier"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/workspace"
)

type mailCommands struct {
	List   mailList           `cmd:""`
	Send   mailSend           `cmd:""`
	Export mailExport         `cmd:""`
	Retry  mailRetry          `cmd:""`
	Cancel mailCancel         `cmd:""`
	Server mailServerCommands `cmd:""`
}

type mailList struct {
	Status string `enum:",waiting,sent,exported,abandoned" default:"" placeholder:"status"`
	Limit  int    `default:"50" placeholder:"number"`
	Offset int    `placeholder:"number"`
}

func (mailList) examples() []string {
	return []string{"mail list", "mail list --status waiting --json"}
}

// lettersShown is a page of the e-mails, newest first.
type lettersShown struct {
	Total   int          `json:"total"`
	Letters []letterView `json:"letters"`
}

type letterView struct {
	Number   string `json:"number"` // the first eight symbols of the identifier
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Address  string `json:"address"`
	Status   string `json:"status"`
	Made     moment `json:"made"`
	Attempts int    `json:"attempts"`
	Next     moment `json:"next"`
	Left     moment `json:"left"`
	Reason   string `json:"reason"`
}

func viewLetter(l mail.Letter) letterView {
	v := letterView{
		Number: l.ID.String()[:8], ID: l.ID.String(), Kind: string(l.Kind), Address: l.Address, Status: string(l.Status),
		Made: moment(l.Made), Attempts: l.Attempts, Left: moment(l.Left), Reason: l.Reason,
	}
	if l.Status == mail.Waiting {
		v.Next = moment(l.Next)
	}
	return v
}

func (mailList) result() report { return lettersShown{} }

func (cmd *mailList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	letters, total, err := session.Letters(c.ctx, mail.Filter{
		Status: mail.Status(cmd.Status), Limit: max(cmd.Limit, 1), Offset: max(cmd.Offset, 0),
	})
	if err != nil {
		return err
	}
	return c.give(lettersShown{total, each(letters, viewLetter)})
}

func (r lettersShown) words(s *sheet) {
	if len(r.Letters) > 0 {
		t := s.newTable(left("ctl.col.letter"), left("ctl.col.made"), left("ctl.col.kind"), left("ctl.col.email"), left("ctl.col.status"), left("ctl.col.reason"))
		for _, l := range r.Letters {
			t.row(l.Number, s.Time(time.Time(l.Made)), s.T("mail.kind."+l.Kind), l.Address, s.T("mail.status."+l.Status), l.why(s))
		}
		t.write(s)
	}
	s.say("ctl.mail.total", fault.Args{"Count": r.Total})
}

// why tells for what reason a letter did not leave.
func (l letterView) why(s *sheet) string {
	if l.Reason == "" {
		return ""
	}
	return s.T("error."+l.Reason, fault.Args{"Host": "", "Text": l.Address})
}

type mailSend struct{}

func (mailSend) examples() []string { return []string{"mail send"} }

// mailed is what became of the letters that were due.
type mailed struct {
	Sent   int `json:"sent"`
	Failed int `json:"failed"`
}

func (mailSend) result() report { return mailed{} }

// Run hands in what is due. It is no error that a server is away: what waits is
// tried again at the next call.
func (mailSend) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	m, err := session.SendMail(c.ctx, courier.Courier{}.Send)
	if err != nil {
		return err
	}
	if m.Refused != nil {
		c.tell(m.Refused)
	}
	return c.give(mailed{m.Sent, m.Failed})
}

func (r mailed) words(s *sheet) {
	s.say("ctl.mail.sent", fault.Args{"Count": r.Sent})
	if r.Failed > 0 {
		s.say("ctl.mail.failed", fault.Args{"Count": r.Failed})
	}
}

type mailExport struct {
	Letter string `arg:""`
	Out    string `required:"" placeholder:"folder"`
}

func (mailExport) examples() []string { return []string{"mail export 1f0c3a52 --out media/usb"} }

type letterWritten struct {
	Path string `json:"path"`
}

func (mailExport) result() report { return letterWritten{} }

func (cmd *mailExport) Run(c *call) error {
	session, letter, err := c.withLetter(cmd.Letter)
	if err != nil {
		return err
	}
	return c.into(cmd.Out, func(dir string) error {
		path, err := session.WriteLetter(c.ctx, letter.ID, courier.File, dir)
		if err != nil {
			return err
		}
		return c.give(letterWritten{c.shown(path)})
	})
}

func (r letterWritten) words(s *sheet) { s.say("ctl.mail.written", fault.Args{"Path": r.Path}) }

type mailRetry struct {
	Letter string `arg:""`
}

func (mailRetry) examples() []string { return []string{"mail retry 1f0c3a52"} }
func (mailRetry) result() report     { return letterView{} }

func (cmd *mailRetry) Run(c *call) error {
	session, letter, err := c.withLetter(cmd.Letter)
	if err != nil {
		return err
	}
	if err := session.RetryLetter(c.ctx, letter.ID); err != nil {
		return err
	}
	return c.giveLetter(session, letter)
}

type mailCancel struct {
	Letter string `arg:""`
}

func (mailCancel) examples() []string { return []string{"mail cancel 1f0c3a52"} }
func (mailCancel) result() report     { return letterView{} }

func (cmd *mailCancel) Run(c *call) error {
	session, letter, err := c.withLetter(cmd.Letter)
	if err != nil {
		return err
	}
	if err := session.CancelLetter(c.ctx, letter.ID); err != nil {
		return err
	}
	return c.giveLetter(session, letter)
}

func (c *call) giveLetter(session *workspace.Session, l mail.Letter) error {
	_, now, err := c.findLetter(session, l.ID.String())
	if err != nil {
		return err
	}
	return c.give(viewLetter(now))
}

func (l letterView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.letter", l.Number}, fact{"ctl.col.kind", s.T("mail.kind." + l.Kind)}, fact{"ctl.col.email", l.Address},
		fact{"ctl.col.status", s.T("mail.status." + l.Status)},
	)
}

// withLetter signs in and finds the letter of a number that the list shows.
func (c *call) withLetter(number string) (*workspace.Session, mail.Letter, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, mail.Letter{}, err
	}
	return c.findLetter(session, number)
}

func (c *call) findLetter(session *workspace.Session, number string) (*workspace.Session, mail.Letter, error) {
	letters, _, err := session.Letters(c.ctx, mail.Filter{})
	if err != nil {
		return nil, mail.Letter{}, err
	}
	var found []mail.Letter
	for _, l := range letters {
		if len(number) >= 4 && strings.HasPrefix(l.ID.String(), strings.ToLower(number)) {
			found = append(found, l)
		}
	}
	if len(found) != 1 {
		return nil, mail.Letter{}, fault.New(fault.Missing, "ctl.no-letter", fault.Args{"Text": fault.Excerpt(number)})
	}
	return session, found[0], nil
}
