package cashbook

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Template is « modèle »: what a voucher that comes again is begun with. It has no
// number and moves no money.
type Template struct {
	Project     ident.ProjectID
	Owner       ident.UserID // zero for one that everybody in the project has
	Name        string
	Currency    money.Currency // of the books in which it is offered
	Direction   Direction
	AmountMinor int64 // positive; 0 where it is typed each time
	Text        string
	Recipient   string
	Shares      []Share
}

// Direction is that of money.
type Direction int

const (
	AnyDirection Direction = 0
	In           Direction = 1
	Out          Direction = -1
)

// maxTemplates bounds what is read to complete a text.
const maxTemplates = 500

// SharedTemplates are those that everybody in a project has, by name. They are made
// at head office and travel with the data of users.
type SharedTemplates struct {
	Project  ident.ProjectID
	Revision int64 // counts changes, for files; 0 while there was none
	List     []Template
}

// Valid refuses templates that nobody could have saved.
func (s SharedTemplates) Valid() error {
	names := map[string]bool{}
	for _, t := range s.List {
		name := directory.Fold(t.Name)
		clean, err := t.cleaned()
		if err != nil {
			return err
		}
		if names[name] || !slices.Equal(clean.Shares, t.Shares) || clean.Name != t.Name || clean.Text != t.Text ||
			clean.Recipient != t.Recipient || t.Project != s.Project || !t.Owner.IsZero() {
			return fault.New(fault.Invalid, "cashbook.template-missing", fault.Args{"Name": fault.Excerpt(t.Name), "Book": ""})
		}
		names[name] = true
	}
	return nil
}

// TemplateStore keeps templates.
type TemplateStore interface {
	// SharedTemplates gives the zero value but the project when there were none.
	SharedTemplates(ident.ProjectID) (SharedTemplates, error)
	// SaveSharedTemplates replaces the shared templates of a project.
	SaveSharedTemplates(SharedTemplates) error
	// Templates gives those of a project that are shared or the person's own, by
	// name, the shared first.
	Templates(ident.ProjectID, ident.UserID) ([]Template, error)
	// SaveTemplate inserts a template, or replaces the one of its project, owner
	// and name, whatever the case and accents of the name.
	SaveTemplate(Template) error
	DeleteTemplate(Template) error
}

// TemplatesOf gives the templates that a person can begin vouchers of a book with.
func TemplatesOf(s TemplateStore, b Book, by ident.UserID) ([]Template, error) {
	all, err := s.Templates(b.Project, by)
	if err != nil {
		return nil, err
	}
	var fit []Template
	for _, t := range all {
		if t.Currency == b.Currency {
			fit = append(fit, t)
		}
	}
	return fit, nil
}

// FindTemplate gives a template by its name, the person's own before a shared one.
func FindTemplate(s TemplateStore, b Book, by ident.UserID, name string) (found Template, err error) {
	all, err := TemplatesOf(s, b, by)
	if err != nil {
		return Template{}, err
	}
	for _, t := range all {
		if directory.Fold(t.Name) == directory.Fold(name) {
			found = t // own ones come last
		}
	}
	if found.Name == "" {
		return Template{}, fault.New(fault.Missing, "cashbook.template-missing", fault.Args{"Name": fault.Excerpt(name), "Book": b.Ref()})
	}
	return found, nil
}

// SaveTemplate keeps a template for the books of the project that have the currency
// of this one: for whoever saves it and may enter vouchers here, or for everybody,
// which takes the right to manage templates. It replaces one of the same name.
func SaveTemplate(s interface {
	Records
	TemplateStore
}, by directory.Actor, book ident.BookID, t Template, now time.Time) (Template, error) {
	b, err := s.Book(book)
	if err != nil {
		return Template{}, err
	}
	if err := mayTemplate(s, by, b, t.Owner.IsZero(), now); err != nil {
		return Template{}, err
	}
	if !t.Owner.IsZero() {
		t.Owner = by.ID
	}
	t.Project, t.Currency = b.Project, b.Currency
	if t, err = t.cleaned(); err != nil {
		return Template{}, err
	}
	others, err := s.Templates(b.Project, by.ID)
	if err == nil && len(others) >= maxTemplates {
		err = fault.New(fault.Invalid, "cashbook.templates-many", fault.Args{"Most": maxTemplates})
	}
	if err != nil {
		return Template{}, err
	}
	if err := s.SaveTemplate(t); err != nil {
		return Template{}, err
	}
	return t, reviseTemplates(s, t)
}

// reviseTemplates counts a change of the shared templates.
func reviseTemplates(s TemplateStore, t Template) error {
	if !t.Owner.IsZero() {
		return nil
	}
	all, err := s.SharedTemplates(t.Project)
	if err != nil {
		return err
	}
	all.Revision++
	return s.SaveSharedTemplates(all)
}

// DeleteTemplate forgets a template, with the rights of SaveTemplate.
func DeleteTemplate(s interface {
	Records
	TemplateStore
}, by directory.Actor, book ident.BookID, name string, shared bool, now time.Time) (Template, error) {
	b, err := s.Book(book)
	if err != nil {
		return Template{}, err
	}
	if err := mayTemplate(s, by, b, shared, now); err != nil {
		return Template{}, err
	}
	t, err := TemplateNamed(s, b, by.ID, name, shared)
	if err != nil {
		return Template{}, err
	}
	if err := s.DeleteTemplate(t); err != nil {
		return Template{}, err
	}
	return t, reviseTemplates(s, t)
}

// TemplateNamed gives the person's own template of a name, or the shared one.
func TemplateNamed(s TemplateStore, b Book, by ident.UserID, name string, shared bool) (Template, error) {
	all, err := TemplatesOf(s, b, by)
	if err != nil {
		return Template{}, err
	}
	for _, t := range all {
		if t.Owner.IsZero() == shared && directory.Fold(t.Name) == directory.Fold(name) {
			return t, nil
		}
	}
	return Template{}, fault.New(fault.Missing, "cashbook.template-missing", fault.Args{"Name": fault.Excerpt(name), "Book": b.Ref()})
}

func mayTemplate(s directory.Store, by directory.Actor, b Book, shared bool, now time.Time) error {
	if shared {
		return may(s, by, directory.RightTemplateManage, b, now)
	}
	return may(s, by, directory.RightVoucherRecord, b, now)
}

// cleaned gives the template as it is stored.
func (t Template) cleaned() (Template, error) {
	var err error
	if t.Name, err = required("template", t.Name, MaxName); err != nil {
		return Template{}, err
	}
	if t.Text, err = required("text", t.Text, MaxText); err != nil {
		return Template{}, err
	}
	if t.Recipient, err = directory.Clean("recipient", t.Recipient, MaxRecipient); err != nil {
		return Template{}, err
	}
	if t.AmountMinor < 0 || t.AmountMinor > MaxAmountMinor || t.AmountMinor != 0 && t.Direction == AnyDirection {
		return Template{}, fault.New(fault.Invalid, "cashbook.template-amount", nil)
	}
	if len(t.Shares) == 0 {
		return t, nil
	}
	clean := make([]Share, len(t.Shares))
	for i, s := range t.Shares {
		if s.Account, s.Funding, s.BudgetLine, err = cleanCodes(s.Account, s.Funding, s.BudgetLine); err != nil {
			return Template{}, err
		}
		clean[i] = s
	}
	t.Shares = clean
	_, err = divisionOf(t.AmountMinor, clean)
	return t, err
}

// Content begins a voucher: what the template does not know stays empty.
func (t Template) Content() Content {
	return Content{AmountMinor: int64(t.Direction) * t.AmountMinor, Text: t.Text, Recipient: t.Recipient}
}

// TemplateOf makes a template of a voucher, with its amount or without: then a
// split goes by percentages.
func TemplateOf(c Content, name string, withAmount bool) Template {
	t := Template{Name: name, Direction: In, AmountMinor: c.AmountMinor, Text: c.Text, Recipient: c.Recipient, Shares: c.Shares()}
	if c.AmountMinor < 0 {
		t.Direction, t.AmountMinor = Out, -c.AmountMinor
	}
	if !withAmount {
		t.Shares = inPercent(t.Shares, t.AmountMinor)
		t.AmountMinor = 0
	}
	return t
}

// inPercent gives shares as percentages of a total; the last takes the rest, so
// that nothing is lost by rounding. A share the other way stays an amount.
func inPercent(shares []Share, total int64) []Share {
	if len(shares) < 2 {
		return shares
	}
	of := make([]Share, len(shares))
	for i, s := range shares {
		of[i] = s
		if i == len(shares)-1 {
			of[i].AmountMinor = 0
		} else if s.AmountMinor > 0 && s.AmountMinor < total {
			if p := percentOf(s.AmountMinor, total); p > 0 {
				of[i].AmountMinor, of[i].Percent = 0, p
			}
		}
	}
	return of
}

// percentOf gives a part of a total, both positive, as the nearest percentage.
func percentOf(minor, total int64) Percent {
	parts, err := money.Amount{Minor: int64(Whole)}.Split(minor, total-minor)
	if err != nil {
		return 0
	}
	return Percent(parts[0].Minor)
}
