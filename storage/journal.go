package storage

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectJournal = `
	SELECT j.id, j.project, p.code, j.code, j.name, j.class, j.currency, j.base, j.time_zone, j.account, j.allowed,
		j.confidential, j.responsible, j.status, j.revision
	FROM journal j JOIN project p ON p.id = j.project `

func readJournal(row scanner) (j accounting.Journal, err error) {
	var allowed string
	err = row.Scan(toID(&j.ID), toID(&j.Project), &j.ProjectCode, &j.Code, &j.Name, &j.Class, &j.Currency, &j.Base,
		&j.TimeZone, &j.Account, &allowed, &j.Confidential, toID(&j.Responsible), &j.Status, &j.Revision)
	for _, mask := range strings.Fields(allowed) {
		j.Allowed = append(j.Allowed, accounting.Mask(mask))
	}
	return j, err
}

// Journal gives a journal, or fault.Missing.
func (t *Tx) Journal(journal ident.BookID) (accounting.Journal, error) {
	return recallCopied(t, "journal", journal, copyJournal, func() (accounting.Journal, error) {
		return t.oneJournal(journal.String(), `WHERE j.id = $1`, id(journal))
	})
}

func copyJournal(j accounting.Journal) accounting.Journal {
	j.Allowed, j.Users = slices.Clone(j.Allowed), slices.Clone(j.Users)
	return j
}

// JournalByRef gives the journal of a code in a project, or fault.Missing.
func (t *Tx) JournalByRef(projectCode, code string) (accounting.Journal, error) {
	ref := fault.Excerpt(projectCode + "/" + code)
	return t.oneJournal(ref, `WHERE p.code = $1 AND j.code = $2`, projectCode, code)
}

func (t *Tx) oneJournal(ref, where string, args ...any) (accounting.Journal, error) {
	j, err := one(t, fault.New(fault.Missing, "storage.journal", fault.Args{"Ref": ref}), readJournal, selectJournal+where, args...)
	if err == nil {
		j.Users, err = t.journalUsers(j.ID)
	}
	return j, err
}

// Journals gives the journals that the filter selects, by project and code.
func (t *Tx) Journals(f accounting.JournalFilter) ([]accounting.Journal, error) {
	if some, err := t.hasRows("journal"); err != nil || !some {
		return nil, err
	}
	where := &conditions{}
	if !f.Project.IsZero() {
		where.add("j.project = %s", id(f.Project))
	}
	if !f.Holder.IsZero() {
		where.add("(j.responsible = %s OR EXISTS (SELECT 1 FROM journal_user u WHERE u.journal = j.id AND u.person = %s))",
			id(f.Holder), id(f.Holder))
	}
	journals, err := list(t, readJournal, selectJournal+where.clause()+` ORDER BY p.code, j.code`, where.args...)
	for i := range journals {
		if err == nil {
			journals[i].Users, err = t.journalUsers(journals[i].ID)
		}
	}
	return journals, err
}

func (t *Tx) journalUsers(journal ident.BookID) ([]ident.UserID, error) {
	return list(t, func(row scanner) (user ident.UserID, err error) {
		return user, row.Scan(toID(&user))
	}, `SELECT person FROM journal_user WHERE journal = $1 ORDER BY person`, id(journal))
}

// SaveJournal inserts a journal or changes what may change. Another project, code,
// class, currency or time zone for a known journal is a fault.Conflict, and so is a
// code in use.
func (t *Tx) SaveJournal(j accounting.Journal) error {
	allowed := make([]string, len(j.Allowed))
	for i, mask := range j.Allowed {
		allowed[i] = string(mask)
	}
	changed, err := t.exec(`
		INSERT INTO journal (id, project, code, name, class, currency, base, time_zone, account, allowed, confidential,
			responsible, status, revision)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, account = excluded.account, allowed = excluded.allowed,
			confidential = excluded.confidential, responsible = excluded.responsible, status = excluded.status,
			revision = excluded.revision
		WHERE journal.project = excluded.project AND journal.code = excluded.code AND journal.class = excluded.class
			AND journal.currency = excluded.currency AND journal.base = excluded.base AND journal.time_zone = excluded.time_zone`,
		id(j.ID), id(j.Project), j.Code, j.Name, j.Class, j.Currency, j.Base, j.TimeZone, j.Account,
		strings.Join(allowed, " "), j.Confidential, id(j.Responsible), j.Status, j.Revision)
	if err == nil && changed == 0 {
		err = fault.New(fault.Conflict, "storage.immutable", fault.Args{"Name": j.Name})
	}
	if err != nil {
		return err
	}
	return t.saveJournalUsers(j)
}

func (t *Tx) saveJournalUsers(j accounting.Journal) error {
	if err := t.put(`DELETE FROM journal_user WHERE journal = $1`, id(j.ID)); err != nil {
		return err
	}
	for _, user := range j.Users {
		if err := t.put(`INSERT INTO journal_user (journal, person) VALUES ($1, $2)`, id(j.ID), id(user)); err != nil {
			return err
		}
	}
	return nil
}
