package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

type posteCommands struct {
	List   posteList   `cmd:""`
	Revoke posteRevoke `cmd:""`
}

// posteView is a registered workstation.
type posteView struct {
	Number     int      `json:"number"`
	Label      string   `json:"label"`
	Location   string   `json:"location"`
	Modules    []string `json:"modules"`
	User       string   `json:"user"`
	Status     string   `json:"status"`
	Registered moment   `json:"registered"`
}

func viewPoste(p directory.Poste, names map[ident.UserID]string) posteView {
	return posteView{
		Number: p.Number, Label: p.Label, Location: p.Location, User: names[p.User], Status: string(p.Status),
		Registered: moment(p.Registered), Modules: each(p.Modules, func(m directory.Module) string { return string(m) }),
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

type posteList struct{}

func (posteList) examples() []string { return []string{"poste list", "poste list --json"} }

type postesListed []posteView

func (posteList) result() report { return postesListed{} }

func (posteList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	postes, err := session.Postes(c.ctx)
	if err != nil {
		return err
	}
	names, err := session.Names(c.ctx, each(postes, func(p directory.Poste) ident.UserID { return p.User })...)
	if err != nil {
		return err
	}
	return c.give(postesListed(each(postes, func(p directory.Poste) posteView { return viewPoste(p, names) })))
}

func (r postesListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.poste.none")
		return
	}
	t := s.newTable(right("ctl.col.number"), left("ctl.col.label"), left("ctl.col.location"), left("ctl.col.module"),
		left("ctl.col.who"), left("ctl.col.registered"), left("ctl.col.status"))
	for _, p := range r {
		modules := each(p.Modules, func(m string) string { return s.T("module." + m) })
		t.row(strconv.Itoa(p.Number), p.Label, p.Location, strings.Join(modules, ", "), p.User,
			s.Time(time.Time(p.Registered)), s.T("poste.status."+p.Status))
	}
	t.write(s)
}

type posteRevoke struct {
	Poste  int    `arg:""`
	Reason string `required:"" placeholder:"text"`
}

func (posteRevoke) examples() []string {
	return []string{`poste revoke 12 --reason "Ordinateur volé"`}
}
func (posteRevoke) result() report { return posteRevoked{} }

type posteRevoked struct{ posteView }

func (cmd *posteRevoke) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	postes, err := session.Postes(c.ctx)
	if err != nil {
		return err
	}
	id, err := posteNumbered(postes, cmd.Poste)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.revoke", fault.Args{"Poste": cmd.Poste}); err != nil {
		return err
	}
	p, err := session.RevokePoste(c.ctx, id, directory.CauseOther, cmd.Reason)
	if err != nil {
		return err
	}
	names, err := session.Names(c.ctx, p.User)
	if err != nil {
		return err
	}
	return c.give(posteRevoked{viewPoste(p, names)})
}

func (r posteRevoked) words(s *sheet) {
	s.say("ctl.poste.revoked", fault.Args{"Poste": posteName(s, r.Number, r.Label, r.Location)})
}
