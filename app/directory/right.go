package directory

// Right names one thing that a person may be allowed to do. What needs no more
// than an account (« Mon compte », a new password, the verification of a chain
// that one sees) is no right.
type Right string

// Rights over the organisation and its installation.
const (
	RightOrganisationManage Right = "organisation-manage" // company data, bank details, logo, own fields, policies
	RightAlertManage        Right = "alert-manage"        // who is warned of what
	RightLicenceManage      Right = "licence-manage"      // seats of modules: raise, lower, cancel
	RightKeyManage          Right = "key-manage"          // trust chain, issuer keys, wrapping key
	RightTrainingErase      Right = "training-erase"      // financial data of a training organisation
	RightBackupFull         Right = "backup-full"         // encrypted backups of the whole folder
	RightHistoryView        Right = "history-view"        // acts of other people
	RightAlarmHandle        Right = "alarm-handle"        // look at what postes have reported, and note that one has
)

// Rights over people.
const (
	RightUserView     Right = "user-view"
	RightUserManage   Right = "user-manage"   // add, edit, activate, deactivate, archive, delete
	RightRoleGrant    Right = "role-grant"    // grant and revoke the roles of projects
	RightAdminGrant   Right = "admin-grant"   // grant and revoke the roles of administrators
	RightRoleDerive   Right = "role-derive"   // roles of the organisation's own
	RightFactorReset  Right = "factor-reset"  // « Réinitialiser le second facteur »
	RightUsrExport    Right = "usr-export"    // « Télécharger »
	RightFundsRequest Right = "funds-request" // « demander un déblocage »
	RightFundsRelease Right = "funds-release" // decide on such a request
)

// Rights over workstations.
const (
	RightPosteView     Right = "poste-view"
	RightPosteManage   Right = "poste-manage"   // label, location, revoke
	RightModuleRequest Right = "module-request" // « Demander registrement de module », for oneself
	RightModuleApprove Right = "module-approve" // decide on such a request
	RightCodeRequest   Right = "code-request"   // « Demander le code de vérification », for oneself
	RightCodeApprove   Right = "code-approve"   // decide on such a request
)

// Rights over projects and cash books. "-view" of a book includes its vouchers.
const (
	RightProjectView    Right = "project-view"
	RightProjectManage  Right = "project-manage"
	RightBookView       Right = "book-view"
	RightBookManage     Right = "book-manage"     // add, edit
	RightBookAssign     Right = "book-assign"     // choose who is responsible, deputy, counter-signatory
	RightBookGrant      Right = "book-grant"      // head office gives a book to a poste, withdraws or finalises it
	RightBookAccept     Right = "book-accept"     // « accepter » and « restituer » on a poste
	RightVoucherRecord  Right = "voucher-record"  // enter, and change on the day of entry
	RightVoucherReverse Right = "voucher-reverse" // « annulation »
	RightCashCount      Right = "cash-count"
	RightBatchSend      Right = "batch-send" // lock, sign and write « lot de justificatifs »
)

// Rights over accounting.
const (
	RightJournalView        Right = "journal-view"
	RightJournalManage      Right = "journal-manage"      // add, edit
	RightJournalAssign      Right = "journal-assign"      // choose who keeps it
	RightChartManage        Right = "chart-manage"        // charts of accounts
	RightBudgetManage       Right = "budget-manage"       // budget structures and fundings
	RightContributionManage Right = "contribution-manage" // « taux de cotisation », tax lines
	RightTemplateManage     Right = "template-manage"     // posting masks and templates
	RightBatchPost          Right = "batch-post"          // check, complete, post or decline a batch
	RightPostingRecord      Right = "posting-record"
	RightPostingReverse     Right = "posting-reverse"
	RightPostingFree        Right = "posting-free"   // any debits and credits, beyond the masks
	RightReconcile          Right = "reconcile"      // lettering and bank reconciliation
	RightOpeningRecord      Right = "opening-record" // opening entries
	RightDayClose           Right = "day-close"
	RightMonthClose         Right = "month-close"
	RightProvisionalClose   Right = "provisional-close"
	RightYearClose          Right = "year-close"
	RightClosingDecide      Right = "closing-decide" // release or reject
	RightBackupMake         Right = "backup-make"    // manual backup of a journal
	RightRestore            Right = "restore"        // only local, never-sent postings are overwritten
	RightRestoreCritical    Right = "restore-critical"
	RightLedgerImport       Right = "ledger-import"
	RightConfidentialView   Right = "confidential-view" // journals marked as confidential
	RightReportView         Right = "report-view"
	RightReportStatutory    Right = "report-statutory" // bilan, compte de résultat, FEC
	RightPartnerBookView    Right = "partner-book-view"
	RightPartnerBookManage  Right = "partner-book-manage"
	RightPartnerSubmit      Right = "partner-submit" // enter and submit vouchers of a partner book
	RightPartnerDecide      Right = "partner-decide" // validate or decline them
)
