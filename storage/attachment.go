package storage

import (
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
	return nil
}

func readDetails(row scanner) (c cashbook.Content, err error) {
	var details []byte
	if err = row.Scan(&details); err == nil {
		err = c.ReadDetails(details)
	}
	return c, err
}
