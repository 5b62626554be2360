package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
)

// attachmentTables are those with vouchers, whose details may name attachments.
var attachmentTables = []string{"entry", "branch_entry", "provisional", "received_entry"}

// EachAttachment visits the attachments that anything in the database names, also
// those of earlier revisions, which the chain keeps. One may come several times.
func (t *Tx) EachAttachment(visit func(cashbook.Attachment)) error {
	for _, table := range attachmentTables {
		err := each(t, readDetails, func(c cashbook.Content) error {
			for _, a := range c.Attachments {
				visit(a)
			}
			return nil
		}, `SELECT details FROM `+table+` WHERE details IS NOT NULL`)
		if err != nil {
			return err
		}
	}
	for _, query := range postingBodies {
		err := each(t, readBody, func(c accounting.Content) error {
			for _, a := range c.Attachments {
				visit(a)
			}
			return nil
		}, query)
		if err != nil {
			return err
		}
	}
	return t.decisionDocuments(visit)
}

// decisionDocuments visits the documents of decisions about closings.
func (t *Tx) decisionDocuments(visit func(cashbook.Attachment)) error {
	return each(t, readClosing, func(c accounting.Closing) error {
		visit(c.Decision.Document)
		return nil
	}, selectClosing+`WHERE document_hash IS NOT NULL`)
}

// postingBodies find what may name attachments in accounting.
var postingBodies = []string{
	`SELECT body FROM posting WHERE documents > 0`, `SELECT body FROM posting_draft`, `SELECT body FROM branch_posting`,
}

func readBody(row scanner) (accounting.Content, error) {
	var body []byte
	if err := row.Scan(&body); err != nil {
		return accounting.Content{}, err
	}
	return accounting.ReadBody(body)
}

func readDetails(row scanner) (c cashbook.Content, err error) {
	var details []byte
	if err = row.Scan(&details); err == nil {
		err = c.ReadDetails(details)
	}
	return c, err
}
