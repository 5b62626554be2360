package accounting

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Template is « modèle »: one posting that comes again, or a group of several that
// are entered at once, such as the salaries of a month.
type Template struct {
	Project ident.ProjectID
	Owner   ident.UserID // zero for one that everybody in the project has here
	Name    string
	Steps   []TemplateStep
}

// TemplateStep is a posting of a template: its lines, without voucher and documents.
type TemplateStep struct {
	Journal ident.BookID
	Content Content
}

// Bounds of templates.
const (
	MaxSteps     = 50  // postings of a group
	maxTemplates = 500 // of a project
)

// TemplateRecords is what templates need besides.
type TemplateRecords interface {
	FormRecords
	// PostingTemplates gives those of a project that are shared or the person's own,
	// by name, the shared first.
	PostingTemplates(ident.ProjectID, ident.UserID) ([]Template, error)
	// SavePostingTemplate inserts a template, or replaces the one of its project, owner
	// and name, whatever the case and accents of the name.
	SavePostingTemplate(Template) error
	DeletePostingTemplate(Template) error
}

// StepOf makes a step of a posting: what belongs to it alone stays with it.
func StepOf(p Posting) TemplateStep {
	c := p.Content
	c.Voucher, c.VoucherDay, c.Attachments, c.Source, c.Reposts, c.Origin = "", 0, nil, Source{}, 0, ""
	c.Lines = append([]Line(nil), c.Lines...)
	for i := range c.Lines {
		c.Lines[i].BaseMinor, c.Lines[i].Due = 0, 0
	}
	return TemplateStep{p.Entry.Book, c}
}

// SaveTemplate keeps a template: for whoever saves it and may post in its journals,
// or for everybody, which takes the right to manage templates. It replaces one of the
// same name.
func SaveTemplate(s TemplateRecords, by directory.Actor, t Template, now time.Time) (Template, error) {
	if err := mayTemplate(s, by, t, now); err != nil {
		return Template{}, err
	}
	var err error
	if t.Name, err = required("template", t.Name, MaxName); err != nil {
		return Template{}, err
	}
	if len(t.Steps) == 0 || len(t.Steps) > MaxSteps {
		return Template{}, fault.New(fault.Invalid, "accounting.template-steps", fault.Args{"Most": MaxSteps})
	}
	for i, step := range t.Steps {
		if t.Steps[i], err = step.cleaned(s, by, t.Project, now); err != nil {
			return Template{}, err
		}
	}
	others, err := s.PostingTemplates(t.Project, by.ID)
	if err == nil && len(others) >= maxTemplates {
		err = fault.New(fault.Invalid, "accounting.templates-many", fault.Args{"Most": maxTemplates})
	}
	if err != nil {
		return Template{}, err
	}
	return t, s.SavePostingTemplate(t)
}

// cleaned gives the step as it is stored. Its journal is one of the project in which
// the person may post.
func (t TemplateStep) cleaned(s TemplateRecords, by directory.Actor, project ident.ProjectID, now time.Time) (TemplateStep, error) {
	j, err := s.Journal(t.Journal)
	if err != nil {
		return t, err
	}
	if err := May(s, by, directory.RightPostingRecord, j, now); err != nil {
		return t, err
	}
	if j.Project != project || t.Content.Mask == MaskOpening || t.Content.Mask == MaskClosing || t.Content.Mask == MaskRestore {
		return t, fault.New(fault.Invalid, "accounting.template-step", fault.Args{"Journal": j.Ref()})
	}
	t.Content, err = t.Content.cleaned(j)
	for i := range t.Content.Lines {
		t.Content.Lines[i].BaseMinor = 0
	}
	return t, err
}

func mayTemplate(s directory.Store, by directory.Actor, t Template, now time.Time) error {
	if !t.Owner.IsZero() {
		return nil // who may post in its journals may keep it; steps are checked
	}
	at, err := directory.PlaceOf(s, t.Project)
	if err != nil {
		return err
	}
	return directory.Can(by, directory.RightTemplateManage, at, now)
}

// FindTemplate gives a template by its name, the person's own before a shared one.
func FindTemplate(s TemplateRecords, project ident.ProjectID, by ident.UserID, name string) (found Template, err error) {
	all, err := s.PostingTemplates(project, by)
	for _, t := range all {
		if directory.Fold(t.Name) == directory.Fold(name) {
			found = t // own ones come last
		}
	}
	if err == nil && found.Name == "" {
		err = fault.New(fault.Missing, "accounting.template-missing", fault.Args{"Name": fault.Excerpt(name)})
	}
	return found, err
}

// DeleteTemplate forgets one of the person's own templates, or a shared one.
func DeleteTemplate(s TemplateRecords, by directory.Actor, project ident.ProjectID, name string, shared bool, now time.Time) (Template, error) {
	all, err := s.PostingTemplates(project, by.ID)
	if err != nil {
		return Template{}, err
	}
	for _, t := range all {
		if t.Owner.IsZero() == shared && directory.Fold(t.Name) == directory.Fold(name) {
			if err := mayTemplate(s, by, t, now); err != nil {
				return Template{}, err
			}
			return t, s.DeletePostingTemplate(t)
		}
	}
	return Template{}, fault.New(fault.Missing, "accounting.template-missing", fault.Args{"Name": fault.Excerpt(name)})
}

// PostTemplate enters all postings of a template on a day, or today, with the rules
// and refusals of each; the caller's transaction sees to it that all or none are. A
// total above zero takes the place of that of a template of one posting, whose shares
// keep their proportion to the unit.
func PostTemplate(s TemplateRecords, by directory.Actor, poste ident.PosteID, project ident.ProjectID, name string, day calendar.Day, totalMinor int64, now time.Time) ([]Posting, error) {
	t, err := FindTemplate(s, project, by.ID, name)
	if err != nil {
		return nil, err
	}
	if totalMinor != 0 && len(t.Steps) != 1 {
		return nil, fault.New(fault.Invalid, "accounting.template-total", fault.Args{"Name": t.Name})
	}
	var posted []Posting
	for _, step := range t.Steps {
		p, err := step.post(s, by, poste, day, totalMinor, now)
		if err != nil {
			return nil, err
		}
		posted = append(posted, p)
	}
	return posted, nil
}

// post enters one posting: by its form where it has one, so that taxes and the average
// rate are those of the day, else line by line.
func (t TemplateStep) post(s TemplateRecords, by directory.Actor, poste ident.PosteID, day calendar.Day, totalMinor int64, now time.Time) (Posting, error) {
	d, err := openDesk(s, by, directory.RightPostingRecord, poste, t.Journal, now)
	if err != nil {
		return Posting{}, err
	}
	on := day
	if on.IsZero() {
		on = d.today
	}
	b, err := d.basis(s, on)
	if err != nil {
		return Posting{}, err
	}
	c := t.Content
	if f, is := c.Form(b); is {
		if totalMinor != 0 {
			if f, err = f.scaled(totalMinor, d.journal); err != nil {
				return Posting{}, err
			}
		}
		f.Rate = 0
		if c, err = f.Content(b); err != nil {
			return Posting{}, err
		}
	} else if totalMinor != 0 {
		return Posting{}, fault.New(fault.Invalid, "accounting.template-lines", nil)
	}
	return d.postLines(Entry{day, c})
}

// scaled gives the form with another amount: taxes are worked out anew, shares keep
// their proportion.
func (f Form) scaled(totalMinor int64, j Journal) (Form, error) {
	f.AmountMinor = totalMinor
	for i := range f.Taxes {
		f.Taxes[i].AmountMinor = 0
	}
	if len(f.Shares) < 2 {
		return f, nil
	}
	weights := make([]int64, len(f.Shares))
	for i, s := range f.Shares {
		weights[i] = s.AmountMinor
	}
	if len(f.Taxes) > 0 {
		return f, fault.New(fault.Invalid, "accounting.template-lines", nil)
	}
	parts, err := money.Amount{Minor: totalMinor, Currency: j.Currency}.Split(weights...)
	if err != nil {
		return f, err
	}
	for i, p := range parts {
		f.Shares[i].AmountMinor = p.Minor
	}
	return f, nil
}
