package storagetest

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var requestTests = []test{
	{"requests are kept and listed by status", keepRequests},
}

func sampleRequest(name string) directory.Request {
	return directory.Request{
		Digest: hashed(name), Poste: poste("laptop"), User: user("awa"), Module: directory.ModuleCashbook,
		Label: "Portable Awa", Location: "Kolda", SignKey: hashed("sign"), BoxKey: hashed("box"), Schema: 1,
		Made: instant(8), Received: instant(9), Status: directory.RequestOpen, Decided: instant(10),
		DecidedBy: user("admin"), Reason: "Poste inconnu",
	}
}

func keepRequests(t *testing.T, s *storage.Store) {
	late, early := sampleRequest("late"), sampleRequest("early")
	whole(t, late)
	early.Received = instant(1)
	early.Decided, early.Reason = time.Time{}, ""
	refused := sampleRequest("refused")
	update(t, s, func(tx *storage.Tx) error {
		for _, r := range []directory.Request{late, early, refused} {
			if err := tx.SaveRequest(r); err != nil {
				return err
			}
		}
		refused.Status, refused.Decided, refused.Reason = directory.RequestRefused, instant(11), "Vol signalé"
		return tx.SaveRequest(refused)
	})
	checkRequests(t, s, directory.RequestOpen, []directory.Request{early, late})
	checkRequests(t, s, directory.RequestRefused, []directory.Request{refused})
	checkRequests(t, s, directory.RequestApproved, nil)
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.Requests("")
		same(t, "number of all requests", len(all), 3)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Request(hashed("none")); return err })
}

func checkRequests(t *testing.T, s *storage.Store, status directory.RequestStatus, want []directory.Request) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Requests(status)
		same(t, "requests of status "+string(status), got, want)
		for _, r := range want {
			one, missing := tx.Request(r.Digest)
			same(t, "request", one, r)
			if missing != nil {
				return missing
			}
		}
		return err
	})
}
