package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// Provisionals gives the provisional vouchers of a book in their order.
func (t *Tx) Provisionals(book ident.BookID) ([]cashbook.Provisional, error) {
	return list(t, readProvisional, `
		SELECT book, place, day, amount_minor, text, account, recipient, partner_number, details, author, entered
		FROM provisional WHERE book = $1 ORDER BY place`, id(book))
}

func readProvisional(row scanner) (p cashbook.Provisional, err error) {
	d := &p.Draft
	var details []byte
	err = row.Scan(toID(&p.Book), &p.Place, dayColumn{&d.Day}, &d.AmountMinor, &d.Text, &d.Account, &d.Recipient,
		&d.PartnerNumber, &details, toID(&p.Author), instantColumn{&p.Entered})
	if err == nil {
		err = d.ReadDetails(details)
	}
	return p, err
}

// ProvisionalBooks gives the books that have provisional vouchers.
func (t *Tx) ProvisionalBooks() ([]ident.BookID, error) {
	return recallCopied(t, "provisional books", nil, slices.Clone[[]ident.BookID], func() ([]ident.BookID, error) {
		return list(t, func(row scanner) (book ident.BookID, err error) {
			err = row.Scan(toID(&book))
			return book, err
		}, `SELECT DISTINCT book FROM provisional ORDER BY book`)
	})
}

// SaveProvisional inserts a provisional voucher or replaces what it says.
func (t *Tx) SaveProvisional(p cashbook.Provisional) error {
	d := p.Draft
	return t.put(`
		INSERT INTO provisional (book, place, day, amount_minor, text, account, recipient, partner_number, details, author, entered)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (book, place) DO UPDATE SET day = excluded.day, amount_minor = excluded.amount_minor,
			text = excluded.text, account = excluded.account, recipient = excluded.recipient,
			partner_number = excluded.partner_number, details = excluded.details, author = excluded.author, entered = excluded.entered`,
		id(p.Book), p.Place, day(d.Day), d.AmountMinor, d.Text, d.Account, d.Recipient, d.PartnerNumber, details(d.Content),
		id(p.Author), instant(p.Entered))
}

// DeleteProvisional removes a provisional voucher.
func (t *Tx) DeleteProvisional(book ident.BookID, place int64) error {
	return t.put(`DELETE FROM provisional WHERE book = $1 AND place = $2`, id(book), place)
}
