package exchange_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

var awa = ident.UserID(synctest.Awa)

// stored gives what a folder knows of a person.
func stored(f *synctest.Folder, id ident.UserID) (u directory.User, grants []directory.Grant) {
	f.View(func(tx *storage.Tx) (err error) {
		if u, err = tx.User(id); err != nil {
			return err
		}
		grants, err = tx.Grants(id)
		return err
	})
	return u, grants
}

// Row 24: the end of an account ends everything, and a later file gives it back.
func TestEndOfAnAccountAndItsReturn(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	for _, status := range []directory.Status{directory.StatusEmployee, directory.StatusArchived} {
		f.Accept(o.UserData(synctest.Status(string(status))))
		u, grants := stored(f, awa)
		if u.Status != status || len(grants) != 0 || u.Email == "" {
			t.Errorf("left: %+v, %d roles", u, len(grants))
		}
		f.Accept(o.UserData())
		if u, grants := stored(f, awa); u.Status != directory.StatusActive || len(grants) != 1 || till(f).Responsible != awa {
			t.Errorf("returned: %+v, %d roles, the book is %+v", u, len(grants), till(f))
		}
	}
}

// The file that ends an account needs nothing to be known here.
func TestEndOfAnUnknownAccount(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewFolder(t, "Kolda")
	f.Accept(o.UserData(synctest.Status("archived")), o.KeyFile())
	if u, grants := stored(f, awa); u.Status != directory.StatusArchived || len(grants) != 0 {
		t.Errorf("%+v, %d roles", u, len(grants))
	}
	f.Accept(o.UserData())
	if _, grants := stored(f, awa); len(grants) != 1 {
		t.Errorf("%d roles afterwards", len(grants))
	}
}

// both is a file for Awa or Moussa about the book that they share.
func both(o *synctest.Office, subject func(*synctest.File), revision int64, responsible, deputy ident.UserID) []byte {
	return o.UserData(subject, revised(revision, func(b *usrfile.Book) {
		b.Responsible, b.Deputy = [16]byte(responsible), [16]byte(deputy)
	}))
}

func nobody(*synctest.File) {}

// Who no longer keeps a book loses it by their own file, which does not name it;
// nobody's older file brings them back, and a newer file does.
func TestBookThatIsTakenAwayStaysAway(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	moussa, asMoussa := ident.UserID(synctest.Moussa), synctest.For(synctest.Moussa)
	tick := func() { o.Now = o.Now.Add(time.Minute); f.Now = o.Now }

	f.Accept(both(o, nobody, 2, awa, moussa))
	stale := both(o, asMoussa, 2, awa, moussa)
	tick()
	f.Accept(o.UserData(func(d *synctest.File) { d.Books = nil }))
	if b := till(f); !b.Responsible.IsZero() || b.Deputy != moussa {
		t.Fatalf("after the withdrawal the book is %+v", b)
	}
	f.Accept(stale)
	f.Accept(both(o, asMoussa, 2, awa, moussa)) // of the same second, so that nobody knows which was first
	if b := till(f); b.Responsible == awa {
		t.Error("an older file of the deputy gave the book back")
	}
	tick()
	f.Accept(both(o, asMoussa, 4, awa, moussa))
	if b := till(f); b.Responsible != awa {
		t.Error("a newer file of the deputy did not give the book back")
	}
}

// The same the other way round: a file made before the book was assigned takes
// nothing away that a newer file of somebody else has brought.
func TestOlderFileTakesNoNewerBookAway(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	moussa, asMoussa := ident.UserID(synctest.Moussa), synctest.For(synctest.Moussa)
	without := o.UserData(func(d *synctest.File) { d.Books = nil })
	o.Now = o.Now.Add(time.Minute)
	f.Now = o.Now
	f.Accept(both(o, asMoussa, 5, awa, moussa))
	f.Accept(without)
	if b := till(f); b.Responsible != awa || b.Revision != 5 {
		t.Errorf("the book is %+v", b)
	}
}

// The preview promises nothing that stays away because it is older.
func TestPreviewShowsWhatWillStand(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	moussa := ident.UserID(synctest.Moussa)
	f.Accept(both(o, synctest.For(synctest.Moussa), 5, moussa, ident.UserID{}))
	pv, err := f.Preview(both(o, nobody, 4, awa, ident.UserID{}))
	if err != nil || pv.Widens || len(pv.Changes) > 0 {
		t.Errorf("%v, changes %v", err, pv.Changes)
	}
}

// A book comes back under the revision that it had when it was taken away.
func TestBookComesBackUnderTheSameRevision(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	for range 2 {
		o.Now = o.Now.Add(time.Minute)
		f.Now = o.Now
		f.Accept(o.UserData(func(d *synctest.File) { d.Books = nil }))
		if b := till(f); !b.Responsible.IsZero() {
			t.Errorf("taken away, the book is %+v", b)
		}
		o.Now = o.Now.Add(time.Minute)
		f.Now = o.Now
		f.Accept(o.UserData())
		if b := till(f); b.Responsible != awa {
			t.Errorf("given back, the book is %+v", b)
		}
	}
}

// An address that head office has given to somebody else is theirs.
func TestAddressMovesToWhoeverHasItNow(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	same := func(d *synctest.File) { synctest.For(synctest.Moussa)(d); d.User.Email = "awa@eauvive.example" }
	early := o.UserData(same)
	o.Now = o.Now.Add(time.Minute)
	f.Now = o.Now
	f.Accept(o.UserData())
	f.RefusedWhole(fault.Conflict, "directory.address-taken", early)
	if _, err := f.Preview(early); !errors.Is(err, fault.Conflict) {
		t.Errorf("the preview says %v", err)
	}
	f.Accept(o.UserData(same, synctest.For(synctest.ID("Adama")), func(d *synctest.File) {
		d.User.Email, d.User.Status = "awa@eauvive.example", "archived"
	}))
	if u, _ := stored(f, awa); u.Email == "" {
		t.Error("somebody archived took the address")
	}
	o.Now = o.Now.Add(time.Minute)
	f.Now = o.Now
	f.Accept(o.UserData(same))
	f.View(func(tx *storage.Tx) error {
		u, err := directory.FindUser(tx, "awa@eauvive.example")
		if u.ID != ident.UserID(synctest.Moussa) {
			t.Errorf("the address is %s's", u.Name())
		}
		return err
	})
	if old, _ := stored(f, awa); old.Email != "" || old.FirstName != "Awa" {
		t.Errorf("Awa is %+v", old)
	}
}

// What a file says of people in passing changes nobody who has user data here.
func TestNamesInPassingChangeNobodyKnownBetter(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Accept(o.UserData(synctest.For(synctest.Moussa), func(d *synctest.File) {
		d.People = usrfile.List[usrfile.Person]{{ID: synctest.Awa, FirstName: "X", LastName: "Y"}}
	}))
	if u, grants := stored(f, awa); u.FirstName != "Awa" || u.Status != directory.StatusActive || len(grants) != 1 {
		t.Errorf("Awa became %+v", u)
	}
}

// A deputy who is not known here, after a reply has brought a newer definition,
// makes nothing of the user unknown.
func TestUnknownDeputyDoesNotHideTheUser(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	f.Accept(both(o, nobody, 2, awa, ident.UserID(synctest.Moussa)))
	pv, err := f.Preview(both(o, nobody, 2, awa, ident.UserID(synctest.Moussa)))
	if err != nil || len(pv.Changes) != 0 {
		t.Errorf("%v, changes %v", err, pv.Changes)
	}
	f.View(func(tx *storage.Tx) error {
		if _, err := tx.User(ident.UserID(synctest.Moussa)); !errors.Is(err, fault.Missing) {
			t.Errorf("the deputy: %v", err)
		}
		return nil
	})
}
