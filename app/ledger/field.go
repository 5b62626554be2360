package ledger

import (
	"encoding/binary"
	"unicode/utf8"
)

// Canonical bytes of contents are fields: a tag, the length in 4 bytes and the
// value, in the order of the tags; integers in 8 bytes, texts within a field with
// their length in 2 bytes before them; all big-endian. An empty field leaves no
// trace, so that contents keep their hash when later versions know more fields.

// AppendField appends a field, or nothing when it is empty.
func AppendField(to []byte, tag byte, value string) []byte {
	if value == "" {
		return to
	}
	to = append(to, tag)
	to = binary.BigEndian.AppendUint32(to, uint32(len(value)))
	return append(to, value...)
}

// AppendIntegerField appends a field that is an integer, or nothing for zero.
func AppendIntegerField(to []byte, tag byte, n int64) []byte {
	if n == 0 {
		return to
	}
	return AppendInteger(append(to, tag, 0, 0, 0, 8), n)
}

// SetLength completes a field that was appended piece by piece behind its tag and
// four bytes for its length.
func SetLength(field []byte) { binary.BigEndian.PutUint32(field[1:], uint32(len(field)-5)) }

// AppendInteger appends an integer within a field.
func AppendInteger(to []byte, n int64) []byte { return binary.BigEndian.AppendUint64(to, uint64(n)) }

// AppendText appends a text of less than 65 536 bytes within a field.
func AppendText(to []byte, text string) []byte {
	to = binary.BigEndian.AppendUint16(to, uint16(len(text)))
	return append(to, text...)
}

// Reader takes canonical bytes from the front; once there are too few it is bad
// for good and gives nothing but zeros. What it has read is canonical only when
// it makes the same bytes again. It copies the bytes once, and the texts that it
// gives share that copy.
type Reader struct {
	rest string
	bad  bool
}

// NewReader reads bytes.
func NewReader(b []byte) Reader { return Reader{rest: string(b)} }

// Empty reports whether everything has been taken.
func (r *Reader) Empty() bool { return len(r.rest) == 0 }

// Bad reports whether there were too few bytes, or a text that is none.
func (r *Reader) Bad() bool { return r.bad }

// Refuse makes the reader bad.
func (r *Reader) Refuse() { r.bad = true }

// Field takes the tag and the value of the next field. A value that has not been
// used up is for the caller to notice.
func (r *Reader) Field() (tag byte, value Reader) {
	head := r.take(5)
	if r.bad {
		return 0, Reader{bad: true}
	}
	value.rest = r.take(int(number(head[1:])))
	value.bad = r.bad
	return head[0], value
}

// take takes n bytes, or nothing when there are fewer.
func (r *Reader) take(n int) string {
	if r.bad || n < 0 || n > len(r.rest) {
		r.bad = true
		return ""
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// Fixed takes n bytes, and gives n bytes in any case.
func (r *Reader) Fixed(n int) []byte {
	fixed := make([]byte, n)
	copy(fixed, r.take(n))
	return fixed
}

// Integer takes what AppendInteger has written.
func (r *Reader) Integer() int64 { return int64(number(r.take(8))) }

// Text takes what AppendText has written.
func (r *Reader) Text() string { return r.text(int(number(r.take(2)))) }

// All takes the rest as a text.
func (r *Reader) All() string { return r.text(len(r.rest)) }

func (r *Reader) text(n int) string {
	text := r.take(n)
	r.bad = r.bad || !utf8.ValidString(text)
	return text
}

// number reads a big-endian one; nothing is 0.
func number(digits string) (n uint64) {
	for i := range len(digits) {
		n = n<<8 | uint64(digits[i])
	}
	return n
}
