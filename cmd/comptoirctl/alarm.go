package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

type alarmCommands struct {
	List alarmList `cmd:""`
	Seen alarmSeen `cmd:""`
}

// alarmView is something that somebody at head office should look at.
type alarmView struct {
	Number  int64        `json:"number"`
	Kind    string       `json:"kind"`
	At      moment       `json:"at"`
	Poste   int          `json:"poste"`
	Person  string       `json:"person"`
	Details []detailView `json:"details"`
	Seen    moment       `json:"seen"`
	source  workspace.Alarm
}

func viewAlarm(a workspace.Alarm) alarmView {
	return alarmView{
		Number: a.ID, Kind: string(a.Kind), At: moment(a.At), Poste: a.From.Number, Person: a.Person, Seen: moment(a.Seen), source: a,
		Details: each(a.Details, func(d directory.Detail) detailView { return detailView{d.Name, d.Value} }),
	}
}

type alarmList struct {
	Seen   bool
	Limit  int `default:"50" placeholder:"number"`
	Offset int `placeholder:"number"`
}

func (alarmList) examples() []string { return []string{"alarm list", "alarm list --seen --json"} }

// alarmsListed is a page of alarms, newest first.
type alarmsListed struct {
	Total  int         `json:"total"`
	Alarms []alarmView `json:"alarms"`
}

func (alarmList) result() report { return alarmsListed{} }

func (cmd *alarmList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	alarms, total, err := session.Alarms(c.ctx, directory.AlarmFilter{Unseen: !cmd.Seen, Limit: max(cmd.Limit, 1), Offset: max(cmd.Offset, 0)})
	if err != nil {
		return err
	}
	return c.give(alarmsListed{total, each(alarms, viewAlarm)})
}

func (r alarmsListed) words(s *sheet) {
	if len(r.Alarms) > 0 {
		t := s.newTable(right("ctl.col.number"), left("ctl.col.when"), right("ctl.col.poste"), left("ctl.col.who"), left("ctl.col.what"), left("ctl.col.details"))
		for _, a := range r.Alarms {
			t.row(strconv.FormatInt(a.Number, 10), s.Time(time.Time(a.At)), number(a.Poste), a.Person, s.T("alarm."+a.Kind), a.told(s))
		}
		t.write(s)
	}
	s.say("ctl.alarm.total", fault.Args{"Count": r.Total})
}

func (a alarmView) told(s *sheet) string {
	var told []string
	for _, d := range a.source.Details {
		told = append(told, s.T(string(d.Label()))+" "+valueOf(s, d))
	}
	return strings.Join(told, " · ")
}

type alarmSeen struct {
	Alarm []int64 `arg:""`
}

func (alarmSeen) examples() []string { return []string{"alarm seen 3", "alarm seen 3 4"} }

// alarmsSeen are alarms that somebody has looked at now.
type alarmsSeen []alarmView

func (alarmSeen) result() report { return alarmsSeen{} }

func (cmd *alarmSeen) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	seen := alarmsSeen{}
	for _, n := range cmd.Alarm {
		a, err := session.SeeAlarm(c.ctx, n)
		if err != nil {
			return err
		}
		seen = append(seen, viewAlarm(a))
	}
	return c.give(seen)
}

func (r alarmsSeen) words(s *sheet) {
	for _, a := range r {
		s.say("ctl.alarm.seen", fault.Args{"Number": a.Number, "What": s.T("alarm." + a.Kind)})
	}
}
