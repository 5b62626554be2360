package users

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// ownRoles is « Rôles propres »: what the organisation derives from the standard
// roles.
type ownRoles struct {
	*manager
	may   rights
	roles []workspace.OwnRole
	grid  *kit.Grid[workspace.OwnRole]
	tools []*kit.Button // for the role under the cursor
}

func (m *manager) showOwnRoles() { m.showOwnRolesThen("") }

// showOwnRolesThen shows the roles with a word about what was done.
func (m *manager) showOwnRolesThen(done string) {
	r := &ownRoles{manager: m}
	kit.Load(m.Tasks, func() (roles []workspace.OwnRole, err error) {
		if r.may, err = readRights(m.Context, m.Session); err != nil {
			return nil, err
		}
		return m.Session.OwnRoles(m.Context)
	}, func(roles []workspace.OwnRole, err error) {
		if m.Refuse(err) {
			return
		}
		r.roles = roles
		r.present()
		if done != "" {
			m.Done(done)
		}
	})
}

func (r *ownRoles) present() {
	t := r.T
	r.grid = kit.NewGrid(r.Services, "own-roles", []kit.Column[workspace.OwnRole]{
		{ID: "name", Title: t("users.own.name"), Width: 200, Text: func(o workspace.OwnRole) string { return o.Name }},
		{ID: "base", Title: t("users.own.base"), Width: 210, Text: func(o workspace.OwnRole) string { return t(string(o.Base.Label())) }},
		{ID: "without", Title: t("users.own.without"), Width: 320, Grow: true, Text: r.missing},
		{ID: "holders", Title: t("users.own.holders"), Width: 100, Text: func(o workspace.OwnRole) string { return r.Printer.Int(int64(o.Holders)) }},
		{ID: "state", Title: t("users.own.state"), Width: 110, Text: func(o workspace.OwnRole) string {
			if o.Active {
				return t("users.own.active")
			}
			return t("users.own.removed")
		}},
	}, kit.Rows[workspace.OwnRole](r.roles))
	r.grid.Empty = kit.NewEmpty("shield", t("users.own.none"), t("users.own.none.hint"), nil)
	var content fyne.CanvasObject = r.grid
	if r.may.derive {
		add := kit.NewButton(t("users.own.add"), "add", kit.Primary, func() { r.edit(workspace.OwnRole{}) })
		edit := kit.NewButton(t("users.edit"), "edit", kit.Plain, r.onCurrent(r.edit))
		remove := kit.NewButton(t("users.own.remove"), "remove", kit.Plain, r.onCurrent(r.remove))
		recover := kit.NewButton(t("users.own.recover"), "refresh", kit.Plain, r.onCurrent(r.recover))
		r.tools = []*kit.Button{edit, remove, recover}
		r.grid.OnCursor = r.enable
		content = withTools(r.grid, t("users.own.about"), add, edit, remove, recover)
	}
	r.grid.Reload()
	r.enable()
	r.Shell.Show(kit.Screen{
		Name: "own-roles", Section: string(desk.Users), Crumbs: r.crumbs(kit.Crumb{Text: t("users.own.title")}),
		Content: kit.NewPage(kit.NewHead(t("users.own.title"), nil), content), Focus: r.grid.Focus(),
		Keys: kit.Handlers{kit.ActionRefresh: r.showOwnRoles},
	})
}

// enable offers what can be done with the role under the cursor.
func (r *ownRoles) enable() {
	if len(r.tools) == 0 {
		return
	}
	role, here := r.grid.Current()
	r.tools[0].SetEnabled(here && role.Active)
	r.tools[1].SetEnabled(here && role.Active)
	r.tools[2].SetEnabled(here && !role.Active)
}

func (r *ownRoles) onCurrent(do func(workspace.OwnRole)) func() {
	return func() {
		if role, here := r.grid.Current(); here {
			do(role)
		}
	}
}

// missing names the rights that a role leaves out.
func (r *ownRoles) missing(o workspace.OwnRole) string {
	base, _ := directory.RoleByID(o.Base)
	text := ""
	for _, right := range base.Rights() {
		if slices.Contains(o.Rights, right) {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += r.T("right." + string(right))
	}
	return text
}

// remove ends that the role can be given; a refusal names who has it.
func (r *ownRoles) remove(o workspace.OwnRole) {
	args := fault.Args{"Role": o.Name}
	r.confirm("own-role-remove", r.T("users.own.remove.title"), r.T("users.own.remove.text", args), r.T("users.own.remove"),
		func() error { return r.Session.RemoveOwnRole(r.Context, o.ID) },
		func() { r.showOwnRolesThen(r.T("users.own.removed-now", args)) })
}

func (r *ownRoles) recover(o workspace.OwnRole) {
	args := fault.Args{"Role": o.Name}
	r.confirm("own-role-recover", r.T("users.own.recover.title"), r.T("users.own.recover.text", args), r.T("users.own.recover"),
		func() error { return r.Session.RecoverOwnRole(r.Context, o.ID) },
		func() { r.showOwnRolesThen(r.T("users.own.recovered-now", args)) })
}
