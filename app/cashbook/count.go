package cashbook

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// Count is a cash count, « comptage de caisse »: what was in the till when the
// book stood at Head. It is written once. Counts of a book are a chain of their
// own, hung on that of the book.
type Count struct {
	Book         ident.BookID
	Number       int64 // from 1, without gaps
	Epoch        int64 // ownership epoch under which the till was counted
	Day          calendar.Day
	Counted      time.Time   // trusted time, whole seconds, UTC
	Head         ledger.Head // end of the book's chain at the count
	Lines        []CountLine // none where a total was counted, or nothing was there
	CountedMinor int64
	BalanceMinor int64 // of the book at Head
	Remark       string
	Author       ident.UserID
	Poste        ident.PosteID
	Prev         ledger.Hash // of the count before; zero for the first
	Hash         ledger.Hash // see AppendCount
}

// CountLine is a pile of equal notes or coins.
type CountLine struct {
	money.Denomination
	Pieces int64
}

// ValueMinor gives what the pile is worth.
func (l CountLine) ValueMinor() int64 { return l.Minor * l.Pieces }

// DifferenceMinor is what the till has more than the book, negative for less.
func (c Count) DifferenceMinor() int64 { return c.CountedMinor - c.BalanceMinor }

// Equal reports whether two counts are the same.
func (c Count) Equal(o Count) bool { return c.Hash == o.Hash && c.Sum() == o.Sum() }

// Bounds of a count.
const (
	MaxPieces     = 1_000_000_000
	MaxCountLines = 50
	MaxRemark     = 200
)

// CountSheet is a count as a person fills it in.
type CountSheet struct {
	Lines      []CountLine // in any order; piles of nothing are left out
	TotalMinor int64       // only for a currency without known denominations
	Remark     string
	Head       *ledger.Head // of the book when counting began; nil not to ask
}

// countDomain names the layout of AppendCount.
const countDomain = "comptoir/count/v1\x00"

// AppendCount appends the canonical bytes of everything in the count but its own
// hash, which is their SHA-256: the domain, then every field in the order of the
// struct, integers in 8 bytes, all big-endian, the day counted from 1 January
// 1970, instants in Unix seconds. The head is its sequence, number and hash. The
// lines are their number in 8 bytes, then for each the value, 1 for a coin or 0 for
// a note in one byte, and the pieces. The remark has its length in 4 bytes before it.
func (c *Count) AppendCount(to []byte) []byte {
	to = append(to, countDomain...)
	to = append(to, c.Book[:]...)
	to = ledger.AppendInteger(ledger.AppendInteger(ledger.AppendInteger(ledger.AppendInteger(to, c.Number), c.Epoch), int64(c.Day)), c.Counted.Unix())
	to = appendHead(to, c.Head)
	to = c.AppendLines(ledger.AppendInteger(to, int64(len(c.Lines))))
	to = ledger.AppendInteger(ledger.AppendInteger(to, c.CountedMinor), c.BalanceMinor)
	to = binary.BigEndian.AppendUint32(to, uint32(len(c.Remark)))
	to = append(to, c.Remark...)
	to = append(to, c.Author[:]...)
	to = append(to, c.Poste[:]...)
	return append(to, c.Prev[:]...)
}

func appendHead(to []byte, h ledger.Head) []byte {
	return append(ledger.AppendInteger(ledger.AppendInteger(to, h.Seq), h.Number), h.Hash[:]...)
}

// AppendLines appends what AppendCount has for the lines themselves. Stored
// counts keep these bytes.
func (c *Count) AppendLines(to []byte) []byte {
	for _, l := range c.Lines {
		to = ledger.AppendInteger(to, l.Minor)
		if l.Coin {
			to = append(to, 1)
		} else {
			to = append(to, 0)
		}
		to = ledger.AppendInteger(to, l.Pieces)
	}
	return to
}

// ReadLines sets the lines to what AppendLines has written; other bytes are
// fault.Forged.
func (c *Count) ReadLines(stored []byte) error {
	r := ledger.NewReader(stored)
	var lines []CountLine
	for !r.Empty() && !r.Bad() {
		l := CountLine{Denomination: money.Denomination{Minor: r.Integer()}}
		coin := r.Fixed(1)[0]
		l.Coin, l.Pieces = coin == 1, r.Integer()
		if coin > 1 {
			r.Refuse()
		}
		lines = append(lines, l)
	}
	if r.Bad() {
		return fault.New(fault.Forged, "cashbook.count-lines", nil)
	}
	c.Lines = lines
	return nil
}

// Sum gives the hash that the count must have.
func (c *Count) Sum() ledger.Hash { return sha256.Sum256(c.AppendCount(nil)) }

// cleaned gives the lines and the total of a sheet as they are stored.
func (s CountSheet) cleaned(b Book) (lines []CountLine, totalMinor int64, err error) {
	known := b.Currency.Denominations()
	if len(known) == 0 {
		return nil, s.TotalMinor, checkTotal(b, s.TotalMinor, len(s.Lines))
	}
	if s.TotalMinor != 0 {
		return nil, 0, fault.New(fault.Invalid, "cashbook.count-by-pieces", fault.Args{"Currency": string(b.Currency)})
	}
	for _, l := range s.Lines {
		switch {
		case !slices.Contains(known, l.Denomination):
			return nil, 0, fault.New(fault.Invalid, "cashbook.count-denomination", fault.Args{"Value": b.amount(l.Minor)})
		case l.Pieces < 0 || l.Pieces > MaxPieces:
			return nil, 0, fault.New(fault.Invalid, "cashbook.count-pieces", fault.Args{"Value": b.amount(l.Minor), "Most": MaxPieces})
		case slices.ContainsFunc(lines, func(o CountLine) bool { return o.Denomination == l.Denomination }):
			return nil, 0, fault.New(fault.Invalid, "cashbook.count-twice", fault.Args{"Value": b.amount(l.Minor)})
		case l.Pieces > 0:
			lines = append(lines, l)
			totalMinor += l.ValueMinor() // at most 2 million times MaxPieces each, far from 64 bits
		}
	}
	slices.SortFunc(lines, func(a, b CountLine) int { return a.Compare(b.Denomination) })
	return lines, totalMinor, checkTotal(b, totalMinor, 0)
}

func checkTotal(b Book, minor int64, lines int) error {
	switch {
	case lines > 0:
		return fault.New(fault.Invalid, "cashbook.count-by-total", fault.Args{"Currency": string(b.Currency)})
	case minor < 0 || minor > maxBalanceMinor:
		return fault.New(fault.Invalid, "cashbook.count-total", fault.Args{"Largest": b.amount(maxBalanceMinor)})
	}
	return nil
}
