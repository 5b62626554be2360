package storage

import (
	"strings"

	"github.com/comptoir/comptoir/app/ident"
)

// recentVouchers is how far back suggestions look: what was last written often
// enough to be typed again is among them, however long the book.
const recentVouchers = 2000

// EarlierTexts gives texts of the book that begin like the prefix, whatever its
// case and accents, without repetition and the last used first. It looks at the
// last 2 000 vouchers.
func (t *Tx) EarlierTexts(book ident.BookID, prefix string, limit int) ([]string, error) {
	return t.earlier("text", book, prefix, limit)
}

// EarlierRecipients does the same for recipients and depositors.
func (t *Tx) EarlierRecipients(book ident.BookID, prefix string, limit int) ([]string, error) {
	return t.earlier("recipient", book, prefix, limit)
}

func (t *Tx) earlier(column string, book ident.BookID, prefix string, limit int) ([]string, error) {
	distinct, err := list(t, func(row scanner) (text string, err error) {
		err = row.Scan(&text)
		return text, err
	}, `SELECT `+column+` FROM (
			SELECT e.`+column+`, v.number FROM voucher v JOIN entry e ON e.book = v.book AND e.seq = v.seq
			WHERE v.book = $1 ORDER BY v.number DESC LIMIT $2) AS recent
		WHERE `+column+` <> '' GROUP BY `+column+` ORDER BY MAX(number) DESC`, id(book), recentVouchers)
	if err != nil {
		return nil, err
	}
	return beginningWith(fold(prefix), distinct, limit), nil
}

func beginningWith(prefix string, texts []string, limit int) (found []string) {
	for _, text := range texts {
		if len(found) == limit {
			break
		}
		if strings.HasPrefix(fold(text), prefix) {
			found = append(found, text)
		}
	}
	return found
}
