package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

type userHistory struct {
	User   string `arg:"" optional:""`
	Limit  int    `default:"50" placeholder:"number"`
	Offset int    `placeholder:"number"`
}

func (userHistory) examples() []string {
	return []string{"user history awa@eauvive.example", "user history --limit 20 --json"}
}

// historyShown is a page of the history, newest first.
type historyShown struct {
	Total int       `json:"total"`
	Acts  []actView `json:"acts"`
}

type actView struct {
	At      moment       `json:"at"`
	By      string       `json:"by"`
	Poste   int          `json:"poste"`
	Verb    string       `json:"verb"`
	Details []detailView `json:"details"`
	source  directory.Act
}

type detailView struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func (userHistory) result() report { return historyShown{} }

func (cmd *userHistory) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	filter := directory.HistoryFilter{Limit: max(cmd.Limit, 1), Offset: max(cmd.Offset, 0)}
	if cmd.User != "" {
		u, err := c.findUser(session, cmd.User)
		if err != nil {
			return err
		}
		filter.Subject = u.ID
	}
	acts, total, err := session.History(c.ctx, filter)
	if err != nil {
		return err
	}
	return c.give(historyShown{total, each(acts, viewAct)})
}

func viewAct(a directory.Act) actView {
	return actView{
		At: moment(a.At), By: a.ByName, Poste: a.Poste, Verb: string(a.Verb), source: a,
		Details: each(a.Details, func(d directory.Detail) detailView { return detailView{d.Name, d.Value} }),
	}
}

func (r historyShown) words(s *sheet) {
	if len(r.Acts) > 0 {
		t := s.newTable(left("ctl.col.when"), left("ctl.col.who"), right("ctl.col.poste"), left("ctl.col.what"), left("ctl.col.details"))
		for _, a := range r.Acts {
			t.row(s.Time(a.source.At), a.By, number(a.Poste), s.T("act."+a.Verb), a.told(s))
		}
		t.write(s)
	}
	s.say("ctl.history.total", fault.Args{"Count": r.Total})
}

// told gives the details of an act in words.
func (a actView) told(s *sheet) string {
	var told []string
	for i, d := range a.source.Details {
		value := valueOf(s, d)
		if a.source.IsErased(i) {
			value = s.T("history.erased")
		}
		told = append(told, s.T(string(d.Label()))+" "+value)
	}
	return strings.Join(told, " · ")
}

// valueOf gives the value of a detail as people read it.
func valueOf(s *sheet, d directory.Detail) string {
	if key, is := d.Word(); is {
		return s.T(string(key))
	}
	if sentence, is := s.Reason(d.Value); is && d.Name == "reason" {
		return sentence
	}
	if at, err := time.Parse(time.RFC3339, d.Value); err == nil {
		return s.Time(at)
	}
	if day, err := calendar.Parse(d.Value); err == nil && !day.IsZero() {
		return s.DayMedium(day)
	}
	return d.Value
}

// number gives a number, and nothing for none.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
