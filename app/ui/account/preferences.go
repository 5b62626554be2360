package account

import (
	"strconv"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
)

// preferences are the language, the format, the look and the magnification that
// the person wants on this computer. Head office keeps language and format in the
// record too, since letters are written in them, and of what to be told by
// e-mail.
func (s *section) preferences() {
	kit.Load(s.Tasks, s.read, func(p profile, err error) {
		if !s.Refuse(err) {
			s.showPreferences(p)
		}
	})
}

func (s *section) showPreferences(p profile) {
	language, format := s.languagePicker(), s.formatPicker()
	look, size, lock := s.lookPicker(), s.sizePicker(), s.lockPicker()
	form := kit.NewForm().Add(s.T("account.preferences.language"), language).Add(s.T("account.preferences.format"), format).
		Add(s.T("account.preferences.look"), look).Add(s.T("account.preferences.size"), size).
		Add(s.T("account.preferences.lock"), lock)
	office := p.condition.Side == directory.HeadOffice
	notices := s.noticeChecks(p.person.User.Notices)
	if office {
		for i, check := range notices {
			label := ""
			if i == 0 {
				label = s.T("account.preferences.notices")
			}
			form.Add(label, check)
		}
	}
	save := func() {
		if !form.Check() {
			return
		}
		choice := settings.Person{Language: language.Chosen().ID, Format: format.Chosen().ID}
		if !office {
			s.applyPreferences(choice, look, size, lock)
			return
		}
		own := p.person.User.Own()
		own.Language, own.Format, own.Notices = choice.Language, choice.Format, notices.chosen()
		kit.Load(s.Tasks, func() (bool, error) { return s.Session.EditOwn(s.Context, own) }, func(_ bool, err error) {
			if !s.Refuse(err) {
				s.applyPreferences(choice, look, size, lock)
			}
		})
	}
	s.show(screen{
		name: "preferences", title: s.T("account.function.preferences"), focus: language, keys: kit.Handlers{kit.ActionSave: save},
		body: sheet(kit.VStack(12, kit.NewParagraph(s.T("account.preferences.what"), kit.Body), form, kit.NewParagraph(s.T("account.preferences.size.hint"), kit.Muted)),
			kit.NewButton(s.T("account.cancel"), "", kit.Plain, s.open), kit.NewButton(s.T("account.save"), "check", kit.Primary, save)),
	})
}

// applyPreferences takes the choices over at once, without a new start.
func (s *section) applyPreferences(choice settings.Person, look, size, lock *kit.PickerField) {
	s.window.SetLook(look.Chosen().ID)
	if percent, err := strconv.Atoi(size.Chosen().ID); err == nil {
		kit.SetDisplaySize(s.window.App, percent)
	}
	choice.LockMinutes, _ = strconv.Atoi(lock.Chosen().ID) // from the list
	s.window.Choose(choice)
	kit.Trace("preferences saved")
}

// picker offers choices of which one is taken already.
func (s *section) picker(name string, choices []kit.Choice, chosen string) *kit.PickerField {
	field := kit.NewStrictPicker(s.Services, name, kit.OfferAll(choices))
	field.Required = true
	for _, c := range choices {
		if c.ID == chosen {
			field.Set(c)
		}
	}
	return field
}

func (s *section) languagePicker() *kit.PickerField {
	var choices []kit.Choice
	for _, l := range translation.Languages() {
		choices = append(choices, kit.Choice{ID: l.Code, Text: l.Name})
	}
	return s.picker("language", choices, s.Printer.Language())
}

func (s *section) formatPicker() *kit.PickerField {
	chosen := s.window.Chosen().Format
	if chosen == "" {
		chosen = s.Printer.Language()
	}
	var choices []kit.Choice
	for _, f := range translation.Formats() {
		choices = append(choices, kit.Choice{ID: f, Text: s.T("format." + f), Detail: s.example(f)})
	}
	return s.picker("format", choices, chosen)
}

// example shows an amount and a day in a format.
func (s *section) example(format string) string {
	p, err := translation.New(s.Printer.Language(), format)
	if err != nil {
		return ""
	}
	return p.Int(-1234567) + " · " + p.DayShort(s.Today())
}

func (s *section) lookPicker() *kit.PickerField {
	choices := []kit.Choice{
		{ID: string(kit.Light), Text: s.T("account.look.light")}, {ID: string(kit.Dark), Text: s.T("account.look.dark")},
	}
	return s.picker("look", choices, s.window.Look())
}

func (s *section) sizePicker() *kit.PickerField {
	var choices []kit.Choice
	for _, percent := range kit.DisplaySizes() {
		text := strconv.Itoa(percent)
		choices = append(choices, kit.Choice{ID: text, Text: text + "\u202f%"})
	}
	return s.picker("size", choices, strconv.Itoa(kit.DisplaySize(s.window.App)))
}

// lockPicker offers how long the window waits before it locks. The organisation
// may ask for less.
func (s *section) lockPicker() *kit.PickerField {
	var choices []kit.Choice
	for _, minutes := range []int{1, 5, 15, 30, 60, -1} {
		text := s.T("account.preferences.lock.minutes", fault.Args{"Count": minutes})
		if minutes < 0 {
			text = s.T("account.preferences.lock.never")
		}
		choices = append(choices, kit.Choice{ID: strconv.Itoa(minutes), Text: text})
	}
	chosen := s.window.Chosen().LockMinutes
	if chosen == 0 {
		chosen = settings.UsualLockMinutes
	}
	return s.picker("lock", choices, strconv.Itoa(chosen))
}
