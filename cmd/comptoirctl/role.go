package main

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
)

type roleCommands struct {
	List    roleList    `cmd:""`
	Grant   roleGrant   `cmd:""`
	Revoke  roleRevoke  `cmd:""`
	Own     roleOwn     `cmd:""`
	Derive  roleDerive  `cmd:""`
	Edit    roleEdit    `cmd:""`
	Remove  roleRemove  `cmd:""`
	Recover roleRecover `cmd:""`
}

type roleList struct {
	Rights bool
}

func (roleList) examples() []string { return []string{"role list", "role list --rights --json"} }

type rolesListed []roleView

// roleView is a standard role.
type roleView struct {
	Role   string      `json:"role"`
	Levels []string    `json:"levels"`
	Rights []rightView `json:"rights"`
}

// rightView is what a role allows: in its whole scope, or only for what the
// person is assigned to.
type rightView struct {
	Right    string `json:"right"`
	Assigned bool   `json:"assigned_only"`
}

func (roleList) result() report { return rolesListed{} }

// Run needs nobody to sign in: the standard roles are the same everywhere.
func (cmd *roleList) Run(c *call) error {
	return c.give(rolesListed(each(directory.Roles(), func(r directory.Role) roleView {
		view := roleView{
			Role: string(r.ID), Rights: []rightView{},
			Levels: each(r.Levels, func(l directory.Level) string { return string(l) }),
		}
		if cmd.Rights {
			view.Rights = rightsOf(r.ID)
		}
		return view
	})))
}

func rightsOf(id directory.RoleID) []rightView {
	rights := []rightView{}
	for right, reach := range directory.RightsOf(id) {
		rights = append(rights, rightView{string(right), reach == directory.Assigned})
	}
	slices.SortFunc(rights, func(a, b rightView) int { return strings.Compare(a.Right, b.Right) })
	return rights
}

func (r rolesListed) words(s *sheet) {
	t := s.newTable(left("ctl.col.role"), left("ctl.col.name"), left("ctl.col.levels"))
	for _, role := range r {
		t.row(role.Role, s.T("role."+role.Role), strings.Join(role.Levels, ", "))
		for _, right := range role.Rights {
			key := "ctl.role.whole"
			if right.Assigned {
				key = "ctl.role.assigned"
			}
			t.row("", "  "+s.T("right."+right.Right), s.T(key))
		}
	}
	t.write(s)
}
