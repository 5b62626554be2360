package workspace_test

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
)

// stage is a head office on which every deed is tried by somebody of every role.
type stage struct {
	*office
	idle   directory.User // employee without account
	keeper directory.Grant
	own    cashbook.Book // kept by the cashier who acts

	journals journalStage
}

// deed is a call of the service that one right allows. Its arguments are such
// that it changes little or nothing even where it is allowed: what counts is
// whether the right is asked for.
type deed struct {
	right directory.Right
	name  string
	do    func(t *testing.T, st *stage, s *workspace.Session, book cashbook.Book) error
}

// second drops the value of a call.
func second[T any](_ T, err error) error { return err }

func third[T, U any](_ T, _ U, err error) error { return err }

var noPlace = directory.Scope{Level: directory.LevelCountry} // without a country: refused once the right is there

var deeds = []deed{
	{directory.RightOrganisationManage, "SetPolicy", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.SetPolicy(t.Context(), directory.Policy{PasswordMin: -1})
	}},
	{directory.RightOrganisationManage, "TryMailServer", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.TryMailServer(t.Context()))
	}},
	{directory.RightOrganisationManage, "EditOrganisation", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.EditOrganisation(t.Context(), directory.Organisation{}, directory.Organisation{}))
	}},
	{directory.RightOrganisationManage, "Settings", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.Settings(t.Context()))
	}},
	{directory.RightOrganisationManage, "BankAccounts", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.BankAccounts(t.Context()))
	}},
	{directory.RightOrganisationManage, "SaveBankAccount", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.SaveBankAccount(t.Context(), directory.BankAccount{}))
	}},
	{directory.RightOrganisationManage, "RemoveBankAccount", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.RemoveBankAccount(t.Context(), ident.BankAccountID{})
	}},
	{directory.RightContributionManage, "Contributions", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.Contributions(t.Context()))
	}},
	{directory.RightContributionManage, "AddContribution", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.AddContribution(t.Context(), directory.Contribution{}))
	}},
	{directory.RightContributionManage, "EndContribution", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.EndContribution(t.Context(), ident.ContributionID{}, 0))
	}},
	{directory.RightTrainingErase, "EraseTraining", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.EraseTraining(t.Context(), ""))
	}},
	{directory.RightLicenceManage, "Licence", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.Licence(t.Context()))
	}},
	{directory.RightLicenceManage, "SetSeats", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.SetSeats(t.Context(), directory.ModuleCashbook, -1))
	}},
	{directory.RightLicenceManage, "CancelLicence", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.CancelLicence(t.Context(), "none"))
	}},
	{directory.RightKeyManage, "Keyring", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.Keyring(t.Context()))
	}},
	{directory.RightKeyManage, "PrintKey", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.PrintKey(t.Context(), "none"))
	}},
	{directory.RightBackupFull, "CreateBackup", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.CreateBackup(t.Context(), "une phrase pour la sauvegarde complète", t.TempDir()+"/none/none", func(done, total int64) {}))
	}},
	{directory.RightHistoryView, "History", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return third(s.History(t.Context(), directory.HistoryFilter{Limit: 1}))
	}},
	{directory.RightAlarmHandle, "Alarms", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return third(s.Alarms(t.Context(), directory.AlarmFilter{}))
	}},
	{directory.RightAlarmHandle, "SeeAlarm", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.SeeAlarm(t.Context(), 1))
	}},
	{directory.RightUserView, "Users", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return third(s.Users(t.Context(), directory.UserFilter{}))
	}},
	{directory.RightUserView, "Person", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.Person(t.Context(), st.awa.ID))
	}},
	{directory.RightUserView, "FindUser", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.FindUser(t.Context(), awaName))
	}},
	{directory.RightUserView, "Roster", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.Roster(t.Context()))
	}},
	{directory.RightUserView, "OwnRoles", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.OwnRoles(t.Context()))
	}},
	{directory.RightUserManage, "AddUser", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.AddUser(t.Context(), directory.User{}))
	}},
	{directory.RightUserManage, "EditUser", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.EditUser(t.Context(), directory.User{ID: st.awa.ID}))
	}},
	{directory.RightUserManage, "DeactivateUser", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.DeactivateUser(t.Context(), st.idle.ID)
	}},
	{directory.RightUserManage, "RetrieveUser", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.RetrieveUser(t.Context(), st.idle.ID)
	}},
	{directory.RightUserManage, "ConfirmActivation", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.ConfirmActivation(t.Context(), st.idle.ID)
	}},
	{directory.RightRoleGrant, "GrantRole", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.GrantRole(t.Context(), st.idle.ID, directory.RoleStaff, noPlace))
	}},
	{directory.RightRoleGrant, "RevokeRole", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.RevokeRole(t.Context(), st.awa.ID, st.keeper.ID) // Awa keeps a book, so it stays
	}},
	{directory.RightAdminGrant, "GrantRole", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.GrantRole(t.Context(), st.idle.ID, directory.RoleAdminUser, noPlace))
	}},
	{directory.RightRoleDerive, "DeriveRole", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.DeriveRole(t.Context(), directory.DerivedRole{Base: directory.RoleCashier}))
	}},
	{directory.RightRoleDerive, "RemoveOwnRole", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.RemoveOwnRole(t.Context(), ident.DerivedRoleID{1})
	}},
	{directory.RightFactorReset, "ResetFactor", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.ResetFactor(t.Context(), st.awa.ID, "none such")
	}},
	{directory.RightUsrExport, "ExportUser", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.ExportUser(t.Context(), st.awa.ID, plainFile, t.TempDir()))
	}},
	{directory.RightPosteView, "Revocations", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.Revocations(t.Context()))
	}},
	{directory.RightPosteView, "PosteReport", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.PosteReport(t.Context(), ident.PosteID{1}))
	}},
	{directory.RightPosteManage, "EditPoste", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.EditPoste(t.Context(), ident.PosteID{1}, "x", "y"))
	}},
	{directory.RightPosteManage, "RevokePoste", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.RevokePoste(t.Context(), ident.PosteID{1}, "none", ""))
	}},
	{directory.RightModuleApprove, "Tasks", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.Tasks(t.Context(), directory.RequestOpen))
	}},
	{directory.RightModuleApprove, "RefuseRequest", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.RefuseRequest(t.Context(), [32]byte{1}, "non", t.TempDir()))
	}},
	{directory.RightCodeRequest, "AskCode", func(t *testing.T, st *stage, s *workspace.Session, _ cashbook.Book) error {
		wish := workspace.CodeWish{Purpose: mark.PurposeRestore, Item: [32]byte{1}}
		return second(st.AskCode(t.Context(), s, "", wish, t.TempDir()))
	}},
	{directory.RightProjectManage, "AddProject", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.AddProject(t.Context(), directory.Project{Code: "/"}))
	}},
	{directory.RightProjectManage, "AddUnit", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.AddUnit(t.Context(), directory.Unit{Code: "/"}))
	}},
	{directory.RightProjectManage, "EditUnit", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.EditUnit(t.Context(), directory.Unit{ID: ident.UnitID{1}}))
	}},
	{directory.RightProjectManage, "RemoveUnit", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.RemoveUnit(t.Context(), ident.UnitID{1})
	}},
	{directory.RightProjectManage, "MoveProjects", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.MoveProjects(t.Context(), []ident.ProjectID{{1}}, ident.UnitID{})
	}},
	{directory.RightProjectManage, "SetUnitProjects", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return s.SetUnitProjects(t.Context(), ident.UnitID{1}, nil)
	}},
	{directory.RightProjectView, "ProjectByCode", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.ProjectByCode(t.Context(), "P01"))
	}},
	{directory.RightProjectView, "Plan", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.Plan(t.Context(), b.Project))
	}},
	{directory.RightBookView, "BookPlan", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.BookPlan(t.Context(), b.ID))
	}},
	{directory.RightChartManage, "ChooseChart", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.ChooseChart(t.Context(), b.Project, "none"))
	}},
	{directory.RightChartManage, "SaveAccount", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.SaveAccount(t.Context(), b.Project, chart.Difference{}, 0))
	}},
	{directory.RightChartManage, "SaveRate", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.SaveRate(t.Context(), "XOF", "XOF", chart.Rate{}, 0))
	}},
	{directory.RightBudgetManage, "SaveBudgetLines", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.SaveBudgetLines(t.Context(), b.Project, nil, 0))
	}},
	{directory.RightBudgetManage, "SaveFunding", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.SaveFunding(t.Context(), b.Project, chart.Funding{}, 0))
	}},
	{directory.RightBookView, "Book", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.Book(t.Context(), b.Ref()))
	}},
	{directory.RightBookView, "Page", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return third(s.Page(t.Context(), cashbook.PageFilter{Book: b.ID}))
	}},
	{directory.RightBookView, "VerifyBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.VerifyBook(t.Context(), b.ID))
	}},
	{directory.RightBookView, "BookHistory", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.BookHistory(t.Context(), b.ID))
	}},
	{directory.RightBookView, "Statement", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.Statement(t.Context(), b.ID, 0, 0))
	}},
	{directory.RightBookView, "BookPeriod", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.BookPeriod(t.Context(), b.ID, 0, 0))
	}},
	{directory.RightBookManage, "AddBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.AddBook(t.Context(), cashbook.Book{Project: b.Project}))
	}},
	{directory.RightBookManage, "EditBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		b.Name = ""
		return second(s.EditBook(t.Context(), b))
	}},
	{directory.RightBookAssign, "AssignBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return s.AssignBook(t.Context(), b.ID, ident.UserID{}, "none")
	}},
	{directory.RightBookAssign, "BookCandidates", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.BookCandidates(t.Context(), b.ID, cashbook.Responsible))
	}},
	{directory.RightBookGrant, "WithdrawBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.WithdrawBook(t.Context(), b.ID, 0, ""))
	}},
	{directory.RightBookGrant, "RestBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.RestBook(t.Context(), b.ID, false))
	}},
	{directory.RightBookGrant, "FinaliseBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.FinaliseBook(t.Context(), b.ID, strings.Repeat("x", 10_000))) // too long a reason: the book stays
	}},
	{directory.RightBookAccept, "AcceptBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.AcceptBook(t.Context(), b.ID))
	}},
	{directory.RightBookAccept, "ReturnBook", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.ReturnBook(t.Context(), b.ID, t.TempDir()))
	}},
	{directory.RightCashCount, "CountSheet", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.CountSheet(t.Context(), b.ID))
	}},
	{directory.RightCashCount, "CountTill", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.CountTill(t.Context(), b.ID, cashbook.CountSheet{}))
	}},
	{directory.RightCashCount, "SignCountOnPaper", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.SignCountOnPaper(t.Context(), b.ID, 1, cashbook.PaperSignature{}))
	}},
	{directory.RightBookView, "Counts", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.Counts(t.Context(), b.ID))
	}},
	{directory.RightBookView, "CountCard", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.CountCard(t.Context(), b.ID, 1))
	}},
	{directory.RightVoucherRecord, "Record", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.Record(t.Context(), b.ID, cashbook.Draft{}))
	}},
	{directory.RightVoucherRecord, "Change", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.Change(t.Context(), b.ID, 1, cashbook.Draft{}))
	}},
	{directory.RightVoucherRecord, "AddProvisional", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.AddProvisional(t.Context(), b.ID, cashbook.Draft{}))
	}},
	{directory.RightFundsRequest, "AskFunds", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.AskFunds(t.Context(), funds.Wish{Book: b.ID}, t.TempDir()))
	}},
	{directory.RightFundsRelease, "GrantFunds", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.GrantFunds(t.Context(), ident.ReleaseID{1}, funds.Grant{}, t.TempDir()))
	}},
	{directory.RightFundsRelease, "RefuseFunds", func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error {
		return second(s.RefuseFunds(t.Context(), ident.ReleaseID{1}, "Non", t.TempDir()))
	}},
	{directory.RightVoucherReverse, "Reverse", func(t *testing.T, _ *stage, s *workspace.Session, b cashbook.Book) error {
		return second(s.Reverse(t.Context(), b.ID, 1, ""))
	}},
}

// without are the rights that no call asks for yet, and why.
var without = map[directory.Right]string{
	directory.RightAlertManage:    "who is warned follows from alarm-handle and user-manage; nothing can be chosen",
	directory.RightModuleRequest:  "only a site asks, see request_test.go of sync/registration",
	directory.RightCodeApprove:    "the list is empty for others; deciding asks for a request, see codes_test.go",
	directory.RightBatchSend:      "only a site sends, see sending_test.go",
	directory.RightBatchPost:      "asked of a batch that has arrived, see batchpost_test.go of app/accounting",
	directory.RightTemplateManage: "asked for what is shared, see assignment.txtar of comptoirctl",

	// These are asked of a journal that is kept here, or has something in it.
	directory.RightPostingFree:      "with the posting, see post_test.go of app/accounting",
	directory.RightOpeningRecord:    "with the posting, see post_test.go of app/accounting",
	directory.RightConfidentialView: "together with every other right, see post_test.go of app/accounting",
	directory.RightReconcile:        "of every journal with a line of the account, see lettering_test.go of app/accounting",
	directory.RightYearClose:        "of the journal of openings, see yearclose_test.go of app/accounting",
	directory.RightClosingDecide:    "of a closing that has arrived, see closings_test.go",
	directory.RightBackupMake:       "of a journal that is kept here, see restorejournal_test.go",
	directory.RightRestore:          "of a backup, see restorejournal_test.go",
	directory.RightRestoreCritical:  "of a backup, see restorejournal_test.go",
	directory.RightLedgerImport:     "of a journal that is kept here, see ledgerimport_test.go",
	directory.RightReportStatutory:  "of the journals of a project, see fecexport_test.go",

	// Partner books are kept by nobody yet.
	directory.RightPartnerBookView:   "there are no partner books yet",
	directory.RightPartnerBookManage: "there are no partner books yet",
	directory.RightPartnerSubmit:     "there are no partner books yet",
	directory.RightPartnerDecide:     "there are no partner books yet",
}

func TestNoRightIsWithoutACallOrAReason(t *testing.T) {
	source := must[[]byte](t)(os.ReadFile("../directory/right.go"))
	declared := regexp.MustCompile(`Right\s+= "([a-z-]+)"`).FindAllSubmatch(source, -1)
	if len(declared) < 50 {
		t.Fatalf("only %d rights are declared", len(declared))
	}
	for _, match := range declared {
		right := directory.Right(match[1])
		called := slices.ContainsFunc(deeds, func(d deed) bool { return d.right == right }) ||
			slices.ContainsFunc(journalDeeds, func(d journalDeed) bool { return d.right == right })
		if _, excused := without[right]; called == excused {
			t.Errorf("%s: called %v, excused %v", right, called, excused)
		}
	}
}

// refusedForTheRight tells whether the person lacks the right; any other answer,
// such as that the arguments make no sense, comes from somebody who has it.
func refusedForTheRight(err error) bool {
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Denied {
		return false
	}
	return slices.Contains([]string{
		"directory.no-right", "directory.not-here", "directory.not-assigned",
		"workspace.no-journal", // the same for a report about several
		"workspace.no-keys",    // which only those get who have a right to sign
	}, f.Key)
}

// Every call of the service is tried by somebody of every standard role, on a real
// folder, and is allowed or refused as the one table says.
func TestServiceAllowsWhatTheTableOfRolesSays(t *testing.T) {
	ctx := t.Context()
	st := &stage{office: found(t)}
	st.idle = must[directory.User](t)(st.session.AddUser(ctx, directory.User{FirstName: "Idrissa"}))
	st.keeper = must[workspace.Person](t)(st.session.Person(ctx, st.awa.ID)).Grants[0]
	st.own = must[cashbook.Book](t)(st.session.AddBook(ctx, cashbook.Book{
		Project: st.book.Project, Type: cashbook.Cash, Name: "Caisse annexe", Currency: "XOF",
	}))
	st.addJournals(t)
	for _, role := range directory.Roles() {
		st.try(t, role)
	}
}

// try has somebody with one role do everything.
func (st *stage) try(t *testing.T, role directory.Role) {
	ctx := t.Context()
	name := string(role.ID) + "@eauvive.example"
	u := must[directory.User](t)(st.session.AddUser(ctx, directory.User{Email: name, FirstName: string(role.ID)}))
	must[directory.Grant](t)(st.session.GrantRole(ctx, u.ID, role.ID, directory.Scope{Level: role.Levels[len(role.Levels)-1]}))
	code := must[string](t)(st.session.ActivateUser(ctx, u.ID))
	must[*workspace.Session](t)(st.ActivateAccount(ctx, name, code, otherPassword)).Close()
	st.session = must[*workspace.Session](t)(st.SignIn(ctx, adminName, adminPassword)) // hands on the keys of head office
	s := must[*workspace.Session](t)(st.SignIn(ctx, name, otherPassword))
	keeps := role.Reach(directory.RightVoucherRecord) != directory.None
	if keeps {
		check(t, st.session.AssignBook(ctx, st.own.ID, u.ID, cashbook.Responsible))
	}
	for _, d := range deeds {
		reach := role.Reach(d.right)
		st.expect(t, role, d, s, st.book, reach == directory.Whole)
		if keeps {
			st.expect(t, role, d, s, st.own, reach != directory.None)
		}
	}
	st.tryJournals(t, role, u.ID, s)
}

func (st *stage) expect(t *testing.T, role directory.Role, d deed, s *workspace.Session, b cashbook.Book, allowed bool) {
	t.Run(fmt.Sprintf("%s/%s by %s on %s", d.right, d.name, role.ID, b.Name), func(t *testing.T) {
		err := d.do(t, st, s, b)
		var f *fault.Error
		if err != nil && !errors.As(err, &f) {
			t.Fatalf("an unforeseen error: %v", err)
		}
		if refusedForTheRight(err) == allowed {
			t.Errorf("the table allows it: %v; the service says %v", allowed, err)
		}
	})
}
