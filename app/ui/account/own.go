package account

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// ownData lets the person keep what is theirs to keep.
func (s *section) ownData() {
	kit.Load(s.Tasks, s.read, func(p profile, err error) {
		if !s.Refuse(err) {
			s.showOwn(p)
		}
	})
}

func (s *section) showOwn(p profile) {
	u := p.person.User
	site := p.condition.Side == directory.Site
	phone, email := s.textField("phone", u.Phone), s.textField("email-wish", u.EmailWish)
	email.Verify = func(text string) error { _, err := directory.ParseEmail(text); return err }
	form := kit.NewForm().Add(s.T("account.phone"), phone).Add(s.T("account.own.email"), email)
	save := func() {
		if !form.Check() {
			return
		}
		own := u.Own()
		own.Phone, own.EmailWish = phone.Text, email.Text
		s.saveOwn(own)
	}
	what, confirm := "account.own.what", "account.save"
	if site {
		what, confirm = "account.own.site", "account.own.wish"
	}
	s.show(screen{
		name: "own", title: s.T("account.function.own"), focus: phone, keys: kit.Handlers{kit.ActionSave: save},
		body: sheet(kit.VStack(12, s.fixedFacts(u), kit.NewParagraph(s.T(what), kit.Body), form,
			kit.NewParagraph(s.T("account.own.email.hint", fault.Args{"Address": u.Address()}), kit.Muted)),
			kit.NewButton(s.T("account.cancel"), "", kit.Plain, s.open), kit.NewButton(s.T(confirm), "check", kit.Primary, save)),
	})
}

// fixedFacts are what head office keeps.
func (s *section) fixedFacts(u directory.User) fyne.CanvasObject {
	return factList([]fact{{s.T("account.name"), u.Name()}, {s.T("account.job"), orDash(u.Job)}, {s.T("account.email"), orDash(u.Email)}})
}

func (s *section) textField(name, text string) *kit.TextField {
	field := kit.NewTextField(s.Services, name)
	field.SetText(text)
	return field
}

func (s *section) saveOwn(own directory.OwnData) {
	kit.Load(s.Tasks, func() (bool, error) { return s.Session.EditOwn(s.Context, own) }, func(wished bool, err error) {
		if s.Refuse(err) {
			return
		}
		s.Changed()
		done := "account.own.saved"
		if wished {
			done = "account.own.wished"
		}
		s.openThen(func() { s.Done(s.T(done)) })
	})
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
