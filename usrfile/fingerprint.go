package usrfile

// Fingerprint is the first 160 bits of SHA-256 of a link. People read it to each
// other once, when a poste first meets the organisation.
type Fingerprint [20]byte

// String gives 8 groups of 4 symbols.
func (f Fingerprint) String() string { return groups(f[:]) }

// ParseFingerprint reads a fingerprint as people write it: case, spaces and
// hyphens do not matter, O is 0, I and L are 1. Else ErrSyntax.
func ParseFingerprint(text string) (Fingerprint, error) {
	var f Fingerprint
	err := parseGroups(text, f[:])
	if err != nil {
		return Fingerprint{}, err
	}
	return f, nil
}

// requestFingerprintSize is 80 bits: 16 symbols.
const requestFingerprintSize = 10

// RequestFingerprint gives the 16 symbols that both sides of a registration
// compare by voice; digest is the request's Message.Digest.
func RequestFingerprint(digest [32]byte) string {
	return groups(digest[:requestFingerprintSize])
}
