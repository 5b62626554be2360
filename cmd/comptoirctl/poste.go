package main

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type posteCommands struct {
	List    posteList    `cmd:""`
	Edit    posteEdit    `cmd:""`
	Revoke  posteRevoke  `cmd:""`
	History posteHistory `cmd:""`
}

// posteView is a registered workstation.
type posteView struct {
	Number     int      `json:"number"`
	Label      string   `json:"label"`
	Location   string   `json:"location"`
	Modules    []string `json:"modules"`
	User       string   `json:"user"`
	Status     string   `json:"status"`
	Cause      string   `json:"cause"` // of a revocation
	Reason     string   `json:"reason"`
	Registered moment   `json:"registered"`
	LastHeard  moment   `json:"last_heard"`
}

func viewPoste(p directory.Poste, names map[ident.UserID]string) posteView {
	return posteView{
		Number: p.Number, Label: p.Label, Location: p.Location, User: names[p.User], Status: string(p.Status),
		Registered: moment(p.Registered), LastHeard: moment(p.LastHeard), Modules: each(p.Modules, func(m directory.Module) string { return string(m) }),
	}
}

// posteName gives a poste as people call it: "12 · Portable Awa · Kolda".
func posteName(s *sheet, n int, label, location string) string {
	if n == 0 {
		return s.T("ctl.poste.unregistered")
	}
	parts := []string{strconv.Itoa(n)}
	for _, part := range []string{label, location} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

type posteList struct{ Own bool }

func (posteList) examples() []string {
	return []string{"poste list", "poste list --own", "poste list --json"}
}

type postesListed []posteView

func (posteList) result() report { return postesListed{} }

func (cmd *posteList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	list := session.Postes
	if cmd.Own {
		list = session.OwnPostes
	}
	postes, err := list(c.ctx)
	if err != nil {
		return err
	}
	names, err := session.Names(c.ctx, each(postes, func(p directory.Poste) ident.UserID { return p.User })...)
	if err != nil {
		return err
	}
	why, err := session.Revocations(c.ctx)
	if err != nil && !errors.Is(err, fault.Denied) {
		return err
	}
	return c.give(postesListed(each(postes, func(p directory.Poste) posteView {
		v := viewPoste(p, names)
		v.Cause, v.Reason = string(why[p.ID].Cause), why[p.ID].Reason
		return v
	})))
}

func (r postesListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.poste.none")
		return
	}
	t := s.newTable(right("ctl.col.number"), left("ctl.col.label"), left("ctl.col.location"), left("ctl.col.module"),
		left("ctl.col.who"), left("ctl.col.registered"), left("ctl.col.last-heard"), left("ctl.col.status"))
	for _, p := range r {
		modules := each(p.Modules, func(m string) string { return s.T("module." + m) })
		t.row(strconv.Itoa(p.Number), p.Label, p.Location, strings.Join(modules, ", "), p.User,
			s.Time(time.Time(p.Registered)), s.Time(time.Time(p.LastHeard)), p.standing(s))
	}
	t.write(s)
}

// standing gives the status, of a revoked poste with why.
func (v posteView) standing(s *sheet) string {
	status := s.T("poste.status." + v.Status)
	if v.Cause == "" {
		return status
	}
	return status + " · " + s.T("cause."+v.Cause)
}

type posteRevoke struct {
	Poste  int    `arg:""`
	Cause  string `default:"other" enum:"lost,stolen,broken,retired,other"`
	Reason string `required:"" placeholder:"text"`
}

func (posteRevoke) examples() []string {
	return []string{`poste revoke 12 --cause stolen --reason "Dans le car, à Vélingara"`}
}

func (posteRevoke) result() report { return posteRevoked{} }

type posteRevoked struct{ posteView }

func (cmd *posteRevoke) Run(c *call) error {
	session, id, err := c.poste(cmd.Poste)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.revoke", fault.Args{"Poste": cmd.Poste}); err != nil {
		return err
	}
	p, err := session.RevokePoste(c.ctx, id, directory.Cause(cmd.Cause), cmd.Reason)
	if err != nil {
		return err
	}
	names, err := session.Names(c.ctx, p.User)
	if err != nil {
		return err
	}
	view := viewPoste(p, names)
	view.Cause, view.Reason = cmd.Cause, cmd.Reason
	return c.give(posteRevoked{view})
}

// poste signs in and finds a poste by its number.
func (c *call) poste(number int) (*workspace.Session, ident.PosteID, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, ident.PosteID{}, err
	}
	postes, err := session.Postes(c.ctx)
	if err != nil {
		return nil, ident.PosteID{}, err
	}
	id, err := posteNumbered(postes, number)
	return session, id, err
}

func (r posteRevoked) words(s *sheet) {
	s.say("ctl.poste.revoked", fault.Args{"Poste": posteName(s, r.Number, r.Label, r.Location)})
}
