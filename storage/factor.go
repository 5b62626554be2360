package storage

import (
	"errors"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// States of a factor.
const (
	factorPending  = "pending"
	factorEnrolled = "enrolled"
)

// Factor gives the second factor that counts for a person, or fault.Missing.
func (t *Tx) Factor(user ident.UserID) (access.Factor, error) { return t.factor(user, factorEnrolled) }

// PendingFactor gives one that waits for its first code, or fault.Missing.
func (t *Tx) PendingFactor(user ident.UserID) (access.Factor, error) {
	return t.factor(user, factorPending)
}

func (t *Tx) factor(user ident.UserID, state string) (access.Factor, error) {
	return one(t, fault.New(fault.Missing, "storage.factor", nil), func(row scanner) (f access.Factor, err error) {
		err = row.Scan(toID(&f.User), &f.Sealed, instantColumn{&f.Made}, instantColumn{&f.Enrolled}, &f.Used, &f.Drift)
		return f, err
	}, `SELECT person, sealed, made, enrolled, used_step, drift FROM factor WHERE person = $1 AND state = $2`, id(user), state)
}

// SaveFactor keeps a factor: the one that counts, or while it is not enrolled the
// one that waits.
func (t *Tx) SaveFactor(f access.Factor) error {
	state := factorEnrolled
	if f.Enrolled.IsZero() {
		state = factorPending
	}
	return t.put(`
		INSERT INTO factor (person, state, sealed, made, enrolled, used_step, drift) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (person, state) DO UPDATE SET sealed = excluded.sealed, made = excluded.made,
			enrolled = excluded.enrolled, used_step = excluded.used_step, drift = excluded.drift`,
		id(f.User), state, f.Sealed, instant(f.Made), instant(f.Enrolled), f.Used, f.Drift)
}

// DeletePendingFactor takes back a secret that waits, if there is one.
func (t *Tx) DeletePendingFactor(user ident.UserID) error {
	return t.put(`DELETE FROM factor WHERE person = $1 AND state = $2`, id(user), factorPending)
}

// DeleteFactor takes everything about a person's second factor away from this
// poste, if there is any: secrets, recovery codes, failures. Who asked for it is
// told by the caller.
func (t *Tx) DeleteFactor(user ident.UserID) error {
	return errors.Join(
		t.put(`DELETE FROM factor WHERE person = $1`, id(user)),
		t.put(`DELETE FROM recovery WHERE person = $1`, id(user)),
		t.put(`DELETE FROM failure WHERE person = $1 AND stage = $2`, id(user), access.StageFactor),
	)
}

// Recovery gives the recovery codes of a person, or fault.Missing.
func (t *Tx) Recovery(user ident.UserID) (access.Recovery, error) {
	set, err := one(t, fault.New(fault.Missing, "storage.factor", nil), func(row scanner) (r access.Recovery, err error) {
		var salt []byte
		if err = row.Scan(toID(&r.User), &salt); err == nil {
			copy(r.Salt[:], salt)
		}
		return r, err
	}, `SELECT person, salt FROM recovery WHERE person = $1`, id(user))
	if err != nil {
		return access.Recovery{}, err
	}
	set.Codes, err = list(t, func(row scanner) (c access.RecoveryCode, err error) {
		err = row.Scan(&c.Number, digestColumn{&c.Digest}, instantColumn{&c.Used})
		return c, err
	}, `SELECT number, digest, used FROM recovery_code WHERE person = $1 ORDER BY number`, id(user))
	return set, err
}

// SaveRecovery puts a set of recovery codes in the place of the one before.
func (t *Tx) SaveRecovery(r access.Recovery) error {
	if err := t.put(`DELETE FROM recovery WHERE person = $1`, id(r.User)); err != nil {
		return err
	}
	if err := t.put(`INSERT INTO recovery (person, salt) VALUES ($1, $2)`, id(r.User), r.Salt[:]); err != nil {
		return err
	}
	for _, c := range r.Codes {
		if err := t.SaveRecoveryCode(r.User, c); err != nil {
			return err
		}
	}
	return nil
}

// SaveRecoveryCode keeps one code of a person's set.
func (t *Tx) SaveRecoveryCode(user ident.UserID, c access.RecoveryCode) error {
	return t.put(`
		INSERT INTO recovery_code (person, number, digest, used) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person, number) DO UPDATE SET digest = excluded.digest, used = excluded.used`,
		id(user), c.Number, digest(c.Digest), instant(c.Used))
}
