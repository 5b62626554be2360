package workspace_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
)

// backs makes a backup of the journal on demand.
func (c *closer) backs(t *testing.T) workspace.JournalBackup {
	t.Helper()
	return must[workspace.JournalBackup](t)(c.moussa.BackupJournal(t.Context(), c.journal.ID, accounting.BackupManual, "", nil))
}

func (c *closer) previews(t *testing.T, path string) workspace.JournalRestore {
	t.Helper()
	return must[workspace.JournalRestore](t)(c.moussa.PreviewRestore(t.Context(), path, nil))
}

func (c *closer) restores(t *testing.T, path string) workspace.JournalRestored {
	t.Helper()
	return must[workspace.JournalRestored](t)(c.moussa.RestoreJournal(t.Context(), path, c.previews(t, path), "Fausse saisie", nil))
}

// verifies wants the journal to be intact on a side.
func (c *closer) verifies(t *testing.T, by *workspace.Session) accounting.Report {
	t.Helper()
	return must[accounting.Report](t)(by.VerifyPostings(t.Context(), c.journal.ID))
}

// reports takes a record of the poste to head office.
func (c *closer) reports(t *testing.T) {
	t.Helper()
	c.passes(time.Hour)
	c.takeRecord(t, must[string](t)(c.moussa.WriteRecord(t.Context(), t.TempDir())))
	c.moussa = must[*workspace.Session](t)(c.desk.SignIn(t.Context(), moussa, moussaPassword))
	c.session = must[*workspace.Session](t)(c.SignIn(t.Context(), adminName, adminPassword))
	c.ba = must[*workspace.Session](t)(c.SignIn(t.Context(), baName, baPassword))
}

func TestRestoreOfWhatWasNeverSentIsNormal(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	paper := must[cashbook.Attachment](t)(c.moussa.KeepAttachment(ctx, "facture.pdf", invoice))
	c.posts(t, october10, 12_500, paper)
	c.posts(t, october31, 100)
	b := c.backs(t)
	if b.Ref != "P01/OD" || b.Number != 2 || b.Reason != accounting.BackupManual || !strings.HasSuffix(b.Name(), "_manuelle_2.age") {
		t.Errorf("the backup is %+v", b)
	}
	content := must[workspace.JournalContent](t)(c.moussa.VerifyJournalBackup(ctx, b.Path, nil))
	if !content.Signed || content.Journal.Number != 2 || len(content.Files) != 3 {
		t.Errorf("it holds %+v", content)
	}
	c.posts(t, november2, 40)
	c.closes(t, accounting.CloseDay, october31)
	c.posts(t, november2, 2)

	r := c.previews(t, b.Path)
	aside := accounting.Extent{Postings: 2, From: 3, To: 4, FirstDay: november2, LastDay: november2, DebitMinor: 42}
	if r.Critical || r.Blocked != nil || r.Plan.Aside != aside || r.Plan.Back.Postings != 0 {
		t.Errorf("the preview is %+v", r)
	}
	_, err := c.moussa.RestoreJournal(ctx, b.Path, r, " ", nil)
	synctest.Refused(t, err, fault.Invalid, "accounting.text-missing")
	c.posts(t, november2, 7)
	_, err = c.moussa.RestoreJournal(ctx, b.Path, r, "trop tard", nil)
	synctest.Refused(t, err, fault.Conflict, "accounting.restore-stale")

	done := c.restores(t, b.Path)
	if done.Branch.Number != 1 || done.Head.Number != 6 || done.Head.Seq != 3 {
		t.Errorf("the restore gives %+v", done)
	}
	if p := c.posts(t, november2, 9); p.Entry.Number != 7 {
		t.Errorf("the next posting is %d", p.Entry.Number)
	}
	report := c.verifies(t, c.moussa)
	if report.Restores != 1 || report.Branches != 1 || report.Aside != 3 || report.Lost != 3 || report.Postings != 4 {
		t.Errorf("verified: %+v", report)
	}
	branches := must[[]workspace.JournalBranch](t)(c.moussa.JournalBranches(ctx, c.journal.ID))
	if len(branches) != 1 || branches[0].Extent.DebitMinor != 49 || branches[0].By != "Moussa Ba" && branches[0].By == "" {
		t.Errorf("the branches are %+v", branches)
	}
	postings := must[[]accounting.Posting](t)(c.moussa.BranchPostings(ctx, c.journal.ID, 1))
	if len(postings) != 3 || postings[0].Entry.Number != 3 || postings[0].DebitMinor() != 40 {
		t.Errorf("the branch has %+v", postings)
	}
	_, err = c.moussa.RestoreJournal(ctx, b.Path, c.previews(t, b.Path), "encore", nil) // what came since goes aside too
	check(t, err)
	if got := c.verifies(t, c.moussa); got.Branches != 2 || got.Head.Number != 8 {
		t.Errorf("verified: %+v", got)
	}
	c.reports(t)
	if alarms, _, err := c.session.Alarms(ctx, directory.AlarmFilter{}); err != nil || len(alarms) > 0 {
		t.Errorf("head office is alarmed by %+v, %v", alarms, err)
	}
}

// What is put aside by one restore comes back by another: the same postings under
// the same numbers.
func TestRestoreBringsBackWhatWasPutAside(t *testing.T) {
	c := newCloser(t)
	c.posts(t, october10, 100)
	early := c.backs(t)
	c.posts(t, october10, 200)
	c.passes(time.Minute)
	late := c.backs(t)
	c.restores(t, early.Path)
	c.posts(t, october31, 7)
	r := c.previews(t, late.Path)
	if r.Plan.Back.Postings != 1 || r.Plan.Aside.Postings != 2 || r.Plan.Back.From != 2 {
		t.Errorf("the preview is %+v", r.Plan)
	}
	c.restores(t, late.Path)
	page, _, err := c.moussa.JournalPage(t.Context(), accounting.PageFilter{Journal: c.journal.ID, Limit: 10})
	check(t, err)
	var numbers []int64
	for _, l := range page {
		numbers = append(numbers, l.Entry.Number)
	}
	slices.Sort(numbers)
	if !slices.Equal(numbers, []int64{1, 2, 5}) {
		t.Errorf("the journal has %v", numbers)
	}
	c.verifies(t, c.moussa)
}

// sentAndRejected is a journal with a backup, and a month after it that head office
// has rejected.
func sentAndRejected(t *testing.T) (c *closer, b workspace.JournalBackup, closed accounting.Closing) {
	t.Helper()
	c = newCloser(t)
	c.posts(t, october10, 100)
	b = c.backs(t)
	c.posts(t, october31, 23)
	closed, paths := c.closes(t, accounting.CloseMonth, october31)
	r := c.previews(t, b.Path)
	if !r.Critical || len(r.Affected) != 1 {
		t.Errorf("the preview is %+v", r)
	}
	synctest.Refused(t, r.Blocked, fault.Conflict, "accounting.restore-undecided")
	c.reports(t)
	c.arrives(t, paths...)
	c.desk.takes(t, c.decides(t, closed.Number, false, "Pièce 2 fausse"))
	return c, b, closed
}

func TestCriticalRestoreTakesACode(t *testing.T) {
	ctx := t.Context()
	c, b, closed := sentAndRejected(t)
	r := c.previews(t, b.Path)
	synctest.Refused(t, r.Blocked, fault.Denied, "workspace.restore-critical")
	_, err := c.moussa.RestoreJournal(ctx, b.Path, r, "Fausse saisie", nil)
	synctest.Refused(t, err, fault.Denied, "workspace.restore-critical")
	items := must[[]workspace.CodeItem](t)(c.moussa.CodeItems(ctx, mark.PurposeRestore))
	if len(items) != 1 || items[0].Subject != r.Item {
		t.Fatalf("what can be asked for is %+v, wanted %x", items, r.Item)
	}

	wish := workspace.CodeWish{Purpose: mark.PurposeRestore, Item: r.Item, CodeStatement: why}
	asked := must[workspace.CodeAsked](t)(c.desk.AskCode(ctx, c.moussa, moussa, wish, t.TempDir()))
	must[workspace.CodeTask](t)(c.session.EnterCode(ctx, workspace.CodeCall{Code: asked.Code, CodeStatement: why}))
	decided := must[workspace.CodeDecided](t)(c.ba.ApproveCode(ctx, asked.Code, t.TempDir()))
	must[workspace.CodeOutcome](t)(c.desk.EnterAnswer(ctx, c.moussa, mark.PurposeRestore, decided.Answer))
	if r = c.previews(t, b.Path); !r.Permitted || r.Blocked != nil {
		t.Fatalf("the preview is %+v", r)
	}
	done := c.restores(t, b.Path)
	if done.Branch.Code != asked.Code || done.Branch.Postings() != 1 {
		t.Errorf("the branch is %+v", done.Branch)
	}
	if c.state(t, c.moussa, closed.Number) != accounting.ClosingVoid {
		t.Error("the closing still stands")
	}
	c.posts(t, october31, 24)
	_, err = c.moussa.RestoreJournal(ctx, b.Path, r, "encore", nil)
	synctest.Refused(t, err, fault.Conflict, "accounting.restore-stale")

	c.reports(t)
	second, paths := c.closes(t, accounting.CloseMonth, october31)
	c.arrives(t, paths...)
	if alarms, _, err := c.session.Alarms(ctx, directory.AlarmFilter{}); err != nil || len(alarms) > 0 {
		t.Errorf("head office is alarmed by %+v, %v", alarms, err)
	}
	if c.state(t, c.ba, closed.Number) != accounting.ClosingVoid || c.state(t, c.ba, second.Number) != accounting.ClosingSent {
		t.Error("head office does not follow")
	}
	report, own := c.verifies(t, c.ba), c.verifies(t, c.moussa)
	if report.Head != own.Head || report.Branches != 1 || report.Aside != 1 || report.Restores != 1 {
		t.Errorf("head office has %+v, the poste %+v", report, own)
	}
	c.desk.takes(t, c.decides(t, second.Number, true, ""))
	synctest.Refused(t, c.previews(t, b.Path).Blocked, fault.Denied, "accounting.restore-released")
}

// forced restores a journal as somebody would who has patched the program: without
// a code.
func (c *closer) forced(t *testing.T, b workspace.JournalBackup) {
	t.Helper()
	inFolder(t, c.desk, func(tx *storage.Tx) error {
		closings, err := tx.Closings(c.journal.ID)
		if err != nil {
			return err
		}
		for _, k := range closings {
			k.State = accounting.ClosingVoid
			if err := tx.SaveClosing(k); err != nil {
				return err
			}
		}
		return nil
	})
	if r := c.previews(t, b.Path); r.Critical {
		t.Fatalf("the preview is %+v", r)
	}
	c.restores(t, b.Path)
}

func TestThreat20UnapprovedRestoreIsAnAlarmByTheRecord(t *testing.T) {
	c, b, _ := sentAndRejected(t)
	c.forced(t, b)
	c.reports(t)
	wantAlarms(t, c.office, directory.AlarmUnapprovedRestore)
}

func TestThreat20UnapprovedRestoreIsAnAlarmByTheClosing(t *testing.T) {
	c, b, _ := sentAndRejected(t)
	c.forced(t, b)
	c.posts(t, october31, 24)
	_, paths := c.closes(t, accounting.CloseMonth, october31)
	c.arrives(t, paths...)
	wantAlarms(t, c.office, directory.AlarmUnapprovedRestore)
	c.reports(t)
	wantAlarms(t, c.office, directory.AlarmUnapprovedRestore)
}

// A backup follows each closing, and the last of a month is never removed.
func TestBackupsFollowClosingsAndRotate(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100)
	c.closes(t, accounting.CloseDay, october10)
	list := must[[]workspace.JournalBackup](t)(c.moussa.JournalBackups(ctx, c.journal.ID, ""))
	if len(list) != 1 || list[0].Reason != accounting.BackupDay {
		t.Fatalf("after a closing there are %+v", list)
	}
	own := c.desk.Backups()
	template := must[[]byte](t)(os.ReadFile(list[0].Path))
	for _, name := range []string{
		"P01_OD_2026-08-01_08h00_jour_1.age", "P01_OD_2026-08-31_08h00_jour_1.age", "P01_OD_2026-09-30_18h00_mois_1.age",
		"P01_OD_2026-09-29_18h00_jour_1.age", "P02_OD_2026-08-01_08h00_jour_1.age",
	} {
		check(t, os.WriteFile(filepath.Join(own, name), template, 0o600))
	}
	for range 10 {
		c.passes(time.Minute)
		c.backs(t)
	}
	names := must[[]string](t)(filepath.Glob(filepath.Join(own, "P*.age")))
	for _, want := range []string{"P01_OD_2026-08-31_08h00_jour_1.age", "P01_OD_2026-09-30_18h00_mois_1.age", "P02_OD_2026-08-01_08h00_jour_1.age"} {
		if !slices.Contains(names, filepath.Join(own, want)) {
			t.Errorf("%s is gone", want)
		}
	}
	if len(names) != 13 {
		t.Errorf("there are %v", names)
	}
	c.verifies(t, c.moussa)
}

// Nobody else opens a backup, and head office does.
func TestBackupOpensForThePosteAndHeadOffice(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100)
	b := c.backs(t)
	content := must[workspace.JournalContent](t)(c.session.PeekJournalBackup(ctx, b.Path))
	if !content.Signed || content.Journal.Author != c.moussaID {
		t.Errorf("head office reads %+v", content)
	}
	_, err := c.awa.PeekJournalBackup(ctx, b.Path)
	synctest.Refused(t, err, fault.Denied, "archive.not-for-us")
}
