package workspace_test

import (
	"encoding/binary"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

func noRoles(f *synctest.File) { f.Roles = nil }

// Older user data, replayed to get back wider rights, still within its two weeks
// and after them.
func TestThreat02Rollback(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	wide := put(t, stick, "wide.usr", o.UserData())
	site.takes(t, put(t, stick, "narrow.usr", o.UserData(noRoles)))
	site.refuses(t, fault.Conflict, "order.rollback", wide)
	site.reopen(t)
	site.refuses(t, fault.Conflict, "order.rollback", wide)
	site.now = start.Add(usrfile.UserDataWindow)
	site.refuses(t, fault.Expired, "file.expired", wide)
}

// The same serial with other content: of a user, and of what users share.
func TestThreat03Equivocation(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	at := func(f *synctest.File) { f.Serial = uint64(start.Unix())*1000 + 77 }
	next := func(f *synctest.File) { f.Serial = uint64(start.Unix())*1000 + 78 }
	site.takes(t, put(t, stick, "one.usr", o.UserData(at)))
	site.refuses(t, fault.Conflict, "order.equivocation", put(t, stick, "two.usr", o.UserData(at)))
	site.refuses(t, fault.Conflict, "order.equivocation", put(t, stick, "book.usr", o.UserData(next, func(f *synctest.File) {
		f.Books[0].CeilingMinor = 9_999_999 // under the revision that is known
	})))
	if acts := site.history(t); acts[0].Verb != directory.VerbFileRefused {
		t.Errorf("the history begins with %+v", acts[0])
	}
}

// history gives the folder's acts, newest first.
func (f *folder) history(t *testing.T) (acts []directory.Act) {
	t.Helper()
	f.look(t, func(tx *storage.Tx) (err error) {
		acts, _, err = tx.Acts(directory.HistoryFilter{})
		return err
	})
	return acts
}

// The same file twice is a success.
func TestThreat04SameFileTwice(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	path := put(t, stick, "next.usr", o.UserData(noRoles))
	site.takes(t, path)
	before := synctest.Dump(t, site.database())
	for range 2 {
		if a := site.takes(t, path); !a.Repeated {
			t.Error("the file is not known as imported")
		}
	}
	if changed := site.changedTables(t, before); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

// A clock set back to revive a file, when the folder has been used later, and
// when a later file has been applied.
func TestThreat07ClockSetBack(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	path := put(t, stick, "next.usr", o.UserData())
	site.now = start.Add(usrfile.UserDataWindow)
	site.reopen(t) // it is used, and closed
	site.now = start.Add(time.Hour)
	site.reopen(t)
	site.refuses(t, fault.Expired, "file.expired", path)

	o.Now = start.Add(usrfile.UserDataWindow)
	ahead, ahead2 := newSite(t, synctest.NewOffice(t, "Eau Vive"))
	ahead.now = o.Now
	ahead.takes(t, put(t, ahead2, "later.usr", o.UserData()))
	ahead.now = start
	ahead.reopen(t)
	ahead.refuses(t, fault.Expired, "file.expired", path)
}

// A clock at 1970: work goes on, flagged, and nothing that widens gets in.
func TestThreat09DeadBattery(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	narrow := put(t, stick, "narrow.usr", o.UserData(noRoles))
	wide := put(t, stick, "wide.usr", o.UserData(func(f *synctest.File) {
		f.Roles = append(f.Roles, synctest.Role("assistant", synctest.P02))
	}))
	site.now = time.Unix(0, 0)
	site.reopen(t)
	condition := must[workspace.Condition](t)(site.Condition(t.Context()))
	if !condition.ClockLate || condition.Now.Before(start) {
		t.Errorf("late %v, now %s", condition.ClockLate, condition.Now)
	}
	site.refuses(t, fault.Expired, "file.clock-late", wide)
	site.takes(t, narrow)
}

// A stolen issuer key with far-ahead serials: impossible beyond a day; the root
// raises the epoch, and the site recovers where it stands.
func TestThreat14StolenIssuerKey(t *testing.T) {
	const atSerial = 124
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	first := uint64(start.Unix()) * 1000
	serial := func(n uint64) string {
		return put(t, stick, "stolen.usr", o.Altered(o.UserData(), func(message []byte) {
			binary.BigEndian.PutUint64(message[atSerial:], n)
		}))
	}
	site.refuses(t, fault.Forged, "file.serial", serial(first+86_400_000))
	site.refuses(t, fault.Forged, "file.serial", serial(1<<62))
	site.takes(t, serial(first+86_400_000-1)) // the most that a thief can do
	o.Now = start.Add(time.Hour)
	site.now = o.Now
	site.refuses(t, fault.Conflict, "order.rollback", put(t, stick, "honest.usr", o.UserData()))

	o.Issuer = usrfile.SigningKeyFromSeed([32]byte{31: 7})
	o.Extend(func(l *usrfile.Link) { l.Epoch, l.Issuers[0].Epoch, l.Issuers[0].Public = 2, 2, o.Issuer.Public() })
	put(t, stick, "eau.key", o.KeyFile())
	site.takes(t, put(t, stick, "recovered.usr", o.UserData()))
	site.look(t, func(tx *storage.Tx) error {
		u, err := tx.User(ident.UserID(synctest.Awa))
		if u.Status != directory.StatusActive {
			t.Errorf("Awa is %s", u.Status)
		}
		return err
	})
}

// An archived or deactivated user's data ends the local access at once; and what
// is shared is not undone by the older file of somebody else.
func TestThreat24AccountEnds(t *testing.T) {
	for _, status := range []directory.Status{directory.StatusArchived, directory.StatusEmployee} {
		t.Run(string(status), func(t *testing.T) {
			ctx := t.Context()
			o := found(t)
			site, awa := o.join(t)
			moussa := o.hire(t, "moussa@eauvive.example", "Moussa", "Ba")
			older := o.exportTo(t, moussa, o.usual(t, o.awa))
			end := o.session.DeactivateUser
			if status == directory.StatusArchived {
				end = o.session.ArchiveUser
			}
			check(t, o.session.AssignBook(ctx, o.book.ID, ident.UserID{}, cashbook.Responsible))
			check(t, end(ctx, o.awa.ID))
			site.takes(t, o.export(t))
			if _, err := awa.Book(ctx, "P01/1"); err == nil {
				t.Error("the open session goes on")
			}
			if _, err := site.SignIn(ctx, awaName, awaPassword); err == nil {
				t.Error("the password still opens the folder")
			}
			site.takes(t, older)
			if _, err := site.SignIn(ctx, awaName, awaPassword); err == nil {
				t.Error("the older file of somebody else has brought her back")
			}
			site.look(t, func(tx *storage.Tx) error {
				u, err := tx.User(o.awa.ID)
				if u.Status != status {
					t.Errorf("Awa is %s", u.Status)
				}
				return err
			})
		})
	}
}
