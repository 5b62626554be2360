package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectDraft = `SELECT id, journal, day, body, author, changed, version FROM posting_draft `

func readDraft(row scanner) (d accounting.Draft, err error) {
	var body []byte
	err = row.Scan(toID(&d.ID), toID(&d.Journal), dayColumn{&d.Day}, &body, toID(&d.Author), instantColumn{&d.Changed}, &d.Version)
	if err == nil {
		d.Content, err = accounting.ReadBody(body)
	}
	return d, err
}

// Draft gives a draft, or fault.Missing.
func (t *Tx) Draft(draft ident.DraftID) (accounting.Draft, error) {
	return one(t, fault.New(fault.Missing, "storage.draft", nil), readDraft, selectDraft+`WHERE id = $1`, id(draft))
}

// Drafts gives the drafts of a journal, by when they were changed.
func (t *Tx) Drafts(journal ident.BookID) ([]accounting.Draft, error) {
	return list(t, readDraft, selectDraft+`WHERE journal = $1 ORDER BY changed, id`, id(journal))
}

// SaveDraft keeps a draft with the next version, which it gives. Another version
// than the stored one is a fault.Conflict.
func (t *Tx) SaveDraft(d accounting.Draft) (accounting.Draft, error) {
	changed, err := t.exec(`
		INSERT INTO posting_draft (id, journal, day, body, author, changed, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7 + 1)
		ON CONFLICT (id) DO UPDATE SET day = excluded.day, body = excluded.body, author = excluded.author,
			changed = excluded.changed, version = excluded.version
		WHERE posting_draft.version = $7 AND posting_draft.journal = excluded.journal`,
		id(d.ID), id(d.Journal), day(d.Day), d.AppendBody(nil), id(d.Author), d.Changed.Unix(), d.Version)
	if err == nil && changed == 0 {
		err = fault.New(fault.Conflict, "storage.draft-stale", nil)
	}
	d.Version++
	return d, err
}

// DeleteDraft removes a draft, if it is there.
func (t *Tx) DeleteDraft(draft ident.DraftID) error {
	return t.put(`DELETE FROM posting_draft WHERE id = $1`, id(draft))
}
