package main

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

type licenceCommands struct {
	Show   licenceShow   `cmd:""`
	Set    licenceSet    `cmd:""`
	Cancel licenceCancel `cmd:""`
}

// seatsView is the seats of one module.
type seatsView struct {
	Module string `json:"module"`
	Status string `json:"status"` // unlimited, granted or cancelled
	Seats  int    `json:"seats"`
	Taken  int    `json:"taken"`
	Postes []int  `json:"postes"`
}

func viewSeats(s directory.Seats) seatsView {
	v := seatsView{
		Module: string(s.Module), Status: "unlimited", Taken: len(s.Used),
		Postes: each(s.Used, func(p directory.Poste) int { return p.Number }),
	}
	if s.Licence != nil {
		v.Status, v.Seats = string(s.Licence.Status), s.Licence.Seats
	}
	return v
}

type licenceShow struct{}

func (licenceShow) examples() []string { return []string{"licence show", "licence show --json"} }

type licenceShown []seatsView

func (licenceShow) result() report { return licenceShown{} }

func (licenceShow) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	all, err := session.Licence(c.ctx)
	if err != nil {
		return err
	}
	return c.give(licenceShown(each(all, viewSeats)))
}

func (r licenceShown) words(s *sheet) {
	t := s.newTable(left("ctl.col.module"), right("ctl.col.seats"), right("ctl.col.taken"), left("ctl.col.status"), left("ctl.col.postes"))
	for _, v := range r {
		seats := strconv.Itoa(v.Seats)
		if v.Status == "unlimited" {
			seats = ""
		}
		t.row(s.T("module."+v.Module), seats, strconv.Itoa(v.Taken), s.T("licence."+v.Status), strings.Join(each(v.Postes, strconv.Itoa), ", "))
	}
	t.write(s)
}

type licenceSet struct {
	Module string `arg:"" enum:"cashbook,accounting"`
	Seats  int    `arg:""`
}

func (licenceSet) examples() []string { return []string{"licence set cashbook 12"} }

type licenceChanged struct{ seatsView }

func (licenceSet) result() report { return licenceChanged{} }

func (cmd *licenceSet) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	seats, err := session.SetSeats(c.ctx, directory.Module(cmd.Module), cmd.Seats)
	if err != nil {
		return err
	}
	return c.give(licenceChanged{viewSeats(seats)})
}

func (r licenceChanged) words(s *sheet) {
	key := "ctl.licence.set"
	if r.Status == string(directory.LicenceCancelled) {
		key = "ctl.licence.cancelled"
	}
	s.say(key, fault.Args{"Module": fault.Key("module." + r.Module), "Seats": r.Seats, "Taken": r.Taken})
}

type licenceCancel struct {
	Module string `arg:"" enum:"cashbook,accounting"`
}

func (licenceCancel) examples() []string { return []string{"licence cancel accounting"} }
func (licenceCancel) result() report     { return licenceChanged{} }

func (cmd *licenceCancel) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.licence", fault.Args{"Module": fault.Key("module." + cmd.Module)}); err != nil {
		return err
	}
	seats, err := session.CancelLicence(c.ctx, directory.Module(cmd.Module))
	if err != nil {
		return err
	}
	return c.give(licenceChanged{viewSeats(seats)})
}
