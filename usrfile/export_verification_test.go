package usrfile

// VerificationSecret shows K of FORMAT.md, to be compared and quoted there.
func VerificationSecret(k VerificationKey) [32]byte { return k.key() }
