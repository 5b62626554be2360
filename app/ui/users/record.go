package users

import (
	"context"
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// rights are what the signed-in person may do in this section; the service asks
// again.
type rights struct {
	derive, manage, export, grant, grantAdmin, history bool
}

func readRights(ctx context.Context, s *workspace.Session) (rights, error) {
	var may rights
	for right, granted := range map[directory.Right]*bool{
		directory.RightUserManage: &may.manage, directory.RightUsrExport: &may.export,
		directory.RightRoleGrant: &may.grant, directory.RightAdminGrant: &may.grantAdmin,
		directory.RightHistoryView: &may.history, directory.RightRoleDerive: &may.derive,
	} {
		err := s.Can(ctx, right, directory.Place{})
		if err != nil && !errors.Is(err, fault.Denied) {
			return rights{}, err
		}
		*granted = err == nil
	}
	return may, nil
}

// record is a user with all that the tabs show.
type record struct {
	workspace.Person
	may      rights
	fields   []directory.Field
	own      bool                // it is the signed-in person's
	ownRoles []workspace.OwnRole // of the organisation, where the person may give roles
	units    []workspace.Unit    // likewise
	names    map[ident.UserID]string
}

func readRecord(ctx context.Context, s *workspace.Session, id ident.UserID) (record, error) {
	person, err := s.Person(ctx, id)
	if err != nil {
		return record{}, err
	}
	may, err := readRights(ctx, s)
	if err != nil {
		return record{}, err
	}
	var ownRoles []workspace.OwnRole
	var units []workspace.Unit
	if may.grant || may.grantAdmin {
		if ownRoles, err = s.OwnRoles(ctx); err != nil {
			return record{}, err
		}
		if units, err = readUnits(ctx, s); err != nil {
			return record{}, err
		}
	}
	fields, err := s.Fields(ctx)
	if err != nil {
		return record{}, err
	}
	slices.SortStableFunc(person.Grants, byRole)
	people := []ident.UserID{person.User.CreatedBy, person.User.ModifiedBy}
	for _, g := range person.Grants {
		people = append(people, g.By)
	}
	names, err := s.Names(ctx, people...)
	return record{Person: person, fields: fields, ownRoles: ownRoles, units: units, may: may, own: id == s.UserID(), names: names}, err
}

// readUnits gives the units in which roles can hold; none to whoever may not see
// them.
func readUnits(ctx context.Context, s *workspace.Session) ([]workspace.Unit, error) {
	units, err := s.Units(ctx)
	if errors.Is(err, fault.Denied) {
		return nil, nil
	}
	return units, err
}

// byRole sorts grants in the order of the catalogue of roles.
func byRole(a, b directory.Grant) int { return place(a.Role) - place(b.Role) }

func place(id directory.RoleID) int {
	return slices.IndexFunc(directory.Roles(), func(r directory.Role) bool { return r.ID == id })
}

// mayManage reports whether the person may change the record. That of an
// administrator takes the right to make administrators as well.
func (r record) mayManage() bool {
	return r.may.manage && (r.own || r.may.grantAdmin || !r.administers())
}

func (r record) administers() bool {
	for _, g := range r.Grants {
		if role, known := directory.RoleByID(g.Role); known && role.Administrative() {
			return true
		}
	}
	return false
}

// mayGrant reports whether the person may give and take the role.
func (r record) mayGrant(role directory.Role) bool {
	if role.Administrative() {
		return r.may.grantAdmin
	}
	return r.may.grant
}

// offered lists the functions that are legal in the user's status and permitted
// to the person.
func (r record) offered() []directory.Function {
	var offered []directory.Function
	for _, f := range directory.Functions() {
		may := r.mayManage()
		if f == directory.FunctionDownload {
			may = r.may.export
		}
		if may && r.User.Offers(f) == nil {
			offered = append(offered, f)
		}
	}
	return offered
}

// grantable lists the roles that the person may give to the user now.
func (r record) grantable() []directory.Role {
	if r.User.Status == directory.StatusArchived {
		return nil
	}
	var roles []directory.Role
	for _, role := range directory.Roles() {
		if r.mayGrant(role) && (!r.User.External || role.ID == directory.RolePartner) {
			roles = append(roles, role)
		}
	}
	return roles
}

// grantableOwn lists the roles of the organisation's own that the person may give
// to the user now.
func (r record) grantableOwn() []workspace.OwnRole {
	var roles []workspace.OwnRole
	standard := r.grantable()
	for _, own := range r.ownRoles {
		base := func(role directory.Role) bool { return role.ID == own.Base }
		if own.Active && slices.ContainsFunc(standard, base) {
			roles = append(roles, own)
		}
	}
	return roles
}

// project gives the name of a project as people say it.
func (r record) project(id ident.ProjectID) string {
	for _, p := range r.Projects {
		if p.ID == id {
			return p.Code + " " + p.Name
		}
	}
	return id.String()
}
