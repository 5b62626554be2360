package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
)

// RestoresTold gives what postes have told of restores of a journal, as branches
// whose postings they keep.
func (t *Tx) RestoresTold(journal ident.BookID) ([]accounting.Branch, error) {
	return list(t, readJournalBranch, `
		SELECT journal, branch, 'restore', cut_seq, cut_number, cut_hash, end_seq, end_number, end_hash, backup, code, reason,
			put_aside, author, poste
		FROM restore_told WHERE journal = $1 ORDER BY poste, branch`, id(journal))
}

// SaveRestoreTold remembers that a poste has told of a restore. What was told
// already stays.
func (t *Tx) SaveRestoreTold(b accounting.Branch) error {
	return t.put(`
		INSERT INTO restore_told (journal, poste, branch, cut_seq, cut_number, cut_hash, end_seq, end_number, end_hash, backup, code,
			reason, put_aside, author)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT (journal, poste, branch) DO NOTHING`,
		id(b.Journal), id(b.Poste), b.Number, b.Cut.Seq, b.Cut.Number, digest(b.Cut.Hash), b.End.Seq, b.End.Number,
		digest(b.End.Hash), digest(b.Backup), b.Code, b.Reason, b.PutAside.Unix(), id(b.Author))
}
