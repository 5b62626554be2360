package exchange_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// Row 2: an older file gives no rights back, also within its two weeks.
func TestOlderUserDataIsRefusedAsRollback(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	wide := o.UserData()
	o.Now = o.Now.Add(time.Hour)
	f.Now = o.Now
	f.Accept(o.UserData(func(file *synctest.File) { file.Roles = nil }))
	f.RefusedWhole(fault.Conflict, "order.rollback", wide)
}

// Row 3: the same place in the order with another content.
func TestEqualSerialWithOtherBytesIsEquivocation(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	serial := uint64(synctest.Start.Unix())*1000 + 77
	at := func(file *synctest.File) { file.Serial = serial }
	f.Accept(o.UserData(at))
	f.RefusedWhole(fault.Conflict, "order.equivocation", o.UserData(at))
	f.RefusedWhole(fault.Conflict, "order.equivocation", o.UserData(at, synctest.Status("archived")))
}

// Row 4: the same file twice succeeds and does nothing.
func TestSameFileTwiceChangesNothing(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	file := o.UserData()
	f.Accept(file)
	before := synctest.Dump(t, f.Path)
	f.Accept(file)
	if changed := synctest.Changed(before, synctest.Dump(t, f.Path)); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	pv, err := f.Preview(file)
	if err != nil || !pv.Opened.Repeated || len(pv.Changes) > 0 {
		t.Errorf("%v, %+v", err, pv)
	}
}

// Row 6 and the serials of row 14: what a stolen key can not do.
func TestSerialsKeepToTheirDay(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	first := uint64(o.Now.Unix()) * 1000
	for name, c := range map[string]struct {
		serial uint64
		key    string
	}{
		"first":         {first, ""},
		"last":          {first + 86_400_000 - 1, ""},
		"before":        {first - 1, "serial"},
		"after the day": {first + 86_400_000, "serial"},
	} {
		m := usrfile.Message{
			Kind: usrfile.KindUserData, FileID: synctest.ID(name), Organisation: o.ID, Subject: synctest.Awa, KeyEpoch: 1,
			Serial: c.serial, Issued: o.Now, Expires: o.Now.Add(usrfile.UserDataWindow), Schema: 1, Payload: []byte("{}"),
		}
		_, err := usrfile.Encode(m, o.Issuer, nil)
		if (err == nil) != (c.key == "") || err != nil && exchange.AsFault(err).(*fault.Error).Key != "file."+c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Row 14: after the theft of an issuer key, the root raises the epoch, and the
// site goes on from there.
func TestRaisedEpochLeavesFarAheadSerialsBehind(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Accept(o.UserData(func(file *synctest.File) { // by the thief
		file.Serial = uint64(o.Now.Unix())*1000 + 86_399_999
		file.Books[0].Revision, file.UserData.Organisation.Revision = 1<<40, 1<<40
		file.Roles = append(file.Roles, synctest.Role("accountant", synctest.P02))
	}))
	o.Now = o.Now.Add(time.Hour)
	f.Now = o.Now
	f.RefusedWhole(fault.Conflict, "order.rollback", o.UserData())
	o.Issuer = usrfile.SigningKeyFromSeed([32]byte{31: 7})
	o.Extend(func(l *usrfile.Link) { l.Epoch, l.Issuers[0].Epoch, l.Issuers[0].Public = 2, 2, o.Issuer.Public() })
	f.Accept(o.UserData(), o.KeyFile())
	f.View(func(tx *storage.Tx) error {
		grants, err := tx.Grants(ident.UserID(synctest.Awa))
		if len(grants) != 1 {
			t.Errorf("%d roles are left", len(grants))
		}
		b, _ := tx.Book(ident.BookID(synctest.Till))
		if b.Revision != 1 {
			t.Errorf("the book has revision %d", b.Revision)
		}
		return err
	})
}
