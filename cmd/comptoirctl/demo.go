package main

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/sample"
)

type demoCommand struct {
	Dir string `arg:"" name:"folder"`
}

func (demoCommand) examples() []string { return []string{"demo eau-vive-sahel"} }

// demoMade says where the sample is and who can sign in.
type demoMade struct {
	Dir    string      `json:"dir"`
	Stick  string      `json:"stick"`
	Places []demoPlace `json:"places"`
}

type demoPlace struct {
	Name   string       `json:"name"`
	Dir    string       `json:"dir"`
	Side   string       `json:"side"`
	People []demoPerson `json:"people"`
}

type demoPerson struct {
	Name     string `json:"name"`
	Job      string `json:"job"`
	Address  string `json:"address"`
	Password string `json:"password"`
}

func (demoCommand) result() report { return demoMade{} }

func (cmd *demoCommand) Run(c *call) error {
	made, err := sample.Make(c.ctx, c.resolve(cmd.Dir), c.options, c.tellStep)
	if err != nil {
		return err
	}
	return c.give(c.viewSample(made))
}

// tellStep says what has been done while the rest goes on; machines hear the
// result only.
func (c *call) tellStep(step sample.Step) {
	if !c.JSON {
		_, _ = c.stdout.Write([]byte("· " + c.printer.T(step.Key, step.Args) + "\n"))
	}
}

func (c *call) viewSample(made sample.Sample) demoMade {
	return demoMade{
		Dir: c.shown(made.Dir), Stick: c.shown(made.Stick),
		Places: each(made.Places, func(p sample.Place) demoPlace {
			return demoPlace{
				Name: p.Name, Dir: c.shown(p.Dir), Side: string(p.Side),
				People: each(p.People, func(q sample.Person) demoPerson { return demoPerson(q) }),
			}
		}),
	}
}

func (r demoMade) words(s *sheet) {
	s.line("")
	s.say("ctl.demo.made", fault.Args{"Path": r.Dir, "Stick": r.Stick})
	s.line("")
	t := s.newTable(left("ctl.col.folder"), left("ctl.col.side"), left("ctl.col.name"), left("ctl.col.job"), left("ctl.col.address"), left("ctl.col.password"))
	for _, place := range r.Places {
		for _, p := range place.People {
			t.row(place.Dir, s.T("ctl.side."+place.Side), p.Name, p.Job, p.Address, p.Password)
		}
	}
	t.write(s)
	s.line("")
	s.say("ctl.demo.public")
	s.say("ctl.demo.try", fault.Args{"Path": r.Places[1].Dir})
}
