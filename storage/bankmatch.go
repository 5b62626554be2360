package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectMatch = `SELECT serial, proposed, recorded, author FROM bank_match `

func readMatch(row scanner) (m accounting.Match, err error) {
	err = row.Scan(&m.Serial, &m.Proposed, instantColumn{&m.Recorded}, toID(&m.Author))
	return m, err
}

// BankMatch gives a match with its lines, or fault.Missing.
func (t *Tx) BankMatch(project ident.ProjectID, account string, serial int64) (accounting.Match, error) {
	m, err := one(t, fault.New(fault.Missing, "storage.match", fault.Args{"Match": serial}), readMatch,
		selectMatch+`WHERE project = $1 AND account = $2 AND serial = $3`, id(project), account, serial)
	if err != nil {
		return m, err
	}
	if m.Bank, err = list(t, readBankRef, `
		SELECT statement, place FROM bank_match_bank WHERE project = $1 AND account = $2 AND serial = $3
		ORDER BY statement, place`, id(project), account, serial); err != nil {
		return m, err
	}
	m.Books, err = list(t, readLineRef, `
		SELECT journal, number, place FROM bank_match_book WHERE project = $1 AND account = $2 AND serial = $3
		ORDER BY journal, number, place`, id(project), account, serial)
	return m, err
}

func readBankRef(row scanner) (r accounting.BankRef, err error) {
	err = row.Scan(&r.Statement, &r.Place)
	return r, err
}

// BankMatches gives the matches of an account by serial number, without their
// lines.
func (t *Tx) BankMatches(project ident.ProjectID, account string) ([]accounting.Match, error) {
	return list(t, readMatch, selectMatch+`WHERE project = $1 AND account = $2 ORDER BY serial`, id(project), account)
}

// SaveBankMatch writes a new match. A line that is matched is fault.Conflict.
func (t *Tx) SaveBankMatch(project ident.ProjectID, account string, m accounting.Match) error {
	if err := t.useSerials(project, account, 0, m.Serial); err != nil {
		return err
	}
	if err := t.put(`
		INSERT INTO bank_match (project, account, serial, proposed, recorded, author) VALUES ($1, $2, $3, $4, $5, $6)`,
		id(project), account, m.Serial, m.Proposed, m.Recorded.Unix(), id(m.Author)); err != nil {
		return err
	}
	for _, r := range m.Bank {
		if err := t.put(`
			INSERT INTO bank_match_bank (project, account, statement, place, serial) VALUES ($1, $2, $3, $4, $5)`,
			id(project), account, r.Statement, r.Place, m.Serial); err != nil {
			return err
		}
	}
	for _, r := range m.Books {
		if err := t.put(`
			INSERT INTO bank_match_book (journal, number, place, project, account, serial) VALUES ($1, $2, $3, $4, $5, $6)`,
			id(r.Journal), r.Number, r.Place, id(project), account, m.Serial); err != nil {
			return err
		}
	}
	return nil
}

// DeleteBankMatch takes a match back. Its number is not used again.
func (t *Tx) DeleteBankMatch(project ident.ProjectID, account string, serial int64) error {
	for _, table := range []string{"bank_match_bank", "bank_match_book", "bank_match"} {
		if err := t.put(`DELETE FROM `+table+` WHERE project = $1 AND account = $2 AND serial = $3`, id(project), account, serial); err != nil {
			return err
		}
	}
	return nil
}
