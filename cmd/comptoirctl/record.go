package main

import (
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type recordCommands struct {
	Write  recordWrite  `cmd:""`
	Answer recordAnswer `cmd:""`
	Show   recordShow   `cmd:""`
}

type recordWrite struct {
	Out string `arg:"" optional:""`
}

func (recordWrite) examples() []string {
	return []string{"--data kolda record write /media/usb", "--data kolda record write"}
}

// recordsWritten are files that lie in a folder now.
type recordsWritten []string

func (recordWrite) result() report { return recordsWritten{} }

// Run needs nobody to sign in: a poste reports about itself.
func (cmd *recordWrite) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	return c.intoOr(cmd.Out, space, func(dir string) error {
		path, err := space.WriteRecord(c.ctx, dir)
		if err != nil {
			return err
		}
		return c.give(recordsWritten{c.shown(path)})
	})
}

// intoOr writes into a folder, or into the outbox where none is named.
func (c *call) intoOr(folder string, space *workspace.Workspace, write func(dir string) error) error {
	if folder == "" {
		return write(space.Outbox())
	}
	return c.into(folder, write)
}

func (r recordsWritten) words(s *sheet) {
	for _, path := range r {
		s.line(path)
	}
	if len(r) == 0 {
		s.say("ctl.record.none")
	}
}

type recordAnswer struct {
	Out   string `arg:"" optional:""`
	Poste []int  `placeholder:"number"`
}

func (recordAnswer) examples() []string {
	return []string{"record answer /media/usb", "record answer /media/usb --poste 12"}
}

func (recordAnswer) result() report { return recordsWritten{} }

func (cmd *recordAnswer) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	var postes []ident.PosteID
	for _, n := range cmd.Poste {
		_, id, err := c.poste(n)
		if err != nil {
			return err
		}
		postes = append(postes, id)
	}
	return c.intoOr(cmd.Out, session.Workspace(), func(dir string) error {
		paths, err := session.AnswerRecords(c.ctx, dir, postes...)
		if err != nil {
			return err
		}
		return c.give(recordsWritten(each(paths, c.shown)))
	})
}

type recordShow struct {
	Poste int `arg:""`
}

func (recordShow) examples() []string { return []string{"record show 12", "record show 12 --json"} }

// recordShown is what a poste has reported about itself.
type recordShown struct {
	Poste        int        `json:"poste"`
	Heard        moment     `json:"heard"`
	Application  string     `json:"application"`
	ChainVersion uint32     `json:"chain_version"`
	Lines        int64      `json:"lines"`
	LastLine     int64      `json:"last_line"`
	System       moment     `json:"system"`
	Trusted      moment     `json:"trusted"`
	Late         bool       `json:"late"`
	Jumped       bool       `json:"jumped"`
	Books        []headView `json:"books"`
}

type headView struct {
	Book   string `json:"book"`
	Name   string `json:"name"`
	Epoch  int64  `json:"epoch"`
	Number int64  `json:"number"`
	Anchor string `json:"anchor"`
	Heard  moment `json:"heard"`
}

func (recordShow) result() report { return recordShown{} }

func (cmd *recordShow) Run(c *call) error {
	session, id, err := c.poste(cmd.Poste)
	if err != nil {
		return err
	}
	r, err := session.PosteReport(c.ctx, id)
	if err != nil {
		return err
	}
	return c.give(recordShown{
		Poste: cmd.Poste, Heard: moment(r.Received), Application: r.Application, ChainVersion: r.ChainVersion, Lines: r.Seq,
		LastLine: r.LastSeq, System: moment(r.System), Trusted: moment(r.Trusted), Late: r.Late, Jumped: r.Jumped,
		Books: each(r.Books, func(b workspace.ReportedBook) headView {
			return headView{b.Ref, b.Name, b.Epoch, b.Head.Head.Number, b.Head.Head.Hash.Anchor(), moment(b.Received)}
		}),
	})
}

func (r recordShown) words(s *sheet) {
	if r.Application == "" {
		s.say("ctl.record.unheard", fault.Args{"Poste": r.Poste})
		return
	}
	s.say("ctl.record.heard", fault.Args{"Poste": r.Poste, "When": time.Time(r.Heard), "Version": r.Application, "Lines": r.Lines, "Last": r.LastLine})
	switch {
	case r.Late:
		s.say("ctl.record.late", fault.Args{"System": time.Time(r.System)})
	case r.Jumped:
		s.say("ctl.record.jumped", fault.Args{"System": time.Time(r.System)})
	}
	if len(r.Books) == 0 {
		return
	}
	t := s.newTable(left("ctl.col.book"), left("ctl.col.name"), right("ctl.col.number"), left("ctl.col.anchor"), left("ctl.col.when"))
	for _, b := range r.Books {
		t.row(b.Book, b.Name, strconv.FormatInt(b.Number, 10), b.Anchor, s.Time(time.Time(b.Heard)))
	}
	t.write(s)
}

type userReconcile struct {
	User string `arg:""`
}

func (userReconcile) examples() []string { return []string{"user reconcile awa@eauvive.example"} }

type userReconciled struct {
	User string `json:"user"`
}

func (userReconcile) result() report { return userReconciled{} }

func (cmd *userReconcile) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	u, err := c.findUser(session, cmd.User)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.reconcile", fault.Args{"Name": u.Name()}); err != nil {
		return err
	}
	if err := session.Reconcile(c.ctx, u.ID); err != nil {
		return err
	}
	return c.give(userReconciled{u.Name()})
}

func (r userReconciled) words(s *sheet) { s.say("ctl.user.reconciled", fault.Args{"Name": r.User}) }
