package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
)

// JournalBackups gives what is remembered of backups of a journal, the newest first.
func (t *Tx) JournalBackups(journal ident.BookID) ([]accounting.Backup, error) {
	return list(t, func(row scanner) (b accounting.Backup, err error) {
		err = row.Scan(toID(&b.Journal), digestColumn{&b.Digest}, &b.Epoch, &b.Head.Seq, &b.Head.Number,
			digestColumn{(*[32]byte)(&b.Head.Hash)}, digestColumn{(*[32]byte)(&b.Closing)}, instantColumn{&b.Made}, &b.Reason, toID(&b.Author), toID(&b.Poste),
			&b.Name, instantColumn{&b.Told})
		return b, err
	}, `SELECT journal, digest, epoch, seq, number, hash, closing, made, reason, author, poste, name, told
		FROM journal_backup WHERE journal = $1 ORDER BY made DESC, seq DESC, digest`, id(journal))
}

// SaveJournalBackup remembers a backup. What is known of it already stays.
func (t *Tx) SaveJournalBackup(b accounting.Backup) error {
	return t.put(`
		INSERT INTO journal_backup (journal, digest, epoch, seq, number, hash, closing, made, reason, author, poste, name, told)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (journal, digest) DO NOTHING`,
		id(b.Journal), b.Digest[:], b.Epoch, b.Head.Seq, b.Head.Number, digest(b.Head.Hash), digest(b.Closing), b.Made.Unix(), string(b.Reason),
		id(b.Author), id(b.Poste), b.Name, instant(b.Told))
}
