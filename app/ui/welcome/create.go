package welcome

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// creation is the form of whoever creates an organisation.
type creation struct {
	host *Host

	name, email, first, last *kit.TextField
	country, currency        *kit.PickerField
	training, three          *kit.Check
	password                 passwords
	organisation, person     *kit.Form
	create                   *kit.Button
	running                  bool
}

var createSteps = []string{"welcome.create.step.form", "welcome.create.step.fingerprint"}

func (h *Host) showCreate() {
	c := &creation{host: h}
	c.fields()
	c.create = kit.NewButton(h.T("welcome.create.do"), "check", kit.Primary, c.found)
	h.show(page{
		name: "create", title: h.T("welcome.create.title"), steps: createSteps, width: 960,
		content: c.content(), focus: c.name, back: h.showDoors, keys: kit.Handlers{kit.ActionSave: c.found},
		buttons: []*kit.Button{kit.NewButton(h.T("welcome.back"), "", kit.Plain, h.showDoors), c.create},
	})
}

func (c *creation) fields() {
	s := c.host.Services
	required := func(name string) *kit.TextField {
		f := kit.NewTextField(s, name)
		f.Required = true
		return f
	}
	c.name, c.email, c.first, c.last = required("organisation"), required("email"), required("first-name"), required("last-name")
	c.name.MaxRunes, c.email.MaxRunes, c.first.MaxRunes, c.last.MaxRunes = 100, 254, 100, 100
	c.email.Verify = func(text string) error {
		_, err := directory.ParseEmail(text)
		return err
	}
	c.country = kit.NewStrictPicker(s, "country", kit.OfferAll(kit.CountryChoices(s.Printer)))
	c.currency = kit.NewStrictPicker(s, "currency", kit.OfferAll(kit.CurrencyChoices(s.Printer)))
	c.currency.Required = true
	c.country.OnChosen = c.suggestCurrency
	c.three = kit.NewCheck(s, "three-roots", s.T("welcome.create.three-roots"))
	c.training = kit.NewCheck(s, "training", s.T("welcome.create.training"))
	c.password = newPasswords(s, access.DefaultPolicy, func() []string { return []string{c.email.Text, c.first.Text + c.last.Text} })
	c.password.again.Commit = c.found
}

// suggestCurrency fills in the currency of the country while the person has
// chosen none.
func (c *creation) suggestCurrency(country kit.Choice) {
	usual, known := usualCurrency[country.ID]
	if !known || c.currency.Text != "" && c.currency.Chosen().ID == "" {
		return
	}
	c.currency.Set(kit.Choice{ID: usual, Text: usual, Detail: c.host.Printer.T("currency." + usual)})
}

func (c *creation) content() fyne.CanvasObject {
	t := c.host.T
	c.organisation = kit.NewForm().Add(t("welcome.create.name"), c.name).Add(t("welcome.create.country"), c.country).
		Add(t("welcome.create.currency"), c.currency)
	c.person = kit.NewForm().Add(t("welcome.create.first-name"), c.first).Add(t("welcome.create.last-name"), c.last).
		Add(t("welcome.create.email"), c.email)
	c.password.addTo(c.person)
	left := kit.VStack(12, kit.NewText(t("welcome.create.organisation"), kit.Strong), c.organisation,
		kit.Rule(), c.three, kit.NewParagraph(t("welcome.create.three-roots.what"), kit.Muted),
		kit.Rule(), c.training, kit.NewParagraph(t("welcome.create.training.what"), kit.Muted))
	right := kit.VStack(12, kit.NewText(t("welcome.create.person"), kit.Strong),
		kit.NewParagraph(t("welcome.create.person.what"), kit.Muted), c.person)
	return kit.Beside(16, kit.NewCard(left), kit.NewCard(right))
}

func (c *creation) found() {
	if c.running || !c.organisation.Check() || !c.person.Check() {
		return
	}
	h, n := c.host, c.filled()
	c.setRunning(true)
	var session *workspace.Session
	h.Tasks.Run(h.T("welcome.create.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		if _, err = h.Workspace.Found(ctx, n); err != nil {
			return err
		}
		session, err = h.Workspace.SignIn(ctx, n.Admin, n.Password)
		return err
	}, func(err error) {
		c.setRunning(false)
		if !h.Refuse(err) {
			h.remember(n.Admin)
			h.showFingerprint(session, n)
		}
	})
}

func (c *creation) setRunning(running bool) {
	c.running = running
	c.create.SetEnabled(!running)
	text := "welcome.create.do"
	if running {
		text = "welcome.create.wait"
	}
	c.create.SetText(c.host.T(text))
}

func (c *creation) filled() workspace.NewOrganisation {
	roots, threshold := 1, 1
	if c.three.Ticked() {
		roots, threshold = 3, 2
	}
	return workspace.NewOrganisation{
		Roots: roots, Threshold: threshold,
		Name: c.name.Text, Country: c.country.Chosen().ID, Currency: c.currency.Chosen().ID,
		Language: c.host.Printer.Language(), Training: c.training.Ticked(),
		Admin: c.email.Text, FirstName: c.first.Text, LastName: c.last.Text, Password: c.password.first.Text,
	}
}

// passwords are the two fields in which a new password is chosen.
type passwords struct {
	services     *kit.Services
	policy       access.Policy
	first, again *kit.PasswordField
}

// newPasswords gives the fields; names gives those of the person, which the
// password must not be.
func newPasswords(s *kit.Services, policy access.Policy, names func() []string) passwords {
	p := passwords{s, policy, kit.NewPasswordField(s, "password"), kit.NewPasswordField(s, "password-again")}
	p.first.Required, p.again.Required = true, true
	p.first.Verify = func(text string) error { return policy.Check(text, names()...) }
	p.again.Verify = func(text string) error {
		if text != p.first.Text {
			return fault.New(fault.Invalid, "welcome.passwords-differ", nil)
		}
		return nil
	}
	return p
}

// addTo puts the fields into a form, after the rules that they follow.
func (p passwords) addTo(f *kit.Form) {
	rules := kit.NewParagraph(p.services.T("welcome.password.rules", fault.Args{"Min": p.policy.MinLength}), kit.Muted)
	f.AddText("", rules).Add(p.services.T("welcome.password"), p.first).Add(p.services.T("welcome.password.again"), p.again)
}
