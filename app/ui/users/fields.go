package users

import (
	"errors"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// ownCard shows what the user has in the organisation's own fields.
func (s *sheet) ownCard() fyne.CanvasObject {
	var facts []fact
	for _, f := range directory.ActiveFields(s.fields) {
		facts = append(facts, fact{f.Name(s.Printer.Language()), valueText(s.manager, f, s.User.Fields.Get(f.Key))})
	}
	return s.card(s.T("users.own-fields"), facts...)
}

// valueText writes a value for people.
func valueText(m *manager, f directory.Field, value string) string {
	switch f.Type {
	case directory.FieldDate:
		if day, err := calendar.Parse(value); err == nil {
			return m.Printer.Day(day)
		}
	case directory.FieldYesNo:
		if value != "" {
			return m.T("users.field." + value)
		}
	}
	return value
}

// ownField is the entry of one of the organisation's own fields.
type ownField struct {
	directory.Field
	entry kit.Field
	read  func() (string, error)
	text  *kit.TextField // nil for a choice
}

// ownFields are the entries of the fields that are in use.
func ownFields(m *manager, fields []directory.Field, values directory.Values) []ownField {
	var entries []ownField
	for _, f := range directory.ActiveFields(fields) {
		entries = append(entries, newOwnField(m, f, values.Get(f.Key)))
	}
	return entries
}

func newOwnField(m *manager, f directory.Field, value string) ownField {
	name := "field-" + f.Key
	switch f.Type {
	case directory.FieldChoice:
		var choices []kit.Choice
		for _, c := range f.Choices {
			choices = append(choices, kit.Choice{ID: c, Text: c})
		}
		return pickOwn(m, f, choices, value)
	case directory.FieldYesNo:
		return pickOwn(m, f, []kit.Choice{{ID: directory.Yes, Text: m.T("users.field.yes")}, {ID: directory.No, Text: m.T("users.field.no")}}, value)
	case directory.FieldDate:
		field := kit.NewDateField(m.Services, name)
		if day, err := calendar.Parse(value); err == nil {
			field.SetDay(day)
		}
		field.Required = f.Required
		return ownField{f, field, func() (string, error) { day, err := field.Day(); return day.String(), err }, &field.TextField}
	}
	field := kit.NewTextField(m.Services, name)
	field.SetText(value)
	field.Required = f.Required
	field.Verify = func(text string) error { _, err := f.ParseValue(text); return err }
	return ownField{f, field, func() (string, error) { return f.ParseValue(field.Text) }, field}
}

// pickOwn takes one of some choices, or none where none is demanded. A value that
// is offered no more stays until another is chosen.
func pickOwn(m *manager, f directory.Field, choices []kit.Choice, value string) ownField {
	if !f.Required {
		choices = append([]kit.Choice{{Text: "–"}}, choices...)
	}
	if value != "" && !offered(choices, value) {
		choices = append(choices, kit.Choice{ID: value, Text: value})
	}
	field := pick(m, "field-"+f.Key, choices, value)
	return ownField{f, field, func() (string, error) { return field.Chosen().ID, nil }, nil}
}

func offered(choices []kit.Choice, id string) bool {
	for _, c := range choices {
		if c.ID == id {
			return true
		}
	}
	return false
}

// readOwn gives the values as the entries have them.
func (p *profile) readOwn(values directory.Values) (directory.Values, error) {
	for _, f := range p.fields {
		text, err := f.read()
		if err != nil {
			return values, err
		}
		values = values.With(f.Key, text)
	}
	return values, nil
}

// culpritOwn gives the entry of the field that an error names.
func (p *profile) culpritOwn(err error) *kit.TextField {
	var refused *fault.Error
	if !errors.As(err, &refused) {
		return nil
	}
	for _, f := range p.fields {
		if refused.Args["Key"] == f.Key || refused.Args["Name"] == f.NameFR {
			return f.text
		}
	}
	return nil
}
