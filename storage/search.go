package storage

import (
	"bytes"
	"database/sql"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// What a search looks into stands in blocks: one row has the folded texts of a
// day's vouchers whose numbers are neighbours, in the order of the page. A search
// goes through the blocks of the book, a tenth of the rows of its page, and looks
// for the bytes here, which is many times faster than LIKE and needs no index of
// one database. A voucher costs the entry of one short row.

// blockSize is how many numbers share a block. Sixteen vouchers of usual texts
// fit into a row that SQLite keeps in one piece.
const blockSize = 16

// A voucher in a block is the byte blockMark, which no text has, the place of its
// number with the highest bit set, which no text begins with, and its text.
const (
	blockMark  = 0xff
	blockPlace = 0x80
)

// searchBlock has the searchable texts of a block by the place of their number;
// nil for numbers that are not of the day.
type searchBlock [blockSize][]byte

// readBlock passes over what no block has; VerifyTotals tells of it.
func readBlock(lines []byte) (b searchBlock) {
	for _, line := range bytes.Split(lines, []byte{blockMark}) {
		if len(line) > 1 && line[0] >= blockPlace && line[0] < blockPlace+blockSize {
			b[line[0]-blockPlace] = line[1:]
		}
	}
	return b
}

func (b searchBlock) lines() (lines []byte) {
	for place, text := range b {
		if text != nil {
			lines = append(append(lines, blockMark, blockPlace|byte(place)), text...)
		}
	}
	return lines
}

// findable gives what a search looks into of a voucher.
func findable(c cashbook.Content) []byte {
	return []byte(searchable(c.Text, c.Recipient, c.PartnerNumber))
}

// putFindable sets what a search looks into of the voucher at a position; nil
// takes it away.
func (t *Tx) putFindable(book ident.BookID, at cashbook.Position, text []byte) error {
	block := at.Number / blockSize
	lines, err := one(t, nil, func(row scanner) (lines []byte, err error) {
		err = row.Scan(&lines)
		return lines, err
	}, `SELECT lines FROM voucher_search WHERE book = $1 AND day = $2 AND block = $3`, id(book), day(at.Day), block)
	if err != nil {
		return err
	}
	texts := readBlock(lines)
	texts[at.Number%blockSize] = text
	if lines = texts.lines(); len(lines) == 0 {
		return t.put(`DELETE FROM voucher_search WHERE book = $1 AND day = $2 AND block = $3`, id(book), day(at.Day), block)
	}
	return t.put(`INSERT INTO voucher_search (book, day, block, lines) VALUES ($1, $2, $3, $4)
		ON CONFLICT (book, day, block) DO UPDATE SET lines = excluded.lines`, id(book), day(at.Day), block, lines)
}

// searchPage looks for a text in all lines of a book.
func (t *Tx) searchPage(f cashbook.PageFilter) (lines []cashbook.Line, total int, err error) {
	found, total, err := t.find(f)
	if err != nil {
		return nil, 0, err
	}
	for _, number := range found {
		line, err := t.line(f.Book, number)
		if err != nil {
			return nil, 0, err
		}
		lines = append(lines, line)
	}
	return lines, total, nil
}

// line gives a voucher with the balance after it.
func (t *Tx) line(book ident.BookID, number int64) (cashbook.Line, error) {
	v, err := t.Voucher(book, number)
	if err != nil {
		return cashbook.Line{}, err
	}
	balance, err := t.balanceAfter(book, v.Entry.Day, number)
	return cashbook.Line{Voucher: v, BalanceMinor: balance}, err
}

// find gives the numbers of the part that the filter asks for of the vouchers
// with a text, in the order of the page, and how many have it in all.
func (t *Tx) find(f cashbook.PageFilter) (numbers []int64, total int, err error) {
	s := finder{part: []byte(fold(f.Search)), offset: max(f.Offset, 0), limit: f.Limit}
	err = each(t, func(row scanner) (struct{}, error) {
		return struct{}{}, row.Scan(&s.block, &s.lines)
	}, func(struct{}) error {
		s.look()
		return nil
	}, `SELECT block, lines FROM voucher_search WHERE book = $1 ORDER BY day, block`, id(f.Book))
	return s.numbers, s.total, err
}

// finder looks for a text through one block after the other.
type finder struct {
	part          []byte // folded, not empty
	offset, limit int    // of what is kept; a limit of 0 is none
	block         int64
	lines         sql.RawBytes
	numbers       []int64
	total         int
}

// look counts the vouchers of the block that have the text.
func (s *finder) look() {
	rest := []byte(s.lines)
	for {
		at := bytes.Index(rest, s.part)
		if at < 0 {
			return
		}
		mark := bytes.LastIndexByte(rest[:at], blockMark)
		s.take(s.block*blockSize + int64(rest[mark+1]-blockPlace))
		next := bytes.IndexByte(rest[at:], blockMark)
		if next < 0 {
			return
		}
		rest = rest[at+next:]
	}
}

func (s *finder) take(number int64) {
	if s.total >= s.offset && (s.limit <= 0 || len(s.numbers) < s.limit) {
		s.numbers = append(s.numbers, number)
	}
	s.total++
}
