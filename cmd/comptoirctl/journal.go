package main

import (
	"bytes"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/overview"
	reports "github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/workspace"
)

type historyCommands struct {
	List   historyList   `cmd:""`
	Verify historyVerify `cmd:""`
}

type historyList struct {
	Search string `placeholder:"text"`
	User   string `placeholder:"user" help:"history-user"`
	Verb   string `placeholder:"kind" help:"history-verb"`
	Poste  int    `placeholder:"number" help:"history-poste"`
	From   string `placeholder:"date" help:"history-from"`
	Until  string `placeholder:"date" help:"history-until"`
	Limit  int    `placeholder:"number"`
	Offset int    `placeholder:"number"`
	Format string `default:"text" enum:"text,csv,csv-excel,xlsx,pdf,json" help:"report-format"`
	Out    string `placeholder:"file" help:"report-out"`
}

func (historyList) examples() []string {
	return []string{
		"history list --search diop --from 1.11.26 --until 30.11.26", "history list --verb role-granted --user awa@eauvive.example --json",
		"history list --poste 3 --format pdf --out journal.pdf",
	}
}

func (historyList) result() report { return historyShown{} }

// linesShown is how many acts a terminal shows unless told otherwise.
const linesShown = 50

func (cmd *historyList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	filter, about, err := cmd.filter(c, session)
	if err != nil {
		return err
	}
	c.JSON = c.JSON || cmd.Format == "json"
	if cmd.Format != "text" && cmd.Format != "json" {
		return cmd.write(c, session, filter, about)
	}
	if filter.Limit == 0 {
		filter.Limit = linesShown
	}
	acts, total, err := session.History(c.ctx, filter)
	if err != nil {
		return err
	}
	return c.give(historyShown{total, each(acts, viewAct)})
}

// filter reads what is to be shown, and says it in words.
func (cmd *historyList) filter(c *call, s *workspace.Session) (f directory.HistoryFilter, about []string, err error) {
	f = directory.HistoryFilter{
		Search: cmd.Search, Verb: directory.Verb(cmd.Verb), Poste: max(cmd.Poste, 0), Limit: max(cmd.Limit, 0), Offset: max(cmd.Offset, 0),
	}
	verbs, err := s.JournalVerbs(c.ctx)
	if err != nil {
		return f, nil, err
	}
	f.Verbs = overview.VerbsSaying(c.printer, verbs, cmd.Search)
	words := overview.JournalFilter{Search: cmd.Search, Verb: f.Verb, Poste: f.Poste}
	if cmd.User != "" {
		u, err := c.findUser(s, cmd.User)
		if err != nil {
			return f, nil, err
		}
		f.Person, words.Person = u.ID, u.Name()
	}
	if words.From, words.Until, err = cmd.days(c); err != nil {
		return f, nil, err
	}
	head, err := c.head(s)
	words.Narrow(&f, head.Zone)
	return f, words.Told(c.printer), err
}

func (cmd *historyList) days(c *call) (from, until calendar.Day, err error) {
	today, err := c.today()
	if err != nil {
		return 0, 0, err
	}
	if cmd.From != "" {
		if from, err = calendar.ParseInput(cmd.From, today, true); err != nil {
			return 0, 0, err
		}
	}
	if cmd.Until != "" {
		until, err = calendar.ParseInput(cmd.Until, today, true)
	}
	return from, until, err
}

// write makes a file of all that was selected.
func (cmd *historyList) write(c *call, s *workspace.Session, f directory.HistoryFilter, about []string) error {
	head, err := c.head(s)
	if err != nil {
		return err
	}
	found, err := s.CopyJournal(c.ctx, f)
	if err != nil {
		return err
	}
	var content bytes.Buffer
	format := reports.Format(strings.TrimSuffix(cmd.Format, "-excel"))
	options := reports.Options{Printer: c.printer, Mark: cmd.Format == "csv-excel"}
	if err := overview.Journal(found, about, c.printer, head).Write(&content, format, options); err != nil {
		return err
	}
	return c.writeOut(cmd.Out, content.Bytes())
}

type historyVerify struct {
	Anchor []string `placeholder:"anchor" help:"history-anchor"`
}

func (historyVerify) examples() []string {
	return []string{"history verify", "history verify --anchor 412-K7QM"}
}

// journalVerified is what a check of the journal found.
type journalVerified struct {
	Intact  bool         `json:"intact"`
	Acts    int64        `json:"acts"`
	Erased  int64        `json:"erased"`
	Anchor  string       `json:"anchor"`
	Damages []damageView `json:"damages"`
	told    []string
}

type damageView struct {
	Act    int64  `json:"act"`
	Kind   string `json:"kind"`
	Detail string `json:"detail"`
}

func (historyVerify) result() report { return journalVerified{} }

// Run shows what it found; damage decides the exit status.
func (cmd *historyVerify) Run(c *call) error {
	var anchors []directory.JournalAnchor
	for _, text := range cmd.Anchor {
		anchor, err := directory.ParseJournalAnchor(text)
		if err != nil {
			return err
		}
		anchors = append(anchors, anchor)
	}
	session, err := c.signIn()
	if err != nil {
		return err
	}
	r, err := session.VerifyJournal(c.ctx, anchors...)
	if err != nil {
		return err
	}
	err = c.give(journalVerified{
		Intact: r.Intact(), Acts: r.Acts, Erased: r.Erased, Anchor: r.Head.Anchor().String(), told: overview.Damages(r, c.printer),
		Damages: each(r.Damages, func(d directory.Damage) damageView { return damageView{d.Seq, string(d.Kind), d.Detail} }),
	})
	if err == nil && !r.Intact() {
		return fault.New(fault.Forged, "history.damaged", fault.Args{"Count": r.Damaged})
	}
	return err
}

func (r journalVerified) words(s *sheet) {
	for _, line := range r.told {
		s.line(line)
	}
	if r.Intact {
		s.say("journal.intact", fault.Args{"Count": r.Acts})
		if r.Anchor != "" {
			s.say("journal.anchor", fault.Args{"Anchor": r.Anchor})
		}
	}
}
