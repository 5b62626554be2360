package directory

import "slices"

// headOfficeRights change the directory, which is kept at head office. On a site
// they count for nothing: a change there would be known nowhere else, and the
// next file from head office would undo it or contradict it.
var headOfficeRights = []Right{
	RightOrganisationManage, RightContributionManage, RightChartManage, RightBudgetManage, RightTemplateManage, RightTrainingErase, RightLicenceManage, RightKeyManage, RightAlarmHandle,
	RightUserManage, RightRoleGrant, RightAdminGrant, RightRoleDerive, RightFactorReset, RightUsrExport,
	RightPosteManage, RightModuleApprove, RightCodeApprove, RightFundsRelease,
	RightProjectManage, RightBookManage, RightBookAssign, RightBookGrant, RightJournalManage, RightJournalAssign,
}

func (r Right) atHeadOffice() bool { return slices.Contains(headOfficeRights, r) }
