package storage

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// searchAgrees compares the blocks of a book with the entries that its page
// shows.
func (t *Tx) searchAgrees(book ident.BookID) (bool, error) {
	want, err := t.wantedBlocks(book)
	if err != nil {
		return false, err
	}
	got := sha256.New()
	err = each(t, func(row scanner) (b storedBlock, err error) {
		err = row.Scan(dayColumn{&b.day}, &b.block, &b.lines)
		return b, err
	}, func(b storedBlock) error {
		b.writeTo(got)
		return nil
	}, `SELECT day, block, lines FROM voucher_search WHERE book = $1 ORDER BY day, block`, id(book))
	return bytes.Equal(got.Sum(nil), want), err
}

// storedBlock is a row of voucher_search.
type storedBlock struct {
	day   calendar.Day
	block int64
	lines []byte
}

func (b storedBlock) writeTo(digest io.Writer) {
	fmt.Fprintf(digest, "%d %d %d\n", b.day, b.block, len(b.lines))
	digest.Write(b.lines)
}

// wantedBlocks gives the digest of the blocks that the page should have.
func (t *Tx) wantedBlocks(book ident.BookID) ([]byte, error) {
	digest := sha256.New()
	var texts searchBlock
	var current storedBlock
	finish := func() {
		if current.lines = texts.lines(); len(current.lines) > 0 {
			current.writeTo(digest)
		}
	}
	err := each(t, readFindable, func(l findableLine) error {
		if block := l.at.Number / blockSize; l.at.Day != current.day || block != current.block {
			finish()
			current, texts = storedBlock{day: l.at.Day, block: block}, searchBlock{}
		}
		texts[l.at.Number%blockSize] = findable(l.content)
		return nil
	}, `SELECT v.day, v.number, e.text, e.recipient, e.partner_number
		FROM voucher v JOIN entry e ON e.book = v.book AND e.seq = v.seq
		WHERE v.book = $1 ORDER BY v.day, v.number`, id(book))
	finish()
	return digest.Sum(nil), err
}

// findableLine is a voucher of a page with what a search looks into.
type findableLine struct {
	at      cashbook.Position
	content cashbook.Content
}

func readFindable(row scanner) (l findableLine, err error) {
	c := &l.content
	err = row.Scan(dayColumn{&l.at.Day}, &l.at.Number, &c.Text, &c.Recipient, &c.PartnerNumber)
	return l, err
}
