package storage

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/ident"
)

const selectRelease = `
	SELECT id, digest, poste, person, book, amount_minor, currency, wanted, purpose, budget_line, funding, made, received,
		status, decided, decided_by, decider, reason, granted_minor, reference, paid_book, paid_project, paid_number,
		paid_name, paid_currency, paid_voucher, paid_day, paid_minor, paid_rate, voucher
	FROM release `

func readRelease(row scanner) (r funds.Request, err error) {
	err = row.Scan(toID(&r.ID), digestColumn{&r.Digest}, toID(&r.Poste), toID(&r.User), toID(&r.Book), &r.AmountMinor,
		&r.Currency, dayColumn{&r.Wanted}, &r.Purpose, &r.BudgetLine, &r.Funding, instantColumn{&r.Made},
		instantColumn{&r.Received}, &r.Status, instantColumn{&r.Decided}, toID(&r.By), &r.Decider, &r.Reason,
		&r.GrantedMinor, &r.Reference, toID(&r.Paid.Book), &r.Paid.Project, &r.Paid.Number, &r.Paid.Name,
		&r.Paid.Currency, positiveColumn{&r.Paid.Voucher}, dayColumn{&r.Paid.Day}, &r.Paid.OutMinor, &r.Paid.Rate,
		positiveColumn{&r.Voucher})
	return r, err
}

var noRelease = fault.New(fault.Missing, "storage.release", nil)

// Release gives a request for the release of funds, or fault.Missing.
func (t *Tx) Release(request ident.ReleaseID) (funds.Request, error) {
	return one(t, noRelease, readRelease, selectRelease+`WHERE id = $1`, id(request))
}

// ReleaseOf gives the request of a message, or fault.Missing.
func (t *Tx) ReleaseOf(message [32]byte) (funds.Request, error) {
	return one(t, noRelease, readRelease, selectRelease+`WHERE digest = $1`, message[:])
}

// Releases gives the requests that the filter selects, the newest first.
func (t *Tx) Releases(f funds.Filter) ([]funds.Request, error) {
	where := &conditions{}
	if f.Status != "" {
		where.add("status = %s", f.Status)
	}
	if !f.Book.IsZero() {
		where.add("book = %s", id(f.Book))
	}
	if !f.User.IsZero() {
		where.add("person = %s", id(f.User))
	}
	return list(t, readRelease, selectRelease+where.clause()+` ORDER BY made DESC, id`, where.args...)
}

// SaveRelease inserts a request, or changes what became of it.
func (t *Tx) SaveRelease(r funds.Request) error {
	return t.put(`
		INSERT INTO release (id, digest, poste, person, book, amount_minor, currency, wanted, purpose, budget_line,
			funding, made, received, status, decided, decided_by, decider, reason, granted_minor, reference, paid_book,
			paid_project, paid_number, paid_name, paid_currency, paid_voucher, paid_day, paid_minor, paid_rate, voucher)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
			$24, $25, $26, $27, $28, $29, $30)
		ON CONFLICT (id) DO UPDATE SET status = excluded.status, decided = excluded.decided,
			decided_by = excluded.decided_by, decider = excluded.decider, reason = excluded.reason,
			granted_minor = excluded.granted_minor, reference = excluded.reference, paid_book = excluded.paid_book,
			paid_project = excluded.paid_project, paid_number = excluded.paid_number, paid_name = excluded.paid_name,
			paid_currency = excluded.paid_currency, paid_voucher = excluded.paid_voucher, paid_day = excluded.paid_day,
			paid_minor = excluded.paid_minor, paid_rate = excluded.paid_rate, voucher = excluded.voucher`,
		id(r.ID), digest(r.Digest), id(r.Poste), id(r.User), id(r.Book), r.AmountMinor, r.Currency, day(r.Wanted),
		r.Purpose, r.BudgetLine, r.Funding, instant(r.Made), instant(r.Received), r.Status, instant(r.Decided), id(r.By),
		r.Decider, r.Reason, r.GrantedMinor, r.Reference, id(r.Paid.Book), r.Paid.Project, r.Paid.Number, r.Paid.Name,
		r.Paid.Currency, positive(r.Paid.Voucher), day(r.Paid.Day), r.Paid.OutMinor, r.Paid.Rate, positive(r.Voucher))
}
