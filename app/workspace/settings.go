package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// Settings are the organisation's data as they are edited.
type Settings struct {
	Organisation directory.Organisation
	Books        int // there are so many: the currency stays once there is one
	Projects     int // likewise for the country
}

// Settings gives what EditOrganisation changes.
func (s *Session) Settings(ctx context.Context) (Settings, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (all Settings, err error) {
		if err := directory.Can(by, directory.RightOrganisationManage, directory.Place{}, now); err != nil {
			return all, err
		}
		if all.Organisation, err = tx.Organisation(); err != nil {
			return all, err
		}
		projects, err := tx.Projects()
		if err != nil {
			return all, err
		}
		all.Projects = len(projects)
		all.Books, err = countBooks(tx)
		return all, err
	})
}

func countBooks(tx *storage.Tx) (int, error) {
	books, err := tx.Books(cashbook.BookFilter{})
	return len(books), err
}

// EditOrganisation changes the organisation's data; read is what was shown to
// the person.
func (s *Session) EditOrganisation(ctx context.Context, read, edited directory.Organisation) (directory.Organisation, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Organisation, error) {
		books, err := countBooks(tx)
		if err != nil {
			return directory.Organisation{}, err
		}
		return directory.EditOrganisation(tx, by, read, edited, books, now)
	})
}

// BankAccounts lists the organisation's bank accounts.
func (s *Session) BankAccounts(ctx context.Context) ([]directory.BankAccount, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.BankAccount, error) {
		if err := directory.Can(by, directory.RightOrganisationManage, directory.Place{}, now); err != nil {
			return nil, err
		}
		return tx.BankAccounts()
	})
}

// SaveBankAccount adds an account, without an identifier, or changes one of the
// version that was read.
func (s *Session) SaveBankAccount(ctx context.Context, a directory.BankAccount) (directory.BankAccount, error) {
	if a.ID.IsZero() {
		id, err := draw[ident.BankAccountID](s.w)
		if err != nil {
			return directory.BankAccount{}, err
		}
		a.ID, a.Version = id, 0
	}
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.BankAccount, error) {
		return directory.SaveBankAccount(tx, by, a, now)
	})
}

// RemoveBankAccount takes an account from the list.
func (s *Session) RemoveBankAccount(ctx context.Context, id ident.BankAccountID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return directory.RemoveBankAccount(tx, by, id, now)
	})
}
