package archive

import (
	"bufio"
	"io"
	"strings"
)

// Kind is how a file is protected.
type Kind string

const (
	ByPassphrase Kind = "passphrase"
	ByKeys       Kind = "keys"
)

// The first lines of a file of age: the version, and the first recipient.
const (
	ageLine    = "age-encryption.org/v1\n"
	stanzaLine = "-> "
	keyStanza  = "X25519"
	wordStanza = "scrypt"
	maxOpening = 512
)

// KindOf tells how a plain file is protected, by its first lines; fault.Forged for
// what is no file of age.
func KindOf(path string) (kind Kind, err error) {
	err = opened(path, func(f io.Reader) error {
		opening := bufio.NewReader(io.LimitReader(f, maxOpening))
		version, _ := opening.ReadString('\n') // what ends early is no such line
		stanza, _ := opening.ReadString('\n')
		stanza, found := strings.CutPrefix(stanza, stanzaLine)
		name, _, _ := strings.Cut(stanza, " ")
		switch {
		case version != ageLine || !found:
			return damaged(nil)
		case name == wordStanza:
			kind = ByPassphrase
		case name == keyStanza:
			kind = ByKeys
		default:
			return damaged(nil)
		}
		return nil
	})
	return kind, err
}
