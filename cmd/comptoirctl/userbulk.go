package main

import (
	"errors"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/workspace"
)

type userBulk struct {
	Action string   `arg:"" enum:"activate,deactivate,archive,grant,export"`
	User   []string `placeholder:"address" help:"bulk-user"`
	All    bool     `help:"bulk-all"`
	viewOptions
	Role string `placeholder:"role" help:"bulk-role"`
	scopeOptions
	Codes   string `placeholder:"codes" default:"shown" enum:"shown,pages,list,csv" help:"bulk-codes"`
	Out     string `placeholder:"folder" help:"bulk-out"`
	Preview bool   `help:"bulk-preview"`
}

func (userBulk) examples() []string {
	return []string{
		"user bulk grant --role cashier --project P01 --filter job=caiss --preview", "user bulk activate --status employee --filter projects=P01 --codes pages --out codes.pdf",
		"user bulk export --file-expired --out /media/usb", "user bulk archive --user moussa --user fatou@eauvive.example --yes",
	}
}

// bulkDone is what an action on many users did, or would do.
type bulkDone struct {
	Action string        `json:"action"`
	Done   bool          `json:"done"` // false for a preview
	Count  int           `json:"count"`
	Users  []outcomeView `json:"users"`
}

// outcomeView is what became of one of them. The code is given this once.
type outcomeView struct {
	ID    string   `json:"id"`
	User  string   `json:"user"`
	Code  string   `json:"activation_code"`
	Files []string `json:"files"`
	Error *problem `json:"error"`
	name  string
}

func (userBulk) result() report { return bulkDone{} }

func (cmd *userBulk) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	ids, err := cmd.users(c, session)
	if err != nil {
		return err
	}
	b, err := cmd.bulk(c, ids)
	if err != nil {
		return err
	}
	previewed, err := cmd.rehearse(c, session, b)
	if err != nil {
		return err
	}
	view := cmd.view(c, previewed)
	if cmd.Preview {
		return c.give(view)
	}
	if view.Count == 0 {
		return errors.Join(fault.New(fault.Conflict, "ctl.bulk-nobody", nil), c.give(view))
	}
	if !c.Yes {
		if err := c.show(view); err != nil {
			return err
		}
		if err := c.confirm("ctl.ask.bulk", fault.Args{"Count": view.Count}); err != nil {
			return err
		}
	}
	return cmd.act(c, session, b)
}

// users gives those that are named, else those that the options select; everybody
// must be said.
func (cmd *userBulk) users(c *call, s *workspace.Session) ([]ident.UserID, error) {
	var ids []ident.UserID
	for _, name := range cmd.User {
		u, err := c.findUser(s, name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, u.ID)
	}
	if len(ids) > 0 {
		return ids, nil
	}
	r, err := cmd.register(c, s)
	if err != nil {
		return nil, err
	}
	if !cmd.All && !r.view.Narrowed() {
		return nil, fault.New(fault.Invalid, "ctl.bulk-who", nil)
	}
	for _, u := range r.users() {
		ids = append(ids, u.ID)
	}
	return ids, nil
}

func (cmd *userBulk) bulk(c *call, ids []ident.UserID) (workspace.Bulk, error) {
	b := workspace.Bulk{Action: workspace.BulkAction(cmd.Action), Users: ids, Role: directory.RoleID(cmd.Role)}
	if cmd.Action == "export" && cmd.Out == "" {
		return b, fault.New(fault.Invalid, "ctl.bulk-out", nil)
	}
	if cmd.Action == "activate" && cmd.Codes != "shown" && cmd.Out == "" {
		return b, fault.New(fault.Invalid, "ctl.bulk-out", nil)
	}
	if b.Action != workspace.BulkGrant {
		return b, nil
	}
	session, err := c.signIn()
	if err != nil {
		return b, err
	}
	role, err := c.namedRole(session, cmd.Role)
	if err != nil {
		return b, err
	}
	b.Role, b.Own = role.Role, role.Derived.ID
	b.Scope, err = cmd.scope(c, b.Role)
	return b, err
}

func (cmd *userBulk) rehearse(c *call, s *workspace.Session, b workspace.Bulk) ([]workspace.Outcome, error) {
	if cmd.Action == "export" {
		return s.PreviewExport(c.ctx, b.Users)
	}
	return s.PreviewBulk(c.ctx, b)
}

// act does it. Files with codes are written before anything is told, and codes
// that can not be written are shown rather than lost.
func (cmd *userBulk) act(c *call, s *workspace.Session, b workspace.Bulk) error {
	var done []workspace.Outcome
	var err error
	if cmd.Action == "export" {
		err = c.into(cmd.Out, func(dir string) (err error) {
			done, err = s.ExportUsers(c.ctx, b.Users, dir, func(int, int) {})
			return err
		})
	} else {
		done, err = s.Bulk(c.ctx, b, func(int, int) {})
	}
	if err != nil && len(done) == 0 {
		return err
	}
	view := cmd.view(c, done)
	view.Done = true
	if cmd.Codes != "shown" && cmd.Action == "activate" {
		unwritten := cmd.writeCodes(c, s, done)
		for i := range view.Users {
			if unwritten == nil {
				view.Users[i].Code = ""
			}
		}
		err = errors.Join(err, unwritten)
	}
	return errors.Join(err, c.give(view))
}

func (cmd *userBulk) writeCodes(c *call, s *workspace.Session, done []workspace.Outcome) error {
	head, err := c.head(s)
	if err != nil {
		return err
	}
	content, err := overview.Codes(done, overview.CodeFormat(cmd.Codes), c.printer, head)
	if err != nil {
		return err
	}
	return c.writeOut(cmd.Out, content)
}

func (cmd *userBulk) view(c *call, outcomes []workspace.Outcome) bulkDone {
	view := bulkDone{Action: cmd.Action, Users: each(outcomes, func(o workspace.Outcome) outcomeView {
		files := each(o.Written, func(w workspace.Written) string { return c.shown(w.Path) })
		return outcomeView{o.User.ID.String(), nameOf(o.User), o.Code, files, c.problemOf(o.Err), o.User.Name()}
	})}
	for _, u := range view.Users {
		if u.Error == nil {
			view.Count++
		}
	}
	return view
}

func (r bulkDone) words(s *sheet) {
	t := &table{columns: []column{{}, {}, {}}}
	for _, u := range r.Users {
		switch {
		case u.Error != nil:
			s.say("ctl.bulk.refused", fault.Args{"Name": u.name, "Text": u.Error.Text})
		case u.Code != "":
			t.row(u.name, u.User, u.Code)
		}
	}
	t.write(s)
	if len(t.rows) > 0 {
		s.say("ctl.user.code-once")
	}
	count := fault.Args{"Count": r.Count}
	if r.Done {
		s.say("ctl.bulk.done."+r.Action, count)
		return
	}
	s.say("ctl.bulk.would."+r.Action, count)
}

// show prints a report that is no result yet, on standard error.
func (c *call) show(r report) error {
	s := &sheet{Printer: c.printer}
	r.words(s)
	_, err := c.stderr.Write([]byte(s.text.String()))
	return err
}
