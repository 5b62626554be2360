package accounting

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// PostingRun appends many postings of one journal, one after the other. What
// follows from them for the totals is written by Close.
type PostingRun interface {
	Append(Posting) error
	Close() error
}

// ImportStore is what the import of a ledger needs.
type ImportStore interface {
	Records
	// PostingRun begins a run at the end of the journal's chain. Until it is closed,
	// nothing else writes in the journal.
	PostingRun(Journal) (PostingRun, error)
}

// Import enters the postings of another ledger, all of them in one transaction.
type Import struct {
	store ImportStore
	by    directory.Actor
	poste ident.PosteID
	now   time.Time
	desks map[ident.BookID]*importDesk

	broken error
}

type importDesk struct {
	*desk
	run PostingRun
}

// NewImport begins an import. It must be closed.
func NewImport(s ImportStore, by directory.Actor, poste ident.PosteID, now time.Time) *Import {
	return &Import{store: s, by: by, poste: poste, now: now, desks: map[ident.BookID]*importDesk{}}
}

// Open lets the person import into a journal, or says what is in the way: it must
// be kept on this poste, in the base currency, and by somebody with
// RightLedgerImport and the right to post freely, or to open a year in a journal of
// openings.
func (i *Import) Open(journal ident.BookID) (Journal, error) {
	if known := i.desks[journal]; known != nil {
		return known.journal, nil
	}
	d, err := openDesk(i.store, i.by, directory.RightLedgerImport, i.poste, journal, i.now)
	if err != nil {
		return Journal{}, err
	}
	if d.journal.IsForeign() {
		return Journal{}, fault.New(fault.Invalid, "accounting.import-foreign", fault.Args{
			"Journal": d.journal.Ref(), "Currency": string(d.journal.Currency), "Base": string(d.journal.Base),
		})
	}
	if err := d.checkMask(d.journal.importMask()); err != nil {
		return Journal{}, err
	}
	run, err := i.store.PostingRun(d.journal)
	if err != nil {
		return Journal{}, err
	}
	i.desks[journal] = &importDesk{d, run}
	return d.journal, nil
}

// importMask is the kind of transaction that an imported entry becomes.
func (j Journal) importMask() Mask {
	if j.Class == Opening {
		return MaskOpening
	}
	return MaskFree
}

// Post enters one entry in a journal that was opened, and gives its number. The
// mask follows from the journal. It refuses what Post refuses; what it has refused
// may be left out.
func (i *Import) Post(journal ident.BookID, e Entry) (int64, error) {
	d := i.desks[journal]
	e.Mask = d.journal.importMask()
	if err := d.checkDay(e.Day); err != nil {
		return 0, err
	}
	var err error
	if e.Content, err = e.Content.cleaned(d.journal); err != nil {
		return 0, err
	}
	if e.VoucherDay.IsZero() || e.VoucherDay > d.today || e.VoucherDay < firstDay {
		e.VoucherDay = e.Day
	}
	if err := d.checkCodes(e); err != nil {
		return 0, err
	}
	number, err := d.append(e)
	i.broken = err
	return number, err
}

// Broken gives why nothing more can be entered, which is no refusal of an entry, or
// nil.
func (i *Import) Broken() error { return i.broken }

// append links an entry that was checked to the chain.
func (d *importDesk) append(e Entry) (int64, error) {
	entry := d.stamp
	entry.Day = e.Day
	p := Posting{Content: e.Content}
	if p.Voucher == "" {
		p.Voucher = d.journal.voucher(d.head.Number + 1)
	}
	p.Entry = d.head.Next(entry, &p)
	if err := d.run.Append(p); err != nil {
		return 0, err
	}
	d.head = d.head.After(p.Entry)
	return p.Entry.Number, nil
}

// Close writes what follows from the postings of every journal.
func (i *Import) Close() error {
	for _, d := range i.desks {
		if err := d.run.Close(); err != nil {
			return err
		}
	}
	return nil
}

// NoteImport tells the history which file became postings of a project.
func NoteImport(s directory.Store, by directory.Actor, now time.Time, facts ...directory.Detail) error {
	return directory.Note(s, by, ident.UserID{}, VerbLedgerImported, now, facts...)
}

// VerbLedgerImported says that another ledger was taken over.
const VerbLedgerImported directory.Verb = "ledger-imported"
