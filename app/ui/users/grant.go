package users

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// grantDialog is « Ajouter un rôle »: which, at which level, and where.
type grantDialog struct {
	*sheet
	dialog           *kit.OpenDialog
	role, level      *kit.PickerField
	project, country *kit.PickerField
	unit             *kit.PickerField
	about            *kit.Paragraph
	places           *fyne.Container // the field of the level
	chosen           *fyne.Container // projects chosen so far, each with a button
	projects         []ident.ProjectID
	justChosen       bool // Enter has taken a project from the list and does no more
	give             func(*grantDialog, directory.Grant) error
}

// addRole gives a role to the user of the record.
func (s *sheet) addRole() {
	s.chooseRole(s.T("users.role.title", nameArgs(s.User)), s.T("users.role.add"), (*grantDialog).giveUser)
}

// chooseRole asks for a role and where it is to hold, and hands them to give,
// which answers as OnConfirm of a dialog does.
func (s *sheet) chooseRole(title, confirm string, give func(*grantDialog, directory.Grant) error) {
	d := &grantDialog{sheet: s, give: give, about: kit.NewParagraph("", kit.Small), places: kit.VStack(0), chosen: kit.VStack(2)}
	d.role = kit.NewStrictPicker(s.Services, "role", kit.OfferAll(s.roleChoices()))
	d.level = kit.NewStrictPicker(s.Services, "level", d.offerLevels)
	d.project = kit.NewStrictPicker(s.Services, "project", d.offerProjects)
	d.country = kit.NewStrictPicker(s.Services, "country", kit.OfferAll(s.countryChoices()))
	d.unit = kit.NewStrictPicker(s.Services, "unit", kit.OfferAll(s.unitChoices()))
	d.unit.Required = true
	d.role.Required, d.level.Required, d.country.Required = true, true, true
	d.role.OnChosen = func(kit.Choice) { d.roleChosen() }
	d.level.OnChosen = func(kit.Choice) { d.levelChosen() }
	d.project.OnChosen = d.projectChosen
	d.role.Commit, d.level.Commit = d.roleEntered, d.levelEntered
	d.project.Commit = d.projectEntered
	content := kit.VStack(12, kit.NewLabelled(s.T("users.column.role"), d.role), kit.NewLabelled(s.T("users.column.level"), d.level), d.about, d.places)
	d.dialog = s.Dialogs.Open(kit.Dialog{
		Name: "user-role", Title: title, Content: content, Width: 520,
		Confirm: confirm, Focus: d.role, OnConfirm: d.confirm,
	})
}

// roleChosen sets the usual level of the role, unless the level stands already.
func (d *grantDialog) roleChosen() {
	levels := d.levels()
	if len(levels) == 0 {
		return
	}
	if !slices.Contains(levels, directory.Level(d.level.Chosen().ID)) {
		d.level.Set(d.levelChoice(levels[0]))
	}
	d.levelChosen()
}

// levelChosen asks for what the level needs.
func (d *grantDialog) levelChosen() {
	d.places.Objects = nil
	level := directory.Level(d.level.Chosen().ID)
	switch level {
	case directory.LevelProjects:
		d.places.Add(kit.VStack(4, kit.NewLabelled(d.T("users.role.projects"), d.project), d.chosen))
	case directory.LevelUnit:
		d.places.Add(kit.NewLabelled(d.T("users.role.unit"), d.unit))
	case directory.LevelCountry:
		d.places.Add(kit.NewLabelled(d.T("users.role.country"), d.country))
	}
	d.about.SetText(d.explain(level))
	d.places.Refresh()
	d.dialog.Fit()
}

// explain says how far a level reaches, and where there is nothing to choose yet.
func (d *grantDialog) explain(level directory.Level) string {
	switch {
	case level == "":
		return ""
	case level == directory.LevelProjects && len(d.Projects) == 0:
		return d.T("users.role.no-projects")
	case level == directory.LevelUnit && len(d.unitChoices()) == 0:
		return d.T("users.role.no-units")
	}
	return d.T("users.level." + string(level))
}

// roleEntered and levelEntered are Enter in those fields: on to what follows.
func (d *grantDialog) roleEntered() {
	if d.role.Check() == "" {
		d.roleChosen()
		d.Window.Canvas().Focus(d.level)
	}
}

func (d *grantDialog) levelEntered() {
	if d.level.Check() != "" {
		return
	}
	d.levelChosen()
	switch directory.Level(d.level.Chosen().ID) {
	case directory.LevelProjects:
		d.Window.Canvas().Focus(d.project)
	case directory.LevelUnit:
		d.Window.Canvas().Focus(d.unit)
	case directory.LevelCountry:
		d.Window.Canvas().Focus(d.country)
	default:
		d.dialog.Answer()
	}
}

// scope reads where the role is to hold; false when a field is wrong.
func (d *grantDialog) scope() (directory.Scope, bool) {
	if d.role.Check() != "" || d.level.Check() != "" {
		return directory.Scope{}, false
	}
	scope := directory.Scope{Level: directory.Level(d.level.Chosen().ID)}
	switch scope.Level {
	case directory.LevelProjects:
		if !d.haveProjects() {
			return scope, false
		}
		scope.Projects = d.projects
	case directory.LevelUnit:
		if d.unit.Check() != "" {
			return scope, false
		}
		scope.Unit = d.chosenUnit()
	case directory.LevelCountry:
		if d.country.Check() != "" {
			return scope, false
		}
		scope.Country = d.country.Chosen().ID
	}
	return scope, true
}

func (d *grantDialog) confirm() error {
	scope, right := d.scope()
	if !right {
		return kit.ErrStay
	}
	g := d.chosenRole()
	g.Scope = scope
	return d.give(d, g)
}

func (d *grantDialog) giveUser(g directory.Grant) error {
	return d.dialog.Await(d.T("users.role.title", nameArgs(d.User)), func() error {
		if !g.Derived.ID.IsZero() {
			_, err := d.Session.GrantOwnRole(d.Context, d.User.ID, g.Derived.ID, g.Scope)
			return err
		}
		_, err := d.Session.GrantRole(d.Context, d.User.ID, g.Role, g.Scope)
		return err
	}, func() {
		d.done(d.T("users.role.added", fault.Args{"Name": d.User.Name(), "Role": g.Label()}))
	})
}
