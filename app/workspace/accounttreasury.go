package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
)

// TreasuryReport is « état de trésorerie » of a project.
type TreasuryReport struct {
	Accounts
	accounting.TreasuryStatement
}

// Treasury reads what the cash and bank accounts of a project had, received and
// spent, month by month.
func (s *Session) Treasury(ctx context.Context, wish AccountsWish) (TreasuryReport, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (r TreasuryReport, err error) {
		if r.Accounts, err = openAccounts(tx, by, wish, now); err != nil {
			return r, err
		}
		r.TreasuryStatement, err = accounting.ReadTreasury(tx, r.Span, r.Covered)
		return r, err
	})
}
