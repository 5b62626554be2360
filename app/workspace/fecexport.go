package workspace

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// FECExport says what a « fichier des écritures comptables » is made of.
type FECExport struct {
	Project     ident.ProjectID
	From, Until calendar.Day // of the fiscal year; Until is the day on which it closes
	SIREN       string       // empty for that of the organisation
	Bar         bool         // a bar between the fields, not a tabulation
	Latin9      bool         // ISO 8859-15, not UTF-8
}

// FECWritten is a file that was written.
type FECWritten struct {
	Path        string
	Report      *ledgerfile.Report // of reading it back strictly
	LeftOut     int                // postings that a FEC leaves out
	Substituted int                // characters that the encoding does not have
}

// ExportFEC writes the postings of a project within a time, of all its journals,
// into a strict FEC in a folder that is there, and reads it back. A file of that
// name is fault.Conflict; a project of which the person may not see every journal
// is refused, since half a FEC is none.
func (s *Session) ExportFEC(ctx context.Context, x FECExport, dir string) (FECWritten, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (FECWritten, error) {
		work, err := newFECWork(ctx, tx, by, x, now)
		if err != nil {
			return FECWritten{}, err
		}
		return work.write(dir)
	})
}

// fecWork is one export.
type fecWork struct {
	ctx      context.Context
	tx       *storage.Tx
	x        FECExport
	name     string
	journals []ident.BookID
	source   conversion.FEC
	written  FECWritten
}

func newFECWork(ctx context.Context, tx *storage.Tx, by directory.Actor, x FECExport, now time.Time) (*fecWork, error) {
	if x.From.IsZero() || x.Until < x.From {
		return nil, fault.New(fault.Invalid, "workspace.fec-time", nil)
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return nil, err
	}
	siren := cmp.Or(x.SIREN, conversion.SIRENOf(organisation.Company.RegisterNumber, organisation.Company.TaxNumber))
	if siren == "" {
		return nil, fault.New(fault.Missing, "workspace.fec-siren", nil)
	}
	w := &fecWork{ctx: ctx, tx: tx, x: x}
	if w.name, err = ledgerfile.FECName(siren, x.Until); err != nil {
		return nil, err
	}
	if err := w.open(by, now); err != nil {
		return nil, err
	}
	plan, err := chart.PlanOf(tx, x.Project)
	if err != nil {
		return nil, err
	}
	w.source.Name = func(code string) string {
		account, _ := plan.Chart.Account(code)
		return account.Name("fr")
	}
	return w, w.letters()
}

// open takes all journals of the project, each of which the person must see.
func (w *fecWork) open(by directory.Actor, now time.Time) error {
	all, err := w.tx.Journals(accounting.JournalFilter{Project: w.x.Project})
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fault.New(fault.Missing, "workspace.fec-empty", nil)
	}
	w.source.Journals = map[ident.BookID]accounting.Journal{}
	for _, j := range all {
		if err := accounting.May(w.tx, by, directory.RightReportStatutory, j, now); err != nil {
			return err
		}
		w.source.Journals[j.ID] = j
		w.journals = append(w.journals, j.ID)
	}
	return nil
}

// letters reads the letters of all accounts that have any.
func (w *fecWork) letters() error {
	w.source.Letters = map[accounting.LineRef]conversion.Lettered{}
	totals, err := w.tx.Totals(accounting.TotalFilter{Project: w.x.Project})
	if err != nil {
		return err
	}
	for _, t := range totals {
		if !accounting.Letterable(t.Account) {
			continue
		}
		if err := w.lettersOf(t.Account); err != nil {
			return err
		}
	}
	return nil
}

func (w *fecWork) lettersOf(account string) error {
	letters, err := w.tx.Letterings(w.x.Project, account)
	if err != nil || len(letters) == 0 {
		return err
	}
	days := map[int64]calendar.Day{}
	for _, l := range letters {
		days[l.Serial] = l.Day
	}
	lines, err := w.tx.LedgerLines(accounting.LineFilter{Project: w.x.Project, Account: account})
	rests := map[int64]int64{}
	for _, l := range lines {
		rests[l.Letter] += l.BaseMinor
	}
	for _, l := range lines {
		if day, in := days[l.Letter]; in {
			w.source.Letters[l.LineRef] = conversion.Lettered{Code: accounting.LetterCode(l.Letter, rests[l.Letter] == 0), Day: day}
		}
	}
	return err
}

// write makes the file under a name of its own, reads it back, and gives it its
// name.
func (w *fecWork) write(dir string) (FECWritten, error) {
	path := filepath.Join(dir, w.name)
	if _, err := os.Lstat(path); err == nil {
		return FECWritten{}, fault.New(fault.Conflict, "workspace.fec-there", fault.Args{"Path": path})
	}
	file, err := os.CreateTemp(dir, ".fec-*.tmp")
	if err != nil {
		return FECWritten{}, fecUnwritable(err, dir)
	}
	defer os.Remove(file.Name()) // is gone once it has its name
	err = w.fill(file)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return FECWritten{}, fecUnwritable(err, dir)
	}
	if err := w.check(file.Name()); err != nil {
		return FECWritten{}, fecUnwritable(err, dir)
	}
	w.written.Path = path
	return w.written, fecUnwritable(errors.Join(os.Chmod(file.Name(), 0o644), os.Rename(file.Name(), path)), dir)
}

// fecUnwritable says of an error of the folder that it is one.
func fecUnwritable(err error, dir string) error {
	var refused *fs.PathError
	var unnamed *os.LinkError
	if _, foreseen := fault.KindOf(err); !foreseen && (errors.As(err, &refused) || errors.As(err, &unnamed)) {
		return fault.Wrap(err, fault.Invalid, "workspace.fec-unwritable", fault.Args{"Path": dir})
	}
	return err
}

// fill writes the entries.
func (w *fecWork) fill(file *os.File) error {
	o := ledgerfile.FECOptions{Currency: w.base(), Bar: w.x.Bar}
	if w.x.Latin9 {
		o.Encoding = ledgerfile.Latin9
	}
	out := ledgerfile.NewFECWriter(file, o)
	err := w.tx.PostingsRecorded(w.journals, w.x.From, w.x.Until, func(p accounting.Posting) error {
		entry, ok := w.source.Entry(p)
		if !ok {
			w.written.LeftOut++
			return nil
		}
		return errors.Join(w.ctx.Err(), out.Write(&entry))
	})
	w.written.Substituted = out.Substituted()
	return errors.Join(err, out.Close())
}

// base is the currency of the accounts, the same in all journals of a project.
func (w *fecWork) base() (c money.Currency) {
	for _, j := range w.source.Journals {
		c = j.Base
	}
	return c
}

// check reads the file as strictly as the administration would.
func (w *fecWork) check(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w.written.Report, err = ledgerfile.Read(file, ledgerfile.FEC, ledgerfile.Options{
		Strict: true, Currency: w.base(), Name: w.name,
	}, nil)
	if w.written.Report.Entries == 0 && w.written.Report.RefusedCount == 1 {
		return fault.New(fault.Missing, "workspace.fec-empty", nil)
	}
	return err
}
