package access

import (
	"crypto/subtle"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// RecoveryCodes is how many codes an enrolment gives.
const RecoveryCodes = 10

const (
	RecoveryRandom  = 12                                 // symbols of 5 bits: 60 bits
	recoverySymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford's base 32
	recoveryGroup   = 4
)

// Recovery is the set of recovery codes that stands in for a lost telephone. Each
// code opens the account once. What is stored is stretched, with one salt for the
// set: 60 random bits and argon2id can not be searched through.
type Recovery struct {
	User  ident.UserID
	Salt  Salt
	Codes []RecoveryCode
}

// RecoveryCode is one of the codes: a stretched code and when it was used.
type RecoveryCode struct {
	Number int // from 1
	Digest [32]byte
	Used   time.Time // zero while it can be used
}

// NewRecovery makes the set of a person from random bytes, and gives the codes
// that are shown this once.
func NewRecovery(user ident.UserID, salt Salt, random [RecoveryCodes][RecoveryRandom]byte) (Recovery, []string) {
	set := Recovery{User: user, Salt: salt}
	var shown []string
	for i, bytes := range random {
		code := make([]byte, RecoveryRandom)
		for at, b := range bytes {
			code[at] = recoverySymbols[b%32] // 256 is a multiple of 32: no symbol is likelier
		}
		set.Codes = append(set.Codes, RecoveryCode{Number: i + 1, Digest: set.stretch(string(code))})
		shown = append(shown, grouped(string(code)))
	}
	return set, shown
}

func grouped(code string) string {
	return code[:recoveryGroup] + "-" + code[recoveryGroup:2*recoveryGroup] + "-" + code[2*recoveryGroup:]
}

// stretch is cheap beside a password's: there are 60 random bits to be guessed.
func (r Recovery) stretch(code string) [32]byte { return FloorEffort.Stretch(code, r.Salt) }

// IsRecoveryCode reports whether what was typed has the form of a recovery code
// and not of a code of six digits.
func IsRecoveryCode(typed string) bool { return len(plainCode(typed)) == RecoveryRandom }

// plainCode reads what people make of the symbols, as Crockford advises.
func plainCode(typed string) string {
	code := strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
	if strings.Trim(code, recoverySymbols) != "" {
		return ""
	}
	return code
}

// Use finds a code that was typed and marks it as used; it gives its number. A
// wrong one is fault.Denied, one that was used before fault.Conflict: who has it
// may know. It takes the same time whichever it is.
func (r Recovery) Use(typed string, now time.Time) (RecoveryCode, error) {
	code := plainCode(typed)
	digest := r.stretch(code)
	var found RecoveryCode
	for _, c := range r.Codes {
		if subtle.ConstantTimeCompare(c.Digest[:], digest[:]) == 1 {
			found = c
		}
	}
	switch {
	case len(code) != RecoveryRandom || found.Number == 0:
		return RecoveryCode{}, fault.New(fault.Denied, "access.recovery-wrong", nil)
	case !found.Used.IsZero():
		return RecoveryCode{}, fault.New(fault.Conflict, "access.recovery-used", fault.Args{"When": found.Used})
	}
	found.Used = now.UTC().Truncate(time.Second)
	return found, nil
}

// Left counts the codes that can still be used.
func (r Recovery) Left() int {
	left := 0
	for _, c := range r.Codes {
		if c.Used.IsZero() {
			left++
		}
	}
	return left
}
