package vault

import "time"

// Use says what a key of the organisation is for, as far as it has to be kept
// off the poste.
type Use string

const (
	RootUse       Use = "root"        // signs the trust chain
	HeadOfficeUse Use = "head-office" // opens what is sealed to head office
)

// KeptKey is what head office knows of the copies of a key. Of the key itself it
// has the public half only; while the poste holds it, a secret as well.
type KeptKey struct {
	Public   [32]byte
	Use      Use
	Number   int // 1, 2 …, as people call root keys
	Made     time.Time
	Exported time.Time // when a file of it was last written and read back; zero for never
	Printed  time.Time // when it was last printed; zero for never
	Removed  time.Time // since when the poste holds it no more; zero while it does
}

// Safe reports whether there is a copy off the poste.
func (k KeptKey) Safe() bool { return !k.Exported.IsZero() || !k.Printed.IsZero() }
