package main

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// ownRoleView is a role of the organisation's own.
type ownRoleView struct {
	Name    string   `json:"name"`
	Base    string   `json:"base"`
	Without []string `json:"without"` // rights of the base that it leaves out
	Active  bool     `json:"active"`
	Holders int      `json:"holders"`
}

func viewOwnRole(r workspace.OwnRole) ownRoleView {
	base, _ := directory.RoleByID(r.Base)
	left := func(right directory.Right) bool { return slices.Contains(r.Rights, right) }
	return ownRoleView{
		Name: r.Name, Base: string(r.Base), Active: r.Active, Holders: r.Holders,
		Without: each(slices.DeleteFunc(base.Rights(), left), func(right directory.Right) string { return string(right) }),
	}
}

type ownRolesListed []ownRoleView

func (r ownRolesListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.role.own.none")
		return
	}
	t := s.newTable(left("ctl.col.role"), left("ctl.col.base"), left("ctl.col.without"), right("ctl.col.holders"))
	for _, role := range r {
		name := role.Name
		if !role.Active {
			name += " " + s.T("ctl.role.removed-mark")
		}
		t.row(name, role.Base, strings.Join(role.Without, ", "), s.Int(int64(role.Holders)))
	}
	t.write(s)
}

type roleOwn struct{}

func (roleOwn) examples() []string { return []string{"role own"} }
func (roleOwn) result() report     { return ownRolesListed{} }

func (roleOwn) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	roles, err := session.OwnRoles(c.ctx)
	if err != nil {
		return err
	}
	return c.give(ownRolesListed(each(roles, viewOwnRole)))
}

// ownRoleChanged is a role after what a command did to it.
type ownRoleChanged struct {
	ownRoleView
	said string
}

func (r ownRoleChanged) words(s *sheet) {
	s.say(r.said, fault.Args{"Role": r.Name, "Base": fault.Key("role." + r.Base), "Number": len(r.Without)})
}

type roleDerive struct {
	Base    string   `arg:"" help:"role-base"`
	Name    string   `required:"" placeholder:"name"`
	Without []string `placeholder:"right" help:"role-without"`
}

func (roleDerive) examples() []string {
	return []string{`role derive cashier --name "Trésorier" --without voucher-reverse,batch-send`}
}
func (roleDerive) result() report { return ownRoleChanged{} }

func (cmd *roleDerive) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	d := directory.DerivedRole{Name: cmd.Name, Base: directory.RoleID(cmd.Base)}
	if d.Rights, err = rightsWithout(d.Base, cmd.Without); err != nil {
		return err
	}
	if d, err = session.DeriveRole(c.ctx, d); err != nil {
		return err
	}
	return c.giveOwnRole(session, d.Name, "ctl.role.derived")
}

// rightsWithout gives what is left of a standard role. A right that it does not
// have is a word typed wrong.
func rightsWithout(base directory.RoleID, without []string) ([]directory.Right, error) {
	role, known := directory.RoleByID(base)
	if !known {
		return nil, fault.New(fault.Invalid, "directory.role", fault.Args{"Text": fault.Excerpt(string(base))})
	}
	rights := role.Rights()
	for _, word := range without {
		i := slices.Index(rights, directory.Right(word))
		if i < 0 {
			return nil, fault.New(fault.Invalid, "directory.derived-right", fault.Args{"Right": fault.Excerpt(word), "Role": base.Label()})
		}
		rights = slices.Delete(rights, i, i+1)
	}
	return rights, nil
}

type roleEdit struct {
	Role    string   `arg:"" help:"own-role"`
	Name    string   `placeholder:"name"`
	Without []string `placeholder:"right" help:"role-without" xor:"rights"`
	Whole   bool     `xor:"rights"`
}

func (roleEdit) examples() []string {
	return []string{`role edit "Trésorier" --without voucher-reverse`}
}
func (roleEdit) result() report { return ownRoleChanged{} }

func (cmd *roleEdit) Run(c *call) error {
	session, role, err := c.withOwnRole(cmd.Role)
	if err != nil {
		return err
	}
	if cmd.Name != "" {
		role.Name = cmd.Name
	}
	if cmd.Whole || len(cmd.Without) > 0 {
		if role.Rights, err = rightsWithout(role.Base, cmd.Without); err != nil {
			return err
		}
	}
	edited, err := session.EditOwnRole(c.ctx, role.DerivedRole)
	if err != nil {
		return err
	}
	return c.giveOwnRole(session, edited.Name, "ctl.role.edited")
}

type roleRemove struct {
	Role string `arg:"" help:"own-role"`
}

func (roleRemove) examples() []string { return []string{`role remove "Trésorier"`} }
func (roleRemove) result() report     { return ownRoleChanged{} }

func (cmd *roleRemove) Run(c *call) error {
	session, role, err := c.withOwnRole(cmd.Role)
	if err != nil {
		return err
	}
	if err := session.RemoveOwnRole(c.ctx, role.ID); err != nil {
		return err
	}
	return c.giveOwnRole(session, role.Name, "ctl.role.removed")
}

type roleRecover struct {
	Role string `arg:"" help:"own-role"`
}

func (roleRecover) examples() []string { return []string{`role recover "Trésorier"`} }
func (roleRecover) result() report     { return ownRoleChanged{} }

func (cmd *roleRecover) Run(c *call) error {
	session, role, err := c.withOwnRole(cmd.Role)
	if err != nil {
		return err
	}
	if err := session.RecoverOwnRole(c.ctx, role.ID); err != nil {
		return err
	}
	return c.giveOwnRole(session, role.Name, "ctl.role.recovered")
}

// withOwnRole signs in and finds a role of the organisation's own by its name.
func (c *call) withOwnRole(name string) (*workspace.Session, workspace.OwnRole, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, workspace.OwnRole{}, err
	}
	role, known, err := c.ownRole(session, name)
	if err == nil && !known {
		err = fault.New(fault.Missing, "ctl.no-own-role", fault.Args{"Name": fault.Excerpt(name)})
	}
	return session, role, err
}

func (c *call) ownRole(s *workspace.Session, name string) (workspace.OwnRole, bool, error) {
	roles, err := s.OwnRoles(c.ctx)
	i := slices.IndexFunc(roles, func(r workspace.OwnRole) bool { return directory.Fold(r.Name) == directory.Fold(name) })
	if err != nil || i < 0 {
		return workspace.OwnRole{}, false, err
	}
	return roles[i], true, nil
}

// namedRole gives the role that a word means: a standard one, else one of the
// organisation's own by its name.
func (c *call) namedRole(s *workspace.Session, name string) (directory.Grant, error) {
	if _, standard := directory.RoleByID(directory.RoleID(name)); standard {
		return directory.Grant{Role: directory.RoleID(name)}, nil
	}
	role, known, err := c.ownRole(s, name)
	if err != nil {
		return directory.Grant{}, err
	}
	if !known {
		return directory.Grant{}, fault.New(fault.Invalid, "directory.role", fault.Args{"Text": fault.Excerpt(name)})
	}
	return directory.Grant{Role: role.Base, Derived: directory.Derivation{ID: role.ID, Name: role.Name}}, nil
}

// giveOwnRole gives the role as it stands now.
func (c *call) giveOwnRole(s *workspace.Session, name, said string) error {
	role, _, err := c.ownRole(s, name)
	if err != nil {
		return err
	}
	return c.give(ownRoleChanged{viewOwnRole(role), said})
}
