package workspace_test

import (
	"database/sql"
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// altered changes the database of a folder beside the program.
func (f *folder) altered(t *testing.T, statement string) {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+f.database()+"?vfs="+sqlite.VFS+"&_pragma=busy_timeout(5000)"))
	must[sql.Result](t)(db.Exec(statement))
	check(t, db.Close())
}

// Totals of a book that disagree with its entries are found, never made again by
// themselves, and made again for who keeps the book; the history says so. Nobody else
// may, and damage of the entries is not mended.
func TestTotalsOfABookAreMadeAgainOnRequest(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 1_000, -300)
	site.altered(t, `UPDATE book_day SET balance_minor = balance_minor + 5`)
	for range 2 {
		if _, err := awa.VerifyBook(ctx, o.book.ID); !errors.Is(err, fault.Forged) || !workspace.OnlyDerived(err) {
			t.Fatalf("the totals are wrong: %v", err)
		}
	}
	must[cashbook.Report](t)(awa.VerifyBookChain(ctx, o.book.ID))
	must[cashbook.Report](t)(awa.RebuildBook(ctx, o.book.ID))
	if report := must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID)); report.Vouchers != 2 || report.BalanceMinor != 700 {
		t.Errorf("%+v", report)
	}
	site.look(t, func(tx *storage.Tx) error {
		acts, _, err := tx.Acts(directory.HistoryFilter{Limit: 1})
		if acts[0].Verb != directory.VerbBookRebuilt || acts[0].Details[0].Value != o.book.Ref() {
			t.Errorf("the history says %+v", acts[0])
		}
		return err
	})

	site.altered(t, `UPDATE entry SET amount_minor = 2000 WHERE seq = 1`)
	if _, err := awa.RebuildBook(ctx, o.book.ID); !errors.Is(err, fault.Forged) || workspace.OnlyDerived(err) {
		t.Errorf("made again from damaged entries: %v", err)
	}
	site.look(t, func(tx *storage.Tx) error {
		balance, err := tx.BalanceMinor(o.book.ID)
		if balance != 700 {
			t.Errorf("the balance is %d", balance)
		}
		return err
	})
}
