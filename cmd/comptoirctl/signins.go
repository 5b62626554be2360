package main

import (
	"time"
)

type accountSignIns struct{}

func (accountSignIns) examples() []string {
	return []string{"--data kolda --as awa@eauvive.example --password-file pw2 account sign-ins"}
}

// signInView is a sign-in as machines read it.
type signInView struct {
	At       moment `json:"at"`
	Poste    int    `json:"poste"`
	Label    string `json:"label"`
	Location string `json:"location"`
	Refused  bool   `json:"refused"`
}

type signInList []signInView

func (accountSignIns) result() report { return signInList{} }

func (accountSignIns) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	list, err := session.SignIns(c.ctx)
	if err != nil {
		return err
	}
	views := make(signInList, 0, len(list))
	for _, one := range list {
		views = append(views, signInView{moment(one.At), one.Poste.Number, one.Poste.Label, one.Poste.Location, one.Refused})
	}
	return c.give(views)
}

func (r signInList) words(s *sheet) {
	t := s.newTable(left("ctl.col.when"), left("ctl.col.poste"), left("ctl.col.sign-in"))
	for _, one := range r {
		how := "act.signed-in"
		if one.Refused {
			how = "act.sign-in-refused"
		}
		t.row(s.Time(time.Time(one.At)), posteName(s, one.Poste, one.Label, one.Location), s.T(how))
	}
	t.write(s)
}
