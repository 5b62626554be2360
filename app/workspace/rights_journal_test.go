package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// journalDeed is a call about a journal that one right allows, with arguments like
// those of a deed.
type journalDeed struct {
	right directory.Right
	name  string
	do    func(t *testing.T, s *workspace.Session, j accounting.Journal) error
}

var journalDeeds = []journalDeed{
	{directory.RightJournalView, "Journal", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.Journal(t.Context(), j.Ref()))
	}},
	{directory.RightJournalView, "JournalPage", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return third(s.JournalPage(t.Context(), accounting.PageFilter{Journal: j.ID}))
	}},
	{directory.RightJournalView, "Posting", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.Posting(t.Context(), j.ID, 1))
	}},
	{directory.RightJournalView, "Drafts", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.Drafts(t.Context(), j.ID))
	}},
	{directory.RightJournalView, "PostingPapers", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.PostingPapers(t.Context(), j.ID, 1))
	}},
	{directory.RightJournalView, "Closings", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.Closings(t.Context(), j.ID))
	}},
	{directory.RightJournalManage, "AddJournal", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.AddJournal(t.Context(), accounting.Journal{Project: j.Project}))
	}},
	{directory.RightJournalManage, "EditJournal", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		j.Name = ""
		return second(s.EditJournal(t.Context(), j))
	}},
	{directory.RightJournalAssign, "JournalCandidates", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.JournalCandidates(t.Context(), j.ID))
	}},
	{directory.RightJournalAssign, "AssignJournal", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.AssignJournal(t.Context(), j.ID, ident.UserID{}, []ident.UserID{{}}))
	}},
	{directory.RightPostingRecord, "Post", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.Post(t.Context(), j.ID, accounting.Entry{}))
	}},
	{directory.RightPostingRecord, "SaveDraft", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.SaveDraft(t.Context(), accounting.Draft{Journal: j.ID}))
	}},
	{directory.RightPostingReverse, "ReversePosting", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.ReversePosting(t.Context(), j.ID, 1, 0, "Encore"))
	}},
	{directory.RightDayClose, "CloseJournal day", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return s.CanClose(t.Context(), j.ID, accounting.CloseDay)
	}},
	{directory.RightMonthClose, "CloseJournal month", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return s.CanClose(t.Context(), j.ID, accounting.CloseMonth)
	}},
	{directory.RightProvisionalClose, "CloseJournal provisional", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return s.CanClose(t.Context(), j.ID, accounting.CloseProvisional)
	}},
	{directory.RightReportView, "TrialBalance", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.TrialBalance(t.Context(), workspace.AccountsWish{Project: j.Project, Journals: []ident.BookID{j.ID}}, nil))
	}},
	{directory.RightReportView, "GeneralLedger", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.GeneralLedger(t.Context(), workspace.LedgerWish{AccountsWish: workspace.AccountsWish{Project: j.Project, Journals: []ident.BookID{j.ID}}}))
	}},
	{directory.RightReportView, "JournalSheet", func(t *testing.T, s *workspace.Session, j accounting.Journal) error {
		return second(s.JournalSheet(t.Context(), j.Ref(), workspace.AccountsWish{}))
	}},
}

// journalStage are two journals: one that nobody keeps, and one that whoever acts
// keeps, where the role allows that.
type journalStage struct{ free, own accounting.Journal }

func (st *stage) addJournals(t *testing.T) {
	t.Helper()
	add := func(code string) accounting.Journal {
		return must[accounting.Journal](t)(st.session.AddJournal(t.Context(), accounting.Journal{
			Project: st.book.Project, Code: code, Name: "Opérations " + code, Class: accounting.General,
		}))
	}
	st.journals = journalStage{add("OD"), add("OA")}
}

// tryJournals has somebody with one role do everything about journals.
func (st *stage) tryJournals(t *testing.T, role directory.Role, who ident.UserID, s *workspace.Session) {
	t.Helper()
	keeps := role.Reach(directory.RightPostingRecord) != directory.None
	if keeps {
		st.journals.own = must[accounting.Journal](t)(st.session.AssignJournal(t.Context(), st.journals.own.ID, who, nil))
	}
	for _, d := range journalDeeds {
		reach := role.Reach(d.right)
		st.expectJournal(t, role, d, s, st.journals.free, reach == directory.Whole)
		if keeps {
			st.expectJournal(t, role, d, s, st.journals.own, reach != directory.None)
		}
	}
}

func (st *stage) expectJournal(t *testing.T, role directory.Role, d journalDeed, s *workspace.Session, j accounting.Journal, allowed bool) {
	t.Helper()
	as := deed{d.right, d.name, func(t *testing.T, _ *stage, s *workspace.Session, _ cashbook.Book) error { return d.do(t, s, j) }}
	st.expect(t, role, as, s, cashbook.Book{Name: j.Code}, allowed)
}
