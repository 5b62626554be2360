package storagetest

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
)

var verificationTests = []test{
	{"each purpose keeps its last verification", keepVerifications},
	{"a nonce is taken once", takeNonces},
	{"verifications have their words and no others", verificationWords},
}

func sampleVerification(purpose mark.Purpose) mark.Verification {
	return mark.Verification{
		Purpose: purpose, Nonce: 1<<25 - 1, Subject: hashed("subject"), Requester: user("awa"), Request: hashed("file"),
		State: mark.VerificationUsed, Attempts: mark.VerificationAttempts, Opened: instant(1), Closed: instant(2),
	}
}

func keepVerifications(t *testing.T, s *storage.Store) {
	clock, factor := sampleVerification(mark.PurposeClock), sampleVerification(mark.PurposeFactor)
	whole(t, clock)
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.Verification(mark.PurposeClock)
		return err
	})
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveVerification(factor); err != nil {
			return err
		}
		return tx.SaveVerification(clock)
	})
	clock.Nonce, clock.Request, clock.Attempts, clock.Closed = 0, [32]byte{}, 0, time.Time{}
	clock.State, clock.Requester, clock.Subject = mark.VerificationOpen, user("binta"), hashed("another")
	update(t, s, func(tx *storage.Tx) error { return tx.SaveVerification(clock) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Verification(mark.PurposeClock)
		same(t, "verification", got, clock)
		if err != nil {
			return err
		}
		all, err := tx.Verifications()
		same(t, "verifications", all, []mark.Verification{clock, factor})
		return err
	})
	clock.Attempts = mark.VerificationAttempts + 1
	if err := rolledBack(s, func(tx *storage.Tx) error { return tx.SaveVerification(clock) }); err == nil {
		t.Error("a sixth attempt is stored")
	}
}

func takeNonces(t *testing.T, s *storage.Store) {
	take := func(purpose mark.Purpose, nonce uint32, want bool) {
		t.Helper()
		update(t, s, func(tx *storage.Tx) error {
			fresh, err := tx.TakeNonce(purpose, nonce)
			same(t, "fresh", fresh, want)
			return err
		})
	}
	take(mark.PurposeClock, 5, true)
	take(mark.PurposeClock, 5, false)
	take(mark.PurposeClock, 0, true)
	take(mark.PurposeFactor, 5, true)
}

var purposes = []mark.Purpose{mark.PurposeRestore, mark.PurposeClosing, mark.PurposeClock, mark.PurposeFactor}

func verificationWords(t *testing.T, s *storage.Store) {
	checkWords(t, s, "purposes", func(tx *storage.Tx, word mark.Purpose) error {
		return tx.SaveVerification(sampleVerification(word))
	}, purposes...)
	checkWords(t, s, "purposes of nonces", func(tx *storage.Tx, word mark.Purpose) error {
		_, err := tx.TakeNonce(word, 7)
		return err
	}, purposes...)
	checkWords(t, s, "states", func(tx *storage.Tx, word mark.VerificationState) error {
		v := sampleVerification(mark.PurposeClock)
		v.State = word
		return tx.SaveVerification(v)
	}, mark.VerificationOpen, mark.VerificationPermitted, mark.VerificationUsed, mark.VerificationRefused)
}
