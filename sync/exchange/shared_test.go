package exchange_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// till is the book of the tests as a folder holds it.
func till(f *synctest.Folder) (b cashbook.Book) {
	f.View(func(tx *storage.Tx) (err error) {
		b, err = tx.Book(ident.BookID(synctest.Till))
		return err
	})
	return b
}

func revised(revision int64, edit func(*usrfile.Book)) func(*synctest.File) {
	return func(file *synctest.File) {
		b := synctest.Book(revision)
		edit(&b)
		file.Books = usrfile.List[usrfile.Book]{b}
		if file.Roles == nil {
			file.Roles = usrfile.List[usrfile.Role]{synctest.Role("cashier", synctest.P01)}
			file.Roles[0].ID = synctest.ID("another grant")
		}
	}
}

// Row 24, second half: what is shared is not undone by another user's older
// file, and row 3 for shared objects.
func TestSharedBookKeepsItsNewestDefinition(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	moussa := func(edit func(*usrfile.Book), revision int64) []byte {
		return o.UserData(synctest.For(synctest.Moussa), revised(revision, func(b *usrfile.Book) {
			b.Deputy = synctest.Moussa
			edit(b)
		}))
	}
	plain := func(*usrfile.Book) {}
	f.Accept(o.UserData(revised(5, func(b *usrfile.Book) { b.Name, b.Deputy = "Caisse centrale", synctest.Moussa })))
	f.Accept(moussa(plain, 3))
	if b := till(f); b.Revision != 5 || b.Name != "Caisse centrale" {
		t.Errorf("revision 3 took the book back to %d, %s", b.Revision, b.Name)
	}
	f.RefusedWhole(fault.Conflict, "order.equivocation", moussa(plain, 5))
	f.Accept(moussa(plain, 6))
	if b := till(f); b.Revision != 6 || b.Name != "Caisse Kolda" {
		t.Errorf("the book is %+v", b)
	}
}

func TestSharedOrganisationKeepsItsNewestState(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	named := func(name string, revision int64) func(*synctest.File) {
		return func(file *synctest.File) {
			file.UserData.Organisation.Name, file.UserData.Organisation.Revision = name, revision
		}
	}
	f.Accept(o.UserData(named("Eau Vive Sénégal", 4)))
	f.Accept(o.UserData(synctest.For(synctest.Moussa), named("Eau", 3)))
	f.RefusedWhole(fault.Conflict, "order.equivocation", o.UserData(named("Eau", 4)))
	f.View(func(tx *storage.Tx) error {
		org, err := tx.Organisation()
		if org.Name != "Eau Vive Sénégal" || org.Revision != 4 {
			t.Errorf("the organisation is %+v", org)
		}
		return err
	})
}

// Whether an organisation is for training is decided once, when it is founded.
func TestTrainingIsIrrevocable(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	for _, training := range []bool{false, true} {
		f := synctest.NewFolder(t, "Kolda")
		f.Accept(o.UserData(func(d *synctest.File) { d.UserData.Organisation.Training = training }), o.KeyFile())
		f.RefusedWhole(fault.Conflict, "file.training", o.UserData(func(d *synctest.File) {
			d.UserData.Organisation.Training, d.UserData.Organisation.Revision = !training, 2
		}))
	}
}

func TestGrantOfABookKeepsItsHighestEpoch(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	other := ident.PosteID(synctest.ID("Tamba"))
	to := func(poste ident.PosteID, epoch int64) func(*synctest.File) {
		return func(file *synctest.File) { file.Books[0] = synctest.Owned(file.Books[0], poste, epoch) }
	}
	f.Accept(o.UserData(to(other, 2)))
	f.Accept(o.UserData(to(f.Poste, 1)))
	f.Accept(o.UserData())
	f.RefusedWhole(fault.Conflict, "order.equivocation", o.UserData(to(f.Poste, 2)))
	f.View(func(tx *storage.Tx) error {
		owner, err := tx.Ownership(ident.BookID(synctest.Till))
		if owner.Poste != other || owner.Epoch != 2 {
			t.Errorf("the book is granted to %+v", owner)
		}
		return err
	})
}

// Postes, projects and names of people have no revision of their own: the file
// that was made last counts.
func TestWhatHasNoRevisionFollowsTheNewestFile(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	adama := synctest.ID("Adama")
	shared := func(label string) func(*synctest.File) {
		return func(file *synctest.File) {
			line := f.Line(1)
			line.Label = label
			file.Postes = usrfile.List[usrfile.Poste]{line}
			file.Projects[1].Name = label
			file.People = usrfile.List[usrfile.Person]{{ID: adama, FirstName: label}}
		}
	}
	stale := o.UserData(synctest.For(synctest.Moussa), shared("ancien"), synctest.SealedTo(f))
	o.Now = o.Now.Add(time.Hour)
	f.Now = o.Now
	f.Accept(o.UserData(shared("nouveau")))
	f.Accept(stale)
	f.View(func(tx *storage.Tx) error {
		poste, _ := tx.Poste(f.Poste)
		project, _ := tx.Project(ident.ProjectID(synctest.P02))
		person, err := tx.User(ident.UserID(adama))
		if poste.Label != "nouveau" || project.Name != "nouveau" || person.FirstName != "nouveau" {
			t.Errorf("an older file of another user brought back %q, %q, %q", poste.Label, project.Name, person.FirstName)
		}
		return err
	})
}

func TestRevokedPosteStaysRevoked(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	f := synctest.NewSite(t, o)
	with := func(status string) func(*synctest.File) {
		return func(file *synctest.File) {
			line := f.Line(2)
			line.ID, line.Status = uuid.UUID(synctest.ID("Tamba")), status
			file.Postes = usrfile.List[usrfile.Poste]{line}
		}
	}
	f.Accept(o.UserData(with("active")))
	pv, err := f.Preview(o.UserData(with("revoked")))
	if err != nil || len(pv.Changes) != 1 || pv.Changes[0].Key != "poste-revoked" || pv.Changes[0].Sign != exchange.Loss {
		t.Errorf("%v, changes %v", err, pv.Changes)
	}
	f.Accept(o.UserData(with("revoked")))
	f.Accept(o.UserData(with("active")))
	f.View(func(tx *storage.Tx) error {
		p, err := tx.Poste(ident.PosteID(synctest.ID("Tamba")))
		if p.Status != directory.PosteRevoked {
			t.Errorf("the poste is %s", p.Status)
		}
		return err
	})
}
