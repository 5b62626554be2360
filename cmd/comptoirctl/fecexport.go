package main

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

type fecExport struct {
	Project string `required:"" placeholder:"project"`
	Year    string `placeholder:"year" help:"fec-year"`
	From    string `placeholder:"date" help:"report-from"`
	Until   string `placeholder:"date" help:"report-to"`
	SIREN   string `name:"siren" placeholder:"number" help:"siren"`
	Bar     bool   `help:"fec-bar"`
	Latin9  bool   `name:"latin9" help:"fec-latin9"`
	Out     string `required:"" placeholder:"folder"`
}

func (fecExport) examples() []string {
	return []string{
		"fec export --project P01 --year 2026 --out /media/usb",
		"fec export --project P01 --from 1.4.25 --until 31.3.26 --siren 123456789 --out fec",
	}
}
func (fecExport) result() report { return fecWritten{} }

// fecWritten is a FEC that was written.
type fecWritten struct {
	Path        string       `json:"path"`
	From        calendar.Day `json:"from"`
	Until       calendar.Day `json:"until"`
	Entries     int          `json:"entries"`
	Lines       int          `json:"lines"`
	LeftOut     int          `json:"left_out"`
	Substituted int          `json:"substituted"`
	Noted       int          `json:"noted"`
}

func (cmd *fecExport) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	project, err := c.findProject(session, cmd.Project)
	if err != nil {
		return err
	}
	from, until, err := cmd.days(c, session, project.ID)
	if err != nil {
		return err
	}
	var w workspace.FECWritten
	err = c.into(cmd.Out, func(dir string) (err error) {
		w, err = session.ExportFEC(c.ctx, workspace.FECExport{
			Project: project.ID, From: from, Until: until, SIREN: cmd.SIREN, Bar: cmd.Bar, Latin9: cmd.Latin9,
		}, dir)
		return err
	})
	if err != nil {
		return err
	}
	return c.give(fecWritten{
		w.Path, from, until, w.Report.Entries, w.Report.Postings, w.LeftOut, w.Substituted, w.Report.NotedCount,
	})
}

// days gives the bounds of the fiscal year of a code, of the calendar year where
// the project has no fiscal years, or those that are said.
func (cmd *fecExport) days(c *call, s *workspace.Session, project ident.ProjectID) (from, until calendar.Day, err error) {
	if cmd.Year == "" {
		today, err := c.today()
		if err != nil {
			return 0, 0, err
		}
		return span{cmd.From, cmd.Until}.days(today)
	}
	list, err := s.Years(c.ctx, project)
	if err != nil {
		return 0, 0, err
	}
	at := slices.IndexFunc(list.Years, func(y accounting.Year) bool { return y.Code == cmd.Year })
	if at >= 0 {
		return list.Years[at].First, list.Years[at].Last, nil
	}
	year, err := time.Parse("2006", cmd.Year)
	if err != nil || len(list.Years) > 0 {
		return 0, 0, fault.New(fault.Missing, "ctl.no-year", fault.Args{"Text": fault.Excerpt(cmd.Year)})
	}
	return calendar.New(year.Year(), time.January, 1), calendar.New(year.Year(), time.December, 31), nil
}

func (r fecWritten) words(s *sheet) {
	s.line(r.Path)
	s.say("ctl.fec.written", fault.Args{"Entries": r.Entries, "Lines": r.Lines, "From": r.From, "Until": r.Until})
	sayCount(s, "ctl.fec.left-out", r.LeftOut)
	sayCount(s, "ctl.fec.substituted", r.Substituted)
	sayCount(s, "ctl.fec.noted", r.Noted)
}

// sayCount says how many there are, if there are any.
func sayCount(s *sheet, key string, count int) {
	if count > 0 {
		s.say(key, fault.Args{"Count": count})
	}
}
