package usrfile

import (
	"crypto/sha256"
	"fmt"
)

// PaperKey says which private key stands on a paper.
type PaperKey string

const (
	PaperRoot       PaperKey = "root"        // Ed25519 seed of a root key
	PaperHeadOffice PaperKey = "head-office" // X25519 scalar of head office
	PaperRecovery   PaperKey = "recovery"    // X25519 scalar of the key for which backups are made
)

// paperLabel gives the check of a key on paper its one meaning.
const paperLabel = "comptoir/paper/v1\x00"

// paperSpelling is 18 groups: 256 bits of the seed and 14 that check the whole.
var paperSpelling = spelling{groups: 18, first: answerSpelling.first + byte(answerSpelling.groups)}

// paperSize is the bytes that hold the 270 bits.
const paperSize = 34

// Write gives the 32 secret bytes in 18 groups of three symbols and a check
// symbol, joined with hyphens.
func (k PaperKey) Write(seed [32]byte) string {
	b := append(seed[:], k.check(seed)...)
	return paperSpelling.write(b)
}

// check gives 14 bits that tell one seed from another, and a root key from head
// office's; two zero bits follow.
func (k PaperKey) check(seed [32]byte) []byte {
	sum := sha256.Sum256(fmt.Appendf([]byte(paperLabel), "%s\x00%s", k, seed[:]))
	return []byte{sum[0], sum[1] & 0b1111_1100}
}

// Read gives the secret bytes of what a person typed from paper: ErrSyntax for
// a wrong symbol or number of symbols, ErrCheck for a group with a typo, and
// when the groups are those of another key.
func (k PaperKey) Read(text string) ([32]byte, error) {
	var b [paperSize]byte
	if err := paperSpelling.parse(text, b[:]); err != nil {
		return [32]byte{}, err
	}
	seed := [32]byte(b[:32])
	if check := k.check(seed); b[32] != check[0] || b[33] != check[1] {
		return [32]byte{}, refuse(ErrCheck, "the groups are not those of one %s key", k)
	}
	return seed, nil
}

// PaperKeyGroups judges each group of a key while it is typed.
func PaperKeyGroups(text string) []GroupVerdict { return paperSpelling.verdicts(text) }
