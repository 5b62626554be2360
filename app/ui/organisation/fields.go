package organisation

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// fields shows the organisation's own fields in the record of users.
func (s *section) fields() {
	kit.Load(s.Tasks, func() ([]directory.Field, error) { return s.Session.Fields(s.Context) }, func(fields []directory.Field, err error) {
		if !s.Refuse(err) {
			s.showFields(fields)
		}
	})
}

func (s *section) showFields(fields []directory.Field) {
	t := s.T
	columns := []kit.Column[directory.Field]{
		{ID: "name", Title: t("organisation.fields.name"), Width: 220, Grow: true, Text: func(f directory.Field) string { return f.Name(s.Printer.Language()) }},
		{ID: "key", Title: t("organisation.fields.key"), Width: 150, Text: func(f directory.Field) string { return f.Key }},
		{ID: "type", Title: t("organisation.fields.type"), Width: 110, Text: func(f directory.Field) string { return t(string(f.Type.Label())) }},
		{ID: "order", Title: t("organisation.fields.order"), Width: 70, Text: func(f directory.Field) string { return strconv.Itoa(f.Order) }},
		{ID: "state", Title: t("organisation.fields.state"), Width: 170, Text: s.fieldState},
	}
	grid := kit.NewGrid(s.Services, "fields", columns, kit.Rows[directory.Field](fields))
	grid.Empty = kit.NewEmpty("edit", t("organisation.fields.none"), t("organisation.fields.none.hint"), nil)
	grid.OnOpen = func(f directory.Field) { s.editField(f) }
	grid.Reload()
	create := func() { s.editField(directory.Field{Type: directory.FieldText, Active: true}) }
	add := kit.NewButton(t("organisation.fields.add"), "add", kit.Primary, create)
	s.show(screen{
		name: "fields", title: t("organisation.part.fields"), head: kit.NewHead(t("organisation.part.fields"), nil, add),
		body: kit.Height(380, grid), focus: grid.Focus(), keys: kit.Handlers{kit.ActionNew: create, kit.ActionRefresh: s.fields},
	})
}

func (s *section) fieldState(f directory.Field) string {
	state := "field-state.active"
	if !f.Active {
		state = "field-state.inactive"
	}
	if f.Required {
		return s.T(state) + " · " + s.T("organisation.fields.required")
	}
	return s.T(state)
}

// fieldForm is a field that is added or changed.
type fieldForm struct {
	*section
	field                               directory.Field
	key, nameFR, nameEN, choices, order *kit.TextField
	kind                                *kit.PickerField
	required, active                    *kit.Check
	form                                *kit.Form
}

func (s *section) editField(f directory.Field) {
	form := &fieldForm{section: s, field: f}
	text := func(name, value string) *kit.TextField {
		field := kit.NewTextField(s.Services, name)
		field.SetText(value)
		return field
	}
	form.key, form.nameFR, form.nameEN = text("key", f.Key), text("name-fr", f.NameFR), text("name-en", f.NameEN)
	form.choices, form.order = text("choices", strings.Join(f.Choices, "; ")), text("order", strconv.Itoa(f.Order))
	form.key.Required, form.nameFR.Required = true, true
	form.required, form.active = kit.NewCheck(s.Services, "required", s.T("organisation.fields.demand")), kit.NewCheck(s.Services, "active", s.T("field-state.active"))
	form.required.SetTicked(f.Required)
	form.active.SetTicked(f.Active)
	form.kind = form.typePicker()
	form.form = kit.NewForm().Add(s.T("organisation.fields.name"), form.nameFR).Add(s.T("organisation.fields.name-en"), form.nameEN)
	if f.Version == 0 {
		form.form.Add(s.T("organisation.fields.key"), form.key).Add(s.T("organisation.fields.type"), form.kind)
	}
	form.form.Add(s.T("organisation.fields.choices"), form.choices).Add(s.T("organisation.fields.order"), form.order).Add("", form.required)
	if f.Version > 0 {
		form.form.Add("", form.active)
	}
	form.open()
}

func (f *fieldForm) typePicker() *kit.PickerField {
	var choices []kit.Choice
	for _, t := range directory.FieldTypes() {
		choices = append(choices, kit.Choice{ID: string(t), Text: f.T(string(t.Label()))})
	}
	field := kit.NewStrictPicker(f.Services, "type", kit.OfferAll(choices))
	field.Required = true
	for _, c := range choices {
		if c.ID == string(f.field.Type) {
			field.Set(c)
		}
	}
	return field
}

func (f *fieldForm) open() {
	title := f.T("organisation.fields.add")
	if f.field.Version > 0 {
		title = f.field.NameFR
	}
	var dialog *kit.OpenDialog
	dialog = f.Dialogs.Open(kit.Dialog{
		Name: "field", Title: title, Content: f.form, Confirm: f.T("organisation.fields.save"), Width: 560, Focus: f.nameFR,
		OnConfirm: func() error {
			if !f.form.Check() {
				return kit.ErrStay
			}
			return dialog.Await(title, f.save, f.section.fields)
		},
	})
}

// save hands the field to the service, which asks for the right again.
func (f *fieldForm) save() error {
	next := f.field
	next.Key, next.NameFR, next.NameEN, next.Type = f.key.Text, f.nameFR.Text, f.nameEN.Text, directory.FieldType(f.kind.Chosen().ID)
	next.Required, next.Active, next.Choices = f.required.Ticked(), f.active.Ticked(), nil
	for choice := range strings.SplitSeq(f.choices.Text, ";") {
		if choice = strings.TrimSpace(choice); choice != "" {
			next.Choices = append(next.Choices, choice)
		}
	}
	order, err := strconv.Atoi(strings.TrimSpace(f.order.Text))
	if err != nil {
		order = -1 // which the service refuses with the bounds
	}
	next.Order = order
	if f.field.Version == 0 {
		_, err = f.Session.AddField(f.Context, next)
		return err
	}
	_, err = f.Session.EditField(f.Context, next)
	return err
}
