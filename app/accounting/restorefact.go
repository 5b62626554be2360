package accounting

import (
	"encoding/hex"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// The history of a poste travels to head office, so that what it says of backups and
// restores is what head office knows of them. The facts here are written by one
// side and read by the other.

// BackupFacts are what the history keeps of a backup.
func BackupFacts(j Journal, b Backup) []directory.Detail {
	return append([]directory.Detail{
		{Name: "journal", Value: j.Ref()}, {Name: "manifest", Value: hex.EncodeToString(b.Digest[:])},
		{Name: "epoch", Value: strconv.FormatInt(b.Epoch, 10)}, {Name: "backup-reason", Value: string(b.Reason)},
		{Name: "file", Value: b.Name},
	}, headFacts("", b.Head)...)
}

func headFacts(prefix string, h ledger.Head) []directory.Detail {
	return []directory.Detail{
		{Name: prefix + "postings", Value: strconv.FormatInt(h.Seq, 10)}, {Name: prefix + "number", Value: strconv.FormatInt(h.Number, 10)},
		{Name: prefix + "hash", Value: h.Hash.String()},
	}
}

// ReadBackupFacts gives the backup that a line of the history tells of.
func ReadBackupFacts(j Journal, a directory.Act) (Backup, error) {
	r := factReader{act: a}
	b := Backup{
		Journal: j.ID, Digest: r.digest("manifest"), Epoch: r.integer("epoch"), Head: r.head(""), Made: a.At,
		Reason: BackupReason(r.text("backup-reason")), Author: a.By, Poste: a.Origin, Name: r.text("file"), Told: a.Received,
	}
	return b, r.err()
}

// restoreFacts are what the history keeps of a restore.
func restoreFacts(p RestorePlan, b Branch, permission Permission) []directory.Detail {
	kind := "normal"
	if permission.Critical {
		kind = "critical"
	}
	facts := []directory.Detail{
		{Name: "journal", Value: p.Journal.Ref()}, {Name: "restore-kind", Value: kind},
		{Name: "manifest", Value: hex.EncodeToString(p.Backup.Digest[:])}, {Name: "reason", Value: b.Reason},
	}
	if permission.Code != "" {
		facts = append(facts, directory.Detail{Name: "code", Value: permission.Code})
	}
	if p.Aside.Postings > 0 {
		facts = append(facts, directory.Detail{Name: "branch", Value: strconv.FormatInt(b.Number, 10)})
		facts = append(append(facts, headFacts("cut-", b.Cut)...), headFacts("aside-", b.End)...)
	}
	return facts
}

// RestoreTold is a restore as a line of the history tells of it.
type RestoreTold struct {
	Branch
	Kind string // "normal" or "critical"
}

// ReadRestoreFacts gives the restore that a line of the history tells of; Branch is
// empty when nothing was put aside.
func ReadRestoreFacts(j Journal, a directory.Act) (RestoreTold, error) {
	r := factReader{act: a}
	told := RestoreTold{Kind: r.text("restore-kind")}
	told.Journal, told.Backup, told.Reason, told.Code = j.ID, r.digest("manifest"), r.text("reason"), a.Detail("code")
	told.Cause, told.PutAside, told.Author, told.Poste = CauseRestore, a.At, a.By, a.Origin
	if a.Detail("branch") != "" {
		told.Number, told.Cut, told.End = r.integer("branch"), r.head("cut-"), r.head("aside-")
	}
	return told, r.err()
}

// factReader reads facts and remembers whether one was missing.
type factReader struct {
	act directory.Act
	bad bool
}

func (r *factReader) text(name string) string {
	text := r.act.Detail(name)
	r.bad = r.bad || text == ""
	return text
}

func (r *factReader) integer(name string) int64 {
	n, err := strconv.ParseInt(r.act.Detail(name), 10, 64)
	r.bad = r.bad || err != nil || n < 0
	return n
}

func (r *factReader) digest(name string) (digest [32]byte) {
	b, err := hex.DecodeString(r.act.Detail(name))
	if err != nil || len(b) != len(digest) {
		r.bad = true
		return digest
	}
	return [32]byte(b)
}

func (r *factReader) head(prefix string) ledger.Head {
	return ledger.Head{Seq: r.integer(prefix + "postings"), Number: r.integer(prefix + "number"), Hash: r.digest(prefix + "hash")}
}

func (r *factReader) err() error {
	if r.bad {
		return fault.New(fault.Invalid, "accounting.facts", nil)
	}
	return nil
}

// NoteBackup remembers a backup that was made on this poste, and tells the history,
// by which head office hears of it.
func NoteBackup(s RestoreRecords, by directory.Actor, b Backup, now time.Time) error {
	j, err := s.Journal(b.Journal)
	if err != nil {
		return err
	}
	if err := s.SaveJournalBackup(b); err != nil {
		return err
	}
	return directory.Note(s, by, ident.UserID{}, directory.VerbJournalBackedUp, now, BackupFacts(j, b)...)
}
