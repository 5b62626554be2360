package main

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type postingTemplateCommands struct {
	List   postingTemplateList   `cmd:""`
	Add    postingTemplateAdd    `cmd:""`
	Use    postingTemplateUse    `cmd:""`
	Remove postingTemplateRemove `cmd:""`
}

// postingTemplatesListed are templates of postings.
type postingTemplatesListed []postingTemplateView

type postingTemplateView struct {
	Name   string                    `json:"name"`
	Shared bool                      `json:"shared"`
	Steps  []postingTemplateStepView `json:"postings"`
}

type postingTemplateStepView struct {
	Journal string            `json:"journal"`
	Kind    string            `json:"kind"`
	Text    string            `json:"text"`
	Lines   []postingLineView `json:"lines"`
}

func (r postingTemplatesListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.template.none")
		return
	}
	t := s.newTable(left("ctl.col.template"), left("ctl.col.shared"), left("ctl.col.journal"), left("ctl.col.text"), left("ctl.col.account"))
	for _, v := range r {
		for _, step := range v.Steps {
			accounts := each(step.Lines, func(l postingLineView) string { return l.Account })
			t.row(v.Name, s.T("ctl.template.shared."+yesNo(v.Shared)), step.Journal, step.Text, strings.Join(accounts, " "))
		}
	}
	t.write(s)
}

// viewPostingTemplates names the journals of templates.
func viewPostingTemplates(cards []workspace.JournalCard, templates []accounting.Template) postingTemplatesListed {
	ref := map[ident.BookID]string{}
	for _, c := range cards {
		ref[c.Journal.ID] = c.Journal.Ref()
	}
	return each(templates, func(t accounting.Template) postingTemplateView {
		return postingTemplateView{t.Name, t.Owner.IsZero(), each(t.Steps, func(step accounting.TemplateStep) postingTemplateStepView {
			return postingTemplateStepView{ref[step.Journal], string(step.Content.Mask), step.Content.Text, each(step.Content.Lines, viewPostingLine)}
		})}
	})
}

// withProjectJournals signs in and gives the journals of a project that the person
// may see.
func (c *call) withProjectJournals(code string) (s *workspace.Session, project ident.ProjectID, cards []workspace.JournalCard, err error) {
	if s, err = c.signIn(); err != nil {
		return s, project, nil, err
	}
	all, err := s.Journals(c.ctx)
	for _, card := range all {
		if strings.EqualFold(card.Journal.ProjectCode, code) {
			project, cards = card.Journal.Project, append(cards, card)
		}
	}
	if err == nil && len(cards) == 0 {
		err = fault.New(fault.Missing, "ctl.no-journals", fault.Args{"Project": fault.Excerpt(code)})
	}
	return s, project, cards, err
}

type postingTemplateList struct {
	Project string `arg:""`
}

func (postingTemplateList) examples() []string { return []string{"template posting list P01"} }
func (postingTemplateList) result() report     { return postingTemplatesListed{} }

func (cmd *postingTemplateList) Run(c *call) error {
	s, project, cards, err := c.withProjectJournals(cmd.Project)
	if err != nil {
		return err
	}
	templates, err := s.PostingTemplates(c.ctx, project)
	if err != nil {
		return err
	}
	return c.give(viewPostingTemplates(cards, templates))
}

type postingTemplateAdd struct {
	Project string   `arg:""`
	Name    string   `arg:""`
	From    []string `required:"" placeholder:"posting" help:"template-postings"`
	Shared  bool     `help:"template-shared"`
}

func (postingTemplateAdd) examples() []string {
	return []string{"template posting add P01 Salaires --from OD:7,OD:8"}
}
func (postingTemplateAdd) result() report { return postingTemplatesListed{} }

func (cmd *postingTemplateAdd) Run(c *call) error {
	s, project, cards, err := c.withProjectJournals(cmd.Project)
	if err != nil {
		return err
	}
	var from []workspace.PostingRef
	for _, text := range cmd.From {
		ref, err := readPostingRef(text, cards)
		if err != nil {
			return err
		}
		from = append(from, ref)
	}
	t, err := s.SavePostingTemplate(c.ctx, project, cmd.Name, cmd.Shared, from)
	if err != nil {
		return err
	}
	return c.give(viewPostingTemplates(cards, []accounting.Template{t}))
}

// readPostingRef reads "OD:7", the seventh posting of a journal.
func readPostingRef(text string, cards []workspace.JournalCard) (workspace.PostingRef, error) {
	code, number, _ := strings.Cut(text, ":")
	n, err := strconv.ParseInt(number, 10, 64)
	for _, card := range cards {
		if err == nil && strings.EqualFold(card.Journal.Code, code) {
			return workspace.PostingRef{Journal: card.Journal.ID, Number: n}, nil
		}
	}
	return workspace.PostingRef{}, fault.New(fault.Invalid, "ctl.posting-ref", fault.Args{"Text": fault.Excerpt(text)})
}

type postingTemplateUse struct {
	Project string `arg:""`
	Name    string `arg:""`
	Date    string `placeholder:"date"`
	Amount  string `placeholder:"amount" help:"template-total"`
}

func (postingTemplateUse) examples() []string {
	return []string{"template posting use P01 Salaires", "template posting use P01 Loyer --amount 150000 --date 30/11"}
}
func (postingTemplateUse) result() report { return postingsEntered{} }

// postingsEntered are the postings of a template that was used.
type postingsEntered []postingView

func (cmd *postingTemplateUse) Run(c *call) error {
	s, project, cards, err := c.withProjectJournals(cmd.Project)
	if err != nil {
		return err
	}
	day, err := dayOption(cmd.Date, cards[0].Today)
	if err != nil {
		return err
	}
	total := int64(0)
	if cmd.Amount != "" {
		amount, err := money.Parse(cmd.Amount, cards[0].Journal.Currency)
		if err != nil {
			return err
		}
		total = amount.Minor
	}
	posted, err := s.PostTemplate(c.ctx, project, cmd.Name, day, total)
	if err != nil {
		return err
	}
	entered := postingsEntered{}
	for _, p := range posted {
		for _, card := range cards {
			if card.Journal.ID == p.Entry.Book {
				entered = append(entered, viewPosting(card.Journal, workspace.JournalLine{Posting: p}))
			}
		}
	}
	return c.give(entered)
}

func (r postingsEntered) words(s *sheet) {
	for _, p := range r {
		p.words(s)
	}
}

type postingTemplateRemove struct {
	Project string `arg:""`
	Name    string `arg:""`
	Shared  bool   `help:"template-shared"`
}

func (postingTemplateRemove) examples() []string {
	return []string{"template posting remove P01 Salaires"}
}
func (postingTemplateRemove) result() report { return postingTemplatesListed{} }

func (cmd *postingTemplateRemove) Run(c *call) error {
	s, project, cards, err := c.withProjectJournals(cmd.Project)
	if err != nil {
		return err
	}
	t, err := s.DeletePostingTemplate(c.ctx, project, cmd.Name, cmd.Shared)
	if err != nil {
		return err
	}
	return c.give(viewPostingTemplates(cards, []accounting.Template{t}))
}
