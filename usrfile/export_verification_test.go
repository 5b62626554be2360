package usrfile

// Judge lets every group there is be judged.
var Judge = judge

// VerificationDigest is C of FORMAT.md.
func VerificationDigest(v Verification, nonce VerificationNonce) [32]byte { return v.digest(nonce) }

// VerificationSecret is K of FORMAT.md.
func VerificationSecret(k VerificationKey) [32]byte { return k.key() }
