package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

const selectCode = `
	SELECT code, purpose, poste, subject, item, person, digest, authorisation, beneficiary, project, journal, reason,
		received, received_by, status, decided, decided_by, refusal
	FROM code_request `

func readCode(row scanner) (r directory.CodeRequest, err error) {
	err = row.Scan(&r.Code, &r.Purpose, toID(&r.Poste), digestColumn{&r.Subject}, &r.Item, toID(&r.User),
		digestColumn{&r.Digest}, &r.Authorisation, &r.Beneficiary, &r.Project, &r.Journal, &r.Reason,
		instantColumn{&r.Received}, toID(&r.ReceivedBy), &r.Status, instantColumn{&r.Decided}, toID(&r.DecidedBy), &r.Refusal)
	return r, err
}

// CodeRequest gives the request of a code in its canonical spelling, or
// fault.Missing.
func (t *Tx) CodeRequest(code string) (directory.CodeRequest, error) {
	return one(t, fault.New(fault.Missing, "storage.code", nil), readCode, selectCode+`WHERE code = $1`, code)
}

// CodeRequests gives the requests of a status, oldest first; all for the empty
// status.
func (t *Tx) CodeRequests(status directory.RequestStatus) ([]directory.CodeRequest, error) {
	where := &conditions{}
	if status != "" {
		where.add("status = %s", status)
	}
	return list(t, readCode, selectCode+where.clause()+` ORDER BY received, code`, where.args...)
}

// SaveCodeRequest inserts a request for a code, or changes how it came here and
// what was decided about it.
func (t *Tx) SaveCodeRequest(r directory.CodeRequest) error {
	return t.put(`
		INSERT INTO code_request (code, purpose, poste, subject, item, person, digest, authorisation, beneficiary,
			project, journal, reason, received, received_by, status, decided, decided_by, refusal)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
		ON CONFLICT (code) DO UPDATE SET digest = excluded.digest, authorisation = excluded.authorisation,
			beneficiary = excluded.beneficiary, project = excluded.project, journal = excluded.journal,
			reason = excluded.reason, received_by = excluded.received_by, status = excluded.status,
			decided = excluded.decided, decided_by = excluded.decided_by, refusal = excluded.refusal`,
		r.Code, r.Purpose, id(r.Poste), r.Subject[:], r.Item, id(r.User), digest(r.Digest), r.Authorisation,
		r.Beneficiary, r.Project, r.Journal, r.Reason, instant(r.Received), id(r.ReceivedBy), r.Status,
		instant(r.Decided), id(r.DecidedBy), r.Refusal)
}
