package sqlite

import (
	"encoding/binary"
	"hash/crc32"
)

// SQLite itself notices damage only where it breaks the structure of its trees: a
// flipped bit in a name, an amount of a draft or a mark would be read as if it had
// been written. Every page of our databases therefore ends in its sum, in bytes
// that SQLite leaves free when the header asks for it (byte 20, "reserved space":
// https://www.sqlite.org/fileformat2.html#resbyt). The number of the page is part of
// the sum, so that a page of zeros and one that landed in the wrong place are
// noticed as well. It shows damage, not intent: whoever means to edit the file can
// compute it too.

const (
	pageSize    = 4096
	reserved    = 8 // bytes at the end of each page: the sum, then pageMark
	summed      = pageSize - reserved
	pageMark    = 0x43505331 // "CPS1"
	reservedAt  = 20         // in the header of the file
	headerMagic = "SQLite format 3\x00"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sumOf gives the sum of a page; numbers begin at 1.
func sumOf(page []byte, number uint32) uint32 {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], number)
	return crc32.Update(crc32.Checksum(n[:], castagnoli), castagnoli, page[:summed])
}

// seal writes the sum of a page into its end.
func seal(page []byte, number uint32) {
	binary.BigEndian.PutUint32(page[summed:], sumOf(page, number))
	binary.BigEndian.PutUint32(page[summed+4:], pageMark)
}

// sealed reports whether a page is the one that was sealed under that number.
func sealed(page []byte, number uint32) bool {
	return binary.BigEndian.Uint32(page[summed+4:]) == pageMark && binary.BigEndian.Uint32(page[summed:]) == sumOf(page, number)
}

// firstPage is a database without tables, in WAL mode, that reserves space for sums.
// SQLite has no statement that asks for it.
func firstPage() []byte {
	page := make([]byte, pageSize)
	copy(page, headerMagic)
	binary.BigEndian.PutUint16(page[16:], pageSize)
	page[18], page[19] = 2, 2 // written and read in WAL mode
	page[reservedAt] = reserved
	page[21], page[22], page[23] = 64, 32, 32 // fixed by the format
	binary.BigEndian.PutUint32(page[24:], 1)  // changes of the file
	binary.BigEndian.PutUint32(page[28:], 1)  // pages
	binary.BigEndian.PutUint32(page[92:], 1)  // the change at which the number of pages was true
	page[100] = 0x0d                          // a leaf of a table, empty
	binary.BigEndian.PutUint16(page[105:], summed)
	seal(page, 1)
	return page
}
