package accounting

import (
	"bytes"

	"github.com/comptoir/comptoir/app/ledger"
)

// Link is a posting as it is stored: its entry, and what it says in the bytes that
// the hash covers, which nobody has read yet.
type Link struct {
	Entry ledger.Entry
	Body  []byte
}

// AppendBody appends the stored bytes; they make a Link a ledger.Content.
func (l *Link) AppendBody(to []byte) []byte { return append(to, l.Body...) }

// markerBody is how the canonical bytes of the marker of a restore begin, and of
// nothing else: the mask is their first field.
var markerBody = (&Content{Mask: MaskRestore}).AppendBody(nil)

// IsMarker reports whether a restore has left the link.
func (l *Link) IsMarker() bool { return bytes.HasPrefix(l.Body, markerBody) }

// Posting reads what the link says; fault.Forged for bytes that no posting has.
func (l *Link) Posting() (Posting, error) {
	c, err := ReadBody(l.Body)
	return Posting{Entry: l.Entry, Content: c}, err
}
