// Package usrfile reads and writes the signed files of Comptoir: user data
// (.usr), requests (.req), replies (.rep), trust chains (.key) and their kin.
//
// A file is one envelope: a header, then a message signed with nacl/sign, whose
// payload is canonical JSON, plain or sealed to one recipient with nacl/box.
// Reading goes in one direction only:
//
//	file, err := usrfile.ReadFile(path)     // bounded, regular files only
//	envelope, err := usrfile.Inspect(file)  // structure; nothing may be believed yet
//	message, err := trust.Verify(envelope)  // signature, key, header, window
//	payload, err := message.Open(boxKey)    // unsealed and bound to this message
//	data, err := usrfile.DecodeUserData(payload)
//
// It also has the codes that people read to each other when no file can travel:
// activation codes, fingerprints, and verification codes, see Verification.
//
// The package knows bytes and keys. Who the user is, which file is newer and
// what time it is are questions for the caller, who must keep the state that
// defends against genuine but old files. It depends on nothing else of
// Comptoir and may be copied. FORMAT.md beside it is the format for
// implementers.
package usrfile
