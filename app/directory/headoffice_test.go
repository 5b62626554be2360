package directory_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Who may do everything still changes the directory nowhere but at head office.
func TestDirectoryChangesAtHeadOfficeOnly(t *testing.T) {
	now := time.Date(2026, time.November, 21, 9, 0, 0, 0, time.UTC)
	chief := directory.Actor{User: directory.User{Status: directory.StatusActive}}
	for _, role := range directory.AdministratorRoles() {
		chief.Grants = append(chief.Grants, directory.Grant{Role: role, Scope: directory.Scope{Level: directory.LevelOrganisation}})
	}
	for right, onSite := range map[directory.Right]bool{
		directory.RightUserManage: false, directory.RightRoleGrant: false, directory.RightAdminGrant: false,
		directory.RightUsrExport: false, directory.RightModuleApprove: false, directory.RightPosteManage: false,
		directory.RightProjectManage: false, directory.RightBookManage: false, directory.RightBookAssign: false,
		directory.RightBookGrant: false, directory.RightKeyManage: false, directory.RightAlarmHandle: false,
		directory.RightUserView: true, directory.RightHistoryView: true, directory.RightBookView: true,
		directory.RightModuleRequest: true, directory.RightReportView: true,
	} {
		for side, want := range map[directory.Side]bool{directory.HeadOffice: true, "": true, directory.Site: onSite} {
			chief.Side = side
			for name, err := range map[string]error{
				"Can":          directory.Can(chief, right, directory.Place{}, now),
				"CanSomewhere": directory.CanSomewhere(chief, right, now),
			} {
				f := new(fault.Error)
				refused := errors.As(err, &f) && f.Kind == fault.Denied && f.Key == "directory.head-office"
				if want && err != nil || !want && !refused {
					t.Errorf("%s(%s) on side %q gives %v", name, right, side, err)
				}
			}
		}
	}
}
