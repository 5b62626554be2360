package access

import (
	"crypto/subtle"
	"runtime/debug"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Effort is the cost of stretching a password with argon2id (RFC 9106).
type Effort struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

var (
	// DefaultEffort is the second recommendation of RFC 9106, section 4.
	DefaultEffort = Effort{MemoryKiB: 64 << 10, Passes: 3, Lanes: 4}
	// FloorEffort is for small machines: the lowest that OWASP's Password
	// Storage Cheat Sheet accepts.
	FloorEffort = Effort{MemoryKiB: 19 << 10, Passes: 2, Lanes: 1}
)

// ceiling bounds what a database that somebody edited can make us spend: half a
// second and 256 MiB on an old PC.
var ceiling = Effort{MemoryKiB: 256 << 10, Passes: 10, Lanes: 16}

// Bearable reports whether the effort is neither below the floor nor above what
// a machine can be asked for. Stored efforts are asked before they are spent.
func (e Effort) Bearable() bool {
	return FloorEffort.MemoryKiB <= e.MemoryKiB && e.MemoryKiB <= ceiling.MemoryKiB &&
		FloorEffort.Passes <= e.Passes && e.Passes <= ceiling.Passes &&
		FloorEffort.Lanes <= e.Lanes && e.Lanes <= ceiling.Lanes
}

const (
	saltLen = 16 // bytes
	hashLen = 32 // bytes
)

// Salt is the random part of a password hash.
type Salt [saltLen]byte

// Stretch derives a 32-byte key from a password in NFC, whatever the keyboard
// made of its accents. The memory is given back at once: signing in stretches twice,
// and what a program that runs all day has once held counts as its size.
func (e Effort) Stretch(password string, salt Salt) [hashLen]byte {
	defer debug.FreeOSMemory()
	key := argon2.IDKey([]byte(norm.NFC.String(password)), salt[:], e.Passes, e.MemoryKiB, e.Lanes, hashLen)
	return [hashLen]byte(key)
}

// HashPassword gives the PHC string of a password that may be chosen, see
// Policy. The effort is a bearable one.
func HashPassword(password string, e Effort, salt Salt) string {
	return phc{e, salt, e.Stretch(password, salt)}.String()
}

// CheckPassword reports whether the password is the one of the PHC string, in
// constant time. A string that is none, or asks for an absurd effort, is
// fault.Forged: somebody edited the database. A password longer than any that
// can be chosen is not even stretched.
func CheckPassword(hash, password string) (bool, error) {
	stored, err := parsePHC(hash)
	if err != nil || len(password) > longestTyped {
		return false, err
	}
	got := stored.effort.Stretch(password, stored.salt)
	return subtle.ConstantTimeCompare(got[:], stored.key[:]) == 1, nil
}

// NeedsRehash reports whether a hash was made with less memory or fewer passes
// than e, or is none.
func NeedsRehash(hash string, e Effort) bool {
	stored, err := parsePHC(hash)
	return err != nil || stored.effort.MemoryKiB < e.MemoryKiB || stored.effort.Passes < e.Passes
}
