package accounting

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// BranchCause says why postings are not in the chain any more.
type BranchCause string

const (
	CauseRestore   BranchCause = "restore"   // a restore has put them aside; its marker names them
	CauseFollowed  BranchCause = "followed"  // a poste has restored a backup, and head office had received them
	CauseWithdrawn BranchCause = "withdrawn" // entered beyond the head from which head office gave the journal on
)

// Branch is what was put aside of a journal: postings that leave the chain after
// Cut and are chained among themselves to End. They stay readable, and their
// numbers are never used again.
type Branch struct {
	Journal  ident.BookID
	Number   int64 // from 1, in the order in which they were put aside
	Cause    BranchCause
	Cut      ledger.Head // the last entry before them
	End      ledger.Head
	Backup   [32]byte // digest of the manifest of the backup that was restored; zero for other causes
	Code     string   // that permitted a critical restore; empty for others
	Reason   string
	PutAside time.Time
	Author   ident.UserID
	Poste    ident.PosteID
}

// Postings gives how many there are.
func (b Branch) Postings() int64 { return b.End.Seq - b.Cut.Seq }

// BackupReason says what a backup was made for.
type BackupReason string

const (
	BackupDay         BackupReason = "day" // after the closing of a day
	BackupMonth       BackupReason = "month"
	BackupProvisional BackupReason = "provisional"
	BackupReturn      BackupReason = "return" // before the journal is returned to head office
	BackupManual      BackupReason = "manual"
)

// Backup is what is remembered of a backup of a journal: by the poste that made it,
// and by head office once the poste has told it.
type Backup struct {
	Journal ident.BookID
	Digest  [32]byte // of the manifest, see BACKUP.md
	Epoch   int64    // of the ownership
	Head    ledger.Head
	Closing ledger.Hash // of the last closing then; zero for none
	Made    time.Time
	Reason  BackupReason
	Author  ident.UserID
	Poste   ident.PosteID
	Name    string    // of its file
	Told    time.Time // when head office heard of it; zero on the poste that made it
}

// Extent tells of postings that follow each other.
type Extent struct {
	Postings   int64
	From, To   int64 // numbers
	FirstDay   calendar.Day
	LastDay    calendar.Day
	DebitMinor int64 // in the base currency
}

// Add counts a posting that follows.
func (e *Extent) Add(p *Posting) {
	if e.Postings == 0 {
		e.From, e.FirstDay, e.LastDay = p.Entry.Number, p.Entry.Day, p.Entry.Day
	}
	e.Postings++
	e.To = p.Entry.Number
	e.FirstDay, e.LastDay = min(e.FirstDay, p.Entry.Day), max(e.LastDay, p.Entry.Day)
	e.DebitMinor += p.DebitMinor()
}

// gap gives the numbers that a restore has skipped: those of the branch.
func (r Restore) gap(before ledger.Head) ledger.Gap {
	return ledger.Gap{After: before.Seq, From: before.Number + 1, To: r.Branch.Number}
}

// RestoreStore is what verification and restores need besides.
type RestoreStore interface {
	Store

	// Afresh has everything read from where it is stored from here on, whatever was
	// read before.
	Afresh()
	// DerivedLines visits what is kept of the lines of a journal. Each is the visitor's
	// until it returns.
	DerivedLines(journal ident.BookID, visit func(*DerivedLine) error) error
	DerivedMonths(journal ident.BookID) ([]DerivedMonth, error)
	// PostingLinks visits every link of a journal's chain, in order. It is the
	// visitor's until it returns; an error of visit ends the walk.
	PostingLinks(journal ident.BookID, visit func(*Link) error) error
	// PostingsListed visits every posting likewise, and says whether what pages and
	// searches go by agrees with what it says.
	PostingsListed(journal ident.BookID, visit func(p *Posting, agrees bool) error) error
	// PostingMonths gives how many postings pages count in each month, "2026-11".
	PostingMonths(journal ident.BookID) (map[string]int64, error)
	// RebuildDerived makes all that is derived again from the postings.
	RebuildDerived(Journal) error

	// JournalBranches gives them by number.
	JournalBranches(ident.BookID) ([]Branch, error)
	// BranchPostings visits the postings of a branch in the order of their chain.
	BranchPostings(journal ident.BookID, branch int64, visit func(Posting) error) error
	// PutAside moves the postings after the branch's cut from the chain into the
	// branch, with what is derived from them.
	PutAside(Journal, Branch) error
	// Home says which poste this folder is.
	Home() (directory.Home, error)
	// SaveBranch keeps a branch whose postings come from elsewhere, by
	// AppendBranchPosting.
	SaveBranch(Branch) error
	AppendBranchPosting(branch int64, p Posting) error

	// JournalBackups gives what is remembered of backups, the newest first.
	JournalBackups(ident.BookID) ([]Backup, error)
	SaveJournalBackup(Backup) error
}

// RestoreRecords is what restores need that ask who may do what.
type RestoreRecords interface {
	Records
	RestoreStore
}
