package main

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type usrCommands struct {
	Export  usrExport  `cmd:""`
	Inspect usrInspect `cmd:""`
	Verify  usrVerify  `cmd:""`
}

type usrExport struct {
	User  []string `placeholder:"address" xor:"who"`
	All   bool     `xor:"who"`
	Poste []int    `placeholder:"poste" xor:"where"`
	Plain bool     `xor:"where"`
	Out   string   `required:"" placeholder:"folder"`
}

func (usrExport) examples() []string {
	return []string{
		"usr export --user awa@eauvive.example --out out", "usr export --all --out /media/usb",
		"usr export --user awa@eauvive.example --poste 12 --out out",
	}
}

// filesWritten are files that now lie in a folder.
type filesWritten []fileWritten

type fileWritten struct {
	User  string `json:"user"`
	Kind  string `json:"kind"`
	Path  string `json:"path"`
	Poste int    `json:"poste"`
}

func (usrExport) result() report { return filesWritten{} }

func (cmd *usrExport) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	users, err := cmd.users(c, session)
	if err != nil {
		return err
	}
	if len(cmd.Poste) == 0 && !cmd.Plain && len(users) > 1 {
		return cmd.exportUsual(c, session, users)
	}
	files := filesWritten{}
	for _, u := range users {
		written, err := cmd.export(c, session, u)
		if err != nil {
			return errors.Join(err, c.give(files)) // those that are there already stay
		}
		files = append(files, shownFiles(c, u, written)...)
	}
	return c.give(files)
}

// exportUsual exports many users together, for their usual recipients.
func (cmd *usrExport) exportUsual(c *call, s *workspace.Session, users []directory.User) error {
	ids := each(users, func(u directory.User) ident.UserID { return u.ID })
	files := filesWritten{}
	err := c.into(cmd.Out, func(dir string) error {
		outcomes, err := s.ExportUsers(c.ctx, ids, dir, func(int, int) {})
		for i, o := range outcomes {
			files = append(files, shownFiles(c, users[i], o.Written)...)
			if err == nil {
				err = o.Err
			}
		}
		return err
	})
	return errors.Join(err, c.give(files))
}

func shownFiles(c *call, u directory.User, written []workspace.Written) filesWritten {
	return each(written, func(w workspace.Written) fileWritten {
		return fileWritten{nameOf(u), kindOf(w.Path), c.shown(w.Path), w.Poste}
	})
}

func (cmd *usrExport) export(c *call, s *workspace.Session, u directory.User) (written []workspace.Written, err error) {
	to, err := cmd.recipients(c, s, u)
	if err != nil {
		return nil, err
	}
	err = c.into(cmd.Out, func(dir string) error {
		written, err = s.ExportUser(c.ctx, u.ID, to, dir)
		return err
	})
	return written, err
}

// kindOf gives the kind of a file that we have named.
func kindOf(path string) string { return strings.TrimPrefix(filepath.Ext(path), ".") }

// users gives those whose files are wanted; --all means all of whom there is
// anything to export.
func (cmd *usrExport) users(c *call, s *workspace.Session) ([]directory.User, error) {
	if !cmd.All && len(cmd.User) == 0 {
		return nil, fault.New(fault.Invalid, "ctl.nobody-to-export", nil)
	}
	var users []directory.User
	for _, name := range cmd.User {
		u, err := c.findUser(s, name)
		if err != nil {
			return nil, err
		}
		users = append(users, u)
	}
	if !cmd.All {
		return users, nil
	}
	all, _, err := s.Users(c.ctx, directory.UserFilter{Archived: true})
	for _, u := range all {
		if directory.CanDownload(u) == nil {
			users = append(users, u)
		}
	}
	return users, err
}

func (cmd *usrExport) recipients(c *call, s *workspace.Session, u directory.User) (workspace.Recipients, error) {
	switch {
	case cmd.Plain:
		return workspace.Recipients{Plain: true}, nil
	case len(cmd.Poste) == 0:
		return s.UsualRecipients(c.ctx, u.ID)
	}
	postes, err := s.Postes(c.ctx)
	if err != nil {
		return workspace.Recipients{}, err
	}
	var to workspace.Recipients
	for _, number := range cmd.Poste {
		id, err := posteNumbered(postes, number)
		if err != nil {
			return to, err
		}
		to.Postes = append(to.Postes, id)
	}
	return to, nil
}

func posteNumbered(postes []directory.Poste, number int) (ident.PosteID, error) {
	for _, p := range postes {
		if p.Number == number {
			return p.ID, nil
		}
	}
	return ident.PosteID{}, fault.New(fault.Missing, "ctl.no-poste", fault.Args{"Number": number})
}

func (r filesWritten) words(s *sheet) {
	for _, f := range r {
		s.line(f.Path)
	}
}
