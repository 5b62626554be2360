package organisation

import (
	"context"
	"errors"
	"strconv"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// companyForm is « Données de l'organisation ».
type companyForm struct {
	*section
	workspace.Settings
	texts                       map[string]*kit.TextField // by the name of the detail
	country, currency, language *kit.PickerField
	zone                        *kit.PickerField
	lease                       *kit.TextField
	logo                        *logoField
	forms                       []*kit.Form
	save                        *kit.Button
}

func (s *section) company() {
	kit.Load(s.Tasks, func() (workspace.Settings, error) { return s.Session.Settings(s.Context) }, func(all workspace.Settings, err error) {
		if !s.Refuse(err) {
			(&companyForm{section: s, Settings: all}).open()
		}
	})
}

func (f *companyForm) open() {
	f.fields()
	f.save = kit.NewButton(f.T("organisation.company.save"), "check", kit.Primary, f.try)
	who := f.form("name", "legal-form", "tax-number", "register-number", "phone", "email", "website")
	where := f.form("street", "address-extra", "place").Add(f.T("detail.country"), f.country)
	usual := kit.NewForm().Add(f.T("detail.currency"), f.currency).Add(f.T("detail.time-zone"), f.zone).
		Add(f.T("detail.language"), f.language).Add(f.T("detail.lease-days"), f.lease)
	f.forms = append(f.forms, usual)
	f.logo = newLogoField(f.section, f.Organisation.Logo)
	left := kit.NewCard(kit.VStack(8, kit.NewText(f.T("organisation.company.who"), kit.Strong), who, f.logo.row,
		kit.NewParagraph(f.T("organisation.company.paper"), kit.Small)))
	right := kit.NewCard(kit.VStack(8, kit.NewText(f.T("organisation.company.where"), kit.Strong), where,
		kit.NewText(f.T("organisation.company.usual"), kit.Strong), usual, kit.NewParagraph(f.fixed(), kit.Small)))
	title := f.T("organisation.part.company")
	f.show(screen{
		name: "company", title: title, head: kit.NewHead(title, nil, f.save), body: kit.Columns(2, 16, left, right),
		focus: f.texts["name"], keys: kit.Handlers{kit.ActionSave: f.try},
	})
}

// fixed explains what can change no more, and what a change does not touch.
func (f *companyForm) fixed() string {
	text := f.T("organisation.company.usual.what")
	if f.Books > 0 {
		text += " " + f.T("organisation.company.currency-fixed")
	}
	if f.Projects > 0 {
		text += " " + f.T("organisation.company.country-fixed")
	}
	return text
}

// form lays out text fields by the names of their details.
func (f *companyForm) form(names ...string) *kit.Form {
	form := kit.NewForm()
	for _, name := range names {
		form.Add(f.T("detail."+name), f.texts[name])
	}
	f.forms = append(f.forms, form)
	return form
}

// fields makes the fields with what stands.
func (f *companyForm) fields() {
	o, c := f.Organisation, f.Organisation.Company
	f.texts = map[string]*kit.TextField{}
	for name, value := range map[string]string{
		"name": o.Name, "legal-form": c.LegalForm, "tax-number": c.TaxNumber, "register-number": c.RegisterNumber, "phone": c.Phone,
		"email": c.Email, "website": c.Website, "street": c.Street, "address-extra": c.AddressExtra, "place": c.Place,
	} {
		field := kit.NewTextField(f.Services, name)
		field.SetText(value)
		field.MaxRunes = 120
		f.texts[name] = field
	}
	f.texts["name"].Required = true
	f.texts["email"].Verify = func(text string) error { _, err := directory.ParseEmail(text); return err }
	f.country = f.choice("country", kit.CountryChoices(f.Printer), o.Country)
	f.currency = f.choice("currency", kit.CurrencyChoices(f.Printer), string(o.Currency))
	f.currency.Required = true
	f.language = f.choice("language", languages(), o.Language)
	f.language.Required = true
	f.zone = kit.NewPickerField(f.Services, "time-zone", kit.OfferAll(zones()))
	f.zone.SetText(o.TimeZone)
	f.zone.Verify = func(text string) error { _, err := calendar.Zone(text); return err }
	f.lease = wholeNumber(f.section, "lease-days", o.LeaseDays)
	f.lease.Commit = f.try
	if f.Books > 0 {
		f.currency.Disable()
	}
	if f.Projects > 0 {
		f.country.Disable()
	}
}

// choice is a field that takes one of some choices.
func (s *section) choice(name string, choices []kit.Choice, id string) *kit.PickerField {
	field := kit.NewStrictPicker(s.Services, name, kit.OfferAll(choices))
	for _, c := range choices {
		if c.ID == id {
			field.Set(c)
		}
	}
	return field
}

func languages() []kit.Choice {
	var choices []kit.Choice
	for _, l := range translation.Languages() {
		choices = append(choices, kit.Choice{ID: l.Code, Text: l.Name})
	}
	return choices
}

func zones() []kit.Choice {
	var choices []kit.Choice
	for _, zone := range directory.Zones() {
		choices = append(choices, kit.Choice{ID: zone, Text: zone})
	}
	return choices
}

// read gives the organisation as the form has it.
func (f *companyForm) read() directory.Organisation {
	text := func(name string) string { return f.texts[name].Text }
	o := f.Organisation
	o.Name, o.Logo = text("name"), f.logo.chosen
	o.Company = directory.Company{
		LegalForm: text("legal-form"), Street: text("street"), AddressExtra: text("address-extra"), Place: text("place"),
		TaxNumber: text("tax-number"), RegisterNumber: text("register-number"), Phone: text("phone"), Email: text("email"), Website: text("website"),
	}
	o.Country, o.Language, o.TimeZone = f.country.Chosen().ID, f.language.Chosen().ID, f.zone.Text
	o.Currency = money.Currency(f.currency.Chosen().ID)
	o.LeaseDays, _ = strconv.Atoi(f.lease.Text) // the form has checked it
	return o
}

func (f *companyForm) check() bool {
	for _, form := range f.forms {
		if !form.Check() {
			return false
		}
	}
	return true
}

func (f *companyForm) try() {
	if f.save.Disabled() || !f.check() {
		return
	}
	read, edited := f.Organisation, f.read()
	f.save.SetEnabled(false)
	f.Tasks.Run(f.T("organisation.saving"), func(ctx context.Context, _ func(kit.Progress)) error {
		_, err := f.Session.EditOrganisation(ctx, read, edited)
		return err
	}, func(err error) {
		f.save.SetEnabled(true)
		if field := f.culprit(err); field != nil {
			field.Refuse(err)
			f.Window.Canvas().Focus(field)
			return
		}
		if f.Refuse(err) {
			return
		}
		kit.Trace("organisation saved")
		f.Shell.SetOrganisation(edited.Name, []byte(edited.Logo))
		f.openThen(func() { f.Done(f.T("organisation.company.saved")) })
	})
}

// culprit gives the field that an error is about, or nil.
func (f *companyForm) culprit(err error) *kit.TextField {
	var refused *fault.Error
	if !errors.As(err, &refused) {
		return nil
	}
	switch refused.Key {
	case "directory.website":
		return f.texts["website"]
	case "directory.lease":
		return f.lease
	}
	for name, field := range f.texts {
		if refused.Args["Field"] == fault.Key("detail."+name) {
			return field
		}
	}
	return nil
}

// wholeNumber is a field for a number that is not negative.
func wholeNumber(s *section, name string, value int) *kit.TextField {
	field := kit.NewTextField(s.Services, name)
	field.Required, field.MaxRunes = true, 5
	field.Verify = func(text string) error {
		if _, err := strconv.ParseUint(text, 10, 16); err != nil {
			return fault.New(fault.Invalid, "organisation.policy.number", nil)
		}
		return nil
	}
	field.SetText(strconv.Itoa(value))
	return field
}
