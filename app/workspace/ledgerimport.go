package workspace

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// LedgerImport says which ledger is taken over, and how.
type LedgerImport struct {
	Path           string
	Format         ledgerfile.Format // found out if it is empty
	Options        ledgerfile.Options
	Rules          conversion.Rules
	CreateAccounts bool // accounts that the project's chart lacks become sub-accounts
	Again          bool // a file that was taken over before is taken once more
	Tell           func(entries int)
}

// LedgerTaken is what became of a ledger, or would become.
type LedgerTaken struct {
	Format   ledgerfile.Format
	Report   *ledgerfile.Report
	Journals []JournalTaken
	Accounts []AccountTaken
	Created  []string // accounts that were added to the chart
	Currency money.Currency
	Digest   [32]byte // of the file
}

// JournalTaken is a journal of the ledger.
type JournalTaken struct {
	Code, Name  string // in the ledger
	Ref         string // that takes its entries; empty for none
	Entries     int
	First, Last int64 // posting numbers
}

// AccountTaken compares an account before, as the file has it, and after, as the
// books have it more than they had.
type AccountTaken struct {
	Code          string
	Names         []string // in the ledger
	Before, After ledgerfile.Total
	Opening       bool // with openings, of which the books keep the balance alone
}

// Same reports whether nothing was lost or made on the way.
func (a AccountTaken) Same() bool {
	b, c := a.Before, a.After
	return b.Balance() == c.Balance() && (a.Opening || b.DebitMinor == c.DebitMinor && b.CreditMinor == c.CreditMinor)
}

// PreviewLedger tells what an import would do, by doing it and taking it back. What
// was found comes beside the refusal of the file.
func (s *Session) PreviewLedger(ctx context.Context, in LedgerImport) (taken LedgerTaken, err error) {
	var refusal error
	err = s.rehearse(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		taken, refusal = s.takeLedger(ctx, tx, by, in, now)
		return nil
	})
	return taken, errors.Join(err, refusal)
}

// ImportLedger enters every entry of a ledger in the journals that the rules name,
// in one transaction: all of it or nothing. The totals of every account are
// compared before it is final.
func (s *Session) ImportLedger(ctx context.Context, in LedgerImport) (taken LedgerTaken, err error) {
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) (err error) {
		taken, err = s.takeLedger(ctx, tx, by, in, now)
		return err
	})
	return taken, err
}

// takeLedger does the work of one import in a transaction.
func (s *Session) takeLedger(ctx context.Context, tx *storage.Tx, by directory.Actor, in LedgerImport, now time.Time) (LedgerTaken, error) {
	file, err := openLedger(in.Path)
	if err != nil {
		return LedgerTaken{}, err
	}
	defer file.Close()
	w, err := newLedgerWork(ctx, tx, by, in, now)
	if err != nil {
		return LedgerTaken{}, err
	}
	if err := w.prepare(file); err != nil {
		return w.taken, err
	}
	if err := w.run(file); err != nil {
		return w.taken, err
	}
	return w.taken, w.finish()
}

// openLedger opens the file of a ledger.
func openLedger(path string) (*os.File, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(err, fault.Missing, "spreadsheet.missing", fault.Args{"Path": path})
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fault.New(fault.Missing, "spreadsheet.missing", fault.Args{"Path": path})
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// headBytes is as much of a file as its format is found out by.
const headBytes = 4096

// detect gives the format of a file and goes back to its beginning.
func detect(file *os.File, said ledgerfile.Format) (ledgerfile.Format, error) {
	if said != "" {
		return said, nil
	}
	head := make([]byte, headBytes)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return "", err
	}
	_, err = file.Seek(0, io.SeekStart)
	return ledgerfile.Detect(filepath.Base(file.Name()), head[:n]), err
}

// CheckLedger reads a ledger and tells what is wrong with it; nothing is entered.
func CheckLedger(path string, format ledgerfile.Format, o ledgerfile.Options) (*ledgerfile.Report, error) {
	file, err := openLedger(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if format, err = detect(file, format); err != nil {
		return nil, err
	}
	if format == ledgerfile.FEC && o.Name == "" {
		o.Name = filepath.Base(path)
	}
	return ledgerfile.Read(file, format, o, nil)
}

// repeated refuses a file that was taken over before.
func (w *ledgerWork) repeated() error {
	acts, _, err := w.tx.Acts(directory.HistoryFilter{
		Verb: accounting.VerbLedgerImported, Search: hex.EncodeToString(w.taken.Digest[:]), Limit: 1,
	})
	if err != nil || len(acts) == 0 || w.in.Again {
		return err
	}
	return fault.New(fault.Conflict, "workspace.ledger-again", fault.Args{"When": acts[0].At, "Name": acts[0].ByName})
}

// projectOf gives the project of the journals that the rules name; they must be of
// one.
func projectOf(journals map[string]accounting.Journal) (project ident.ProjectID, err error) {
	for _, j := range journals {
		if !project.IsZero() && project != j.Project {
			return project, fault.New(fault.Invalid, "workspace.ledger-projects", nil)
		}
		project = j.Project
	}
	return project, nil
}

// digest reads a file for its SHA-256 and goes back to its beginning.
func digest(file *os.File) (sum [32]byte, err error) {
	hash := sha256.New()
	if _, err = io.Copy(hash, file); err != nil {
		return sum, err
	}
	hash.Sum(sum[:0])
	_, err = file.Seek(0, io.SeekStart)
	return sum, err
}
