package directory

import "slices"

// seesAll is all there is to see; nothing in it changes anything.
var seesAll = []Right{
	RightProjectView, RightBookView, RightJournalView, RightPartnerBookView,
	RightReportView, RightReportStatutory, RightUserView, RightPosteView, RightHistoryView,
}

// accounting is what an accountant does with the journals they keep.
var accounting = []Right{
	RightBookView, RightBookAccept, RightJournalView, RightBatchPost, RightPostingRecord, RightPostingReverse,
	RightReconcile, RightDayClose, RightMonthClose, RightProvisionalClose,
	RightBackupMake, RightRestore, RightRestoreCritical, RightReportView,
}

// roles is the one table of what each standard role may do. It separates who
// sets up a book from who keeps it, who asks from who approves, and who makes
// users from who makes administrators. Those who keep a book see that one only,
// because several of them share a poste.
var roles = []Role{
	{
		ID: RoleStaff, Levels: inProjects, // knows the projects they work for and the reports about their own lines
		assigned: []Right{RightReportView},
		whole:    []Right{RightProjectView},
	},
	{
		ID: RoleAssistant, Levels: inProjects, // reads and prepares; whatever gets a number is entered by others
		whole: []Right{RightProjectView, RightBookView, RightJournalView, RightReportView},
	},
	{
		ID: RoleCashier, Levels: inProjects,
		assigned: []Right{
			RightBookView, RightBookAccept, RightVoucherRecord, RightVoucherReverse,
			RightCashCount, RightBatchSend, RightReportView,
		},
		whole: []Right{RightProjectView, RightModuleRequest, RightCodeRequest, RightFundsRequest},
	},
	{
		ID: RoleAccountant, Levels: inProjects,
		assigned: accounting,
		whole:    []Right{RightProjectView, RightModuleRequest, RightCodeRequest, RightFundsRequest},
	},
	{
		ID: RoleAccountantAdvanced, Levels: inProjects, // keeps the whole fiscal year of their journals
		assigned: slices.Concat(accounting, []Right{
			RightPostingFree, RightOpeningRecord, RightYearClose, RightLedgerImport, RightReportStatutory, RightConfidentialView,
		}),
		whole: []Right{RightProjectView, RightTemplateManage, RightModuleRequest, RightCodeRequest, RightFundsRequest},
	},
	{
		ID: RoleFinanceManager, Levels: anywhere, // sets up and decides; keeps no book
		whole: slices.Concat(seesAll, []Right{
			RightBookManage, RightBookAssign, RightBookGrant, RightJournalManage, RightJournalAssign,
			RightChartManage, RightBudgetManage, RightTemplateManage, RightClosingDecide, RightCodeApprove,
			RightFundsRelease, RightPartnerBookManage, RightPartnerDecide, RightConfidentialView,
		}),
	},
	{
		ID: RoleController, Levels: anywhere, // reads, and checks what partners submit
		whole: slices.Concat(seesAll, []Right{RightPartnerDecide}),
	},
	{
		ID: RoleAuditor, Levels: anywhere, // reads everything, changes nothing
		whole: slices.Concat(seesAll, []Right{RightConfidentialView}),
	},
	{
		ID: RolePartner, Levels: inProjects, // the only role of external users
		assigned: []Right{RightPartnerBookView, RightPartnerSubmit},
	},
	{
		ID: RoleAdminOrganisation, Levels: organisationOnly,
		whole: []Right{
			RightOrganisationManage, RightAlertManage, RightLicenceManage, RightKeyManage, RightTrainingErase,
			RightBackupFull, RightHistoryView, RightAlarmHandle, RightUserView, RightAdminGrant, RightPosteView, RightProjectView,
		},
	},
	{
		ID: RoleAdminUser, Levels: organisationOnly,
		whole: []Right{
			RightUserView, RightUserManage, RightRoleGrant, RightRoleDerive, RightFactorReset, RightUsrExport,
			RightHistoryView, RightAlarmHandle, RightPosteView, RightProjectView,
		},
	},
	{
		ID: RoleAdminFinance, Levels: organisationOnly,
		whole: []Right{
			RightProjectView, RightBookView, RightBookManage, RightJournalView, RightJournalManage,
			RightChartManage, RightBudgetManage, RightContributionManage, RightTemplateManage,
			RightPartnerBookView, RightPartnerBookManage, RightFundsRequest, RightReportView, RightReportStatutory,
		},
	},
	{
		ID: RoleAdminProject, Levels: anywhere,
		whole: []Right{
			RightProjectView, RightProjectManage, RightUserView, RightBookView, RightBookManage, RightBookAssign,
			RightBookGrant, RightJournalView, RightJournalManage, RightJournalAssign,
			RightPartnerBookView, RightPartnerBookManage,
		},
	},
	{
		ID: RoleAdminInstallation, Levels: organisationOnly,
		whole: []Right{
			RightPosteView, RightPosteManage, RightModuleApprove, RightModuleRequest, RightBookGrant,
			RightUsrExport, RightUserView, RightProjectView, RightHistoryView, RightAlarmHandle,
		},
	},
}
