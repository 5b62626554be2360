package access

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/comptoir/comptoir/app/fault"
)

// Effort is the cost of stretching a password with argon2id (RFC 9106).
type Effort struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

// The second recommendation of RFC 9106, and the floor for small machines (the
// lowest that OWASP's Password Storage Cheat Sheet accepts).
var (
	DefaultEffort = Effort{MemoryKiB: 64 << 10, Passes: 3, Lanes: 4}
	FloorEffort   = Effort{MemoryKiB: 19 << 10, Passes: 2, Lanes: 1}
)

// ceilingEffort bounds what a database that somebody edited can make us spend.
var ceilingEffort = Effort{MemoryKiB: 256 << 10, Passes: 16, Lanes: 16}

const (
	saltLen = 16 // bytes
	hashLen = 32 // bytes
)

// Salt is the random part of a password hash.
type Salt [saltLen]byte

// Stretch derives a 32-byte key from a password.
func (e Effort) Stretch(password string, salt Salt) [hashLen]byte {
	var key [hashLen]byte
	copy(key[:], argon2.IDKey([]byte(norm.NFC.String(password)), salt[:], e.Passes, e.MemoryKiB, e.Lanes, hashLen))
	return key
}

// HashPassword gives the PHC string of a password.
func HashPassword(password string, e Effort, salt Salt) string {
	key := e.Stretch(password, salt)
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, e.MemoryKiB, e.Passes, e.Lanes, encode(salt[:]), encode(key[:]))
}

// CheckPassword reports whether the password is the one of the PHC string, in
// constant time. A string that is none, or asks for absurd effort, is
// fault.Forged: somebody edited the database.
func CheckPassword(phc, password string) (bool, error) {
	e, salt, want, err := parsePHC(phc)
	if err != nil {
		return false, err
	}
	got := e.Stretch(password, salt)
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1, nil
}

// NeedsRehash reports whether a hash was made with less effort than e.
func NeedsRehash(phc string, e Effort) bool {
	made, _, _, err := parsePHC(phc)
	return err == nil && (made.MemoryKiB < e.MemoryKiB || made.Passes < e.Passes)
}

func parsePHC(phc string) (e Effort, salt Salt, key [hashLen]byte, err error) {
	var version int
	var saltText, keyText string
	_, scanErr := fmt.Sscanf(phc, "$argon2id$v=%d$m=%d,t=%d,p=%d$%22s", &version, &e.MemoryKiB, &e.Passes, &e.Lanes, &saltText)
	if scanErr == nil && len(phc) > 43 {
		keyText = phc[len(phc)-43:]
	}
	decode := base64.RawStdEncoding.Strict()
	_, saltErr := decode.Decode(salt[:], []byte(saltText))
	_, keyErr := decode.Decode(key[:], []byte(keyText))
	if scanErr != nil || saltErr != nil || keyErr != nil || version != argon2.Version || !e.Bearable() || keyText == "" {
		return Effort{}, Salt{}, [hashLen]byte{}, fault.New(fault.Forged, "access.damaged", nil)
	}
	return e, salt, key, nil
}

// Bearable reports whether the effort is within what a machine can be asked for;
// stored efforts are asked before they are spent.
func (e Effort) Bearable() bool {
	return e.MemoryKiB >= 8*uint32(e.Lanes) && e.MemoryKiB <= ceilingEffort.MemoryKiB &&
		e.Passes >= 1 && e.Passes <= ceilingEffort.Passes && e.Lanes >= 1 && e.Lanes <= ceilingEffort.Lanes
}
