package storage

import (
	"fmt"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectBook = `
	SELECT b.id, b.project, p.code, b.number, b.type, b.name, b.currency, b.time_zone, b.overdraft, b.ceiling_minor,
		b.account, b.operator, b.wallet, b.responsible, b.deputy, b.counter_signatory, b.status, b.revision
	FROM book b JOIN project p ON p.id = b.project `

func readBook(row scanner) (b cashbook.Book, err error) {
	err = row.Scan(toID(&b.ID), toID(&b.Project), &b.ProjectCode, &b.Number, &b.Type, &b.Name, &b.Currency, &b.TimeZone,
		&b.Overdraft, &b.CeilingMinor, &b.Account, &b.Operator, &b.Wallet, toID(&b.Responsible), toID(&b.Deputy), toID(&b.CounterSignatory), &b.Status, &b.Revision)
	return b, err
}

// Book gives a book, or fault.Missing.
func (t *Tx) Book(book ident.BookID) (cashbook.Book, error) {
	return recall(t, "book", book, func() (cashbook.Book, error) {
		return one(t, fault.New(fault.Missing, "storage.book", fault.Args{"Ref": book.String()}), readBook,
			selectBook+`WHERE b.id = $1`, id(book))
	})
}

// BookByRef gives the book of a number in a project, or fault.Missing.
func (t *Tx) BookByRef(projectCode string, number int) (cashbook.Book, error) {
	ref := fmt.Sprintf("%s/%d", fault.Excerpt(projectCode), number)
	return one(t, fault.New(fault.Missing, "storage.book", fault.Args{"Ref": ref}), readBook,
		selectBook+`WHERE p.code = $1 AND b.number = $2`, projectCode, number)
}

// Books gives the books that the filter selects, by project and number.
func (t *Tx) Books(f cashbook.BookFilter) ([]cashbook.Book, error) {
	if some, err := t.hasRows("book"); err != nil || !some {
		return nil, err
	}
	where := &conditions{}
	if !f.Project.IsZero() {
		where.add("b.project = %s", id(f.Project))
	}
	if !f.Holder.IsZero() {
		where.add("(b.responsible = %s OR b.deputy = %s)", id(f.Holder), id(f.Holder))
	}
	return list(t, readBook, selectBook+where.clause()+` ORDER BY p.code, b.number`, where.args...)
}

// NextBookNumber gives the first number of a project after all that were given.
func (t *Tx) NextBookNumber(project ident.ProjectID) (number int, err error) {
	err = t.value(&number, `SELECT COALESCE(MAX(number), 0) + 1 FROM book WHERE project = $1`, id(project))
	return number, err
}

// SaveBook inserts a book or changes what may change. Another project, number,
// type, currency or time zone for a known book is a fault.Conflict, and so is a
// number in use.
func (t *Tx) SaveBook(b cashbook.Book) error {
	changed, err := t.exec(`
		INSERT INTO book (id, project, number, type, name, currency, time_zone, overdraft, ceiling_minor,
			account, operator, wallet, responsible, deputy, counter_signatory, status, revision)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, overdraft = excluded.overdraft,
			ceiling_minor = excluded.ceiling_minor, account = excluded.account, operator = excluded.operator,
			wallet = excluded.wallet, responsible = excluded.responsible, deputy = excluded.deputy,
			counter_signatory = excluded.counter_signatory, status = excluded.status, revision = excluded.revision
		WHERE book.project = excluded.project AND book.number = excluded.number AND book.type = excluded.type
			AND book.currency = excluded.currency AND book.time_zone = excluded.time_zone`,
		id(b.ID), id(b.Project), b.Number, b.Type, b.Name, b.Currency, b.TimeZone, b.Overdraft, b.CeilingMinor,
		b.Account, b.Operator, b.Wallet, id(b.Responsible), id(b.Deputy), id(b.CounterSignatory), b.Status, b.Revision)
	if err == nil && changed == 0 {
		return fault.New(fault.Conflict, "storage.immutable", fault.Args{"Name": b.Name})
	}
	return err
}
