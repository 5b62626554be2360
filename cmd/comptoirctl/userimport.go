package main

import (
	"errors"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/spreadsheet"
	"github.com/comptoir/comptoir/app/workspace"
)

type userImport struct {
	File    string            `arg:"" name:"table-file"`
	Map     map[string]string `placeholder:"field-column" mapsep:"none"`
	Preview bool              `help:"import-preview"`
}

func (userImport) examples() []string {
	return []string{
		"user import staff.xlsx --preview", "user import staff.xlsx --yes",
		`user import staff.csv --map last-name=Nom --map first-name=2 --map email=C --map access-until=F`,
	}
}

// usersImported are the rows of a spreadsheet and what became of them.
type usersImported struct {
	Added   bool           `json:"added"`
	Mapping map[string]int `json:"mapping"` // columns from 1
	Rows    []rowView      `json:"rows"`
	titles  []string

	catalogue *roster.Catalogue
}

// rowView is a row of a spreadsheet.
type rowView struct {
	Line    int      `json:"line"`
	Name    string   `json:"name"`
	Address string   `json:"address"`
	Error   *problem `json:"error"`
	Doubt   *problem `json:"doubt"`
}

func (userImport) result() report { return usersImported{} }

func (cmd *userImport) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	sheet, err := spreadsheet.Read(c.resolve(cmd.File))
	if err != nil {
		return err
	}
	catalogue, err := session.UserCatalogue(c.ctx)
	if err != nil {
		return err
	}
	mapping, err := cmd.mapping(c, session, catalogue, sheet.Titles)
	if err != nil {
		return err
	}
	today, err := c.today()
	if err != nil {
		return err
	}
	return cmd.take(c, session, catalogue, sheet, mapping, today)
}

// mapping gives what the person chose for these titles the last time, or what
// they seem to mean, with what the options say instead.
func (cmd *userImport) mapping(c *call, s *workspace.Session, catalogue *roster.Catalogue, titles []string) (roster.Mapping, error) {
	m, err := s.Mapping(c.ctx, titles)
	if err != nil {
		return nil, err
	}
	chosen := map[roster.Field]string{}
	for name, column := range cmd.Map {
		chosen[catalogue.Field(name)] = column
	}
	for field, name := range chosen {
		if name == "" {
			delete(m, field)
			continue
		}
		column, err := roster.ColumnNamed(titles, name)
		if err != nil {
			return nil, err
		}
		for other, taken := range m {
			if _, said := chosen[other]; taken == column && !said {
				delete(m, other) // what was said counts more than what was guessed
			}
		}
		m[field] = column
	}
	return m, catalogue.CheckMapping(m, len(titles))
}

// take shows what would become of the rows, asks, and adds all of them or none.
func (cmd *userImport) take(c *call, s *workspace.Session, catalogue *roster.Catalogue, sheet spreadsheet.Sheet, m roster.Mapping, today calendar.Day) error {
	newcomers := catalogue.Newcomers(sheet.Rows, sheet.First, m, today, sheet.Shift)
	checked, err := s.PreviewUsers(c.ctx, newcomers)
	if err != nil {
		return err
	}
	view := c.viewRows(checked, m, sheet.Titles)
	view.catalogue = catalogue
	wrong := 0
	for _, row := range view.Rows {
		if row.Error != nil {
			wrong++
		}
	}
	if cmd.Preview {
		return c.give(view)
	}
	if wrong > 0 {
		return errors.Join(fault.New(fault.Conflict, "workspace.rows", fault.Args{"Count": wrong}), c.give(view))
	}
	if !c.Yes {
		if err := c.show(view); err != nil {
			return err
		}
		if err := c.confirm("ctl.ask.users", fault.Args{"Count": len(newcomers)}); err != nil {
			return err
		}
	}
	if _, err := s.ImportUsers(c.ctx, newcomers, sheet.Titles, m, func(int, int) {}); err != nil {
		return err
	}
	view.Added = true
	return c.give(view)
}

func (c *call) viewRows(checked []workspace.Checked, m roster.Mapping, titles []string) usersImported {
	view := usersImported{Mapping: map[string]int{}, titles: titles, Rows: each(checked, func(row workspace.Checked) rowView {
		return rowView{row.Line, row.User.Name(), row.User.Address(), c.problemOf(row.Err), c.problemOf(row.Doubt)}
	})}
	for field, column := range m {
		view.Mapping[string(field)] = column + 1
	}
	return view
}

// problemOf describes an error for machines; nil is none.
func (c *call) problemOf(err error) *problem {
	if err == nil {
		return nil
	}
	p := c.describe(err)
	return &p
}

func (r usersImported) words(s *sheet) {
	for _, field := range r.catalogue.Fields() {
		if column, mapped := r.Mapping[string(field)]; mapped && !r.Added {
			s.say("ctl.import.column", fault.Args{"Field": r.catalogue.Label(field, s.Printer), "Column": column, "Title": fault.Excerpt(r.titles[column-1])})
		}
	}
	wrong := 0
	for _, row := range r.Rows {
		switch {
		case row.Error != nil:
			wrong++
			s.say("ctl.import.wrong", fault.Args{"Line": row.Line, "Name": row.Name, "Text": row.Error.Text})
		case row.Doubt != nil && !r.Added:
			s.say("ctl.import.doubt", fault.Args{"Line": row.Line, "Name": row.Name, "Text": row.Doubt.Text})
		}
	}
	key := "ctl.import.ready"
	if r.Added {
		key = "ctl.import.added"
	}
	s.say(key, fault.Args{"Count": len(r.Rows) - wrong})
}
