package workspace

import (
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// Assigning reports whether those who enter vouchers in the book are asked for
// accounts: never where the organisation does not want it, always where it demands
// it, and else where the project has something that they could name.
func (open OpenBook) Assigning() bool {
	switch open.PreAssignment {
	case directory.PreAssignmentOff:
		return false
	case directory.PreAssignmentRequired:
		return true
	}
	p := open.Plan
	return p != nil && (p.Chart != nil || len(p.Budget.Lines) > 0 || len(p.Fundings.List) > 0)
}

// readPlan reads what vouchers may name. A chart that this program does not know
// does not keep anybody from looking at the book.
func (open *OpenBook) readPlan(tx *storage.Tx) error {
	o, err := tx.Organisation()
	if err != nil {
		return err
	}
	open.PreAssignment = o.Policy.PreAssignment
	open.Plan, err = chart.PlanOf(tx, open.Book.Project)
	return ignoreMissing(err)
}
