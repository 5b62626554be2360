package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

type posteEdit struct {
	Poste    int     `arg:""`
	Label    *string `placeholder:"label"`
	Location *string `placeholder:"location"`
}

func (posteEdit) examples() []string {
	return []string{`poste edit 12 --label "Portable de la caisse" --location Vélingara`}
}

type posteEdited struct{ posteView }

func (posteEdit) result() report { return posteEdited{} }

func (cmd *posteEdit) Run(c *call) error {
	session, id, err := c.poste(cmd.Poste)
	if err != nil {
		return err
	}
	postes, err := session.Postes(c.ctx)
	if err != nil {
		return err
	}
	var label, location string
	for _, p := range postes {
		if p.ID == id {
			label, location = p.Label, p.Location
		}
	}
	p, err := session.EditPoste(c.ctx, id, given(cmd.Label, label), given(cmd.Location, location))
	if err != nil {
		return err
	}
	names, err := session.Names(c.ctx, p.User)
	if err != nil {
		return err
	}
	return c.give(posteEdited{viewPoste(p, names)})
}

// given gives the value of an option, else what there is.
func given(option *string, usual string) string {
	if option != nil {
		return *option
	}
	return usual
}

func (r posteEdited) words(s *sheet) {
	s.say("ctl.poste.edited", fault.Args{"Poste": posteName(s, r.Number, r.Label, r.Location)})
}

type posteHistory struct {
	Poste  int `arg:""`
	Limit  int `default:"50" placeholder:"number"`
	Offset int `placeholder:"number"`
}

func (posteHistory) examples() []string {
	return []string{"poste history 12", "poste history 12 --json"}
}
func (posteHistory) result() report { return historyShown{} }

func (cmd *posteHistory) Run(c *call) error {
	session, _, err := c.poste(cmd.Poste)
	if err != nil {
		return err
	}
	acts, total, err := session.History(c.ctx, directory.HistoryFilter{
		Poste: cmd.Poste, Limit: max(cmd.Limit, 1), Offset: max(cmd.Offset, 0),
	})
	if err != nil {
		return err
	}
	return c.give(historyShown{total, each(acts, viewAct)})
}
