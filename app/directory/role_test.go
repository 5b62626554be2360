package directory_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
)

// grid is what every standard role may do, written out: W everywhere in the
// scope, a only where assigned, · not at all. It is the sentence of the
// specification against which the table of the code is held.
const grid = `
                     staff assistant cashier accountant accountant-advanced finance-manager controller auditor partner  admin-organisation admin-user admin-finance admin-project admin-installation
organisation-manage    ·       ·        ·        ·              ·                  ·             ·        ·       ·              W              ·           ·             ·              ·
alert-manage           ·       ·        ·        ·              ·                  ·             ·        ·       ·              W              ·           ·             ·              ·
licence-manage         ·       ·        ·        ·              ·                  ·             ·        ·       ·              W              ·           ·             ·              ·
key-manage             ·       ·        ·        ·              ·                  ·             ·        ·       ·              W              ·           ·             ·              ·
training-erase         ·       ·        ·        ·              ·                  ·             ·        ·       ·              W              ·           ·             ·              ·
backup-full            ·       ·        ·        ·              ·                  ·             ·        ·       ·              W              ·           ·             ·              ·
history-view           ·       ·        ·        ·              ·                  W             W        W       ·              W              W           ·             ·              W
alarm-handle           ·       ·        ·        ·              ·                  ·             ·        ·       ·              W              W           ·             ·              W
user-view              ·       ·        ·        ·              ·                  W             W        W       ·              W              W           ·             W              W
user-manage            ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              W           ·             ·              ·
role-grant             ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              W           ·             ·              ·
admin-grant            ·       ·        ·        ·              ·                  ·             ·        ·       ·              W              ·           ·             ·              ·
role-derive            ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              W           ·             ·              ·
factor-reset           ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              W           ·             ·              ·
usr-export             ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              W           ·             ·              W
funds-request          ·       ·        W        W              W                  ·             ·        ·       ·              ·              ·           W             ·              ·
funds-release          ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           ·             ·              ·
poste-view             ·       ·        ·        ·              ·                  W             W        W       ·              W              W           ·             ·              W
poste-manage           ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              ·           ·             ·              W
module-request         ·       ·        W        W              W                  ·             ·        ·       ·              ·              ·           ·             ·              W
module-approve         ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              ·           ·             ·              W
code-request           ·       ·        W        W              W                  ·             ·        ·       ·              ·              ·           ·             ·              ·
code-approve           ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           ·             ·              ·
project-view           W       W        W        W              W                  W             W        W       ·              W              W           W             W              W
project-manage         ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              ·           ·             W              ·
book-view              ·       W        a        a              a                  W             W        W       ·              ·              ·           W             W              ·
book-manage            ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           W             W              ·
book-assign            ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           ·             W              ·
book-grant             ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           ·             W              W
book-accept            ·       ·        a        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
voucher-record         ·       ·        a        ·              ·                  ·             ·        ·       ·              ·              ·           ·             ·              ·
voucher-reverse        ·       ·        a        ·              ·                  ·             ·        ·       ·              ·              ·           ·             ·              ·
cash-count             ·       ·        a        ·              ·                  ·             ·        ·       ·              ·              ·           ·             ·              ·
batch-send             ·       ·        a        ·              ·                  ·             ·        ·       ·              ·              ·           ·             ·              ·
journal-view           ·       W        ·        a              a                  W             W        W       ·              ·              ·           W             W              ·
journal-manage         ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           W             W              ·
journal-assign         ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           ·             W              ·
chart-manage           ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           W             ·              ·
budget-manage          ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           W             ·              ·
contribution-manage    ·       ·        ·        ·              ·                  ·             ·        ·       ·              ·              ·           W             ·              ·
template-manage        ·       ·        ·        ·              W                  W             ·        ·       ·              ·              ·           W             ·              ·
batch-post             ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
posting-record         ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
posting-reverse        ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
posting-free           ·       ·        ·        ·              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
reconcile              ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
opening-record         ·       ·        ·        ·              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
day-close              ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
month-close            ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
provisional-close      ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
year-close             ·       ·        ·        ·              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
closing-decide         ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           ·             ·              ·
backup-make            ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
restore                ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
restore-critical       ·       ·        ·        a              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
ledger-import          ·       ·        ·        ·              a                  ·             ·        ·       ·              ·              ·           ·             ·              ·
confidential-view      ·       ·        ·        ·              a                  W             ·        W       ·              ·              ·           ·             ·              ·
report-view            a       W        a        a              a                  W             W        W       ·              ·              ·           W             ·              ·
report-statutory       ·       ·        ·        ·              a                  W             W        W       ·              ·              ·           W             ·              ·
partner-book-view      ·       ·        ·        ·              ·                  W             W        W       a              ·              ·           W             W              ·
partner-book-manage    ·       ·        ·        ·              ·                  W             ·        ·       ·              ·              ·           W             W              ·
partner-submit         ·       ·        ·        ·              ·                  ·             ·        ·       a              ·              ·           ·             ·              ·
partner-decide         ·       ·        ·        ·              ·                  W             W        ·       ·              ·              ·           ·             ·              ·
`

var reaches = map[string]directory.Reach{"·": directory.None, "a": directory.Assigned, "W": directory.Whole}

// readGrid gives role → right → reach as the grid says.
func readGrid(t *testing.T) (roles []directory.RoleID, rights []directory.Right, cells map[directory.RoleID]map[directory.Right]directory.Reach) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(grid), "\n")
	cells = map[directory.RoleID]map[directory.Right]directory.Reach{}
	for _, name := range strings.Fields(lines[0]) {
		roles = append(roles, directory.RoleID(name))
		cells[directory.RoleID(name)] = map[directory.Right]directory.Reach{}
	}
	for _, line := range lines[1:] {
		fields := strings.Fields(line)
		if len(fields) != len(roles)+1 {
			t.Fatalf("%d cells in %q", len(fields)-1, line)
		}
		rights = append(rights, directory.Right(fields[0]))
		for i, cell := range fields[1:] {
			reach, known := reaches[cell]
			if !known {
				t.Fatalf("cell %q in %q", cell, line)
			}
			cells[roles[i]][directory.Right(fields[0])] = reach
		}
	}
	return roles, rights, cells
}

func TestEveryRoleMayDoWhatTheGridSays(t *testing.T) {
	roles, rights, cells := readGrid(t)
	for _, id := range roles {
		role, known := directory.RoleByID(id)
		if !known {
			t.Errorf("no role %q", id)
		}
		given := directory.RightsOf(id)
		for _, right := range rights {
			want := cells[id][right]
			if got := role.Reach(right); got != want {
				t.Errorf("%s × %s = %d, want %d", id, right, got, want)
			}
			if got := given[right]; got != want {
				t.Errorf("RightsOf(%s)[%s] = %d, want %d", id, right, got, want)
			}
		}
	}
}

func TestGridIsComplete(t *testing.T) {
	roles, rights, _ := readGrid(t)
	var standard []directory.RoleID
	for _, role := range directory.Roles() {
		standard = append(standard, role.ID)
	}
	if !slices.Equal(roles, standard) {
		t.Errorf("the grid has the roles %q, the code %q", roles, standard)
	}
	source, err := os.ReadFile("right.go")
	if err != nil {
		t.Fatal(err)
	}
	var declared []directory.Right
	for _, match := range regexp.MustCompile(`Right\s+= "([a-z-]+)"`).FindAllSubmatch(source, -1) {
		declared = append(declared, directory.Right(match[1]))
	}
	slices.Sort(declared)
	slices.Sort(rights)
	if !slices.Equal(rights, declared) {
		t.Errorf("the grid has the rights\n%q\nthe code\n%q", rights, declared)
	}
}

func TestAuditorChangesNothing(t *testing.T) {
	for right := range directory.RightsOf(directory.RoleAuditor) {
		if !strings.HasSuffix(string(right), "-view") && right != directory.RightReportStatutory {
			t.Errorf("the auditor has %s", right)
		}
	}
}

// apart are pairs of rights that one role must not unite: who asks does not
// approve, who sets up does not keep, who makes users does not make
// administrators.
var apart = [][2]directory.Right{
	{directory.RightModuleRequest, directory.RightCodeApprove},
	{directory.RightCodeRequest, directory.RightCodeApprove},
	{directory.RightFundsRequest, directory.RightFundsRelease},
	{directory.RightMonthClose, directory.RightClosingDecide},
	{directory.RightPartnerSubmit, directory.RightPartnerDecide},
	{directory.RightVoucherRecord, directory.RightBookAssign},
	{directory.RightVoucherRecord, directory.RightBatchPost},
	{directory.RightPostingRecord, directory.RightJournalAssign},
	{directory.RightUserManage, directory.RightAdminGrant},
}

func TestNoRoleUnitesWhatMustBeApart(t *testing.T) {
	for _, role := range directory.Roles() {
		for _, pair := range apart {
			if role.Reach(pair[0]) != directory.None && role.Reach(pair[1]) != directory.None {
				t.Errorf("%s has both %s and %s", role.ID, pair[0], pair[1])
			}
		}
	}
}

func TestLevelsOfRoles(t *testing.T) {
	const projects, unit, country, all, whole = directory.LevelProjects, directory.LevelUnit, directory.LevelCountry, directory.LevelAllProjects, directory.LevelOrganisation
	want := map[directory.RoleID][]directory.Level{
		"staff":               {projects, unit, country, all},
		"assistant":           {projects, unit, country, all},
		"cashier":             {projects, unit, country, all},
		"accountant":          {projects, unit, country, all},
		"accountant-advanced": {projects, unit, country, all},
		"finance-manager":     {projects, unit, country, all, whole},
		"controller":          {projects, unit, country, all, whole},
		"auditor":             {projects, unit, country, all, whole},
		"partner":             {projects, unit, country, all},
		"admin-organisation":  {whole},
		"admin-user":          {whole},
		"admin-finance":       {whole},
		"admin-project":       {projects, unit, country, all, whole},
		"admin-installation":  {whole},
	}
	got := map[directory.RoleID][]directory.Level{}
	for _, role := range directory.Roles() {
		got[role.ID] = role.Levels
	}
	if !maps.EqualFunc(got, want, slices.Equal[[]directory.Level]) {
		t.Errorf("levels\n%v\nwant\n%v", got, want)
	}
}

func TestAdministratorRoles(t *testing.T) {
	for _, role := range directory.Roles() {
		if want := strings.HasPrefix(string(role.ID), "admin-"); role.Administrative() != want {
			t.Errorf("%s: administrative %v, want %v", role.ID, !want, want)
		}
	}
	if _, known := directory.RoleByID("king"); known {
		t.Error("an unknown role is known")
	}
	if len(directory.RightsOf("king")) != 0 {
		t.Error("an unknown role has rights")
	}
}

func TestRolesCannotBeChangedFromOutside(t *testing.T) {
	directory.Roles()[0].ID = "king"
	if _, known := directory.RoleByID("king"); known {
		t.Error("the table was changed")
	}
}
