package users

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// ownRoleDialog asks for a role of the organisation's own: its name, the standard
// role, and which of its rights are left.
type ownRoleDialog struct {
	*ownRoles
	role   workspace.OwnRole // without an identifier for a new one
	dialog *kit.OpenDialog
	name   *kit.TextField
	base   *kit.PickerField
	list   *fyne.Container
	checks map[directory.Right]*kit.Check
}

// edit changes a role; one without an identifier is new.
func (r *ownRoles) edit(o workspace.OwnRole) {
	d := &ownRoleDialog{ownRoles: r, role: o, list: kit.VStack(2)}
	d.name = kit.NewTextField(r.Services, "own-name")
	d.name.MaxRunes, d.name.Required = 80, true
	d.name.SetText(o.Name)
	content := kit.VStack(12, kit.NewLabelled(r.T("users.own.name"), d.name))
	title := "users.own.edit"
	if o.ID.IsZero() {
		title = "users.own.add"
		d.base = kit.NewStrictPicker(r.Services, "own-base", kit.OfferAll(r.bases()))
		d.base.Required = true
		d.base.OnChosen = func(c kit.Choice) { d.tick(directory.RoleID(c.ID), nil) }
		d.base.Commit = d.baseEntered
		content.Add(kit.NewLabelled(r.T("users.own.base"), d.base))
	} else {
		d.tick(o.Base, o.Rights)
	}
	content.Add(kit.NewText(r.T("users.own.rights"), kit.Muted))
	content.Add(kit.Height(260, kit.NewScroll(d.list)))
	d.dialog = r.Dialogs.Open(kit.Dialog{
		Name: "own-role", Title: r.T(title), Content: content, Width: 620, Focus: d.name,
		Confirm: r.T("users.save"), OnConfirm: d.confirm,
	})
}

// baseEntered is Enter in that field: on to the rights.
func (d *ownRoleDialog) baseEntered() {
	if d.base.Check() != "" {
		return
	}
	if base := directory.RoleID(d.base.Chosen().ID); base != d.role.Base {
		d.tick(base, nil)
	}
	d.Window.Canvas().Focus(d.checks[d.first()])
}

// first is the right at the top of the list.
func (d *ownRoleDialog) first() directory.Right {
	base, _ := directory.RoleByID(d.role.Base)
	return base.Rights()[0]
}

// bases are the standard roles from which the person may derive.
func (r *ownRoles) bases() []kit.Choice {
	var choices []kit.Choice
	for _, role := range directory.Roles() {
		if !role.Administrative() || r.may.grantAdmin {
			choices = append(choices, kit.Choice{ID: string(role.ID), Text: r.T(string(role.ID.Label()))})
		}
	}
	return choices
}

// tick lists the rights of the standard role; all are ticked where none is said to
// be left.
func (d *ownRoleDialog) tick(base directory.RoleID, rights []directory.Right) {
	role, _ := directory.RoleByID(base)
	d.role.Base, d.checks, d.list.Objects = base, map[directory.Right]*kit.Check{}, nil
	for _, right := range role.Rights() {
		check := kit.NewCheck(d.Services, "right-"+string(right), d.T("right."+string(right)))
		check.SetTicked(rights == nil || slices.Contains(rights, right))
		d.checks[right] = check
		d.list.Add(check)
	}
	d.list.Refresh()
}

func (d *ownRoleDialog) confirm() error {
	if d.name.Check() != "" || d.base != nil && d.base.Check() != "" {
		d.dialog.Fit()
		return kit.ErrStay
	}
	role := d.role.DerivedRole
	role.Name, role.Rights = d.name.Text, nil
	for right, check := range d.checks {
		if check.Ticked() {
			role.Rights = append(role.Rights, right)
		}
	}
	return d.dialog.Await(d.T("users.own.saving"), func() error {
		if role.ID.IsZero() {
			_, err := d.Session.DeriveRole(d.Context, role)
			return err
		}
		_, err := d.Session.EditOwnRole(d.Context, role)
		return err
	}, func() { d.showOwnRolesThen(d.T("users.own.saved", fault.Args{"Role": role.Name})) })
}
