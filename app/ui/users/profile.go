package users

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// profile is the form of what an administrator keeps about a user.
type profile struct {
	*manager
	original                                               directory.User
	firstName, lastName, email, login, phone, job, partner *kit.TextField
	external                                               *kit.Check
	accessUntil                                            *kit.DateField
	language, format                                       *kit.PickerField
	person, account, own                                   *kit.Form
	fields                                                 []ownField
}

func newProfile(m *manager, u directory.User, fields []directory.Field) *profile {
	p := &profile{manager: m, original: u, fields: ownFields(m, fields, u.Fields)}
	text := func(name, value string) *kit.TextField {
		field := kit.NewTextField(m.Services, name)
		field.SetText(value)
		return field
	}
	p.firstName, p.lastName = text("first-name", u.FirstName), text("last-name", u.LastName)
	p.email, p.login = text("email", u.Email), text("login", u.Login)
	p.phone, p.job, p.partner = text("phone", u.Phone), text("job", u.Job), text("partner", u.Partner)
	p.email.Verify = func(text string) error { _, err := directory.ParseEmail(text); return err }
	p.login.Verify = func(text string) error { _, err := directory.ParseLogin(text); return err }
	p.external = kit.NewCheck(m.Services, "external", m.T("users.external"))
	p.external.SetTicked(u.External)
	p.external.OnChanged = func(bool) { p.partnerFollows() }
	p.accessUntil = kit.NewDateField(m.Services, "access-until")
	p.accessUntil.SetDay(u.AccessUntil)
	p.language = pick(m, "language", languages(m), u.Language)
	p.format = pick(m, "format", formats(m), u.Format)
	p.partnerFollows()
	return p
}

// partnerFollows opens the field of the partner for external users only.
func (p *profile) partnerFollows() {
	if p.external.Ticked() {
		p.partner.Enable()
		return
	}
	p.partner.SetText("")
	p.partner.Disable()
}

func (p *profile) content() fyne.CanvasObject {
	t := p.T
	p.person = kit.NewForm().Add(t("users.first-name"), p.firstName).Add(t("users.last-name"), p.lastName).
		Add(t("users.job"), p.job).Add(t("users.email"), p.email).Add(t("users.phone"), p.phone)
	p.account = kit.NewForm().Add(t("users.login"), p.login).Add(t("users.type"), p.external).Add(t("users.partner"), p.partner).
		Add(t("users.access-until"), p.accessUntil).Add(t("users.language"), p.language).Add(t("users.format"), p.format)
	left := kit.NewCard(kit.VStack(8, kit.NewText(t("users.person"), kit.Strong), p.person, kit.NewParagraph(t("users.person.hint"), kit.Small)))
	right := kit.NewCard(kit.VStack(8, kit.NewText(t("users.account"), kit.Strong), p.account, kit.NewParagraph(t("users.account.hint"), kit.Small)))
	cards := []fyne.CanvasObject{left, right}
	p.own = kit.NewForm()
	for _, f := range p.fields {
		p.own.Add(f.Name(p.Printer.Language()), f.entry)
	}
	if len(p.fields) > 0 {
		cards = append(cards, kit.NewCard(kit.VStack(8, kit.NewText(t("users.own-fields"), kit.Strong), p.own)))
	}
	return container.NewVScroll(kit.Inset(1, kit.Columns(2, 16, cards...)))
}

// read gives the user as the form has it.
func (p *profile) read() (directory.User, error) {
	day, err := p.accessUntil.Day()
	u := p.original
	u.FirstName, u.LastName, u.Email, u.Login = p.firstName.Text, p.lastName.Text, p.email.Text, p.login.Text
	u.Phone, u.Job, u.External, u.Partner = p.phone.Text, p.job.Text, p.external.Ticked(), p.partner.Text
	u.AccessUntil, u.Language, u.Format = day, p.language.Chosen().ID, p.format.Chosen().ID
	if err != nil {
		return u, err
	}
	u.Fields, err = p.readOwn(u.Fields)
	return u, err
}

// altered reports whether there is something to lose.
func (p *profile) altered() bool {
	u, err := p.read()
	return err != nil || u != p.original
}

// check puts the keyboard in the first field that is wrong.
func (p *profile) check() bool { return p.person.Check() && p.account.Check() && p.own.Check() }

// refuse shows an error of the service under the field that caused it, and
// otherwise above the form.
func (p *profile) refuse(err error) {
	field := p.culprit(err)
	if field == nil {
		p.Refuse(err)
		return
	}
	field.Refuse(err)
	p.Window.Canvas().Focus(field)
}

// culprit gives the field that an error is about, or nil.
func (p *profile) culprit(err error) *kit.TextField {
	var f *fault.Error
	if !errors.As(err, &f) {
		return nil
	}
	switch f.Key {
	case "directory.email", "directory.no-address":
		return p.email
	case "directory.login":
		return p.login
	case "directory.partner":
		return p.partner
	case "directory.nameless":
		return p.lastName
	case "directory.own-access", "directory.access-over", "calendar.input":
		return &p.accessUntil.TextField
	case "directory.address-taken":
		if f.Args["Address"] == p.login.Text {
			return p.login
		}
		return p.email
	}
	if own := p.culpritOwn(err); own != nil {
		return own
	}
	label, _ := f.Args["Field"].(fault.Key)
	return map[fault.Key]*kit.TextField{
		"detail.first-name": p.firstName, "detail.last-name": p.lastName, "detail.phone": p.phone,
		"detail.job": p.job, "detail.partner": p.partner,
	}[label]
}

// pick is a field that takes one of some choices.
func pick(m *manager, name string, choices []kit.Choice, id string) *kit.PickerField {
	field := kit.NewStrictPicker(m.Services, name, kit.OfferAll(choices))
	field.Required = true
	for _, c := range choices {
		if c.ID == id {
			field.Set(c)
		}
	}
	return field
}

func languages(m *manager) []kit.Choice {
	choices := []kit.Choice{{Text: m.T("users.language.usual")}}
	for _, l := range translation.Languages() {
		choices = append(choices, kit.Choice{ID: l.Code, Text: l.Name})
	}
	return choices
}

// formats shows each format by a number and a day written in it.
func formats(m *manager) []kit.Choice {
	choices := []kit.Choice{{Text: m.T("users.format.usual")}}
	for _, name := range translation.Formats() {
		printer, err := translation.New(m.Printer.Language(), name)
		if err != nil {
			continue // the list and the printers are of one package
		}
		sample := m.T("users.format.sample", fault.Args{"Number": printer.Int(1_234_567), "Day": printer.DayShort(m.Today())})
		choices = append(choices, kit.Choice{ID: name, Text: sample, Detail: name})
	}
	return choices
}

func languageName(m *manager, code string) string { return nameIn(languages(m), code) }

func formatName(m *manager, name string) string { return nameIn(formats(m), name) }

func nameIn(choices []kit.Choice, id string) string {
	for _, c := range choices {
		if c.ID == id {
			return c.Text
		}
	}
	return id
}
