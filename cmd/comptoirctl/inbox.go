package main

import (
	"path/filepath"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/app/workspace"
)

type inboxCommands struct {
	Scan   inboxScan   `cmd:""`
	Watch  inboxWatch  `cmd:""`
	List   inboxList   `cmd:""`
	Add    inboxAdd    `cmd:""`
	Remove inboxRemove `cmd:""`
}

// settle is the time between two looks after which a file counts as finished.
const settle = time.Second

type inboxScan struct {
	Dir []string `arg:"" optional:""`
}

func (inboxScan) examples() []string {
	return []string{"inbox scan", "--data kolda inbox scan /media/usb"}
}

// inboxSeen is what a look has found.
type inboxSeen struct {
	Waiting int         `json:"waiting"`
	Taken   int         `json:"taken"`
	Files   []foundView `json:"files"`
}

// foundView is a file that was found.
type foundView struct {
	Path     string   `json:"path"`
	Kind     string   `json:"kind"`
	Standing string   `json:"standing"`
	Person   string   `json:"person"`
	Issued   moment   `json:"issued"`
	DaysLeft int      `json:"days_left"`
	Gains    int      `json:"gains"`
	Losses   int      `json:"losses"`
	Error    *problem `json:"error"`
}

func (inboxScan) result() report { return inboxSeen{} }

func (cmd *inboxScan) Run(c *call) error {
	inbox, by, err := c.inbox()
	if err != nil {
		return err
	}
	state, err := inbox.Scan(c.ctx, by, each(cmd.Dir, c.resolve), settle)
	if err != nil {
		return err
	}
	return c.give(c.viewInbox(state))
}

// inbox gives the inbox, and who is there: at head office somebody must be, since
// the keys are theirs.
func (c *call) inbox() (*workspace.Inbox, *workspace.Session, error) {
	space, err := c.open()
	if err != nil {
		return nil, nil, err
	}
	condition, err := space.Condition(c.ctx)
	if err != nil {
		return nil, nil, err
	}
	by := c.importer
	if condition.Side == directory.HeadOffice {
		by = c.signIn
	}
	session, err := by()
	return space.NewInbox(c.reason), session, err
}

// reason gives the words beside the copy of a refused file.
func (c *call) reason(err error) string {
	text, hint := c.printer.Fault(err, "")
	return text + "\n" + hint + "\n"
}

func (c *call) viewInbox(state workspace.InboxState) inboxSeen {
	return inboxSeen{state.Waiting, state.Taken, each(state.Files, c.viewFound)}
}

func (c *call) viewFound(f workspace.Incoming) foundView {
	v := foundView{
		Path: c.shown(f.Path), Standing: string(f.Standing), Person: f.Person, Issued: moment(f.Issued), DaysLeft: f.DaysLeft,
		Gains: f.Gains, Losses: f.Losses, Kind: strings.ToLower(strings.TrimPrefix(filepath.Ext(f.Path), ".")),
	}
	if f.Why != nil {
		p := c.describe(f.Why)
		v.Error = &p
	}
	return v
}

func (r inboxSeen) words(s *sheet) {
	for _, f := range r.Files {
		f.words(s)
	}
	s.say("ctl.inbox.seen", fault.Args{"Waiting": r.Waiting, "Taken": r.Taken, "Count": len(r.Files)})
}

func (f foundView) words(s *sheet) {
	s.line(s.T("incoming."+f.Standing) + "  " + f.Path)
	if f.Person != "" {
		s.line("  " + s.T("ctl.inbox.about", fault.Args{"Person": f.Person, "Gains": f.Gains, "Losses": f.Losses}))
	}
	if f.Error != nil {
		s.line("  " + f.Error.Text)
		s.line("  " + f.Error.Hint)
	}
}

type inboxList struct{}

func (inboxList) examples() []string { return []string{"inbox list", "inbox list --json"} }

// inboxListed is where files are looked for, and which were refused.
type inboxListed struct {
	Folders []string      `json:"folders"`
	Media   []string      `json:"media"`
	Total   int           `json:"total"`
	Refused []refusedView `json:"refused"`
}

type refusedView struct {
	Name    string  `json:"name"`
	Folder  string  `json:"folder"`
	Refused moment  `json:"refused"`
	Copy    string  `json:"copy"`
	Error   problem `json:"error"`
}

func (inboxList) result() report { return inboxListed{} }

func (inboxList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	space := session.Workspace()
	refused, total, err := space.Refused(c.ctx)
	if err != nil {
		return err
	}
	watched, err := space.WatchedFolders(c.ctx)
	if err != nil {
		return err
	}
	folders := append([]string{c.shown(space.Inbox())}, each(watched, func(w transit.Watched) string { return c.shown(w.Path) })...)
	return c.give(inboxListed{folders, each(space.Media(), c.shown), total, each(refused, c.viewRefused)})
}

func (c *call) viewRefused(r transit.Refused) refusedView {
	return refusedView{r.Name, c.shown(r.Folder), moment(r.At), r.Copy, c.describe(r.Why)}
}

func (r inboxListed) words(s *sheet) {
	s.say("ctl.inbox.folders")
	for _, folder := range append(r.Folders, r.Media...) {
		s.line("  " + folder)
	}
	s.say("ctl.inbox.refused", fault.Args{"Count": r.Total})
	for _, f := range r.Refused {
		s.line("  " + s.Time(time.Time(f.Refused)) + "  " + f.Name + "  " + f.Folder)
		s.line("    " + f.Error.Text)
		s.line("    " + f.Error.Hint)
	}
}

type inboxAdd struct {
	Dir string `arg:""`
}

func (inboxAdd) examples() []string { return []string{"inbox add /home/awa/Partage"} }
func (inboxAdd) result() report     { return folderWatched{} }

// folderWatched is a folder that is watched now, or is no more.
type folderWatched struct {
	Path    string `json:"path"`
	Watched bool   `json:"watched"`
}

func (cmd *inboxAdd) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if err := session.WatchFolder(c.ctx, c.resolve(cmd.Dir)); err != nil {
		return err
	}
	return c.give(folderWatched{cmd.Dir, true})
}

type inboxRemove struct {
	Dir string `arg:""`
}

func (inboxRemove) examples() []string { return []string{"inbox remove /home/awa/Partage"} }
func (inboxRemove) result() report     { return folderWatched{} }

func (cmd *inboxRemove) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if err := session.UnwatchFolder(c.ctx, c.resolve(cmd.Dir)); err != nil {
		return err
	}
	return c.give(folderWatched{cmd.Dir, false})
}

func (r folderWatched) words(s *sheet) {
	key := "ctl.inbox.unwatched"
	if r.Watched {
		key = "ctl.inbox.watched"
	}
	s.say(key, fault.Args{"Path": r.Path})
}
