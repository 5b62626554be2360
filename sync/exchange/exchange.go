// Package exchange takes signed files in and writes them out. What arrives goes
// through one path: envelope, trust, signature, audience, time, order, unseal,
// decode, preview; and is then applied whole, in one transaction with the marks
// that defend against older files, or not at all.
package exchange

import (
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/usrfile"
)

// Store is what an exchange needs inside one transaction.
type Store interface {
	directory.Store
	cashbook.Store
	cashbook.TemplateStore
	accounting.Store
	directory.ContributionStore
	chart.Store
	mark.Store

	// ReplaceGrants gives a user these roles and no other.
	ReplaceGrants(user ident.UserID, grants []directory.Grant) error

	// ReceivedOrders visits the newest place applied in every stream of these names
	// that is received.
	ReceivedOrders(visit func(mark.Stream, mark.Order), names ...string) error

	SaveAppliedFile(subject ident.UserID, file []byte, at time.Time) error
	// AppliedFile returns fault.Missing when nothing was applied for the subject.
	AppliedFile(subject ident.UserID) (file []byte, at time.Time, err error)

	// ReportedFiles gives what postes have reported to head office about a person.
	ReportedFiles(ident.UserID) ([]receipt.Applied, error)

	// DeleteFactor takes the second factor that a person has on this poste away.
	DeleteFactor(ident.UserID) error
}

// Clock is the instant of one transaction, as the system says and as the poste
// believes.
type Clock struct {
	System time.Time
	Times  mark.Times
}

// Now is the trusted time.
func (c Clock) Now() time.Time { return c.Times.Now(c.System) }

// stream names the sequence of received or issued files of a kind about a
// subject. It is one for all postes: a file for one of them must not take back
// what a later one for another brought to the same folder.
func stream(direction mark.Direction, kind usrfile.Kind, subject uuid.UUID) mark.Stream {
	return mark.Stream{Direction: direction, Name: kind.String(), Subject: subject}
}
