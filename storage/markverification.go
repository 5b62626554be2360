package storage

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
)

const selectVerification = `
	SELECT purpose, nonce, subject, requester, request, state, attempts, opened, closed
	FROM mark_verification `

func readVerification(row scanner) (v mark.Verification, err error) {
	err = row.Scan(&v.Purpose, &v.Nonce, digestColumn{&v.Subject}, toID(&v.Requester), digestColumn{&v.Request},
		&v.State, &v.Attempts, instantColumn{&v.Opened}, instantColumn{&v.Closed})
	return v, err
}

// Verification gives what was asked for last by a purpose, or fault.Missing.
func (t *Tx) Verification(purpose mark.Purpose) (mark.Verification, error) {
	return one(t, fault.New(fault.Missing, "storage.verification", nil), readVerification,
		selectVerification+`WHERE purpose = $1`, purpose)
}

// Verifications gives what was asked for last by every purpose.
func (t *Tx) Verifications() ([]mark.Verification, error) {
	return list(t, readVerification, selectVerification+`ORDER BY purpose`)
}

// SaveVerification puts a verification in the place of the one of its purpose.
func (t *Tx) SaveVerification(v mark.Verification) error {
	return t.put(`
		INSERT INTO mark_verification (purpose, nonce, subject, requester, request, state, attempts, opened, closed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (purpose) DO UPDATE SET nonce = excluded.nonce, subject = excluded.subject,
			requester = excluded.requester, request = excluded.request, state = excluded.state,
			attempts = excluded.attempts, opened = excluded.opened, closed = excluded.closed`,
		v.Purpose, v.Nonce, v.Subject[:], id(v.Requester), digest(v.Request), v.State, v.Attempts,
		instant(v.Opened), instant(v.Closed))
}

// TakeNonce reserves a nonce for good; fresh is false for one that was taken
// before.
func (t *Tx) TakeNonce(purpose mark.Purpose, nonce uint32) (fresh bool, err error) {
	changed, err := t.exec(`INSERT INTO mark_nonce (purpose, nonce) VALUES ($1, $2) ON CONFLICT DO NOTHING`, purpose, nonce)
	return changed == 1, err
}
