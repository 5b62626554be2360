package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

const selectRequest = `
	SELECT digest, poste, person, module, label, location, sign_key, box_key, payload_schema,
		made, received, status, decided, decided_by, reason
	FROM request `

func readRequest(row scanner) (r directory.Request, err error) {
	err = row.Scan(digestColumn{&r.Digest}, toID(&r.Poste), toID(&r.User), &r.Module, &r.Label, &r.Location,
		digestColumn{&r.SignKey}, digestColumn{&r.BoxKey}, &r.Schema, instantColumn{&r.Made}, instantColumn{&r.Received},
		&r.Status, instantColumn{&r.Decided}, toID(&r.DecidedBy), &r.Reason)
	return r, err
}

// Request gives the request of a digest, or fault.Missing.
func (t *Tx) Request(of [32]byte) (directory.Request, error) {
	return one(t, fault.New(fault.Missing, "storage.request", nil), readRequest, selectRequest+`WHERE digest = $1`, of[:])
}

// Requests gives the requests of a status, oldest first; all for the empty status.
func (t *Tx) Requests(status directory.RequestStatus) ([]directory.Request, error) {
	where := &conditions{}
	if status != "" {
		where.add("status = %s", status)
	}
	return list(t, readRequest, selectRequest+where.clause()+` ORDER BY received, digest`, where.args...)
}

// SaveRequest inserts a request or changes what was decided about it.
func (t *Tx) SaveRequest(r directory.Request) error {
	return t.put(`
		INSERT INTO request (digest, poste, person, module, label, location, sign_key, box_key, payload_schema,
			made, received, status, decided, decided_by, reason)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		ON CONFLICT (digest) DO UPDATE SET received = excluded.received, status = excluded.status,
			decided = excluded.decided, decided_by = excluded.decided_by, reason = excluded.reason`,
		digest(r.Digest), id(r.Poste), id(r.User), r.Module, r.Label, r.Location, digest(r.SignKey), digest(r.BoxKey),
		r.Schema, instant(r.Made), instant(r.Received), r.Status, instant(r.Decided), id(r.DecidedBy), r.Reason)
}

// RequestFile gives the signed bytes of a request that this poste made, or
// fault.Missing.
func (t *Tx) RequestFile(of [32]byte) (file []byte, err error) {
	read := func(row scanner) (file []byte, err error) { return file, row.Scan(&file) }
	return one(t, fault.New(fault.Missing, "storage.request-file", nil), read, `SELECT file FROM request_file WHERE request = $1`, of[:])
}

// SaveRequestFile keeps the bytes of a request that is saved.
func (t *Tx) SaveRequestFile(of [32]byte, file []byte) error {
	return t.put(`INSERT INTO request_file (request, file) VALUES ($1, $2)`, of[:], file)
}

// DeleteRequestFile forgets the bytes of a request; none is no error.
func (t *Tx) DeleteRequestFile(of [32]byte) error {
	return t.put(`DELETE FROM request_file WHERE request = $1`, of[:])
}
