package exchange_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// What was looked at ahead is judged in its turn all the same: by the chain that is
// followed then, and by what came in between.
func TestWhatIsLookedAtAheadIsStillJudged(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	trust, err := o.Chain.Verify()
	if err != nil {
		t.Fatal(err)
	}
	older, newer := o.UserData(), o.UserData()
	forged := append([]byte(nil), newer...)
	forged[len(forged)-5] ^= 1
	preview := func(p exchange.Parcel) (pv *exchange.Preview, err error) {
		f.View(func(tx *storage.Tx) error {
			clock, receiver, failed := f.Receiver(tx)
			if failed != nil {
				return failed
			}
			pv, err = exchange.PreviewUserData(tx, receiver, p, clock)
			return nil
		})
		return pv, err
	}
	ahead := func(file []byte) exchange.Parcel { return exchange.Parcel{File: file}.Ahead(trust) }
	if pv, err := preview(ahead(newer)); err != nil || pv.Person == "" {
		t.Errorf("%+v, %v", pv, err)
	}
	twice := ahead(o.UserData(synctest.For(synctest.ID("binta")))) // as in a group that is done again
	for range 2 {
		if pv, err := preview(twice); err != nil || len(pv.Changes) == 0 {
			t.Errorf("%+v, %v", pv, err)
		}
	}
	waiting := ahead(older)
	f.Accept(newer)
	_, err = preview(waiting)
	synctest.Refused(t, err, fault.Conflict, "order.rollback")
	_, err = preview(ahead(forged))
	synctest.Refused(t, err, fault.Forged, "file.signature")
	later := ahead(o.UserData())
	o.Extend(func(l *usrfile.Link) { l.Issuers[0].Revoked = true })
	later.Keys = [][]byte{o.KeyFile()}
	_, err = preview(later)
	synctest.Refused(t, err, fault.Forged, "file.key-revoked")
}
