package usrfile

// Judge lets every group there is be judged.
var Judge = judge

// The primitives, the way that verification codes use them.
var (
	Exchange         = exchange
	ExtractAndExpand = extractAndExpand
	Authenticate     = authenticate
)

// VerificationDigest is C of FORMAT.md.
func VerificationDigest(v Verification, nonce VerificationNonce) [32]byte { return v.digest(nonce) }

// VerificationSecret is K of FORMAT.md.
func VerificationSecret(k VerificationKey) [32]byte { return k.key() }
