package storage

import (
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// ReceivedCounts gives the cash counts of a book that arrived with batches, by
// number, each with its signature when that arrived too.
func (t *Tx) ReceivedCounts(book ident.BookID) ([]cashbook.ReceivedCount, error) {
	counts, err := list(t, func(row scanner) (c cashbook.ReceivedCount, err error) {
		c.Count, err = readCount(followed{row, []any{&c.BatchEpoch, &c.Batch}})
		return c, err
	}, `SELECT `+countColumns+`, batch_epoch, batch FROM received_count WHERE book = $1 ORDER BY number`, id(book))
	if err != nil {
		return nil, err
	}
	signatures, err := list(t, readSignature, `SELECT `+signatureColumns+`
		FROM received_signature WHERE book = $1 ORDER BY number`, id(book))
	for i := range counts {
		for k := range signatures {
			if signatures[k].Number == counts[i].Number {
				counts[i].Signature = &signatures[k]
			}
		}
	}
	return counts, err
}

// AppendReceivedCount keeps a count that arrived with a batch, without its
// signature.
func (t *Tx) AppendReceivedCount(c cashbook.ReceivedCount) error {
	return t.put(`
		INSERT INTO received_count (`+countColumns+`, batch_epoch, batch)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		append(countValues(c.Count), c.BatchEpoch, c.Batch)...)
}

// AppendReceivedSignature keeps the signature of a count that arrived.
func (t *Tx) AppendReceivedSignature(g cashbook.CountSignature) error {
	return t.put(`
		INSERT INTO received_signature (`+signatureColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, signatureValues(g)...)
}
