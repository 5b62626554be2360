package usrfile_test

import (
	"bytes"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/usrfile"
)

// sampleVerification is what poste 12 asks for when a journal must be restored.
func sampleVerification(t testing.TB) usrfile.Verification {
	t.Helper()
	return verificationOf(restoreSubject(t, sampleRestore()))
}

func verificationOf(subject usrfile.Subject) usrfile.Verification {
	return usrfile.Verification{
		Organisation: orgID, Poste: posteID, PosteNumber: 12, Subject: subject, Requester: userID,
	}
}

// otherVerifications differ from the sample in one fact each.
func otherVerifications(t testing.TB) map[string]usrfile.Verification {
	t.Helper()
	others := make(map[string]usrfile.Verification)
	for name, edit := range map[string]func(*usrfile.Verification){
		"organisation": func(v *usrfile.Verification) { v.Organisation[15]++ },
		"poste":        func(v *usrfile.Verification) { v.Poste[15]++ },
		"poste number": func(v *usrfile.Verification) { v.PosteNumber++ },
		"purpose":      func(v *usrfile.Verification) { v.Subject.Purpose = usrfile.PurposeClosing },
		"subject":      func(v *usrfile.Verification) { v.Subject.Value[31]++ },
		"requester":    func(v *usrfile.Verification) { v.Requester[15]++ },
	} {
		v := sampleVerification(t)
		edit(&v)
		others[name] = v
	}
	return others
}

// All but the number, which stands in the request itself, is in the digest.
func TestVerificationDigestIsBoundToEveryFact(t *testing.T) {
	v := sampleVerification(t)
	digests := map[[32]byte]string{usrfile.VerificationDigest(v, 1): "the sample"}
	digests[usrfile.VerificationDigest(v, 2)] = "nonce"
	for name, other := range otherVerifications(t) {
		if name != "poste number" {
			digests[usrfile.VerificationDigest(other, 1)] = name
		}
	}
	if want := 7; len(digests) != want {
		t.Errorf("%d different digests, want %d: %v", len(digests), want, digests)
	}
}

// incompleteVerifications lack one fact each.
func incompleteVerifications(t testing.TB) map[string]usrfile.Verification {
	t.Helper()
	incomplete := make(map[string]usrfile.Verification)
	for name, edit := range map[string]func(*usrfile.Verification){
		"no organisation":       func(v *usrfile.Verification) { v.Organisation = uuid.Nil },
		"no poste":              func(v *usrfile.Verification) { v.Poste = uuid.Nil },
		"no requester":          func(v *usrfile.Verification) { v.Requester = uuid.Nil },
		"poste number 0":        func(v *usrfile.Verification) { v.PosteNumber = 0 },
		"poste number -1":       func(v *usrfile.Verification) { v.PosteNumber = -1 },
		"poste number of 2^20":  func(v *usrfile.Verification) { v.PosteNumber = 1 << 20 },
		"a subject of no facts": func(v *usrfile.Verification) { v.Subject.Value = [32]byte{} },
	} {
		v := sampleVerification(t)
		edit(&v)
		incomplete[name] = v
	}
	return incomplete
}

func TestVerificationsWantEveryFact(t *testing.T) {
	genuine := newRequest(t, sampleVerification(t), 1)
	for name, v := range incompleteVerifications(t) {
		t.Run(name, func(t *testing.T) {
			_, err := usrfile.NewVerificationRequest(v, 1)
			refused(t, err, usrfile.ErrField)
			_, err = genuine.Match([]usrfile.Verification{v})
			refused(t, err, usrfile.ErrField)
		})
	}
}

func TestNewVerificationNoncesHave25Bits(t *testing.T) {
	random := dice("nonces")
	var ones, zeros usrfile.VerificationNonce
	for range 100 {
		nonce, err := usrfile.NewVerificationNonce(random)
		must(t, nonce, err)
		ones |= nonce
		zeros |= ^nonce
	}
	if ones != 1<<25-1 || zeros != 1<<32-1 {
		t.Errorf("100 nonces use the bits %b, and %b are not always one", ones, zeros)
	}
	if _, err := usrfile.NewVerificationNonce(bytes.NewReader(make([]byte, 3))); err == nil {
		t.Error("a nonce of 24 bits")
	}
}
