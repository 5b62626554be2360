package main

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// fieldCommands are the organisation's own fields in the record of users.
type fieldCommands struct {
	List    fieldList    `cmd:""`
	Add     fieldAdd     `cmd:""`
	Edit    fieldEdit    `cmd:""`
	Disable fieldDisable `cmd:""`
}

// fieldView is a field as machines read it.
type fieldView struct {
	Key      string   `json:"key"`
	NameFR   string   `json:"name_fr"`
	NameEN   string   `json:"name_en"`
	Type     string   `json:"type"`
	Choices  []string `json:"choices"`
	Required bool     `json:"required"`
	Order    int      `json:"order"`
	Active   bool     `json:"active"`
	field    directory.Field
}

func viewField(f directory.Field) fieldView {
	return fieldView{
		Key: f.Key, NameFR: f.NameFR, NameEN: f.NameEN, Type: string(f.Type), Choices: append([]string{}, f.Choices...),
		Required: f.Required, Order: f.Order, Active: f.Active, field: f,
	}
}

type fieldList struct{}

func (fieldList) examples() []string { return []string{"field list", "field list --json"} }

type fieldsListed []fieldView

func (fieldList) result() report { return fieldsListed{} }

func (fieldList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	fields, err := session.Fields(c.ctx)
	if err != nil {
		return err
	}
	return c.give(fieldsListed(each(fields, viewField)))
}

func (r fieldsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.field.none")
		return
	}
	t := s.newTable(left("ctl.col.key"), left("ctl.col.name"), left("ctl.col.type"), left("ctl.col.choices"), left("ctl.col.required"), right("ctl.col.order"), left("ctl.col.status"))
	for _, v := range r {
		required, state := "", "field-state.active"
		if v.Required {
			required = s.T("ctl.field.required")
		}
		if !v.Active {
			state = "field-state.inactive"
		}
		t.row(v.Key, v.field.Name(s.Language()), s.T(string(v.field.Type.Label())), strings.Join(v.Choices, " · "), required, strconv.Itoa(v.Order), s.T(state))
	}
	t.write(s)
}

// fieldOptions describe a field; what is not given stays.
type fieldOptions struct {
	NameEn   *string  `placeholder:"name" help:"field-name-en"`
	Choice   []string `placeholder:"text" sep:"none" help:"field-choice"`
	Required *bool    `negatable:"" help:"field-required"`
	Order    *int     `placeholder:"number" help:"field-order"`
}

func (o *fieldOptions) apply(f *directory.Field) {
	take(&f.NameEN, o.NameEn)
	if len(o.Choice) > 0 {
		f.Choices = o.Choice
	}
	if o.Required != nil {
		f.Required = *o.Required
	}
	if o.Order != nil {
		f.Order = *o.Order
	}
}

type fieldAdd struct {
	Key  string `arg:"" name:"field-key"`
	Name string `arg:"" name:"field-name"`
	Type string `enum:"text,number,date,choice,yes-no" default:"text" help:"field-type"`
	fieldOptions
}

func (fieldAdd) examples() []string {
	return []string{
		"field add staff-number Matricule --name-en \"Staff number\" --required",
		"field add contract Contrat --type choice --choice CDI --choice CDD --order 2",
	}
}

// fieldChanged is a field that was added, edited or switched off.
type fieldChanged struct{ fieldView }

func (fieldAdd) result() report { return fieldChanged{} }

func (cmd *fieldAdd) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	f := directory.Field{Key: cmd.Key, NameFR: cmd.Name, Type: directory.FieldType(cmd.Type)}
	cmd.apply(&f)
	if f, err = session.AddField(c.ctx, f); err != nil {
		return err
	}
	return c.give(fieldChanged{viewField(f)})
}

func (r fieldChanged) words(s *sheet) {
	key := "ctl.field.saved"
	if !r.Active {
		key = "ctl.field.disabled"
	}
	s.say(key, fault.Args{"Name": r.field.Name(s.Language()), "Key": r.Key})
}

type fieldEdit struct {
	Key  string  `arg:"" name:"field-key"`
	Name *string `placeholder:"name" help:"field-name"`
	fieldOptions
}

func (fieldEdit) examples() []string {
	return []string{"field edit staff-number --no-required", "field edit contract --choice CDI --choice CDD --choice Stage"}
}
func (fieldEdit) result() report { return fieldChanged{} }

func (cmd *fieldEdit) Run(c *call) error {
	return c.changeField(cmd.Key, func(f *directory.Field) {
		take(&f.NameFR, cmd.Name)
		cmd.apply(f)
		f.Active = true
	})
}

type fieldDisable struct {
	Key string `arg:"" name:"field-key"`
}

func (fieldDisable) examples() []string { return []string{"field disable contract"} }
func (fieldDisable) result() report     { return fieldChanged{} }

func (cmd *fieldDisable) Run(c *call) error {
	return c.changeField(cmd.Key, func(f *directory.Field) { f.Active = false })
}

func (c *call) changeField(key string, change func(*directory.Field)) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	f, err := c.findField(session, key)
	if err != nil {
		return err
	}
	change(&f)
	if f, err = session.EditField(c.ctx, f); err != nil {
		return err
	}
	return c.give(fieldChanged{viewField(f)})
}

func (c *call) findField(s *workspace.Session, key string) (directory.Field, error) {
	fields, err := s.Fields(c.ctx)
	if err != nil {
		return directory.Field{}, err
	}
	f, known := directory.FieldByKey(fields, key)
	if !known {
		return f, fault.New(fault.Missing, "directory.no-field", fault.Args{"Text": fault.Excerpt(key)})
	}
	return f, nil
}
