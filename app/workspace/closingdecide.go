package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
)

// ClosingReport is a closing with what it closed, for whoever decides about it.
type ClosingReport struct {
	ClosingCard
	Balance  []accounting.Total // up to its last day, by account
	Before   []accounting.Total // up to its beginning
	Days     []ClosingCard      // of days since the one that was sent before
	Checks   []accounting.PostingCheck
	FromSeq  int64 // of the postings that it brought
	Document *Attached
}

// ClosingReport gives a closing with its trial balance.
func (s *Session) ClosingReport(ctx context.Context, journal ident.BookID, number int64) (r ClosingReport, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		j, err := tx.Journal(journal)
		if err != nil {
			return err
		}
		if err := accounting.May(tx, by, directory.RightJournalView, j, now); err != nil {
			return err
		}
		r, err = s.closingReport(tx, by, j, number, now)
		return err
	})
	if d := r.Decision.Document; err == nil && d.Name != "" {
		paper := s.w.inspectAttachment(d, 0, false)
		r.Document = &paper
	}
	return r, err
}

func (s *Session) closingReport(tx *storage.Tx, by directory.Actor, j accounting.Journal, number int64, now time.Time) (r ClosingReport, err error) {
	c, err := accounting.ClosingOf(tx, j.ID, number)
	if err != nil {
		return r, err
	}
	if r.ClosingCard, err = s.closingCard(tx, by, j, c, now); err != nil {
		return r, err
	}
	all, err := tx.Closings(j.ID)
	if err != nil {
		return r, err
	}
	before := accounting.Closing{}
	for _, k := range all {
		switch {
		case k.Number >= number:
		case k.Exported():
			before, r.Days = k, nil
		default:
			card, err := s.closingCard(tx, by, j, k, now)
			if err != nil {
				return r, err
			}
			r.Days = append(r.Days, card)
		}
	}
	r.FromSeq = before.Head.Seq + 1
	total := accounting.TotalFilter{Project: j.Project, Journals: []ident.BookID{j.ID}, Until: c.Until}
	if r.Balance, err = tx.Totals(total); err != nil {
		return r, err
	}
	if total.Until = before.Until; !total.Until.IsZero() {
		if r.Before, err = tx.Totals(total); err != nil {
			return r, err
		}
	}
	r.Checks, err = tx.PostingChecks(j.ID, 1, c.Head.Seq)
	return r, err
}

// DecideClosing releases or rejects a closing at head office, for good, by somebody
// who has just given the password, and writes the decision for the poste into a
// folder. document is the path of one that explains it, or empty.
func (s *Session) DecideClosing(ctx context.Context, v accounting.Verdict, document, dir string) (c accounting.Closing, path string, err error) {
	if err := s.RecentlyProved(); err != nil {
		return c, "", err
	}
	if document != "" {
		kept, err := s.KeepAttachments(ctx, []string{document})
		if err != nil {
			return c, "", err
		}
		v.Document = kept[0]
	}
	paths, err := s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		if err := atOffice(tx); err != nil {
			return nil, err
		}
		if c, err = accounting.Decide(tx, by, v, now); err != nil {
			return nil, err
		}
		return s.decisionOf(tx, by, c, now)
	})
	if err != nil || len(paths) == 0 {
		return c, "", err
	}
	return c, paths[0], nil
}

// decisionOf makes the file that tells a poste what was decided; head office's own
// poste knows it.
func (s *Session) decisionOf(tx *storage.Tx, by directory.Actor, c accounting.Closing, now time.Time) ([]exchange.Outgoing, error) {
	home, err := tx.Home()
	if err != nil || c.Poste == home.Poste {
		return nil, err
	}
	issuer, err := s.issuer(tx)
	if err != nil {
		return nil, err
	}
	m, err := s.making(home, by, now)
	if err != nil {
		return nil, err
	}
	out, err := handover.WriteDecision(tx, m, issuer, c)
	return []exchange.Outgoing{out}, err
}

// RewriteDecision writes the decision about a closing once more.
func (s *Session) RewriteDecision(ctx context.Context, journal ident.BookID, number int64, dir string) (path string, err error) {
	paths, err := s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		if err := atOffice(tx); err != nil {
			return nil, err
		}
		j, err := tx.Journal(journal)
		if err != nil {
			return nil, err
		}
		if err := accounting.May(tx, by, directory.RightClosingDecide, j, now); err != nil {
			return nil, err
		}
		c, err := accounting.ClosingOf(tx, journal, number)
		if err != nil {
			return nil, err
		}
		if c.State != accounting.ClosingReleased && c.State != accounting.ClosingRejected {
			return nil, fault.New(fault.Conflict, "workspace.closing-undecided", fault.Args{"Journal": j.Ref(), "Number": number})
		}
		return s.decisionOf(tx, by, c, now)
	})
	if err != nil || len(paths) == 0 {
		return "", err
	}
	return paths[0], nil
}

// CheckPosting marks a posting as checked, « contrôlé », at head office, or takes
// the mark away.
func (s *Session) CheckPosting(ctx context.Context, journal ident.BookID, number int64, on bool, remark string) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := atOffice(tx); err != nil {
			return err
		}
		return accounting.CheckPosting(tx, by, journal, number, on, remark, now)
	})
}

// PostingChecks gives the marks of a journal that the person may see.
func (s *Session) PostingChecks(ctx context.Context, journal ident.BookID) (checks []accounting.PostingCheck, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		head, err := tx.PostingHead(journal)
		if err != nil {
			return err
		}
		checks, err = tx.PostingChecks(journal, 1, head.Seq)
		return err
	})
	return checks, err
}

// ReadClosingDocument gives the bytes of the document of a decision.
func (s *Session) ReadClosingDocument(ctx context.Context, journal ident.BookID, number int64) ([]byte, error) {
	r, err := s.ClosingReport(ctx, journal, number)
	if err != nil {
		return nil, err
	}
	a := r.Decision.Document
	data, err := s.w.Cabinet().Read(a.Hash, a.Size)
	return data, named(err, a.Name, 0)
}

// atOffice refuses on a site what only head office does.
func atOffice(tx *storage.Tx) error {
	home, err := tx.Home()
	if err == nil && home.Side != directory.HeadOffice {
		err = fault.New(fault.Denied, "workspace.head-office-only", nil)
	}
	return err
}
