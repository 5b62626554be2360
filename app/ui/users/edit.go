package users

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// editor is the profile of a new user, or of one that is being changed.
type editor struct {
	*profile
	free   bool   // nothing is lost any more
	cancel func() // leads back
	store  func(directory.User) (directory.User, error)
	told   string // after saving
}

// create shows an empty profile.
func (m *manager) create() {
	kit.Load(m.Tasks, func() ([]directory.Field, error) { return m.Session.Fields(m.Context) }, func(fields []directory.Field, err error) {
		if !m.Refuse(err) {
			m.createWith(fields)
		}
	})
}

func (m *manager) createWith(fields []directory.Field) {
	e := &editor{profile: newProfile(m, directory.User{}, fields), cancel: m.showOverview, told: m.T("users.added")}
	e.store = func(u directory.User) (directory.User, error) { return m.Session.AddUser(m.Context, u) }
	e.show("user-new", m.T("users.new.title"), m.crumbs(kit.Crumb{Text: m.T("users.new.title")}))
}

// edit shows the profile of a user to be changed.
func (m *manager) edit(r record) {
	e := &editor{profile: newProfile(m, r.User, r.fields), cancel: func() { m.open(r.User.ID, tabGeneral) }, told: m.T("users.saved")}
	e.store = func(u directory.User) (directory.User, error) { return m.Session.EditUser(m.Context, u) }
	name := kit.Crumb{Text: r.User.Name(), Open: e.cancel}
	e.show("user-edit", r.User.Name(), m.crumbs(name, kit.Crumb{Text: m.T("users.edit")}))
}

func (e *editor) show(name, title string, crumbs []kit.Crumb) {
	head := kit.NewHead(title, nil, kit.NewButton(e.T("users.cancel"), "", kit.Plain, e.cancel),
		kit.NewButton(e.T("users.save"), "check", kit.Primary, e.save))
	e.Shell.Show(kit.Screen{
		Name: name, Section: string(desk.Users), Crumbs: crumbs, Content: kit.NewPage(head, e.content()), Focus: e.firstName,
		Keys:  kit.Handlers{kit.ActionSave: e.save, kit.ActionCancel: e.cancel},
		Leave: e.leave,
	})
}

// leave asks before something typed is lost.
func (e *editor) leave(proceed func()) {
	if e.free || !e.altered() {
		proceed()
		return
	}
	e.Dialogs.Open(kit.Dialog{
		Name: "user-discard", Title: e.T("users.discard"), Content: kit.NewParagraph(e.T("users.discard.text"), kit.Body),
		Confirm: e.T("users.discard.confirm"), Cancel: e.T("users.discard.stay"),
		OnConfirm: func() error {
			proceed()
			return nil
		},
	})
}

// save hands the profile to the service; what is wrong with it shows under the
// field.
func (e *editor) save() {
	if !e.check() {
		return
	}
	u, err := e.read()
	if err != nil {
		e.refuse(err)
		return
	}
	kit.Load(e.Tasks, func() (directory.User, error) { return e.store(u) }, func(u directory.User, err error) {
		switch {
		case err == nil:
			e.stored(u)
		case isStale(err):
			e.conflict()
		default:
			e.refuse(err)
		}
	})
}

// stored shows the record that has been saved.
func (e *editor) stored(u directory.User) {
	e.free = true
	e.Changed()
	e.fetch(u.ID, func(r record) {
		e.present(r, tabGeneral)
		e.Done(e.told)
	})
}
