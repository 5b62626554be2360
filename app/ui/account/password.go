package account

import (
	"context"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// passwordChange is « Modifier le mot de passe ».
type passwordChange struct {
	*section
	old, first, again *kit.PasswordField
	form              *kit.Form
	save              *kit.Button
	running           bool
}

func (s *section) changePassword() {
	kit.Load(s.Tasks, func() (workspace.Condition, error) { return s.Workspace.Condition(s.Context) }, func(c workspace.Condition, err error) {
		if !s.Refuse(err) {
			s.changePasswordUnder(access.Policy{MinLength: c.Organisation.Policy.PasswordMin})
		}
	})
}

func (s *section) changePasswordUnder(policy access.Policy) {
	c := &passwordChange{section: s}
	c.old, c.first, c.again = kit.NewPasswordField(s.Services, "password-old"), kit.NewPasswordField(s.Services, "password"), kit.NewPasswordField(s.Services, "password-again")
	c.old.Required, c.first.Required, c.again.Required = true, true, true
	c.first.Verify = func(text string) error { return policy.Check(text) }
	c.again.Verify = c.same
	c.again.Commit = c.try
	rules := kit.NewParagraph(s.T("welcome.password.rules", fault.Args{"Min": policy.MinLength}), kit.Muted)
	c.form = kit.NewForm().Add(s.T("account.password.old"), c.old).AddText("", rules).
		Add(s.T("account.password.new"), c.first).Add(s.T("welcome.password.again"), c.again)
	c.save = kit.NewButton(s.T("account.password.save"), "check", kit.Primary, c.try)
	s.show(screen{
		name: "password", title: s.T("account.function.password"), focus: c.old, keys: kit.Handlers{kit.ActionSave: c.try},
		body: sheet(kit.VStack(12, kit.NewParagraph(s.T("account.password.what"), kit.Body), c.form),
			kit.NewButton(s.T("account.cancel"), "", kit.Plain, s.open), c.save),
	})
}

func (c *passwordChange) same(text string) error {
	if text != c.first.Text {
		return fault.New(fault.Invalid, "welcome.passwords-differ", nil)
	}
	return nil
}

func (c *passwordChange) try() {
	if c.running || !c.form.Check() {
		return
	}
	c.running = true
	c.save.SetEnabled(false)
	old, next := c.old.Text, c.first.Text
	c.Tasks.Run(c.T("account.password.running"), func(ctx context.Context, _ func(kit.Progress)) error {
		return c.Session.ChangePassword(ctx, old, next)
	}, func(err error) {
		c.running = false
		c.save.SetEnabled(true)
		if c.Refuse(err) {
			return
		}
		kit.Trace("password changed")
		c.openThen(func() { c.Done(c.T("account.password.done")) })
	})
}
