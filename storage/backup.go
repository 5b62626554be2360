package storage

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// BackupKeys lists the recovery keys for which this poste has made backups, the one
// in use first.
func (t *Tx) BackupKeys() ([]directory.BackupKey, error) {
	return list(t, func(row scanner) (k directory.BackupKey, err error) {
		err = row.Scan(digestColumn{&k.Recipient}, digestColumn{&k.Signer}, &k.Certificate, instantColumn{&k.Taken}, toID(&k.By))
		return k, err
	}, `SELECT recipient, signer, certificate, taken, person FROM backup_key ORDER BY taken DESC, recipient, signer`)
}

// SaveBackupKey remembers a recovery key that was taken into use.
func (t *Tx) SaveBackupKey(k directory.BackupKey) error {
	return t.put(`
		INSERT INTO backup_key (recipient, signer, certificate, taken, person) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (recipient, signer) DO UPDATE SET certificate = excluded.certificate, taken = excluded.taken, person = excluded.person`,
		k.Recipient[:], k.Signer[:], k.Certificate, instant(k.Taken), id(k.By))
}

// BackupPlan gives how backups are made by themselves, or fault.Missing.
func (t *Tx) BackupPlan() (directory.BackupPlan, error) {
	return one(t, fault.New(fault.Missing, "storage.backup-plan", nil), func(row scanner) (p directory.BackupPlan, err error) {
		var failed fault.Error
		var args string
		if err := row.Scan(&p.Automatic, &p.Second, instantColumn{&p.Made}, instantColumn{&p.Copied}, instantColumn{&p.Tried},
			&failed.Kind, &failed.Key, &args); err != nil || failed.Key == "" {
			return p, err
		}
		failed.Args, err = decodeArgs(args)
		p.Failed = &failed
		return p, err
	}, `SELECT automatic, second, made, copied, tried, failure_kind, failure_key, failure_args FROM backup_plan`)
}

// SaveBackupPlan keeps how backups are made by themselves, and how it went.
func (t *Tx) SaveBackupPlan(p directory.BackupPlan) error {
	failed := fault.Error{}
	if p.Failed != nil {
		failed = *p.Failed
	}
	args, err := encodeArgs(failed.Args)
	if err != nil {
		return err
	}
	return t.put(`
		INSERT INTO backup_plan (singleton, automatic, second, made, copied, tried, failure_kind, failure_key, failure_args)
		VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (singleton) DO UPDATE SET automatic = excluded.automatic, second = excluded.second, made = excluded.made,
			copied = excluded.copied, tried = excluded.tried, failure_kind = excluded.failure_kind,
			failure_key = excluded.failure_key, failure_args = excluded.failure_args`,
		p.Automatic, p.Second, instant(p.Made), instant(p.Copied), instant(p.Tried), failed.Kind, failed.Key, args)
}

// MonthClosed gives when a month was last closed in any journal that is closed
// here, or zero.
func (t *Tx) MonthClosed() (closed time.Time, err error) {
	err = t.value(instantColumn{&closed}, `SELECT MAX(closed) FROM closing WHERE kind IN ('month', 'provisional')`)
	return closed, err
}
