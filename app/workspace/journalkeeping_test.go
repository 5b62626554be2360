package workspace_test

import (
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
)

// addJournal adds a journal to the project and assigns it to the accountant.
func (a *accounts) addJournal(t *testing.T, code string) accounting.Journal {
	t.Helper()
	ctx := t.Context()
	j := must[accounting.Journal](t)(a.session.AddJournal(ctx, accounting.Journal{
		Project: a.book.Project, Code: code, Name: "Opérations " + code, Class: accounting.General,
	}))
	return must[accounting.Journal](t)(a.session.AssignJournal(ctx, j.ID, a.moussaID, nil))
}

// deskCosts posts a cost of an amount at the accountant's.
func (a *accounts) deskCosts(t *testing.T, journal ident.BookID, minor int64) (accounting.Posting, error) {
	t.Helper()
	return costs(t, a.moussa, journal, minor)
}

func costs(t *testing.T, by *workspace.Session, journal ident.BookID, minor int64) (accounting.Posting, error) {
	t.Helper()
	return by.Post(t.Context(), journal, accounting.Entry{Content: accounting.Content{
		Mask: accounting.MaskCost, Text: "Loyer",
		Lines: []accounting.Line{{Account: "622", AmountMinor: minor}, {Account: "401", AmountMinor: -minor}},
	}})
}

// Journals that are assigned before the module is registered come with the reply.
func TestRegistrationGrantsTheJournalsOfTheRequester(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	j, other := a.addJournal(t, "OD"), a.addJournal(t, "AC")
	must[accounting.Journal](t)(a.session.AssignJournal(ctx, other.ID, ident.UserID{}, []ident.UserID{a.moussaID})) // may post, does not decide where
	a.refresh(t)                                                                                                    // he knows the project
	must[ledger.Ownership](t)(a.session.GrantJournal(ctx, j.ID, a.deskID))
	must[ledger.Ownership](t)(a.session.WithdrawJournal(ctx, j.ID, 0, "Erreur"))
	a.desk.now = a.desk.now.Add(time.Minute)
	asked := must[workspace.Asked](t)(a.moussa.RequestModule(ctx, accountingWish, t.TempDir()))
	task := must[workspace.Task](t)(a.session.ReceiveRequest(ctx, asked.Path))
	if !slices.Equal(task.Books, []string{"P01/OD Opérations OD"}) {
		t.Errorf("the task would grant %q", task.Books)
	}
	decided := must[workspace.Decided](t)(a.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
	if !slices.Equal(decided.Books, []string{"P01/OD Opérations OD"}) {
		t.Errorf("granted %q", decided.Books)
	}
	arrival := must[*workspace.Arrival](t)(a.desk.Examine(ctx, a.moussa, decided.Path))
	if got := arrival.Reply.Journals; len(got) != 1 || got[0].Ref() != "P01/OD" {
		t.Errorf("the reply grants %+v", got)
	}
	check(t, a.desk.Apply(ctx, a.moussa, arrival, arrival.Fingerprint))
	p, err := a.deskCosts(t, j.ID, 1_000)
	if err != nil || p.Entry.Number != 1 || p.Entry.Epoch != 3 {
		t.Errorf("posted %+v, %v", p.Entry, err)
	}
	_, err = a.deskCosts(t, other.ID, 1_000)
	synctest.Refused(t, err, fault.Denied, "accounting.unowned")
}

var accountingWish = workspace.Wish{Module: directory.ModuleAccounting, Label: "Bureau Moussa", Location: "Dakar"}

// A journal that is granted later comes with user data, which tells so; laid by, it
// takes nothing until it is opened again.
func TestJournalIsGrantedByUserData(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	j := a.addJournal(t, "OD")
	_, err := a.session.GrantJournal(ctx, j.ID, a.bookPoste(t))
	synctest.Refused(t, err, fault.Denied, "accounting.grant-module")
	if postes := must[[]directory.Poste](t)(a.session.JournalPostes(ctx, j.ID)); len(postes) != 1 || postes[0].ID != a.deskID {
		t.Errorf("it can be given to %+v", postes)
	}
	granted := must[ledger.Ownership](t)(a.session.GrantJournal(ctx, j.ID, a.deskID))
	if again := must[ledger.Ownership](t)(a.session.GrantJournal(ctx, j.ID, a.deskID)); again != granted {
		t.Errorf("granted again as %+v", again)
	}
	a.refresh(t)
	for n := int64(1); n <= 2; n++ {
		if p, err := a.deskCosts(t, j.ID, 1_000*n); err != nil || p.Entry.Number != n {
			t.Fatalf("posted %+v, %v", p.Entry, err)
		}
	}
	must[accounting.Journal](t)(a.session.RestJournal(ctx, j.ID, true))
	a.refresh(t)
	_, err = a.deskCosts(t, j.ID, 1)
	synctest.Refused(t, err, fault.Denied, "accounting.not-open")
	must[accounting.Journal](t)(a.session.RestJournal(ctx, j.ID, false))
	a.refresh(t)
	if _, err := a.deskCosts(t, j.ID, 1); err != nil {
		t.Error(err)
	}
	_, err = a.session.FinaliseJournal(ctx, j.ID, "")
	synctest.Refused(t, err, fault.Conflict, "accounting.finalise-kept")
	must[accounting.Journal](t)(a.session.FinaliseJournal(ctx, j.ID, "Projet terminé"))
	a.refresh(t)
	_, err = a.deskCosts(t, j.ID, 1)
	synctest.Refused(t, err, fault.Denied, "accounting.not-open")
}

// bookPoste is the poste of the cashier, which keeps no journals.
func (a *accounts) bookPoste(t *testing.T) ident.PosteID {
	t.Helper()
	return must[workspace.BookCard](t)(a.session.Book(t.Context(), a.book.Ref())).Ownership.Poste
}

// The accountant's poste is dead: nobody knows what was posted in it, so that the
// numbers are lost up to the last printed one, and head office goes on.
func TestJournalIsWithdrawnFromADeadPoste(t *testing.T) {
	ctx := t.Context()
	s := seated(t)
	own := must[directory.Poste](t)(s.session.RegisterHere(ctx, seat(directory.ModuleAccounting)))
	j := s.addJournal(t, "OD")
	must[ledger.Ownership](t)(s.session.GrantJournal(ctx, j.ID, s.deskID))
	s.refresh(t)
	for range 3 {
		_, err := s.deskCosts(t, j.ID, 500)
		check(t, err)
	}
	_, err := s.session.GrantJournal(ctx, j.ID, own.ID)
	synctest.Refused(t, err, fault.Conflict, "accounting.owned")
	_, err = s.session.WithdrawJournal(ctx, j.ID, 3, " ")
	synctest.Refused(t, err, fault.Invalid, "accounting.text-missing")
	_, err = s.session.WithdrawJournal(ctx, j.ID, 20_000, "Noyé")
	synctest.Refused(t, err, fault.Invalid, "accounting.withdraw-many")
	end := must[ledger.Ownership](t)(s.session.WithdrawJournal(ctx, j.ID, 3, "Portable noyé"))
	if end.FirstNumber != 4 || end.Epoch != 2 {
		t.Errorf("withdrawn %+v", end)
	}
	must[ledger.Ownership](t)(s.session.GrantJournal(ctx, j.ID, own.ID))
	bintou := s.accountantHere(t)
	must[accounting.Journal](t)(s.session.AssignJournal(ctx, j.ID, bintou.UserID(), nil))
	p, err := costs(t, bintou, j.ID, 700)
	if err != nil || p.Entry.Number != 4 || p.Entry.Epoch != 3 {
		t.Errorf("goes on with %+v, %v", p.Entry, err)
	}
	h := must[workspace.BookHistory](t)(bintou.JournalHistory(ctx, j.ID))
	if len(h.Keepings) != 3 || h.Keepings[1].Lost != "1–3" || h.Keepings[1].What() != "withdrawn" {
		t.Errorf("the history is %+v", h)
	}
	// The old one turns up: it learns that it keeps the journal no more.
	s.refresh(t)
	_, err = s.deskCosts(t, j.ID, 1)
	if kind, _ := fault.KindOf(err); kind != fault.Denied {
		t.Errorf("the old poste posts on: %v", err)
	}
}

// Row 23 for journals: whoever cuts the chain is seen with the next record.
func TestCutJournalIsSeenAtHeadOffice(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	j := a.addJournal(t, "OD")
	must[ledger.Ownership](t)(a.session.GrantJournal(ctx, j.ID, a.deskID))
	a.refresh(t)
	for range 2 {
		_, err := a.deskCosts(t, j.ID, 500)
		check(t, err)
	}
	a.takeRecord(t, must[string](t)(a.desk.WriteRecord(ctx, t.TempDir())))
	report := must[workspace.PosteReport](t)(a.session.PosteReport(ctx, a.deskID))
	if len(report.Books) != 1 || report.Books[0].Ref != "P01/OD" || report.Books[0].Head.Head.Number != 2 {
		t.Errorf("reported %+v", report.Books)
	}
	synctest.Edit(t, a.desk.database(), `DELETE FROM posting WHERE number = 2`)
	a.desk.now = a.desk.now.Add(time.Hour)
	a.now = a.now.Add(time.Hour)
	a.takeRecord(t, must[string](t)(a.desk.WriteRecord(ctx, t.TempDir())))
	alarms, _, err := a.session.Alarms(ctx, directory.AlarmFilter{})
	check(t, err)
	lost := func(alarm workspace.Alarm) bool { return alarm.Kind == directory.AlarmHeadLost }
	if at := slices.IndexFunc(alarms, lost); at < 0 || alarms[at].Details[0].Value != "P01/OD Opérations OD" {
		t.Errorf("the alarms are %+v", alarms)
	}
}

// Who keeps a journal keeps the role that it needs.
func TestRoleIsNeededForAJournal(t *testing.T) {
	ctx := t.Context()
	a := rounded(t)
	a.addJournal(t, "OD")
	var grant ident.GrantID
	a.look(t, func(tx *storage.Tx) error {
		grants, err := tx.Grants(a.moussaID)
		grant = grants[0].ID
		return err
	})
	err := a.session.RevokeRole(ctx, a.moussaID, grant)
	synctest.Refused(t, err, fault.Conflict, "directory.role-needed")
}

// Returned with everything in a closing, the journal goes on at head office as soon
// as that has arrived; the record alone is not enough.
func TestJournalIsReturnedAndGoesOnAtHeadOffice(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	own := must[directory.Poste](t)(c.session.RegisterHere(ctx, seat(directory.ModuleAccounting)))
	c.posts(t, 0, 500)
	c.posts(t, 0, 700)
	_, err := c.moussa.ReturnJournal(ctx, c.journal.ID)
	synctest.Refused(t, err, fault.Conflict, "accounting.return-unsent")
	_, paths := c.closes(t, accounting.CloseProvisional, 0)
	must[accounting.Journal](t)(c.moussa.ReturnJournal(ctx, c.journal.ID))
	if backups := must[[]workspace.JournalBackup](t)(c.moussa.JournalBackups(ctx, c.journal.ID, "")); len(backups) != 2 {
		t.Errorf("%d backups, want one of the closing and one before the return", len(backups))
	}
	c.refuses(t, 0, fault.Denied, "accounting.returned")
	_, err = c.moussa.ReturnJournal(ctx, c.journal.ID)
	synctest.Refused(t, err, fault.Denied, "accounting.returned")
	_, err = c.session.GrantJournal(ctx, c.journal.ID, own.ID)
	synctest.Refused(t, err, fault.Conflict, "accounting.owned")
	c.takeRecord(t, must[string](t)(c.desk.WriteRecord(ctx, t.TempDir())))
	_, err = c.session.GrantJournal(ctx, c.journal.ID, own.ID)
	synctest.Refused(t, err, fault.Conflict, "accounting.return-behind")
	c.arrives(t, paths...)
	granted := must[ledger.Ownership](t)(c.session.GrantJournal(ctx, c.journal.ID, own.ID))
	if granted.Epoch != 2 || granted.Head.Number != 2 || granted.FirstNumber != 3 {
		t.Errorf("granted %+v", granted)
	}
	s := &settled{accounts: c.accounts}
	bintou := s.accountantHere(t)
	must[accounting.Journal](t)(c.session.AssignJournal(ctx, c.journal.ID, bintou.UserID(), nil))
	c.decides(t, 1, true, "")
	_, err = costs(t, bintou, c.journal.ID, 900)
	synctest.Refused(t, err, fault.Conflict, "accounting.accept-first")
	must[ledger.Ownership](t)(bintou.AcceptJournal(ctx, c.journal.ID))
	p, err := costs(t, bintou, c.journal.ID, 900)
	if err != nil || p.Entry.Number != 3 || p.Entry.Epoch != 2 {
		t.Errorf("goes on with %+v, %v", p.Entry, err)
	}
	h := must[workspace.BookHistory](t)(bintou.JournalHistory(ctx, c.journal.ID))
	var what []string
	for _, k := range h.Keepings {
		what = append(what, k.What())
	}
	if !slices.Equal(what, []string{"granted", "returned", "granted", "accepted"}) {
		t.Errorf("the history is %v", what)
	}
}

// From one site to another: postings and closings come with a file, the new poste
// accepts, posts on and closes, and head office takes its closing.
func TestJournalGoesFromOneSiteToAnother(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{c.book.Project}}
	must[directory.Grant](t)(c.session.GrantRole(ctx, c.awa.UserID(), directory.RoleAccountantAdvanced, scope))
	c.site.now = c.now
	c.awa = must[*workspace.Session](t)(c.site.SignIn(ctx, awaName, awaPassword))
	asked := must[workspace.Asked](t)(c.awa.RequestModule(ctx, accounting1, t.TempDir()))
	task := must[workspace.Task](t)(c.session.ReceiveRequest(ctx, asked.Path))
	decided := must[workspace.Decided](t)(c.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
	c.site.takes(t, decided.Path)

	c.posts(t, 0, 500)
	c.posts(t, 0, 700)
	_, paths := c.closes(t, accounting.CloseProvisional, 0)
	must[accounting.Journal](t)(c.moussa.ReturnJournal(ctx, c.journal.ID))
	c.arrives(t, paths...)
	c.decides(t, 1, true, "")
	c.takeRecord(t, must[string](t)(c.desk.WriteRecord(ctx, t.TempDir())))

	must[accounting.Journal](t)(c.session.AssignJournal(ctx, c.journal.ID, c.awa.UserID(), nil))
	must[ledger.Ownership](t)(c.session.GrantJournal(ctx, c.journal.ID, decided.Poste.ID))
	files := must[[]string](t)(c.session.SendPostings(ctx, c.journal.ID, t.TempDir()))
	if len(files) != 1 {
		t.Fatalf("%d files", len(files))
	}
	_, err := c.site.Examine(ctx, c.awa, files[0])
	synctest.Refused(t, err, fault.Conflict, "workspace.postings-of-no-journal")
	c.site.takes(t, c.export(t))
	_, err = costs(t, c.awa, c.journal.ID, 900)
	synctest.Refused(t, err, fault.Conflict, "accounting.behind")
	arrival := must[*workspace.Arrival](t)(c.site.Examine(ctx, c.awa, files[0]))
	if p := arrival.Postings; p == nil || p.New != 2 || p.From != 1 || p.To != 2 {
		t.Fatalf("the file brings %+v", p)
	}
	check(t, c.site.Apply(ctx, c.awa, arrival, arrival.Fingerprint))
	if again := must[*workspace.Arrival](t)(c.site.Examine(ctx, c.awa, files[0])); !again.Repeated {
		t.Error("the same file is not known")
	}
	must[ledger.Ownership](t)(c.awa.AcceptJournal(ctx, c.journal.ID))
	p, err := costs(t, c.awa, c.journal.ID, 900)
	if err != nil || p.Entry.Number != 3 || p.Entry.Epoch != 2 {
		t.Fatalf("goes on with %+v, %v", p.Entry, err)
	}
	closing, paths, err := c.awa.CloseJournal(ctx, c.journal.ID, accounting.CloseProvisional, 0, t.TempDir())
	if err != nil || closing.Number != 2 {
		t.Fatalf("closed %+v, %v", closing, err)
	}
	c.arrives(t, paths...)
	if head := must[workspace.JournalCard](t)(c.ba.Journal(ctx, "P01/OD")).Head; head.Number != 3 {
		t.Errorf("head office has it up to %d", head.Number)
	}
}

var accounting1 = workspace.Wish{Module: directory.ModuleAccounting, Label: "Portable Awa", Location: "Kolda"}
