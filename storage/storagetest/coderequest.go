package storagetest

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
)

var codeTests = []test{
	{"requests for codes are kept and listed by status", keepCodes},
	{"requests for codes have their words and no others", codeWords},
}

// sampleCode gives a request whose code ends with the symbol.
func sampleCode(last string) directory.CodeRequest {
	return directory.CodeRequest{
		Code: "XXXX-XXXX-XXXX-XXXX-XXX" + last, Purpose: mark.PurposeClosing, Poste: poste("laptop"), Subject: hashed("closing"),
		Item: "P01 · octobre 2026", User: user("awa"), Digest: hashed("file"),
		CodeStatement: directory.CodeStatement{
			Authorisation: "Accord de M. Ba", Beneficiary: "Awa Diop", Project: "P01", Journal: "Caisse", Reason: "Pas d'Internet",
		},
		Received: instant(9), ReceivedBy: user("moussa"), Status: directory.RequestOpen, Decided: instant(10),
		DecidedBy: user("fatou"), Refusal: "Pas maintenant",
	}
}

func keepCodes(t *testing.T, s *storage.Store) {
	late, early, decided := sampleCode("3"), sampleCode("2"), sampleCode("1")
	whole(t, late)
	early.Received, early.Digest, early.Decided = instant(1), [32]byte{}, time.Time{}
	early.DecidedBy, early.Refusal = ident.UserID{}, ""
	update(t, s, func(tx *storage.Tx) error {
		for _, r := range []directory.CodeRequest{late, early, decided} {
			if err := tx.SaveCodeRequest(r); err != nil {
				return err
			}
		}
		decided.Status, decided.Decided, decided.DecidedBy = directory.RequestApproved, instant(11), user("binta")
		decided.Digest, decided.Reason, decided.Refusal = hashed("another file"), "Panne", ""
		return tx.SaveCodeRequest(decided)
	})
	for status, want := range map[directory.RequestStatus][]directory.CodeRequest{
		directory.RequestOpen: {early, late}, directory.RequestApproved: {decided}, directory.RequestRefused: nil,
		"": {early, decided, late},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.CodeRequests(status)
			same(t, "requests of status "+string(status), got, want)
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.CodeRequest(decided.Code)
		same(t, "request", got, decided)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.CodeRequest("XXXX-XXXX-XXXX-XXXX-XXX9")
		return err
	})
}

func codeWords(t *testing.T, s *storage.Store) {
	checkWords(t, s, "purposes of requests", func(tx *storage.Tx, word mark.Purpose) error {
		r := sampleCode("1")
		r.Purpose = word
		return tx.SaveCodeRequest(r)
	}, purposes...)
	checkWords(t, s, "statuses of requests", func(tx *storage.Tx, word directory.RequestStatus) error {
		r := sampleCode("1")
		r.Status = word
		return tx.SaveCodeRequest(r)
	}, directory.RequestOpen, directory.RequestApproved, directory.RequestRefused)
}
